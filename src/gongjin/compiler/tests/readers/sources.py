"""A Word file with what offices do to one, from which the files of older formats beside the tests were made.

`python -m gongjin.compiler.tests.readers.sources DIR` writes it; files/README.md says how the others were made from it.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_LEVELS = (
    ("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."),
    ("decimalEnclosedCircle", "%4"),
)  # fmt: skip
_FILES = Path(__file__).resolve().parent / "files"


def kept(name: str) -> bytes:
    """One of the files beside the tests."""
    return (_FILES / name).read_bytes()


def xml(inner: str) -> str:
    """An element with the names that it needs."""
    tag, space, rest = inner.partition(" ") if " " in inner.partition(">")[0] else inner.partition(">")
    return f"{tag} {_NAMES}{space}{rest}"


def features() -> bytes:
    """Lists on four levels, tables with merges, a table in a table, revisions, notes, boxes, symbols, margins."""
    document = docx.Document()
    _lists(document)
    _marks(document)
    _tables(document)
    document.sections[0].header.paragraphs[0].text = "青禾县演示文件"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    document.core_properties.author = ""
    _notes(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _notes(document: Document) -> None:
    for kind in ("footnote", "endnote"):
        separators = "".join(
            f'<w:{kind} w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
            for number, name in ((-1, "separator"), (0, "continuationSeparator"))
        )
        words = {"footnote": "脚注：按户籍人口计。", "endnote": "尾注：资料截至上年底。"}[kind]
        note = f'<w:{kind} w:id="1"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t>{words}</w:t></w:r></w:p></w:{kind}>'
        part = Part(
            PackURI(f"/word/{kind}s.xml"),
            f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml",
            xml(f"<w:{kind}s>{separators}{note}</w:{kind}s>").encode(),
            document.part.package,
        )
        document.part.relate_to(part, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}s")
        paragraph = document.add_paragraph({"footnote": "脚注处", "endnote": "尾注处"}[kind])
        paragraph._p.append(parse_xml(xml(f'<w:r><w:{kind}Reference w:id="1"/></w:r>')))
        paragraph.add_run("之后")


def _lists(document: Document) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for depth, (form, pattern) in enumerate(_LEVELS)
    )
    part = document.part.numbering_part.element
    part.insert(0, parse_xml(xml(f'<w:abstractNum w:abstractNumId="77">{levels}</w:abstractNum>')))
    part.append(parse_xml(xml('<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>')))
    document.add_paragraph("青禾县城乡共进实施方案").runs[0].bold = True
    for depth, text in (
        (0, "总体要求"), (0, "重点任务"), (1, "修渠行动"), (2, "整修渠道20公里。"), (3, "先修干渠"), (3, "后修支渠"),
        (2, "清淤塘坝12座。"), (1, "植树行动"), (2, "植树300亩。"), (0, "保障措施"),
    ):  # fmt: skip
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(parse_xml(xml(f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>')))


def _marks(document: Document) -> None:
    def add(to: Paragraph, inner: str) -> None:
        to._p.append(parse_xml(xml(inner)))

    paragraph = document.add_paragraph("建成")
    who = 'w:author="演示" w:date="2024-01-01T00:00:00Z"'
    add(paragraph, f'<w:ins w:id="1" {who}><w:r><w:t>5</w:t></w:r></w:ins>')
    add(paragraph, f'<w:del w:id="2" {who}><w:r><w:delText>4</w:delText></w:r></w:del>')
    paragraph.add_run("所学校，共10")
    paragraph.add_run("4").font.superscript = True
    paragraph.add_run("平方米，")
    add(paragraph, '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>')
    paragraph.add_run("3项。")
    paragraph = document.add_paragraph("批注处")
    document.add_comment(paragraph.runs, text="演示批注", author="演示")
    document.add_paragraph("隐藏前").add_run("藏字").font.hidden = True
    document.add_paragraph("𠮷安路").add_run("改造\xad工程\n软换行后")
    document.add_heading("样式标题", 1)
    paragraph = document.add_paragraph("见")
    for piece in (
        '<w:fldChar w:fldCharType="begin"/>', '<w:instrText> AUTHOR </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>', '<w:t>县发改局</w:t>', '<w:fldChar w:fldCharType="end"/>',
    ):  # fmt: skip
        add(paragraph, f"<w:r>{piece}</w:r>")
    paragraph.add_run("文件")


def _tables(document: Document) -> None:
    table = document.add_table(4, 4, style="Table Grid")
    for row in range(4):
        for column in range(4):
            table.cell(row, column).text = f"格{row}{column}"
    for text, first, last in (("横并", (0, 0), (0, 1)), ("竖并", (1, 0), (2, 0)), ("块并", (2, 2), (3, 3))):
        table.cell(*first).merge(table.cell(*last)).text = text
    table.cell(1, 1).text = "第一段\n软换行"
    table.cell(1, 1).add_paragraph("第三段")
    document.add_paragraph("两表之间")
    outer = document.add_table(1, 2, style="Table Grid")
    outer.cell(0, 0).text = "外"
    inner = outer.cell(0, 1).add_table(2, 2)
    for number in range(4):
        inner.cell(number // 2, number % 2).text = f"内{number}"
    paragraph = document.add_paragraph("框前")
    shape = '<v:shape type="#_x0000_t202" style="position:absolute;width:100pt;height:50pt">'
    words = "<w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p></w:txbxContent>"
    box = f"<w:pict>{shape}<v:textbox>{words}</v:textbox></v:shape></w:pict>"
    paragraph._p.append(parse_xml(xml(f"<w:r>{box}</w:r>")))
    document.add_paragraph("末段。")


if __name__ == "__main__":
    (Path(sys.argv[1]) / "features.docx").write_bytes(features())
