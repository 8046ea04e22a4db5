"""Brackets that explain, abbreviate or give an example name no units."""

from __future__ import annotations

import pytest

from gongjin.compiler.tests.documents import answers, compiled


@pytest.mark.parametrize(
    "words",
    [
        "改造渡口（码头）和货栈（驿站）。",
        "完善县（区）、乡镇（街道）两级网络。",
        "落实《苇编作坊管理办法》（白政发〔2024〕3号）。",
        "配建设施（含公厕、停车场、垃圾站）。",
        "建设苗圃（面积不少于20亩）。",
        "推广新式织机（以下简称“新机”）。",
        "提升机械化水平（不含山区）。",
        "开展茶果（莲藕）质量检查（详见附件）。",
    ],
)
def test_a_bracket_in_a_sentence_is_text(words: str) -> None:
    assert answers(words) == []


def test_the_last_bracket_is_the_list_and_those_before_it_are_text() -> None:
    assert [unit for unit, _role, _open in answers("改造渡口（码头）、货栈（站）。（县交通局、县林场等负责）")] == [
        "县交通局",
        "县林场",
    ]


def test_a_bracket_inside_a_units_name_does_not_part_the_list() -> None:
    assert [unit for unit, _role, _open in answers("（县水利局（县河长办）、县林场、各乡镇（街道）负责）")] == [
        "县水利局（县河长办）",
        "县林场",
        "各乡镇（街道）",
    ]


def test_the_figures_of_a_units_list_are_no_targets() -> None:
    plan = compiled("一、甲事项", "健全机制。（县水利局、县林场等10个部门负责）")
    assert plan.targets == ()
    assert [row.open_ended for row in plan.responsibilities] == [True, True]
