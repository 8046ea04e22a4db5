"""A task list in a table: rows are tasks, columns are told by their headings, merged cells hold for all their rows."""

from __future__ import annotations

import io

import docx
import pytest

from gongjin.compiler.compile import compile_document
from gongjin.compiler.files import read_document
from gongjin.compiler.plan import CompiledPlan
from gongjin.compiler.tests.documents import compiled


def word(rows: list[list[str]], *merged: tuple[int, int, int, int]) -> CompiledPlan:
    """A plan with one table; `merged` are first row, first column, last row, last column."""
    document = docx.Document()
    document.add_paragraph("青禾县2030年重点工作任务清单")
    table = document.add_table(len(rows), len(rows[0]))
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    for top, left, bottom, right in merged:
        words = table.cell(top, left).text
        table.cell(top, left).merge(table.cell(bottom, right)).text = words
    buffer = io.BytesIO()
    document.save(buffer)
    return compile_document(read_document(buffer.getvalue()))


def tasks(plan: CompiledPlan) -> list[tuple[int, str, str]]:
    return [(section.level, section.label, section.title) for section in plan.sections]


def answers(plan: CompiledPlan) -> list[tuple[str, str, str]]:
    titles = {section.id: section.title for section in plan.sections}
    return [(titles[row.section], row.unit, row.role.value) for row in plan.responsibilities]


def dates(plan: CompiledPlan) -> list[tuple[str, str | None]]:
    titles = {section.id: section.title for section in plan.sections}
    return [(titles[row.section], row.date) for row in plan.deadlines]


HEAD = ["序号", "工作任务", "牵头单位", "配合单位", "完成时限", "备注"]
ROWS = [
    HEAD,
    ["1", "整修渠道30公里。同步清淤。", "县水利局", "县财政局、县林业局", "6月底前", "省级实事"],
    ["2", "改造水厂4座。", "县住建局\n县水务集团", "县卫健局", "2030年10月", ""],
]


def test_each_row_is_a_task_with_number_title_units_and_date() -> None:
    plan = word(ROWS)
    assert tasks(plan) == [(1, "1", "整修渠道30公里"), (1, "2", "改造水厂4座")]
    assert answers(plan) == [
        ("整修渠道30公里", "县水利局", "lead"),
        ("整修渠道30公里", "县财政局", "cooperate"),
        ("整修渠道30公里", "县林业局", "cooperate"),
        ("改造水厂4座", "县住建局", "lead"),
        ("改造水厂4座", "县水务集团", "lead"),
        ("改造水厂4座", "县卫健局", "cooperate"),
    ]
    assert dates(plan) == [("整修渠道30公里", "2030-06-30"), ("改造水厂4座", "2030-10")]
    assert [(int(target.value), target.unit) for target in plan.targets] == [(30, "公里"), (4, "座")]


def test_columns_may_stand_in_any_order_under_other_words() -> None:
    order = [4, 3, 0, 2, 1]
    words = {"牵头单位": "主办单位", "配合单位": "协办单位", "完成时限": "时间节点", "工作任务": "重点事项"}
    rows = [[words.get(row[column], row[column]) for column in order] for row in ROWS]
    assert sorted(answers(word(rows))) == sorted(answers(word(ROWS)))
    assert sorted(dates(word(rows))) == sorted(dates(word(ROWS)))


def test_a_merged_cell_holds_for_every_row_it_stretches_over() -> None:
    rows = [["序号", "工作任务", "责任单位"], ["1", "整修渠道。", "县水利局"], ["2", "改造水厂。", ""]]
    plan = word(rows, (1, 2, 2, 2))
    assert answers(plan) == [("整修渠道", "县水利局", "responsible"), ("改造水厂", "县水利局", "responsible")]


def test_headings_may_stand_in_two_rows() -> None:
    rows = [
        ["序号", "工作任务", "责任分工", "责任分工"],
        ["序号", "工作任务", "牵头单位", "配合单位"],
        ["1", "整修渠道。", "县水利局", "县财政局"],
    ]
    plan = word(rows, (0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3))
    assert answers(plan) == [("整修渠道", "县水利局", "lead"), ("整修渠道", "县财政局", "cooperate")]


