"""Each lint rule finds what it is for, and is silent where all is well."""

from __future__ import annotations

import pytest

from gongjin.compiler.tests.documents import compiled


def found(rule: str, *texts: str) -> list[str]:
    """What the findings of a rule point at."""
    plan = compiled(*texts)
    return [plan.text[slice(*finding.span)] for finding in plan.findings if finding.rule == rule]


def test_a_finding_says_what_is_wrong_and_what_to_do() -> None:
    plan = compiled("一、任务", "（一）甲事项", "新建货栈3座。", "（三）乙事项", "健全机制。（县水利局、县林场负责）")
    assert {finding.rule for finding in plan.findings} >= {"no-lead", "no-unit", "numbering"}
    assert all(finding.message and finding.suggestion for finding in plan.findings)


@pytest.mark.parametrize("words", ["（县水利局、县林场负责）", "（县水利局等负责）", "（责任单位：县水利局、县林场）"])
def test_several_units_and_no_lead(words: str) -> None:
    (place,) = found("no-lead", "一、甲事项", f"健全机制。{words}")
    assert place.startswith("县水利局")


@pytest.mark.parametrize(
    "words", ["（县水利局负责）", "（县水利局牵头，县林场配合）", "（牵头单位：县水利局；责任单位：县林场）", ""]
)
def test_one_unit_or_a_named_lead_is_well(words: str) -> None:
    assert found("no-lead", "一、甲事项", f"健全机制。{words}") == []


def test_a_figure_that_nobody_answers_for() -> None:
    assert found("no-unit", "一、甲事项", "新建货栈3座。") == ["一、甲事项"]


def test_a_task_left_out_among_tasks_with_units() -> None:
    texts = ("一、任务", "（一）甲事项", "健全机制。（县水利局负责）", "（二）乙事项", "健全机制。")
    assert found("no-unit", *texts) == ["（二）乙事项"]


@pytest.mark.parametrize(
    "texts",
    [
        ("一、甲事项", "新建货栈3座。（县水利局负责）"),
        ("一、甲事项", "健全机制。"),
        ("一、任务（县水利局负责）", "（一）甲事项", "新建货栈3座。"),
    ],
)
def test_an_answer_or_no_promise_is_well(texts: tuple[str, ...]) -> None:
    assert found("no-unit", *texts) == []


@pytest.mark.parametrize("labels", [("（一）", "（三）"), ("（一）", "（一）"), ("1.", "3.")])
def test_a_number_skipped_or_repeated(labels: tuple[str, str]) -> None:
    assert found("numbering", "一、任务", f"{labels[0]}甲事项", f"{labels[1]}乙事项") == [f"{labels[1]}乙事项"]


@pytest.mark.parametrize(
    "texts",
    [
        ("一、任务", "（一）甲事项", "（二）乙事项", "二、保障", "（一）丙事项"),
        ("一、任务", "1.甲事项", "2.乙事项", "二、保障", "3.丙事项"),
        ("工作方案", "甲事项"),
    ],
)
def test_numbers_in_order_are_well_afresh_or_running_on(texts: tuple[str, ...]) -> None:
    assert found("numbering", *texts) == []
