"""Make the example plan's .docx from its .txt, as an office types such a file: `python examples/make.py`.

Plain paragraphs without styles, fonts and bold as they happened to be set, full-width spaces for an indent here and
there, soft breaks, a leftover bookmark. The text is that of the .txt, so that both compile to the same plan.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

HERE = Path(__file__).resolve().parent
NAME = "禾川县城乡共进实施方案"
FONTS = ("仿宋", "仿宋_GB2312", "宋体", "楷体")
SEED = 2025


def bookmark(paragraph: Paragraph) -> None:
    """The bookmark that Word leaves where somebody last edited."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), "0")
    start.set(qn("w:name"), "_GoBack")
    paragraph._p.insert(0, start)
    paragraph._p.append(end)


def type_in(paragraph: Paragraph, text: str, chance: random.Random) -> None:
    """The text in a few runs, cut anywhere, each in whatever font and weight was at hand."""
    while text:
        length = chance.randint(8, 90)
        piece, text = text[:length], text[length:]
        run = paragraph.add_run(piece)
        run.font.name = "Times New Roman"
        run.font.size = Pt(16)
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), chance.choice(FONTS))
        run.font.bold = True if chance.random() < 0.2 else None


def make(source: Path, target: Path) -> None:
    """Write the .docx of a plan's text."""
    chance = random.Random(SEED)  # noqa: S311  # for looks, not for secrets
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Cm(3.7),
        Cm(3.5),
        Cm(2.8),
        Cm(2.6),
    )
    for line in source.read_text(encoding="utf-8").splitlines():
        paragraph = document.add_paragraph()
        if line == NAME:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            type_in(paragraph, line, chance)
            bookmark(paragraph)
            continue
        rest = line
        body = not line.startswith("附件") and line != ""
        if body and chance.random() < 0.4:
            rest = f"\u3000\u3000{line}"
        elif body:
            paragraph.paragraph_format.first_line_indent = Pt(32)
        before, bracket, after = rest.rpartition("（")
        if bracket and after.endswith("负责）") and chance.random() < 0.4:
            type_in(paragraph, before, chance)
            paragraph.add_run().add_break(WD_BREAK.LINE)
            rest = f"{bracket}{after}"
        type_in(paragraph, rest, chance)
    document.core_properties.author = ""
    document.core_properties.title = ""
    document.core_properties.comments = ""
    document.save(str(target))


if __name__ == "__main__":
    make(HERE / f"{NAME}.txt", HERE / f"{NAME}.docx")
    sys.stdout.write(f"{NAME}.docx\n")
