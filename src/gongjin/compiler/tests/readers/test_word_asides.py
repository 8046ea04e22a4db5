"""What stands beside the text of a Word file: notes and text boxes once, comments and margins not, and it is said."""

from __future__ import annotations

import io

import docx

from gongjin.compiler.document import BlockKind, Document
from gongjin.compiler.readers.docx.reader import DocxReader
from gongjin.compiler.tests.readers.samples import bare, changed, paragraph


def codes(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]


def saved(document: docx.document.Document) -> Document:
    buffer = io.BytesIO()
    document.save(buffer)
    return DocxReader().read(buffer.getvalue())


def test_headers_and_footers_are_no_text_and_it_is_said() -> None:
    source = docx.Document()
    source.add_paragraph("正文")
    source.sections[0].header.paragraphs[0].text = "青禾县人民政府办公室文件"
    source.sections[0].footer.paragraphs[0].text = "— 12 —"
    document = saved(source)
    assert document.text == "正文\n"
    assert codes(document) == ["margins"]
    assert "青禾县人民政府办公室文件" in document.notices[0].message


def test_a_page_number_alone_is_not_worth_a_notice() -> None:
    source = docx.Document()
    source.add_paragraph("正文")
    source.sections[0].footer.paragraphs[0].text = "第 3 页 共 20 页"
    assert saved(source).notices == ()


def test_comments_are_left_out_and_counted() -> None:
    source = docx.Document()
    body = source.add_paragraph("新建充电桩80个。")
    for text in ("请核实", "已核实"):
        source.add_comment(body.runs, text=text, author="演示")
    document = saved(source)
    assert document.text == "新建充电桩80个。\n"
    assert codes(document) == ["comments"]
    assert "2 条批注" in document.notices[0].message


def test_an_endnote_follows_its_paragraph_as_a_footnote_does() -> None:
    body = "<w:p><w:r><w:t>利用率</w:t><w:endnoteReference w:id='2'/></w:r></w:p>" + paragraph("下一段")
    found = DocxReader().read(bare(body, endnotes=f"<w:endnote w:id='2'>{paragraph('按重量计。')}</w:endnote>")).blocks
    assert [(b.text, b.kind) for b in found] == [
        ("利用率", BlockKind.PARAGRAPH),
        ("按重量计。", BlockKind.FOOTNOTE),
        ("下一段", BlockKind.PARAGRAPH),
    ]


def test_a_note_that_two_places_point_at_is_read_once() -> None:
    reference = "<w:p><w:r><w:t>甲</w:t><w:footnoteReference w:id='2'/></w:r></w:p>"
    notes = f"<w:footnote w:id='2'>{paragraph('注')}</w:footnote>"
    assert [b.text for b in DocxReader().read(bare(reference * 2, footnotes=notes)).blocks] == ["甲", "注", "甲"]


def test_a_text_box_at_the_level_of_paragraphs_written_for_two_programs_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p><w:r><w:t>甲</w:t></w:r><w:r>{both}</w:r></w:p>"
    assert [b.text for b in DocxReader().read(bare(body)).blocks] == ["甲", "框内"]


def test_a_fallback_alone_is_read() -> None:
    box = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    assert [b.text for b in DocxReader().read(bare(f"<w:p><w:r>{both}</w:r></w:p>")).blocks] == ["", "框内"]


def test_a_chart_a_diagram_and_an_embedded_document_are_said_to_be_left_out() -> None:
    data = changed(
        bare(paragraph("正文") + "<w:altChunk r:id='r1'/>"),
        {"word/charts/chart1.xml": b"<c/>", "word/diagrams/data1.xml": b"<d/>", "word/afchunk.htm": b"<p>x</p>"},
    )
    document = DocxReader().read(data)
    assert document.text == "正文\n"
    assert codes(document) == ["diagrams", "charts", "embedded"]


def test_hidden_text_is_read_and_said() -> None:
    document = DocxReader().read(bare("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p>"))
    assert (document.text, codes(document)) == ("藏\n", ["hidden-text"])
