"""What offices do to Word files, and what is read from it."""

from __future__ import annotations

from gongjin.compiler.document import BlockKind, Document
from gongjin.compiler.readers.docx.reader import DocxReader
from gongjin.compiler.tests.readers.samples import bare, changed, paragraph, word

BOX = "<w:txbxContent>" + paragraph("联系人专栏") + "</w:txbxContent>"


def read(body: str, **parts: str) -> Document:
    return DocxReader().read(bare(body, **parts))


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in read(body, **parts).blocks]


def test_runs_with_any_fonts_are_one_text() -> None:
    runs = "<w:r><w:rPr><w:rFonts/></w:rPr><w:t>新建</w:t></w:r><w:r><w:t>12</w:t></w:r><w:r><w:t>个</w:t></w:r>"
    assert texts(f"<w:p>{runs}</w:p>") == ["新建12个"]


def test_a_soft_break_stays_inside_its_block() -> None:
    assert texts("<w:p><w:r><w:t>县水利局</w:t><w:br/><w:t>县林业局</w:t></w:r></w:p>") == ["县水利局\u2028县林业局"]


def test_a_page_break_between_words_parts_them_and_at_the_edge_is_dropped() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    assert texts(f"<w:p>{page}<w:r><w:t>一</w:t></w:r>{page}<w:r><w:t>二</w:t></w:r>{page}</w:p>") == ["一\u2028二"]


def test_tabs_hyphens_and_symbols_are_characters() -> None:
    run = (
        "<w:r><w:t>甲</w:t><w:tab/><w:t>2024</w:t><w:noBreakHyphen/><w:t>2026</w:t>"
        '<w:sym w:font="Symbol" w:char="F0B3"/><w:t>3</w:t></w:r>'
    )
    assert texts(f'<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>{run}</w:p>') == ["甲\t2024-2026≥3"]


def test_insertions_are_accepted_deletions_dropped_and_it_is_said() -> None:
    document = read(
        "<w:p><w:r><w:t>建成</w:t></w:r><w:ins><w:r><w:t>5</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>4</w:delText></w:r></w:del><w:r><w:t>所</w:t></w:r>"
        "<w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom></w:p>"
    )
    assert [block.text for block in document.blocks] == ["建成5所"]
    assert [notice.code for notice in document.notices] == ["revisions"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    deleted = paragraph("按期完成", "<w:rPr><w:del/></w:rPr>")
    assert texts(deleted + paragraph("整改任务。")) == ["按期完成整改任务。"]


def test_hyperlinks_fields_and_content_controls_are_read_through() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
    )
    link = "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('控件里的一段')}</w:sdtContent></w:sdt>"
    inline = "<w:sdt><w:sdtContent><w:r><w:t>行内</w:t></w:r></w:sdtContent></w:sdt>"
    assert texts(f"{control}<w:p>{link}{field}{inline}</w:p>") == ["控件里的一段", "链接7行内"]


def test_a_leftover_bookmark_in_words_stays_and_a_real_one_leaves_nothing() -> None:
    body = "<w:p><w:bookmarkStart w:name='_GoBack'/><w:r><w:t>[bookmark: _GoBack]方案</w:t></w:r></w:p>"
    assert texts(body) == ["[bookmark: _GoBack]方案"]


def test_a_text_box_written_for_two_programs_is_read_once_after_its_paragraph() -> None:
    drawing = f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
    picture = f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
    body = (
        f"<w:p><w:r><mc:AlternateContent>{drawing}{picture}</mc:AlternateContent></w:r><w:r><w:t>正文</w:t></w:r></w:p>"
    )
    assert texts(body) == ["正文", "联系人专栏"]


def test_an_old_text_box_is_read_too() -> None:
    assert texts(f"<w:p><w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r></w:p>") == ["", "联系人专栏"]


