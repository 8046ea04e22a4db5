"""Who answers, in every manner that plans have of saying it: units with their roles, and nobody made up."""

from __future__ import annotations

import pytest

from gongjin.compiler.tests.documents import compiled

L, R, C, S = "lead", "responsible", "cooperate", "supervise"


def answers(*lines: str) -> list[tuple[str, str]]:
    return [(row.unit, row.role.value) for row in compiled("青禾县实施方案", "一、整修渠道", *lines).responsibilities]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("（责任单位：县发改局、县住建局、县供电公司）", [("县发改局", R), ("县住建局", R), ("县供电公司", R)]),
        ("（县农业农村局牵头，县财政局、县水利局配合）", [("县农业农村局", L), ("县财政局", C), ("县水利局", C)]),
        ("（牵头单位：县工信局；责任单位：县税务局、各乡镇）", [("县工信局", L), ("县税务局", R), ("各乡镇", R)]),
        ("（县卫健局负责）", [("县卫健局", R)]),
        ("（县教育局、县人社局等负责）", [("县教育局", R), ("县人社局", R)]),
        ("（县交通运输局、县公安局按职责分工负责）", [("县交通运输局", R), ("县公安局", R)]),
        ("（县水利局、县生态环境分局分别负责）", [("县水利局", R), ("县生态环境分局", R)]),
        ("（各乡镇人民政府、街道办事处，县直有关单位按职责分工负责）",
         [("各乡镇人民政府", R), ("街道办事处", R), ("县直有关单位", R)]),
        ("（湘河镇、青石乡负责）", [("湘河镇", R), ("青石乡", R)]),
        ("（县工业园区管委会牵头，各相关单位参与）", [("县工业园区管委会", L), ("各相关单位", C)]),
        ("责任单位：县供销社", [("县供销社", R)]),
        ("[责任单位：县民政局]", [("县民政局", R)]),
        ("【县民政局】", [("县民政局", R)]),
        ("(责任部门:县民政局,县财政局)", [("县民政局", R), ("县财政局", R)]),
        ("（县属国企、承建单位落实）", [("县属国企", R), ("承建单位", R)]),
        ("（市住建局（牵头）、市财政局）", [("市住建局", L), ("市财政局", R)]),
        ("（责任单位：县发改局（粮食局）、县财政局）", [("县发改局（粮食局）", R), ("县财政局", R)]),
        ("（责任单位：县公安局交警大队）", [("县公安局交警大队", R)]),
    ],
)  # fmt: skip
def test_behind_the_task(words: str, found: list[tuple[str, str]]) -> None:
    assert answers(f"清理淤积。{words}") == found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["牵头单位：县水利局", "责任单位：县林场", "配合单位：各乡"], [("县水利局", L), ("县林场", R), ("各乡", C)]),
        (["牵头单位：县水利局　配合单位：县财政局"], [("县水利局", L), ("县财政局", C)]),
        (["协同责任单位：县统计局"], [("县统计局", C)]),
        (["责任领导：分管副县长", "责任单位：县林业局"], [("分管副县长", S), ("县林业局", R)]),
        (["由县商务局会同县市场监管局制定办法。"], [("县商务局", L), ("县市场监管局", C)]),
        (["县水利局负责清淤，县交通局负责修路。"], [("县水利局", R), ("县交通局", R)]),
    ],
)  # fmt: skip
def test_on_lines_of_its_own_or_in_prose(lines: list[str], found: list[tuple[str, str]]) -> None:
    assert answers("清理淤积。", *lines) == found


def test_the_first_of_a_list_leads_only_where_the_document_says_so() -> None:
    task = "清理淤积。（责任单位：县水利局、县财政局）"
    assert answers(task) == [("县水利局", R), ("县财政局", R)]
    assert answers("以下任务列第一位的为牵头单位。", task) == [("县水利局", L), ("县财政局", R)]
    assert answers("清理淤积。（责任单位：县水利局、县财政局，列第一位的为牵头单位，下同）") == [
        ("县水利局", L),
        ("县财政局", R),
    ]


@pytest.mark.parametrize("mark", ["▲", "*", "★"])
def test_a_mark_leads_only_where_the_document_says_so(mark: str) -> None:
    task = f"清理淤积。（责任单位：县水利局、{mark}县财政局）"
    rule = f"标{mark}的为牵头单位。"
    assert ("县财政局", L) in answers(rule, task)
    assert L not in [role for _unit, role in answers(task)]


def test_one_bracket_for_a_chapter_is_inherited_by_its_tasks_and_marked_so() -> None:
    plan = compiled(
        "青禾县实施方案",
        "一、水利",
        "（一）修渠。清理淤积。",
        "（二）修库。加固坝体。",
        "（以上任务由县水利局牵头，县财政局配合）",
    )
    titles = {section.id: section.title for section in plan.sections}
    own = [(titles[row.section], row.unit) for row in plan.responsibilities if not row.inferred]
    inherited = [(titles[row.section], row.unit) for row in plan.responsibilities if row.inferred]
    assert own == [("水利", "县水利局"), ("水利", "县财政局")]
    assert sorted(inherited) == sorted((task, unit) for task in ("修渠", "修库") for unit in ("县水利局", "县财政局"))
    assert all(row.confidence <= 0.8 for row in plan.responsibilities if row.inferred)


