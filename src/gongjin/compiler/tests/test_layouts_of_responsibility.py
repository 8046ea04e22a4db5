"""The layouts in which plans lay work on units: role, 等, classes, what is inferred, and the dates beside them."""

from __future__ import annotations

import io

import docx
import pytest

from gongjin.compiler.compile import compile_document
from gongjin.compiler.files import read_document
from gongjin.compiler.plan import CompiledPlan
from gongjin.compiler.tests.documents import compiled

L, R, C, S = "lead", "responsible", "cooperate", "supervise"


def plan(*lines: str) -> CompiledPlan:
    return compiled("青禾县2030年竹业发展实施方案", "一、竹业发展", *lines)


def told(*lines: str) -> list[tuple[str, str, bool, bool, bool]]:
    """Unit, role, 等, class, inferred."""
    return [
        (row.unit, row.role.value, row.open_ended, row.is_class, row.inferred) for row in plan(*lines).responsibilities
    ]


def plain(*pairs: tuple[str, str]) -> list[tuple[str, str, bool, bool, bool]]:
    return [(unit, role, False, False, False) for unit, role in pairs]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("（责任单位：县发改局、县住建局、县供电公司）", [("县发改局", R), ("县住建局", R), ("县供电公司", R)]),
        ("（县林业局牵头，县财政局、县水利局配合）", [("县林业局", L), ("县财政局", C), ("县水利局", C)]),
        ("（县卫健局负责）", [("县卫健局", R)]),
        ("（县交通运输局、县公安局按职责分工负责）", [("县交通运输局", R), ("县公安局", R)]),
        ("（湘滨镇、青石乡负责）", [("湘滨镇", R), ("青石乡", R)]),
        ("由县商务局会同县市场监管局制定办法。", [("县商务局", L), ("县市场监管局", C)]),
        ("责任单位：县供销社", [("县供销社", R)]),
        ("责任单位为县供销社、县林业局，配合单位为县财政局。", [("县供销社", R), ("县林业局", R), ("县财政局", C)]),
        ("[责任单位：县民政局]", [("县民政局", R)]),
        ("【县民政局】", [("县民政局", R)]),
        ("（责任科室：竹业股、综合股）", [("竹业股", R), ("综合股", R)]),
        ("（县财政局*、县审计局，加*为牵头单位）", [("县财政局", L), ("县审计局", R)]),
        ("（县委宣传部、县委网信办，县广播电视台；排第一位的为牵头单位）",
         [("县委宣传部", L), ("县委网信办", R), ("县广播电视台", R)]),
        ("（省级负责推荐，县工信局负责申报）", [("县工信局", R)]),
    ],
)  # fmt: skip
def test_units_and_roles(words: str, found: list[tuple[str, str]]) -> None:
    if "会同" in words:
        assert [(row.unit, row.role.value) for row in plan(f"整修道路。{words}").responsibilities] == found
    else:
        assert told(f"整修道路。{words}") == plain(*found)


@pytest.mark.parametrize(
    "words",
    [
        "（县教育局、县人社局等负责）",
        "（县教育局、县人社局等单位负责）",
        "（县教育局、县人社局等10个部门按职责分工负责）",
    ],
)
def test_a_list_that_ends_in_and_others_is_open(words: str) -> None:
    assert [(unit, opened) for unit, _role, opened, _class, _inferred in told(f"整修道路。{words}")] == [
        ("县教育局", True),
        ("县人社局", True),
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("（牵头单位：县工信局；责任单位：各乡镇人民政府）", [("县工信局", L, False), ("各乡镇人民政府", R, True)]),
        ("（各乡镇人民政府、街道办事处，县直有关单位按职责分工负责）",
         [("各乡镇人民政府", R, True), ("街道办事处", R, True), ("县直有关单位", R, True)]),
        ("（县工业园区管委会牵头，各相关单位参与）", [("县工业园区管委会", L, False), ("各相关单位", C, True)]),
        ("（县属国企、承建单位落实）", [("县属国企", R, True), ("承建单位", R, True)]),
        ("（责任单位：县直各单位、有关乡镇、各村（社区））",
         [("县直各单位", R, True), ("有关乡镇", R, True), ("各村（社区）", R, True)]),
    ],
)  # fmt: skip
def test_classes_of_units(words: str, found: list[tuple[str, str, bool]]) -> None:
    rows = told(f"整修道路。{words}")
    assert [(unit, role, is_class) for unit, role, _open, is_class, _inferred in rows] == found


