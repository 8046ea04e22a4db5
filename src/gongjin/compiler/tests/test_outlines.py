"""Headings: their depth, their words, and numbers that went wrong."""

from __future__ import annotations

import pytest

from gongjin.compiler.tests.documents import compiled, outline


def test_four_levels_as_the_standard_has_them() -> None:
    found = outline(
        "一、甲事项", "（一）乙事项", "1.丙事项", "（1）丁事项", "健全机制。", "2.戊事项", "（二）己事项", "二、庚事项"
    )
    assert [(level, title) for level, _label, title in found] == [
        (1, "甲事项"), (2, "乙事项"), (3, "丙事项"), (4, "丁事项"), (3, "戊事项"), (2, "己事项"), (1, "庚事项"),
    ]  # fmt: skip


def test_a_level_may_be_left_out() -> None:
    found = outline("一、甲事项", "1.乙事项", "2.丙事项", "二、丁事项", "（一）戊事项", "1.己事项")
    assert [level for level, _label, _title in found] == [1, 2, 2, 1, 2, 3]


def test_a_run_in_heading_is_the_sentence_up_to_its_stop() -> None:
    plan = compiled("一、甲事项", "（一）推进莲藕基地建设。新建货栈3座。（县水利局负责）", "（二）管好渡槽。健全机制。")
    assert [section.title for section in plan.sections] == ["甲事项", "推进莲藕基地建设", "管好渡槽"]
    assert [(target.section, target.text) for target in plan.targets] == [("s2", "新建货栈3座")]
    assert [row.section for row in plan.responsibilities] == ["s2"]


def test_a_heading_on_its_own_line_is_the_whole_line() -> None:
    assert outline("（一）推进莲藕基地建设", "新建货栈3座。") == [(1, "（一）", "推进莲藕基地建设")]


@pytest.mark.parametrize(
    "labels", [("一、", "三、", "四、"), ("一、", "一、", "二、"), ("一、", "二、", "二、"), ("三、", "一、", "九、")]
)
def test_wrong_numbers_derail_nothing(labels: tuple[str, str, str]) -> None:
    first, second, third = labels
    found = outline(
        f"{first}甲事项", "（一）乙事项", "（三）丙事项", f"{second}丁事项", "（一）戊事项", f"{third}己事项"
    )
    assert [(level, title) for level, _label, title in found] == [
        (1, "甲事项"), (2, "乙事项"), (2, "丙事项"), (1, "丁事项"), (2, "戊事项"), (1, "己事项"),
    ]  # fmt: skip


def test_numbers_that_run_on_through_chapters() -> None:
    found = outline("一、甲事项", "1.乙事项", "2.丙事项", "二、丁事项", "3.戊事项", "4.己事项")
    assert [level for level, _label, _title in found] == [1, 2, 2, 1, 2, 2]


def test_parents_are_the_nearest_heading_above_of_a_higher_level() -> None:
    plan = compiled("一、甲事项", "（一）乙事项", "1.丙事项", "（二）丁事项", "二、戊事项", "1.己事项")
    parents = {section.title: section.parent for section in plan.sections}
    titles = {section.id: section.title for section in plan.sections}
    assert {title: parent and titles[parent] for title, parent in parents.items()} == {
        "甲事项": None, "乙事项": "甲事项", "丙事项": "乙事项", "丁事项": "甲事项", "戊事项": None, "己事项": "戊事项",
    }  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "3个货栈已经选址。",
        "2026年要办好莲藕节。",
        "一二三产业融合发展。",
        "5.2万亩莲藕田要管好。",
        "（含渡槽）一并整修。",
    ],
)
def test_lines_that_only_look_numbered(line: str) -> None:
    assert [title for _level, _label, title in outline("一、甲事项", line, "二、乙事项")] == ["甲事项", "乙事项"]


def test_the_title_the_attachment_number_and_the_preface_are_no_sections() -> None:
    plan = compiled("附件3", "白石湾莲藕产业行动方案", "为搞活产业，经研究，制定本方案。", "一、甲事项", "健全机制。")
    assert (plan.attachment, plan.title) == ("附件3", "白石湾莲藕产业行动方案")
    assert [plan.text[slice(*span)] for span in plan.preface] == ["为搞活产业，经研究，制定本方案。"]
    assert [section.title for section in plan.sections] == ["甲事项"]
