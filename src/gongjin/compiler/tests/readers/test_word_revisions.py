"""A file with revisions is read as if all were accepted, and the user is told how many there were."""

from __future__ import annotations

from gongjin.compiler.document import Document
from gongjin.compiler.readers.docx.reader import DocxReader
from gongjin.compiler.tests.readers.samples import bare, paragraph


def read(body: str, **parts: str) -> Document:
    return DocxReader().read(bare(body, **parts))


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in read(body, **parts).blocks]


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


INSERTED = f"<w:ins>{run('5')}</w:ins>"
DELETED = "<w:del><w:r><w:delText>4</w:delText></w:r></w:del>"


def test_insertions_stay_deletions_go_and_both_are_counted() -> None:
    document = read(f"<w:p>{run('建成')}{INSERTED}{DELETED}{run('所')}{INSERTED}</w:p>")
    assert document.blocks[0].text == "建成5所5"
    (notice,) = document.notices
    assert notice.code == "revisions"
    assert "插入 2 处、删除 1 处、移动 0 处" in notice.message


def test_moved_words_stand_once_at_their_new_place() -> None:
    old = f"<w:moveFromRangeStart w:id='1' w:name='m'/><w:moveFrom>{run('先修渠')}</w:moveFrom><w:moveFromRangeEnd/>"
    new = f"<w:moveToRangeStart w:id='2' w:name='m'/><w:moveTo>{run('先修渠')}</w:moveTo><w:moveToRangeEnd/>"
    document = read(f"<w:p>{old}{run('后植树。')}</w:p><w:p>{new}</w:p>")
    assert [block.text for block in document.blocks] == ["后植树。", "先修渠"]
    assert "移动 1 处" in document.notices[0].message


def test_a_moved_paragraph_leaves_no_empty_one_behind() -> None:
    old = f"<w:p><w:pPr><w:rPr><w:moveFrom/></w:rPr></w:pPr><w:moveFrom>{run('甲')}</w:moveFrom></w:p>"
    assert texts(old + paragraph("乙") + f"<w:p><w:moveTo>{run('甲')}</w:moveTo></w:p>") == ["乙", "甲"]


def test_a_deleted_numbered_paragraph_does_not_count() -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = (
        f"<w:p><w:pPr>{number}<w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
    )
    body = paragraph("甲", number) + gone + paragraph("乙", number)
    assert texts(body, numbering=numbering) == ["一、甲", "二、乙"]


def test_words_joined_to_the_next_paragraph_stand_after_its_number() -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    joined = paragraph("按期", f"{number}<w:rPr><w:del/></w:rPr>") + paragraph("完成。", number)
    assert texts(joined, numbering=numbering) == ["1.按期完成。"]


def test_words_whose_end_was_taken_away_do_not_run_into_a_table() -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('乙')}</w:tc></w:tr></w:tbl>"
    assert texts(paragraph("表前", "<w:rPr><w:del/></w:rPr>") + table) == ["表前", "甲", "乙"]
    assert texts(paragraph("文末", "<w:rPr><w:del/></w:rPr>")) == ["文末"]


def test_a_note_in_deleted_words_is_gone_with_them() -> None:
    reference = "<w:del><w:r><w:footnoteReference w:id='2'/></w:r></w:del>"
    notes = f"<w:footnote w:id='2'>{paragraph('旧注')}</w:footnote>"
    assert texts(f"<w:p>{run('甲')}{reference}</w:p>", footnotes=notes) == ["甲"]


def test_a_change_of_formatting_alone_is_no_revision_of_the_text() -> None:
    changed = "<w:r><w:rPr><w:b/><w:rPrChange><w:rPr/></w:rPrChange></w:rPr><w:t>甲</w:t></w:r>"
    assert read(f"<w:p>{changed}</w:p>").notices == ()
