"""Dates that the words or dates around them complete, or that bind no work."""

from __future__ import annotations

import pytest

from gongjin.compiler.tests.documents import compiled


def dates(*lines: str, title: str = "青禾县2030年竹业方案") -> list[tuple[str, str | None]]:
    return [(row.text, row.date) for row in compiled(title, "一、任务", *lines).deadlines]


def test_a_month_has_the_year_that_its_sentence_names_before_it() -> None:
    assert dates("2031年3月底前开工，6月底前建成。") == [("2031年3月底前", "2031-03-31"), ("6月底前", "2031-06-30")]


def test_a_month_of_the_next_year_keeps_its_words_and_gets_no_date() -> None:
    assert dates("于次年1月10日前报送。") == [("次年1月10日前", None)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("年内建成货栈3座。", [("年内", "2030-12-31")]),
        ("2030年秋季学期前投入使用。", [("2030年秋季学期前", "2030-09")]),
        ("二〇三一年底前建成。", [("二〇三一年底前", "2031-12-31")]),
        ("2030年1—6月完成设计。", [("2030年1—6月", "2030-06")]),
        ("截至2029年底已达90%，各乡镇要巩固成果，力争2030年底达到95%。", [("2030年底", "2030-12-31")]),
        ("主汛期前（6月10日前）完成清淤。", [("6月10日前", "2030-06-10")]),
        ("数据异常时24小时内排查。", [("24小时内", None)]),
        ("不能当场整改的一个月内整改到位。", [("一个月内", None)]),
        ("每月开展检查不少于2次。", [("每月", None)]),
        ("每周五下午5点前报送竹价。", [("每周五下午5点前", None)]),
        ("每日17时前报送火情。", [("每日17时前", None)]),
        ("领导包片，常年坚持。", [("常年坚持", None)]),
        ("7月起集中采竹。", [("7月起", "2030-07")]),
        (
            "步骤：1.清点竹材；2.5月底前竹农培训到位；3.2030年6月底前验收。",
            [("5月底前", "2030-05-31"), ("2030年6月底前", "2030-06-30")],
        ),
    ],
)
def test_what_binds_work(sentence: str, found: list[tuple[str, str | None]]) -> None:
    assert dates(sentence) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "每年培训竹农不少于200人。",
        "学生每天编竹不少于1小时。",
        "过渡费按每月每平方米10元发放。",
        "对特困户每户每月免费供水2立方米。",
        "改造2000年底前建成的老旧小区。",
        "修订2025年底前建成的管网图。",
    ],
)
def test_what_binds_nothing(sentence: str) -> None:
    assert dates(sentence) == []


def test_a_span_of_years_in_a_heading_or_a_caption_is_its_subject() -> None:
    plan = compiled("青禾县竹业规划", "一、“十五五”时期主要目标", "专栏1　“十五五”时期主要指标", "健全制度。")
    assert plan.deadlines == ()


@pytest.mark.parametrize("words", ["2030年底前建成货栈。", "到2030年底，货栈达到3座。", "2030年新建货栈3座。"])
def test_what_lies_before_the_first_year_with_work_is_past_where_nothing_else_tells(words: str) -> None:
    plan = compiled("青禾县竹业方案", "一、任务", f"2029年全县竹笋产量平均为18万吨。{words}")
    assert [row.value for row in plan.targets if row.unit == "吨"] == []
    assert [row.text for row in plan.deadlines if row.text.startswith("2029")] == []
