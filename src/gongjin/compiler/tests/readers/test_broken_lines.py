"""Lines that a fixed width broke are put together, and lines that nothing broke stay."""

from __future__ import annotations

import unicodedata

import pytest

from gongjin.compiler.files import read_document
from gongjin.compiler.readers.lines import rejoined

PLAN = [
    "青禾县城乡共进实施方案",
    "",
    "为贯彻落实上级关于城乡融合发展的部署要求，推动公共服务向乡村延伸、基础设施向乡村覆盖，结合我县实际，制定本方案。",
    "一、总体要求",
    "坚持规划先行、分类推进，到2026年底，全县农村自来水普及率达到95%以上，具备条件的行政村全部通硬化路，群众满意度稳步提升。",
    "二、重点任务",
    "（一）实施供水工程。新建水厂3座，改造管网120公里，完成投资1.5亿元，解决2.3万人饮水不稳定问题。（县水利局牵头）",
    "（二）实施道路工程。整修乡村道路260公里，新增会车道180处，安装安全护栏45公里，打通断头路12条，年底前全部完工。",
    "1.加强组织领导。县政府每月调度一次，对进度滞后的乡镇进行约谈，连续两次滞后的在全县范围内通报批评并责令限期整改。",
    "2.严格资金管理。专项资金实行专账核算、专款专用，任何单位和个人不得截留、挤占、挪用，县审计局按季度开展跟踪审计。",
]


def wrapped(line: str, columns: int) -> list[str]:
    """The line broken as programs for reading do: no line begins with a closing mark."""
    lines, at = [""], 0
    for sign in line:
        wide = 2 if unicodedata.east_asian_width(sign) in "WFA" else 1
        if at + wide > columns and sign not in "，。、；：）％":
            lines.append("")
            at = 0
        lines[-1] += sign
        at += wide
    return lines


def broken(columns: int, indent: str = "") -> list[str]:
    return [part for line in PLAN for part in wrapped(indent + line if len(line) > 20 else line, columns)]


@pytest.mark.parametrize("columns", [44, 52, 56, 60, 64, 72, 80])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_a_plan_broken_at_a_width_comes_back(columns: int, indent: str) -> None:
    lines, count = rejoined(broken(columns, indent))
    assert count == len(broken(columns, indent)) - len(lines) > 0
    assert [line.strip() for line in lines] == PLAN


def test_a_file_of_broken_lines_says_what_was_done() -> None:
    document = read_document("\r\n".join(broken(56)).encode("gb18030"))
    assert document.text == "".join(f"{line}\n" for line in PLAN)
    (notice,) = document.notices
    assert notice.code == "rejoined-lines"
    assert str(len(broken(56)) - len(PLAN)) in notice.message


def test_lines_that_nothing_broke_stay_as_they_are() -> None:
    assert rejoined(PLAN) == (PLAN, 0)


def test_a_list_of_names_stays_a_list() -> None:
    names = [f"青禾县{name}镇人民政府办公室关于开展专项排查工作的情况报告" for name in "东南西北" * 5]
    varied = [name + "补充材料"[: index % 5] for index, name in enumerate(names)]
    assert rejoined(varied)[1] == 0
    numbered = [f"{index}.{name}" for index, name in enumerate(names, 1)]
    assert rejoined(numbered)[1] == 0


@pytest.mark.parametrize("beginning", ["一、", "（三）", "2.", "12、", "第三章 ", "①", "附件1：", "　　", "● "])
def test_a_number_or_an_indent_begins_a_paragraph(beginning: str) -> None:
    full = "推动公共服务向乡村延伸和基础设施向乡村覆盖结合实际制定本方案推动"
    assert rejoined([full] * 8 + [beginning + "新的一段"])[0][-1] == beginning + "新的一段"


def test_a_figure_at_a_line_s_head_is_no_number_of_a_paragraph() -> None:
    full = "推动公共服务向乡村延伸和基础设施向乡村覆盖结合实际制定本方案投资"
    assert rejoined([full] * 8 + ["1.5亿元。"])[0] == [full * 8 + "1.5亿元。"]


def test_latin_words_keep_a_space_between_them() -> None:
    full = "推动公共服务向乡村延伸和基础设施向乡村覆盖结合实际制定方案 smart"
    assert rejoined([full] * 8 + ["city建设"])[0][-1].endswith("smart city建设")
