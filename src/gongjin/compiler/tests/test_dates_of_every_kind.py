"""By when: every manner of date compiles to what it names, in the year that the plan or its part is for."""

from __future__ import annotations

import pytest

from gongjin.compiler.plan import DeadlineKind
from gongjin.compiler.tests.documents import compiled

TITLE = "青禾县水利实施方案（2030年）"


def read(words: str, title: str = TITLE, heading: str = "一、任务") -> list[tuple[str, str | None, str | None]]:
    return [(row.text, row.start, row.date) for row in compiled(title, heading, f"整修渠道。{words}").deadlines]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2030年9月底前出台管护办法。", ("2030年9月底前", None, "2030-09-30")),
        ("2030年3月—5月集中整治。", ("2030年3月—5月", "2030-03", "2030-05")),
        ("2030年11月至2031年3月集中整治。", ("2030年11月至2031年3月", "2030-11", "2031-03")),
        ("9月11日至12月10日集中整治。", ("9月11日至12月10日", "2030-09-11", "2030-12-10")),
        ("2030年汛期前完成清淤。", ("2030年汛期前", None, "2030")),
        ("主汛期前完成清淤。", ("主汛期前", None, "2030")),
        ("三季度末完成清淤。", ("三季度末", None, "2030-09-30")),
        ("上半年完成清淤。", ("上半年", None, "2030-06-30")),
        ("年底前完成清淤。", ("年底前", None, "2030-12-31")),
        ("收到申请后15个工作日内答复。", ("收到申请后15个工作日内", None, None)),
        ("每月25日前报送进展。", ("每月25日前", None, None)),
        ("每周五前报送进展。", ("每周五前", None, None)),
        ("实行半月调度。", ("半月", None, None)),
        ("长期坚持。", ("长期坚持", None, None)),
    ],
)
def test_one_date(words: str, found: tuple[str, str | None, str | None]) -> None:
    assert read(words) == [found]


@pytest.mark.parametrize(
    "words",
    [
        "审批时限压缩至3个工作日内。",
        "比2029年下降8%。",
        "2029年，已建成渠道30公里。",
        "落实2028年出台的办法。",
        "2月30日前完成清淤。",
        "全年整修渠道30公里。",
    ],
)
def test_what_binds_no_work(words: str) -> None:
    assert read(words) == []


def test_a_part_for_one_year_gives_its_dates_that_year() -> None:
    found = read("9月底前完成清淤。", "青禾县三年行动方案（2030—2032年）", "一、2031年补齐短板")
    assert ("9月底前", None, "2031-09-30") in found


def test_a_season_over_two_years() -> None:
    title = "青禾县2030—2031年度秋冬修渠方案"
    assert read("10月底前清淤。", title) == [("10月底前", None, "2030-10-31")]
    assert read("3月底前清淤。", title) == [("3月底前", None, "2031-03-31")]


def test_a_plan_for_several_years_gives_no_year() -> None:
    assert read("9月底前清淤。", "青禾县三年行动方案") == [("9月底前", None, None)]


def test_a_year_in_a_heading_of_work_is_no_date() -> None:
    assert read("健全制度。", heading="一、2030年重点工作") == []


def test_a_due_date_before_the_plan_is_kept_for_the_drafter_to_see() -> None:
    assert read("2029年9月底前完成清淤。") == [("2029年9月底前", None, "2029-09-30")]


def test_terms_after_an_event_are_relative() -> None:
    (row,) = compiled(TITLE, "一、任务", "会后5个工作日内建立台账。").deadlines
    assert (row.kind, row.rule) == (DeadlineKind.RELATIVE, "会后5个工作日内")


def test_what_is_mended_in_the_year_after_has_the_year_of_its_issue() -> None:
    plan = compiled("青禾县2029年度审计查出问题整改方案", "青政办发〔2030〕9号", "一、任务", "年底前清淤。")
    assert [row.date for row in plan.deadlines] == ["2030-12-31"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("对旧渠30日内重新清淤。", ["30日内"]),
        ("一般故障12小时内修复。", []),
        ("立行立改，2030年9月底前完成。", ["立行立改", "2030年9月底前"]),
        ("立行立改与长效管护并重。", []),
        ("立行立改类问题全部销号。", []),
        ("听取今年以来清淤情况。", []),
    ],
)
def test_terms_that_bind_work_and_words_that_only_sound_like_them(words: str, found: list[str]) -> None:
    assert [row.text for row in compiled(TITLE, "一、任务", words).deadlines] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("今年8月完成清淤。", [("8月", "2030-08")]),
        ("每月8日、18日前报送水位。", [("每月8日、18日前", None)]),
        ("每年4月底、10月底前清淤。", [("每年4月底、10月底前", None)]),
        ("每季度末20日前报送水位。", [("每季度末20日前", None)]),
        ("次月6日前报送水位。", [("次月6日前", None)]),
        ("（2030年11月）组织验收。", [("2030年11月", "2030-11")]),
        ("总结提升（12月）。组织验收。", [("12月", "2030-12")]),
        ("2029年底前查出的渗漏6月底前修复。", [("6月底前", "2030-06-30")]),
        ("8月清淤；9月，放水。", [("9月", "2030-09")]),
        ("汛期来临前完成清淤。", [("汛期来临前", "2030")]),
        ("9月中下旬放水。", [("9月中下旬", "2030-09")]),
        ("7月1日起施行。", []),
        ("有效期至2033年6月30日。", []),
        ("2029年6月30日以前的旧渠年底前拆除。", [("年底前", "2030-12-31")]),
    ],
)
def test_dates_that_are_told_in_several_words(words: str, found: list[tuple[str, str | None]]) -> None:
    assert [(row.text, row.date) for row in compiled(TITLE, "一、任务", words).deadlines] == found
