"""The example plan compiles to the same ledger from every format that it may come in."""

from __future__ import annotations

import html
from functools import cache
from pathlib import Path
from typing import TypeAlias

import openpyxl
import pytest

from gongjin.compiler.compile import compile_document
from gongjin.compiler.files import read_document
from gongjin.compiler.plan import CompiledPlan

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "禾川县城乡共进实施方案.docx"
FILES = ROOT / "src" / "gongjin" / "compiler" / "tests" / "readers" / "files"
Ledger: TypeAlias = dict[str, list[tuple[object, ...]]]

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_禾川县人民政府</title></head><body>
<div class="nav"><a href="/">首页</a> <a href="/zw">政务公开</a> <a href="/hd">互动交流</a></div>
<div class="article"><div class="content">{body}</div></div>
<div class="footer">主办：禾川县人民政府办公室　网站地图</div></body></html>"""


def lines() -> list[str]:
    return EXAMPLE.with_suffix(".txt").read_text(encoding="utf-8").splitlines()


def as_page() -> bytes:
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines())
    return PAGE.format(title="禾川县城乡共进实施方案", body=body).encode()


MADE = {
    "word": EXAMPLE.read_bytes,
    "old word": (FILES / "plan.doc").read_bytes,
    "rich text": (FILES / "plan.rtf").read_bytes,
    "pdf": (FILES / "plan-by-libreoffice.pdf").read_bytes,
    "web page": as_page,
    "utf-8": lambda: "\n".join(lines()).encode(),
    "gb18030": lambda: "\r\n".join(lines()).encode("gb18030"),
    "utf-16": lambda: "\n".join(lines()).encode("utf-16"),
}


def ledger(plan: CompiledPlan) -> Ledger:
    """What the ledger is made of, without places in the text."""
    titles = {section.id: section.title.replace("\u2028", "") for section in plan.sections}
    return {
        "title": [(plan.title,)],
        "sections": [(s.level, s.label, titles[s.id]) for s in plan.sections],
        "responsibilities": [(titles[r.section], r.unit, r.role, r.open_ended) for r in plan.responsibilities],
        "targets": [
            (titles[t.section], t.metric, t.comparator, t.value, t.unit, t.strength, t.period) for t in plan.targets
        ],
        "commitments": [(titles[c.section], c.kind) for c in plan.commitments],
        "deadlines": [(titles[d.section], d.kind, d.date) for d in plan.deadlines],
        "documents": [(d.name,) for d in plan.documents],
        "members": [(m.unit,) for m in plan.task_force.members] if plan.task_force else [],
    }


@cache
def compiled(kind: str) -> Ledger:
    return ledger(compile_document(read_document(MADE[kind]())))


@pytest.mark.parametrize("kind", MADE)
def test_the_ledger_is_that_of_the_word_file(kind: str) -> None:
    assert len(compiled("word")["sections"]) > 15
    assert compiled(kind) == compiled("word")


def test_a_task_list_says_the_same_as_workbook_and_as_text(tmp_path: Path) -> None:
    rows = [
        ["序号", "工作任务", "责任单位", "完成时限"],
        ["1", "整修渠道30公里。", "县水利局、县财政局", "2030年6月底前"],
        ["2", "改造水厂4座。", "县住建局", "2030年10月"],
    ]
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["禾川县2030年任务分解表"])
    for row in rows:
        sheet.append(row)
    book.save(tmp_path / "清单.xlsx")
    text = "\n".join(["禾川县2030年任务分解表", *("\t".join(row) for row in rows)])
    from_book, from_text = (
        ledger(compile_document(read_document(data))) for data in ((tmp_path / "清单.xlsx").read_bytes(), text.encode())
    )
    for kind in ("sections", "responsibilities", "targets", "deadlines"):
        assert from_book[kind] == from_text[kind] != []