def test_a_row_across_all_columns_is_a_caption_above_the_tasks() -> None:
    rows = [HEAD[:3], ["一、水利工程", "", ""], ["1", "整修渠道。", "县水利局"]]
    plan = word(rows, (1, 0, 1, 2))
    assert tasks(plan) == [(1, "一、", "水利工程"), (2, "1", "整修渠道")]


def test_a_cell_of_groups_is_a_caption_above_the_rows_it_stretches_over() -> None:
    rows = [
        ["类别", "序号", "工作任务", "责任单位"],
        ["一、水利", "1", "整修渠道。", "县水利局"],
        ["", "2", "改造水厂。", "县住建局"],
        ["二、交通", "3", "养护公路。", "县交通局"],
    ]
    assert tasks(word(rows, (1, 0, 2, 0))) == [
        (1, "一、", "水利"), (2, "1", "整修渠道"), (2, "2", "改造水厂"), (1, "二、", "交通"), (2, "3", "养护公路"),
    ]  # fmt: skip


def test_a_year_in_the_headings_is_no_date_and_a_whole_year_in_the_column_of_dates_is_one() -> None:
    rows = [
        ["序号", "指标名称", "单位", "2029年实绩", "2030年目标", "牵头单位", "完成时限"],
        ["1", "水厂数", "座", "3", "5", "县住建局", "全年"],
    ]
    assert dates(word(rows)) == [("水厂数", "2030")]


def test_what_stands_in_other_columns_promises_nothing() -> None:
    rows = [["序号", "工作任务", "进展情况", "责任单位"], ["1", "整修渠道。", "已新建渠道12公里。", "县水利局"]]
    assert word(rows).targets == ()


def test_a_table_of_something_else_is_no_task_list() -> None:
    assert word([["姓名", "电话"], ["某某", "某某"]]).sections == ()


FLAT = ["青禾县2030年任务分解表", "序号", "工作任务", "责任单位", "完成时限"]


@pytest.mark.parametrize(
    "lines",
    [
        [*FLAT, "1", "整修渠道30公里。", "县水利局", "县财政局", "6月底前", "2", "改造水厂。", "县住建局", "10月"],
        [FLAT[0], " ".join(FLAT[1:]), "1 整修渠道30公里。 县水利局、县财政局 6月底前", "2 改造水厂。 县住建局 10月"],
    ],
    ids=["a cell a line", "a row a line"],
)
def test_a_table_that_became_plain_text_is_read_the_same(lines: list[str]) -> None:
    plan = compiled(*lines)
    assert tasks(plan) == [(1, "1", "整修渠道30公里"), (1, "2", "改造水厂")]
    assert answers(plan) == [
        ("整修渠道30公里", "县水利局", "responsible"),
        ("整修渠道30公里", "县财政局", "responsible"),
        ("改造水厂", "县住建局", "responsible"),
    ]
    assert dates(plan) == [("整修渠道30公里", "2030-06-30"), ("改造水厂", "2030-10")]


def test_a_list_of_problems_is_called_by_them_and_promises_nothing_in_their_words() -> None:
    plan = word(
        [
            ["序号", "反馈问题", "整改目标", "整改措施", "牵头单位", "整改时限"],
            [
                "1",
                "竹道失修12公里",
                "修复率达到95%。",
                "1.9月底前排查。\n2.建立护道队3支。",
                "县林业局",
                "2030年10月底前",
            ],
        ]
    )
    assert tasks(plan) == [(1, "1", "竹道失修12公里")]
    assert answers(plan) == [("竹道失修12公里", "县林业局", "lead")]
    assert [(int(row.value), row.unit) for row in plan.targets] == [(95, "%"), (3, "支")]
    assert [date for _title, date in dates(plan)] == ["2030-09-30", "2030-10-31"]


def test_projects_stand_beside_the_measures_and_the_plan_of_their_work() -> None:
    plan = word(
        [
            ["序号", "实事项目", "工作举措及实施计划", "责任单位", "完成年限"],
            ["1", "新建竹器学堂2所。", "1.4月底前选址。\n2.8月20日前交付。", "教育局", "2030年"],
        ]
    )
    assert tasks(plan) == [(1, "1", "新建竹器学堂2所")]
    assert [date for _title, date in dates(plan)] == ["2030-04-30", "2030-08-20", "2030"]
