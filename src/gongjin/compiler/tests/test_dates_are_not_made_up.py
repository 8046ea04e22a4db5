"""A date has the year that the text states, or the plan's own; else none."""

from __future__ import annotations

from calendar import monthrange
from datetime import date as date_type

import pytest

from gongjin.compiler.plan import Deadline
from gongjin.compiler.tests.documents import compiled


def only(sentence: str, title: str = "白石湾莲藕产业行动方案") -> Deadline:
    (row,) = compiled(title, "一、甲事项", sentence).deadlines
    return row


def ends(date: str) -> date_type:
    """The last day that an ISO prefix stands for."""
    parts = [int(part) for part in date.split("-")]
    year, month, day = parts + [12, 31][len(parts) - 1 :]
    return date_type(year, month, min(day, monthrange(year, month)[1]))


@pytest.mark.parametrize("words", ["6月30日前", "年底前", "三季度末", "今年底前"])
def test_a_date_without_a_year_gets_none(words: str) -> None:
    row = only(f"{words}完成普查。")
    assert (row.date, row.start) == (None, None)
    assert row.rule is not None


@pytest.mark.parametrize(
    ("words", "date"), [("6月30日前", "2026-06-30"), ("年底前", "2026-12-31"), ("9月底前", "2026-09")]
)
def test_the_plans_own_year_is_that_of_its_title(words: str, date: str) -> None:
    row = only(f"{words}完成普查。", "白石湾2026年莲藕产业行动方案")
    assert row.date is not None
    assert ends(row.date) == ends(date)
    assert "标题" in row.reason


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("到2027年底", "2027-12-31"),
        ("2026年6月底前", "2026-06"),
        ("2026年6月30日前", "2026-06-30"),
        ("2026年三季度末", "2026-09"),
        ("2026年上半年", "2026-06"),
    ],
)
def test_a_stated_year_is_kept(words: str, date: str) -> None:
    found = only(f"{words}完成普查。").date
    assert found is not None
    assert ends(found) == ends(date)


def test_a_cadence_has_no_date() -> None:
    row = only("各单位每月25日前报送进展。")
    assert (row.kind.value, row.date) == ("cadence", None)


def test_a_term_of_days_has_no_date() -> None:
    row = only("各单位会后5个工作日内报送方案。")
    assert (row.kind.value, row.date) == ("relative", None)


def test_a_plan_without_dates_has_none_and_no_year() -> None:
    plan = compiled("白石湾莲藕产业行动方案", "一、甲事项", "新建货栈3座，良种率达到90%。")
    assert (plan.deadlines, plan.years, plan.issued) == ((), (), None)
    assert [target.period for target in plan.targets] == [None, None]


def test_years_in_titles_of_documents_are_no_deadlines() -> None:
    assert compiled("一、甲事项", "落实《白石湾规划（2023—2026年）》，推进“2027年远景”研究。").deadlines == ()
