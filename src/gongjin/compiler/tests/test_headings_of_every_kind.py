"""What begins a section, and what only looks like it."""

from __future__ import annotations

import io

import docx

from gongjin.compiler.compile import compile_document
from gongjin.compiler.files import read_document
from gongjin.compiler.tests.documents import compiled

PROSE = "整修渠道，清理沿线淤积，健全管护制度，确保灌溉用水。"


def outline(*lines: str) -> list[tuple[int, str, str]]:
    return [(section.level, section.label, section.title) for section in compiled("青禾县实施方案", *lines).sections]


def test_numbers_with_a_name() -> None:
    assert outline("问题一：渠道淤积", PROSE, "问题二：水厂老旧", PROSE) == [
        (1, "问题一：", "渠道淤积"), (1, "问题二：", "水厂老旧"),
    ]  # fmt: skip
    assert [title for _level, _label, title in outline("第一件、修渠道", PROSE, "第二件、修水厂", PROSE)] == [
        "修渠道", "修水厂",
    ]  # fmt: skip


def test_numbers_with_a_name_run_into_their_title() -> None:
    assert outline("任务1整修渠道", PROSE, "任务2改造水厂", PROSE) == [
        (1, "任务1", "整修渠道"), (1, "任务2", "改造水厂"),
    ]  # fmt: skip
    assert outline("一、任务", "项目3个，投资2亿元。") == [(1, "一、", "任务")]


def test_a_number_that_runs_into_a_figure_is_still_a_number() -> None:
    assert outline("一、水利", "1.12个水厂完成改造。", "2.疏浚渠道9公里。") == [
        (1, "一、", "水利"), (2, "1.", "12个水厂完成改造"), (2, "2.", "疏浚渠道9公里"),
    ]  # fmt: skip
    assert outline("一、水利", "1.12亿元用于渠道。", PROSE) == [(1, "一、", "水利")]


def test_paragraphs_of_a_document_without_headings_that_each_end_with_who_answers() -> None:
    plan = compiled(
        "青禾县竹业专项行动",
        "——竹林抚育。抚育竹林3万亩，健全抚育队伍，完善管护制度。责任单位：县林业局、县财政局。",
        "——竹器加工。新建竹器厂6家，引进加工设备，打响竹器品牌。责任单位：县工信局。",
    )
    assert [section.title for section in plan.sections] == ["竹林抚育", "竹器加工"]
    assert [row.unit for row in plan.responsibilities] == ["县林业局", "县财政局", "县工信局"]
    assert [int(target.value) for target in plan.targets] == [30000, 6]


def test_numbered_lines_that_tell_of_the_task_above_are_no_tasks() -> None:
    plan = compiled(
        "青禾县2030年水利任务台账",
        "（一）整修渠道", "1.工作措施：清理淤积9公里。", "2.牵头单位：县水利局", "3.完成时限：6月底前",
        "（二）改造水厂", "1.工作措施：改造水厂4座。", "2.牵头单位：县住建局", "3.完成时限：年底前",
    )  # fmt: skip
    assert [section.title for section in plan.sections] == ["整修渠道", "改造水厂"]
    assert [(row.section, row.unit, row.role.value) for row in plan.responsibilities] == [
        ("s1", "县水利局", "lead"), ("s2", "县住建局", "lead"),
    ]  # fmt: skip
    assert [(row.section, int(row.value)) for row in plan.targets] == [("s1", 9), ("s2", 4)]
    assert [(row.section, row.date) for row in plan.deadlines] == [("s1", "2030-06-30"), ("s2", "2030-12-31")]


def test_a_document_that_only_counts_its_paragraphs() -> None:
    assert outline("一是抓竹林抚育。抚育竹林3万亩。", "二是抓竹器加工。新建竹器厂6家。") == [
        (1, "一是", "抓竹林抚育"), (1, "二是", "抓竹器加工"),
    ]  # fmt: skip
    assert outline("一、竹业", "一是抓竹林抚育。抚育竹林3万亩。", "二是抓竹器加工。新建竹器厂6家。") == [
        (1, "一、", "竹业")
    ]


def test_a_numbered_line_of_who_answers_below_deeper_items_stays() -> None:
    found = outline("一、水利", "（一）整改措施", "1.整修渠道9公里。", "2.改造水厂4座。", "（二）责任单位：县水利局")
    assert found[-1] == (2, "（二）", "责任单位")


def test_a_table_of_contents_is_no_outline() -> None:
    contents = ["目录", "一、目标……………1", "二、任务……………2"]
    assert outline(*contents, "一、目标", PROSE, "二、任务", PROSE) == [(1, "一、", "目标"), (1, "二、", "任务")]


def test_a_table_of_contents_without_leaders_ends_where_its_first_line_comes_again() -> None:
    found = outline("目 录", "一、目标", "二、任务", "一、目标", PROSE, "二、任务", PROSE)
    assert [title for _level, _label, title in found] == ["目标", "任务"]


def test_an_annex_has_its_title_on_the_next_line_and_sections_below_it() -> None:
    assert outline("一、任务", PROSE, "附件1", "青禾县任务分工", "1.渠道", PROSE)[1:] == [
        (1, "附件1", "青禾县任务分工"), (2, "1.", "渠道"),
    ]  # fmt: skip