def test_units_that_answer_for_a_part_each_are_told_so() -> None:
    rows = plan("整修道路。（县交通运输局负责申报，县水利局负责清淤）").responsibilities
    assert [(row.unit, "申报" in row.reason, "清淤" in row.reason) for row in rows] == [
        ("县交通运输局", True, False),
        ("县水利局", False, True),
    ]


def test_units_that_share_the_work_out_have_no_lead() -> None:
    rows = plan("修订采伐办法，完善竹林保险。（县林业局、县财政局分别负责）").responsibilities
    assert [(row.unit, row.role.value, row.inferred) for row in rows] == [
        ("县林业局", R, False),
        ("县财政局", R, False),
    ]


def test_leader_units_and_date_in_a_block_below_the_task() -> None:
    found = plan("整修道路。", "责任领导：张×；责任单位：县林业局；完成时限：2030年6月底前")
    assert [(row.unit, row.role.value) for row in found.responsibilities] == [("县林业局", R)]
    assert [row.date for row in found.deadlines] == ["2030-06-30"]


def test_labels_side_by_side_on_one_line() -> None:
    words = "牵头县领导：李××　牵头单位：县发改局　配合单位：县直有关单位"
    assert [(row[0], row[1], row[3]) for row in told("整修道路。", words)] == [
        ("县发改局", L, False),
        ("县直有关单位", C, True),
    ]


@pytest.mark.parametrize("rule", ["（以上任务由县林业局牵头，各乡镇落实）", "（以上任务均由县林业局牵头，各乡镇落实）"])
def test_one_statement_for_all_tasks_above_it(rule: str) -> None:
    found = plan("（一）修路。整修道路。", "（二）修渠。整修渠道。", rule)
    titles = {section.id: section.title for section in found.sections}
    rows = [(titles[row.section], row.unit, row.inferred) for row in found.responsibilities]
    assert ("竹业发展", "县林业局", False) in rows
    assert {(task, True) for task in ("修路", "修渠")} <= {(task, inferred) for task, _unit, inferred in rows}


def test_a_statement_may_name_the_section_that_it_is_about() -> None:
    found = plan("（一）修路。整修道路。", "（二）修渠。整修渠道。", "第（一）部分各项任务责任单位：县文旅广体局")
    titles = {section.id: section.title for section in found.sections}
    assert [(titles[row.section], row.unit) for row in found.responsibilities] == [("修路", "县文旅广体局")]


def test_a_default_for_the_whole_document_is_inferred() -> None:
    assert told("本方案各项任务均需各乡镇落实，不再一一列出。") == [("各乡镇", R, False, True, True)]


@pytest.mark.parametrize(
    ("words", "kind", "date"),
    [
        ("长期坚持", "open", None),
        ("持续推进", "open", None),
        ("立行立改", "relative", None),
        ("2030年底", "date", "2030-12-31"),
        ("三季度末", "date", "2030-09-30"),
        ("6月30日前", "date", "2030-06-30"),
        ("每月25日前", "cadence", None),
        ("会后5个工作日内", "relative", None),
        ("2030—2032年", "period", "2032"),
        ("2030年1—6月", "period", "2030-06"),
        ("1—6月", "period", "2030-06"),
    ],
)
def test_dates_after_their_label(words: str, kind: str, date: str | None) -> None:
    (found,) = plan("整修道路。", f"完成时限：{words}").deadlines
    assert (found.kind.value, found.date) == (kind, date)