def test_a_persons_name_is_no_answer() -> None:
    assert answers("清理淤积。", "责任领导：某某某", "责任单位：县林业局") == [("县林业局", R)]


@pytest.mark.parametrize("words", ["（含支渠）", "（见附件1）", "（2030年）", "（以下简称渠道）", "（一）"])
def test_brackets_that_say_something_else(words: str) -> None:
    assert answers(f"清理淤积{words}，健全制度。") == []


def test_headings_that_are_units_answer_for_what_stands_below() -> None:
    plan = compiled(
        "青禾街道任务分工",
        "一、公共事务办公室", "1.整修渠道9公里。",
        "二、市场监督管理所", "1.检查水厂3座。", "三、有关要求", "健全制度。",
    )  # fmt: skip
    assert [(row.unit, row.role.value) for row in plan.responsibilities if not row.inferred] == [
        ("公共事务办公室", R), ("市场监督管理所", R),
    ]  # fmt: skip


def test_of_several_before_together_with_none_is_said_to_lead() -> None:
    assert answers("清理淤积。", "（县水利局、县林业局会同县财政局负责）") == [
        ("县水利局", R), ("县林业局", R), ("县财政局", C),
    ]  # fmt: skip


def test_classes_and_units_joined_by_and_are_two() -> None:
    assert answers("清理淤积。", "由各村和镇水利站负责。") == [("各村", R), ("镇水利站", R)]


def test_a_number_before_a_unit_is_no_part_of_its_name() -> None:
    assert answers("会议决定：（1）整修渠道。（2）各乡镇要清理淤积。") == [("各乡镇", R)]


def test_reporting_to_who_watches_is_not_watching() -> None:
    assert answers("各乡镇每月将进展报县政府督查室。") == [("各乡镇", R)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("县水利局为牵头单位，县财政局为配合单位。", [("县水利局", L), ("县财政局", C)]),
        ("（县水利局会同县财政局）", [("县水利局", L), ("县财政局", C)]),
        ("（责任单位：县水利局〔牵头〕、县财政局）", [("县水利局", L), ("县财政局", R)]),
        ("（清淤由县水利局负责，修路由县交通局负责）", [("县水利局", R), ("县交通局", R)]),
        ("——县水利局牵头，县财政局配合", [("县水利局", L), ("县财政局", C)]),
        ("县水利局加强技术指导。", [("县水利局", R)]),
        ("县审计局加强审计监督。", [("县审计局", S)]),
        ("县审计局负责全过程跟踪审计。", [("县审计局", S)]),
        ("11月底前各乡镇上报总结。", [("各乡镇", R)]),
        ("各乡镇上报总结。", []),
        ("县林业局对竹林防火负总责。", [("县林业局", R)]),
        ("县粮食局负总责。", [("县粮食局", R)]),
        ("由县住建局修改完善后印发。", [("县住建局", R)]),
        ("由县林业局牵头，县财政局、各乡镇落实。", [("县林业局", L), ("县财政局", R), ("各乡镇", R)]),
        ("组长单位：县林业局", [("县林业局", L)]),
        ("县公安局依法查处毁林行为。", [("县公安局", R)]),
        ("县气象局及时发布汛情。", [("县气象局", R)]),
        ("县委督查室、县审计局组成3个督查组。", [("县委督查室", S), ("县审计局", S)]),
    ],
)
def test_roles_told_in_other_words(words: str, found: list[tuple[str, str]]) -> None:
    assert answers("清理淤积。", words) == found


def test_departments_named_by_their_class_after_a_list_leave_it_open() -> None:
    plan = compiled("青禾省竹业方案", "（一）种竹。（省林业厅、省财政厅等省有关部门和各市人民政府按职责分工负责）")
    assert [(row.unit, row.open_ended) for row in plan.responsibilities][:2] == [("省林业厅", True), ("省财政厅", True)]
    assert [row.unit for row in plan.responsibilities][2:] == ["省有关部门", "各市人民政府"]


def test_a_unit_that_is_a_heading_leads_where_its_text_begins_with_leading() -> None:
    plan = compiled("青禾市竹业方案", "一、分工", "（一）市林业局", "牵头种竹。", "（二）市财政局", "负责筹款。")
    assert [(row.unit, row.role.value) for row in plan.responsibilities] == [
        ("市林业局", "lead"),
        ("市财政局", "responsible"),
    ]


def test_a_line_begins_with_a_unit_named_by_its_place() -> None:
    plan = compiled(
        "青禾镇护竹方案", "一、分工", "镇林业站：负责日常巡山。", "青禾派出所：负责查处盗伐。", "竹材堆放：分区码放。"
    )
    assert [row.unit for row in plan.responsibilities] == ["镇林业站", "青禾派出所"]


def test_a_section_of_the_railway_is_a_unit_and_a_share_of_committees_set_up_is_none() -> None:
    plan = compiled("青禾市运竹方案", "（一）运竹。业主委员会组建率达到90%。（市林业局牵头，市财政局、青禾车务段配合）")
    assert [row.unit for row in plan.responsibilities] == ["市林业局", "市财政局", "青禾车务段"]