def test_short_lines_among_numbered_ones_are_headings_when_there_are_several() -> None:
    lines = ["整治渠道", "1.清淤。" + PROSE, "改造水厂", "2.换管。" + PROSE]
    assert [(level, title) for level, _label, title in outline("一、任务", *lines)] == [
        (1, "任务"), (2, "整治渠道"), (3, "清淤"), (2, "改造水厂"), (3, "换管"),
    ]  # fmt: skip


def test_one_short_line_a_date_or_a_unit_is_none() -> None:
    assert outline("一、任务", PROSE, "县水利局", PROSE, "2030年3月5日") == [(1, "一、", "任务")]


def test_paragraphs_that_units_answer_for_one_by_one_are_tasks() -> None:
    lines = ["整修渠道。" + PROSE + "（县水利局负责）", "改造水厂。" + PROSE + "（县住建局负责）"]
    assert [(level, title) for level, _label, title in outline("一、任务", *lines)] == [
        (1, "任务"), (2, "整修渠道"), (2, "改造水厂"),
    ]  # fmt: skip


def test_one_answer_at_the_end_of_a_section_is_about_the_section() -> None:
    assert len(outline("一、任务", PROSE, PROSE + "（县水利局负责）")) == 1


def test_paragraphs_that_each_begin_with_a_short_sentence() -> None:
    lines = ["水源更足。" + PROSE, "管网更密。" + PROSE]
    assert [title for _level, _label, title in outline("一、目标", *lines)] == ["目标", "水源更足", "管网更密"]
    assert len(outline("一、基本原则", *lines)) == 1


def test_points_of_a_sentence_are_no_sections() -> None:
    assert len(outline("一、任务", "一是整修渠道。二是改造水厂。三是健全制度。" + PROSE)) == 1


def test_heading_styles_of_the_file_give_the_outline() -> None:
    document = docx.Document()
    document.add_heading("青禾县实施方案", 0)
    for text, level in (("主要任务", 1), ("水利", 2), (PROSE, 0), ("交通", 2), (PROSE, 0), ("保障", 1), (PROSE, 0)):
        if level:
            document.add_heading(text, level)
        else:
            document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    plan = compile_document(read_document(buffer.getvalue()))
    assert [(section.level, section.title) for section in plan.sections] == [
        (1, "主要任务"), (2, "水利"), (2, "交通"), (1, "保障"),
    ]  # fmt: skip


def test_paragraphs_that_share_a_line_of_the_file_are_told_apart() -> None:
    line = "".join(
        f"{number}.整修{number}号渠道，清理沿线淤积，健全管护制度。责任单位：县水利局。 " for number in range(1, 5)
    )
    plan = compiled("青禾县实施方案", "现将任务分工如下。 " + line)
    assert [section.label for section in plan.sections] == ["1.", "2.", "3.", "4."]
    assert len(plan.responsibilities) == 4
    assert all(plan.text[row.span.start : row.span.end] == "县水利局" for row in plan.responsibilities)


def test_items_in_a_line_are_sections_only_where_each_has_its_own_answer() -> None:
    first = "1.改革。（1）精简环节。压减材料三成，优化流程。（县审批局负责）"
    answered = first + "（2）推行容缺。编制清单，向社会公布。（县司法局牵头）"
    assert [label for _level, label, _title in outline("一、任务", answered)] == ["一、", "1.", "（1）", "（2）"]
    plain = answered.replace("（县审批局负责）", "").replace("（县司法局牵头）", "")
    assert [label for _level, label, _title in outline("一、任务", plain)] == ["一、", "1."]


def test_a_number_stands_before_a_year_or_a_month_without_a_blank() -> None:
    found = outline("一、任务", "1.整修竹道。", "2.2031年底前竹道通到各村。", "3.6月底前建成竹仓。")
    assert [label for _level, label, _title in found] == ["一、", "1.", "2.", "3."]


def test_the_month_of_a_stage_is_part_of_its_name() -> None:
    found = outline("一、安排", "（一）9月：集中采竹月。采收毛竹3万根。", "（二）10月：集中运竹月。外运2万根。")
    assert [title for _level, _label, title in found[1:]] == ["9月：集中采竹月", "10月：集中运竹月"]


def test_projects_behind_bullets_each_with_its_own_lines_are_sections() -> None:
    plan = compiled(
        "青禾县2030年重点项目清单",
        "竹材类",
        "●竹仓扩建。新建竹仓3座，年内投用，配套运竹道路12公里。",
        "→责任单位：县林业局",
        "→时限：2030年9月底",
        "●竹市改造。改造摊位40个，确保不停业，完善排水和消防设施。",
        "→责任单位：县商务局",
        "→时限：2030年10月底",
        "竹器类",
        "●竹编工坊。建成竹编工坊8家，带动周边农户就近务工增收。",
        "→责任单位：县人社局",
        "→时限：2030年11月底",
        "●竹器学堂。新建竹器学堂1所，每年培训篾匠不少于200人次。",
        "→责任单位：县教育局",
        "→时限：2030年12月底",
    )
    titles = {section.id: section.title for section in plan.sections}
    assert list(titles.values()) == ["竹材类", "竹仓扩建", "竹市改造", "竹器类", "竹编工坊", "竹器学堂"]
    assert [(titles[row.section], row.unit) for row in plan.responsibilities] == [
        ("竹仓扩建", "县林业局"),
        ("竹市改造", "县商务局"),
        ("竹编工坊", "县人社局"),
        ("竹器学堂", "县教育局"),
    ]
