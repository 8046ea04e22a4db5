"""A plan reads the same from a PDF as from the Word file that it was made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gongjin.compiler.compile import compile_document
from gongjin.compiler.document import BlockKind, Document, document
from gongjin.compiler.files import read_document
from gongjin.compiler.readers.pdf.flow import read_pages
from gongjin.compiler.tests.documents import EXAMPLES
from gongjin.compiler.tests.readers.pdfs import cells, official, texts

FILES = Path(__file__).parent / "files"
NAME = "禾川县城乡共进实施方案"
WORD = EXAMPLES / f"{NAME}.docx"

HEAD = """
#mark[禾川县人民政府文件]
#v(1em)
#align(center)[禾川政发〔2025〕3号]
#line(length: 100%, stroke: 1pt + red)
#v(1em)
#title[禾川县人民政府\\ 关于印发《禾川县城乡共进实施方案》的通知]
#v(1em)
#flush[各乡镇人民政府，县直有关单位：]

《禾川县城乡共进实施方案》已经县人民政府同意，现印发给你们，请认真组织实施。

#v(1em)
#align(right)[禾川县人民政府#h(2em)]
#align(right)[2025年3月6日#h(2em)]
#pagebreak()
#flush[附件3]
#title[禾川县城乡共进实施方案]
"""
FOOT = """
#line(length: 100%)
#flush[#h(1em)抄送：县委办公室，县人大常委会办公室，县政协办公室，县人武部，县人民法院，县人民检察院。]
#line(length: 100%)
#flush[#h(1em)禾川县人民政府办公室#h(1fr)2025年3月6日印发#h(1em)]
"""
FIRST = [
    "禾川县人民政府文件",
    "禾川政发〔2025〕3号",
    "禾川县人民政府关于印发《禾川县城乡共进实施方案》的通知",
    "各乡镇人民政府，县直有关单位：",
    "《禾川县城乡共进实施方案》已经县人民政府同意，现印发给你们，请认真组织实施。",
    "禾川县人民政府",
    "2025年3月6日",
    "附件3",
    NAME,
]
LAST = [
    "抄送：县委办公室，县人大常委会办公室，县政协办公室，县人武部，县人民法院，县人民检察院。",
    "禾川县人民政府办公室 2025年3月6日印发",
]


def rows(source: Document) -> dict[str, Any]:
    """What a plan says, without where it stands."""
    plan = compile_document(source)
    return {
        "title": plan.title,
        "sections": [(row.level, row.label, row.title) for row in plan.sections],
        "units": [(row.unit, row.role, row.open_ended, row.section) for row in plan.responsibilities],
        "targets": [
            (row.metric, row.value, row.unit, row.comparator, row.strength, row.section) for row in plan.targets
        ],
        "deadlines": [row.text for row in plan.deadlines],
        "members": [member.unit for member in plan.task_force.members] if plan.task_force else [],
        "commitments": [row.text.replace("\n", "") for row in plan.commitments],
    }


@pytest.fixture(scope="module")
def from_word() -> dict[str, Any]:
    return rows(read_document(WORD.read_bytes()))


@pytest.mark.parametrize("part", ["title", "sections", "units", "targets", "deadlines", "members", "commitments"])
def test_the_example_says_the_same_as_pdf_by_libreoffice(part: str, from_word: dict[str, Any]) -> None:
    found = rows(read_document((FILES / "plan-by-libreoffice.pdf").read_bytes()))
    assert found[part]
    assert found[part] == from_word[part]


@pytest.mark.parametrize("part", ["title", "sections", "units", "targets", "deadlines", "members", "commitments"])
def test_the_example_says_the_same_in_print_with_letterhead_and_imprint(part: str) -> None:
    lines = (EXAMPLES / f"{NAME}.txt").read_text(encoding="utf-8").splitlines()
    body = [line for line in lines if line and not line.startswith("附件") and line != NAME]
    printed = read_pages(official(body, before=HEAD, after=FOOT))
    assert texts(printed) == [*FIRST, *body, *LAST]
    found = rows(printed)
    assert found[part]
    assert found[part] == rows(document([*FIRST, *body, *LAST]))[part]


def test_a_plan_with_a_list_over_two_pages_by_libreoffice_is_read() -> None:
    data = (FILES / "list-by-libreoffice.pdf").read_bytes()
    whole = read_document(data)
    assert not [block for block in whole.blocks if block.kind is not BlockKind.CELL and "—" in block.text]
    assert texts(whole)[:5] == [
        "青禾县农村供水保障实施方案", "一、总体目标",
        "到2026年底，全县农村自来水普及率达到98%以上，规模化供水覆盖75%的农村人口，新建改造供水管网136.5公里，惠及2.4万户。",
        "二、重点任务", "（一）推进水源连通",
    ]  # fmt: skip
    assert [block.text for block in whole.blocks if block.emphasis] == ["青禾县农村供水保障实施方案", "重点任务清单"]
    (table,) = cells(data)
    first = [cell for cell in table if cell[1] == 0]
    assert first == [
        (0, 0, 1, 1, "类别"), (1, 0, 5, 1, "水源工程"), (6, 0, 5, 1, "管网工程"), (11, 0, 5, 1, "水质保障")
    ]  # fmt: skip
    assert [text for _row, column, _r, _c, text in table if column == 1] == ["序号", *map(str, range(1, 16))]
    assert {text for _row, column, _r, _c, text in table if column == 3} == {
        "责任单位", "县水利局\u2028县财政局", "县卫生健康局"
    }  # fmt: skip