def test_a_footnote_follows_its_paragraph_as_a_footnote() -> None:
    document = read(
        "<w:p><w:r><w:t>循环利用率</w:t><w:footnoteReference w:id='2'/></w:r></w:p>" + paragraph("下一段"),
        footnotes=f"<w:footnote w:id='0' w:type='separator'>{paragraph('——')}</w:footnote>"
        f"<w:footnote w:id='2'>{paragraph('按重量计。')}</w:footnote>",
    )
    assert [(block.text, block.kind) for block in document.blocks] == [
        ("循环利用率", BlockKind.PARAGRAPH),
        ("按重量计。", BlockKind.FOOTNOTE),
        ("下一段", BlockKind.PARAGRAPH),
    ]


def test_a_note_that_refers_to_itself_is_read_once() -> None:
    reference = "<w:p><w:r><w:t>注</w:t><w:footnoteReference w:id='2'/></w:r></w:p>"
    assert texts(reference, footnotes=f"<w:footnote w:id='2'>{reference}</w:footnote>") == ["注", "注"]


def cell(text: str, props: str = "") -> str:
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{''.join(paragraph(part) for part in text.split('/'))}</w:tc>"


def test_a_table_gives_a_block_a_cell_with_its_place_and_merged_cells_give_one() -> None:
    wide, first, below = "<w:gridSpan w:val='2'/>", "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    rows = (
        f"<w:tr>{cell('任务')}{cell('单位', wide)}{cell('时限')}</w:tr>"
        f"<w:tr>{cell('修渠', first)}{cell('甲局/乙局')}{cell('')}{cell('年底')}</w:tr>"
        f"<w:tr>{cell('', below)}{cell('丙局')}{cell('丁局')}{cell('6月')}</w:tr>"
    )
    document = read(f"<w:tbl>{rows}</w:tbl>{paragraph('表后')}")
    assert [(b.row, b.column, b.text) for b in document.blocks if b.table == 0] == [
        (0, 0, "任务"), (0, 1, "单位"), (0, 3, "时限"),
        (1, 0, "修渠"), (1, 1, "甲局\u2028乙局"), (1, 2, ""), (1, 3, "年底"),
        (2, 1, "丙局"), (2, 2, "丁局"), (2, 3, "6月"),
    ]  # fmt: skip
    assert document.blocks[-1].text == "表后"


def test_a_frame_of_one_cell_is_ordinary_paragraphs() -> None:
    document = read(f"<w:tbl><w:tr>{cell('一、总体要求/二、重点任务')}</w:tr></w:tbl>")
    assert [(block.text, block.kind) for block in document.blocks] == [
        ("一、总体要求", BlockKind.PARAGRAPH),
        ("二、重点任务", BlockKind.PARAGRAPH),
    ]


def test_a_paragraph_bold_throughout_or_styled_as_heading_is_set_apart() -> None:
    bold, plain = "<w:r><w:rPr><w:b/></w:rPr><w:t>一、</w:t></w:r>", "<w:r><w:t>要求</w:t></w:r>"
    styles = "<w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/></w:style>"
    document = read(
        f"<w:p>{bold}</w:p><w:p>{bold}{plain}</w:p>" + paragraph("二、", "<w:pStyle w:val='1'/>"), styles=styles
    )
    assert [block.emphasis for block in document.blocks] == [True, False, True]


def test_the_main_part_is_found_by_its_relation_and_strict_files_are_read() -> None:
    strict = bare(paragraph("严格格式"))
    xml = (
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>'
        f"{paragraph('严格格式')}</w:body></w:document>"
    )
    moved = changed(
        strict,
        {
            "word/document.xml": None,
            "word/document2.xml": xml.encode(),
            "_rels/.rels": b'<Relationships><Relationship Type="x/officeDocument" Target="/word/document2.xml"/>'
            b"</Relationships>",
        },
    )
    assert [block.text for block in DocxReader().read(moved).blocks] == ["严格格式"]


def test_a_document_of_two_hundred_pages_is_read_whole() -> None:
    lines = [f"{number}.全年整修渠道{number}公里。" for number in range(1, 6_001)]
    assert [block.text for block in DocxReader().read(word(lines)).blocks] == lines