@pytest.mark.parametrize("rule", ["（加粗的为牵头单位）", "各项任务中，字体加粗的单位为牵头单位。"])
@pytest.mark.parametrize("table", [False, True])
def test_units_in_bold_lead_where_the_document_says_so(rule: str, table: bool) -> None:
    file = docx.Document()
    for text in ("青禾县方案", rule, "一、竹业发展"):
        file.add_paragraph(text)
    if table:
        grid = file.add_table(2, 3)
        for column, words in enumerate(("序号", "工作任务", "责任单位")):
            grid.cell(0, column).text = words
        for column, words in enumerate(("1", "整修道路。", "")):
            grid.cell(1, column).text = words
        place = grid.cell(1, 2).paragraphs[0]
    else:
        place = file.add_paragraph("整修道路。（责任单位：")
    place.add_run("县林业局")
    place.add_run("、")
    place.add_run("县财政").bold = True
    place.add_run("局").bold = True
    place.add_run("、县审计局" if table else "、县审计局）")
    buffer = io.BytesIO()
    file.save(buffer)
    rows = compile_document(read_document(buffer.getvalue())).responsibilities
    assert [(row.unit, row.role.value) for row in rows] == [("县林业局", R), ("县财政局", L), ("县审计局", R)]


def test_units_in_bold_do_not_lead_otherwise() -> None:
    file = docx.Document()
    for text in ("青禾县方案", "一、竹业发展"):
        file.add_paragraph(text)
    place = file.add_paragraph("整修道路。（责任单位：")
    place.add_run("县林业局").bold = True
    place.add_run("、县财政局）")
    buffer = io.BytesIO()
    file.save(buffer)
    rows = compile_document(read_document(buffer.getvalue())).responsibilities
    assert [row.role.value for row in rows] == [R, R]


def test_a_bracket_behind_points_in_one_paragraph_is_about_all_of_them() -> None:
    points = (
        "1.发展林下种植。重点发展林药、林菌、林茶等模式，合理布局。2.规范林下养殖。合理确定养殖规模和密度，健全防疫制度。"
        "3.发展森林康养。完善步道、驿站等设施，打造精品线路。"
    )
    found = plan("（一）优化布局。" + points + "（责任单位：县林业局、县文旅局）")
    titles = {section.id: section.title for section in found.sections}
    own = [(titles[row.section], row.unit) for row in found.responsibilities if not row.inferred]
    assert own == [("优化布局", "县林业局"), ("优化布局", "县文旅局")]


def test_a_note_behind_a_list_is_no_unit() -> None:
    words = "（责任单位：县林业局；各乡镇，以下各项工作均需各乡镇落实，不再列出）"
    rows = plan(f"整修道路。{words}").responsibilities
    assert {row.unit for row in rows} == {"县林业局", "各乡镇"}


def test_a_sentence_that_names_tasks_by_their_numbers_answers_for_each() -> None:
    division = "第1至2项由县林业局牵头，县财政局配合；第3、4项由县商务局负责。"
    plan = compiled(
        "一、种竹", "1.种竹30亩。", "2.补竹。", "二、卖竹", "3.办竹市。", "4.建竹仓。", "三、分工", division
    )
    labels = {section.id: section.label for section in plan.sections}
    assert sorted((labels[row.section], row.unit, row.role.value) for row in plan.responsibilities) == [
        ("1.", "县林业局", "lead"),
        ("1.", "县财政局", "cooperate"),
        ("2.", "县林业局", "lead"),
        ("2.", "县财政局", "cooperate"),
        ("3.", "县商务局", "responsible"),
        ("4.", "县商务局", "responsible"),
    ]
    assert [row.unit for row in plan.targets] == ["亩"]


def test_numbers_that_several_tasks_bear_name_none_of_them() -> None:
    lines = ("一、种竹", "1.种竹。", "二、卖竹", "1.办竹市。", "三、分工", "第1项由县林业局牵头。")
    plan = compiled(*lines)
    titles = {section.id: section.title for section in plan.sections}
    assert [titles[row.section] for row in plan.responsibilities] == ["分工"]
