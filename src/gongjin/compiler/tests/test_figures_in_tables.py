"""Indicators by year, shares of townships and marks for work, in tables: what they promise; they are no tasks."""

from __future__ import annotations

import pytest

from gongjin.compiler.plan import CompiledPlan
from gongjin.compiler.tests.documents import compiled
from gongjin.compiler.tests.test_task_lists_in_tables import word

HEAD = ["指标", "2029年", "2030年", "属性"]
ROWS = [
    ["竹林覆盖率（%）", "54.3", "60", "预期性"],
    ["竹笋产量（万吨）", "1.6", "≥2.5", "约束性"],
    ["竹器企业（家）", "12", "20左右", "预期性"],
]
FOUND = [
    ("竹林覆盖率", "eq", "60", "%", "54.3", "2030"),
    ("竹笋产量", "ge", "25000", "吨", "16000", "2030"),
    ("竹器企业", "about", "20", "家", "12", "2030"),
]


def told(plan: CompiledPlan) -> list[tuple[str, str, str, str, str | None, str | None]]:
    return [
        (
            row.metric,
            row.comparator.value,
            f"{row.value.normalize():f}",
            row.unit,
            None if row.base is None else f"{row.base.normalize():f}",
            row.period,
        )
        for row in plan.targets
    ]


def in_lines(separator: str) -> CompiledPlan:
    lines = [separator.join(row) for row in [HEAD, *ROWS]]
    return compiled("青禾县2030年竹业发展方案", "一、目标", *lines, "二、任务", "新建货栈3座。")


@pytest.mark.parametrize("separator", ["\t", "|", "　"])
def test_the_last_year_is_the_goal_and_the_year_before_the_plan_its_base(separator: str) -> None:
    plan = in_lines(separator)
    assert told(plan)[:3] == FOUND
    assert [section.title for section in plan.sections] == ["目标", "任务"]
    assert [(row.metric, row.section) for row in plan.targets][3] == ("新建货栈", plan.sections[1].id)


def test_a_table_of_word_that_stands_alone_has_its_indicators_as_tasks() -> None:
    plan = word([HEAD, *ROWS])
    assert [section.title for section in plan.sections] == [row[0] for row in ROWS]
    assert told(plan) == FOUND


def test_each_year_of_the_plan_has_its_target() -> None:
    lines = ["指标\t单位\t2028年实际\t2030年目标\t2031年目标", "竹笋产量\t万吨\t1.6\t2\t2.5"]
    plan = compiled("青禾县竹业发展方案（2030—2031年）", "一、目标", *lines)
    assert told(plan) == [
        ("竹笋产量", "eq", "20000", "吨", "16000", "2030"),
        ("竹笋产量", "eq", "25000", "吨", "16000", "2031"),
    ]


def test_shares_of_townships_are_counted_and_their_units_answer() -> None:
    lines = [
        "乡镇\t新建（万亩）\t改造（亩）\t责任单位",
        "青竹镇\t1.2\t500\t青竹镇人民政府",
        "白石乡\t—\t300\t白石乡人民政府",
    ]
    plan = compiled("青禾县2030年竹林建设方案", "一、任务分解", *lines)
    assert told(plan) == [
        ("青竹镇新建", "eq", "12000", "亩", None, None),
        ("青竹镇改造", "eq", "500", "亩", None, None),
        ("白石乡改造", "eq", "300", "亩", None, None),
    ]
    assert [(row.unit, row.section) for row in plan.responsibilities] == [
        ("青竹镇人民政府", "s1"),
        ("白石乡人民政府", "s1"),
    ]


def test_a_note_above_the_table_gives_the_unit() -> None:
    lines = ["各乡镇任务分解表（单位：亩）", "乡镇\t新建\t改造", "青竹镇\t120\t50"]
    plan = compiled("青禾县2030年竹林建设方案", "一、任务分解", *lines)
    assert [row[:4] for row in told(plan)] == [("青竹镇新建", "eq", "120", "亩"), ("青竹镇改造", "eq", "50", "亩")]


def test_dates_in_headings_are_no_deadlines() -> None:
    assert in_lines("\t").deadlines == ()


def test_marks_for_work_are_neither_tasks_nor_targets() -> None:
    lines = [
        "考核指标\t分值\t评分标准",
        "竹林抚育\t20\t完成抚育1万亩得满分，每少100亩扣1分。",
        "竹林防火\t10\t发生1起火灾扣5分。",
    ]
    plan = compiled("青禾县2030年竹业考核办法", "一、考核内容", *lines, "二、结果运用", "新建货栈3座。")
    assert [section.title for section in plan.sections] == ["考核内容", "结果运用"]
    assert [row[0] for row in told(plan)] == ["新建货栈"]


def test_an_indicator_that_a_unit_answers_for_is_a_task_with_a_target() -> None:
    lines = [
        "序号\t指标\t单位\t2030年目标\t责任单位",
        "1\t竹笋产量\t万吨\t2\t县林业局",
        "2\t竹器企业\t家\t20\t县工信局",
    ]
    plan = compiled("青禾县2030年竹业发展方案", *lines)
    titles = {section.id: section.title for section in plan.sections}
    assert [(titles[row.section], row.unit) for row in plan.responsibilities] == [
        ("竹笋产量", "县林业局"),
        ("竹器企业", "县工信局"),
    ]
    assert [(titles[row.section], f"{row.value.normalize():f}", row.unit) for row in plan.targets] == [
        ("竹笋产量", "20000", "吨"),
        ("竹器企业", "20", "家"),
    ]


@pytest.mark.parametrize("below", ["一、压实责任。各单位要逐项制定方案，报县政府备案。", "第二章　保障措施"])
def test_a_task_list_ends_where_the_text_goes_on(below: str) -> None:
    lines = ["序号\t工作任务\t责任单位\t完成时限", "1\t新建货栈3座\t县林业局\t6月底前"]
    plan = compiled("青禾县2030年竹业任务清单", *lines, below)
    assert [section.label for section in plan.sections] == ["1", below[: 2 if below[0] == "一" else 3]]


def test_a_row_for_each_year_tells_what_is_due_in_it() -> None:
    lines = ["年度\t竹楼（栋）\t投资（万元）", "2030年\t36\t1200", "2031年\t34\t900"]
    plan = compiled("青禾县竹业发展方案（2030—2031年）", "一、目标", *lines)
    assert [(row.metric, int(row.value), row.period) for row in plan.targets] == [
        ("竹楼", 36, "2030"),
        ("投资", 12_000_000, "2030"),
        ("竹楼", 34, "2031"),
        ("投资", 9_000_000, "2031"),
    ]
