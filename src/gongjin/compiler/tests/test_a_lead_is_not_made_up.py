"""A unit leads where the text says so, and nowhere else."""

from __future__ import annotations

import pytest

from gongjin.compiler.tests.documents import answers, compiled

LEAD, DOES, HELPS, WATCHES = "lead", "responsible", "cooperate", "supervise"


@pytest.mark.parametrize(
    "words",
    [
        "（县水利局、县茶果局负责）",
        "（县水利局、县茶果局按职责分工负责）",
        "（责任单位：县水利局、县茶果局）",
        "【责任单位：县水利局、县茶果局】",
        "（县水利局、县茶果局）",
        "（县水利局、县茶果局共同负责）",
        "（县水利局、县茶果局分别负责）",
    ],
)
def test_a_lead_that_is_not_named_is_not_made_up(words: str) -> None:
    assert answers(words) == [("县水利局", DOES, False), ("县茶果局", DOES, False)]


@pytest.mark.parametrize(
    "words",
    [
        "（县水利局、县茶果局等负责）",
        "（县水利局、县茶果局等按职责分工负责）",
        "（责任单位：县水利局、县茶果局等）",
        "【责任单位：县水利局、县茶果局等单位】",
        "（县水利局、县茶果局等单位）",
    ],
)
def test_the_first_of_an_open_list_is_no_lead_either(words: str) -> None:
    assert answers(words) == [("县水利局", DOES, True), ("县茶果局", DOES, True)]


@pytest.mark.parametrize("words", ["（县水利局负责）", "（责任单位：县水利局）"])
def test_one_unit_alone_is_responsible_and_does_not_lead(words: str) -> None:
    assert answers(words) == [("县水利局", DOES, False)]


@pytest.mark.parametrize(
    "words",
    [
        "（县水利局牵头，县茶果局、县林场配合）",
        "（牵头单位：县水利局；配合单位：县茶果局、县林场）",
        "（牵头单位：县水利局，配合单位：县茶果局、县林场）",
    ],
)
def test_a_lead_that_is_named_leads_and_the_others_cooperate(words: str) -> None:
    assert answers(words) == [("县水利局", LEAD, False), ("县茶果局", HELPS, False), ("县林场", HELPS, False)]


def test_lead_and_responsible_units_side_by_side() -> None:
    assert answers("（牵头单位：县水利局；责任单位：县茶果局、各乡镇人民政府）") == [
        ("县水利局", LEAD, False),
        ("县茶果局", DOES, False),
        ("各乡镇人民政府", DOES, False),
    ]


def test_only_the_helpers_list_is_open_ended() -> None:
    assert answers("（县水利局牵头，县茶果局、县林场等单位配合）") == [
        ("县水利局", LEAD, False),
        ("县茶果局", HELPS, True),
        ("县林场", HELPS, True),
    ]


def test_a_stated_rule_makes_the_first_unit_the_lead_of_every_list() -> None:
    plan = compiled(
        "（列第一位的责任单位为牵头单位）",
        "一、甲事项",
        "健全机制。（县水利局、县茶果局负责）",
        "二、乙事项",
        "健全机制。（县林场牵头，县茶果局配合）",
    )
    assert [(row.unit, row.role.value) for row in plan.responsibilities] == [
        ("县水利局", LEAD),
        ("县茶果局", DOES),
        ("县林场", LEAD),
        ("县茶果局", HELPS),
    ]
    assert "列第一位" in plan.responsibilities[0].reason


def test_a_supervising_unit_is_neither_lead_nor_responsible() -> None:
    assert answers("（责任单位：县水利局；督导单位：县政府督查室）") == [
        ("县水利局", DOES, False),
        ("县政府督查室", WATCHES, False),
    ]


def test_lines_below_a_task_belong_to_it() -> None:
    plan = compiled(
        "一、甲事项", "健全机制。", "牵头单位：县水利局", "责任单位：县茶果局、县林场", "二、乙事项", "健全机制。"
    )
    assert [(row.section, row.unit, row.role.value) for row in plan.responsibilities] == [
        ("s1", "县水利局", LEAD),
        ("s1", "县茶果局", DOES),
        ("s1", "县林场", DOES),
    ]
    assert [section.task for section in plan.sections] == [True, False]


def test_classes_of_units_are_marked() -> None:
    plan = compiled("一、甲事项", "健全机制。（县水利局牵头，各乡镇人民政府、县直有关单位配合）")
    assert [row.is_class for row in plan.responsibilities] == [False, True, True]
