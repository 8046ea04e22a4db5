"""Word files of 1997 to 2003 (.doc, .wps) give what the .docx that they were made from gives."""

from __future__ import annotations

import struct

import pytest

from gongjin.compiler.document import Document
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.files import read_document
from gongjin.compiler.readers.doc.reader import DocReader
from gongjin.compiler.readers.docx.reader import DocxReader
from gongjin.compiler.tests.readers.compound import Word, container, sprm
from gongjin.compiler.tests.readers.samples import word
from gongjin.compiler.tests.readers.sources import features, kept

DELETED, INSERTED, BOLD = 0x0800, 0x0801, 0x0835


def texts(file: Word) -> list[str]:
    return [block.text for block in DocReader().read(file.file()).blocks]


def code(data: bytes) -> str:
    with pytest.raises(RefusedFile) as refused:
        read_document(data)
    return refused.value.code


def test_every_feature_reads_as_in_the_newer_format() -> None:
    old, new = read_document(kept("features.doc")), DocxReader().read(features())
    assert old == new
    assert [notice.code for notice in old.notices] == ["revisions", "hidden-text", "comments", "margins"]


def test_automatic_numbers_come_back() -> None:
    lines = [block.text for block in DocReader().read(kept("features.doc")).blocks]
    assert lines[1:7] == [
        "一、总体要求",
        "二、重点任务",
        "（一）修渠行动",
        "1.整修渠道20公里。",
        "① 先修干渠",
        "② 后修支渠",
    ]


def test_the_example_plan_reads_the_same(examples_text: str) -> None:
    assert DocReader().read(kept("plan.doc")).text == examples_text


@pytest.fixture
def examples_text(request: pytest.FixtureRequest) -> str:
    (plan,) = (request.config.rootpath / "examples").glob("*.docx")
    return DocxReader().read(plan.read_bytes()).text


def test_a_file_saved_fast_is_put_together_from_its_pieces_and_old_text_stays_out() -> None:
    pieces = ("一、总体要求\r到2026年", b"80%", "以上。\r", "二、重点任务\r")
    assert texts(Word(pieces, order=(3, 1, 0, 2))) == ["一、总体要求", "到2026年80%以上。", "二、重点任务"]


def test_changes_that_a_fast_save_laid_over_a_piece_are_obeyed() -> None:
    file = Word(("建成", "5", "4", "所。\r"), changes={1: sprm(INSERTED, b"\x01"), 2: sprm(DELETED, b"\x01")}).file()
    document = DocReader().read(file)
    assert document.text == "建成5所。\n"
    assert "插入 1 处、删除 1 处" in document.notices[0].message


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    assert texts(Word(("按期完成", "\r", "整改任务。\r"), changes={1: sprm(DELETED, b"\x01")})) == [
        "按期完成整改任务。"
    ]


def test_a_page_break_ends_no_paragraph_and_a_soft_break_stays() -> None:
    assert texts(Word(("甲\x0c乙\x0b丙\r\x0c丁\r",))) == ["甲\u2028乙\u2028丙", "丁"]


def test_characters_of_layout_and_of_drawings_leave_nothing() -> None:
    assert texts(Word(("共\x1f进\x1e会\x01\x05\x08\t甲\r",))) == ["共进-会\t甲"]


def test_fields_show_their_result() -> None:
    assert texts(Word(("见\x13 PAGE \x147\x15页、\x13 eq \\o\\ac(○,2)\x15植树\r",))) == ["见7页、②植树"]


def test_characters_beyond_the_basic_plane_come_back_whole() -> None:
    assert texts(Word(("𠮷安路\r", "甲\r"))) == ["𠮷安路", "甲"]


def test_a_paragraph_bold_throughout_is_set_apart() -> None:
    blocks = DocReader().read(Word(("标题\r", "甲\r"), changes={0: sprm(BOLD, b"\x01")}).file()).blocks
    assert [block.emphasis for block in blocks] == [True, False]


def test_a_mark_of_classification_is_refused() -> None:
    assert code(Word(("秘密★1年\r青禾县方案\r",)).file()) == "classified"


def test_a_watermark_drawn_as_art_is_checked_too() -> None:
    drawn = b"\x0f\x00\x02\xf0" + "绝密".encode("utf-16-le") + b"\x00\x00" + "宋体".encode("utf-16-le") + b"\x00\x00"
    assert code(Word(("青禾县方案\r",), structures={50: drawn}).file()) == "classified"
    harmless = "严守秘密是每个干部的义务".encode("utf-16-le") + b"\x00\x00"
    assert DocReader().read(Word(("青禾县方案\r",), structures={50: harmless}).file()).text == "青禾县方案\n"


def test_a_locked_file_is_refused() -> None:
    assert code(Word(("甲\r",), flags=0x100).file()) == "encrypted"
    assert code(container({"EncryptedPackage": b"x", "WordDocument": b"y"})) == "encrypted"


@pytest.mark.parametrize("file", [Word(("甲\r",), ident=0xA5DC), Word(("甲\r",), version=104)])
def test_a_file_older_than_word_97_says_what_to_do(file: Word) -> None:
    assert code(file.file()) == "legacy-word"


def test_macros_are_refused() -> None:
    assert code(_with_macros()) == "macro"


def _with_macros() -> bytes:
    file = bytearray(Word(("甲\r",), extra={"Macros": b"", "VBA": b""}).file())
    macros, vba = (file.find(name.encode("utf-16-le") + b"\x00\x00") for name in ("Macros", "VBA"))
    free = struct.pack("<I", 0xFFFFFFFF)
    # Macros becomes a storage, and VBA its only child instead of its neighbour.
    file[macros + 66] = file[vba + 66] = 1
    file[macros + 76 : macros + 80] = file[macros + 72 : macros + 76]
    file[macros + 72 : macros + 76] = free
    return bytes(file)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (word(["一、总体要求"]), "一、总体要求"),
        ("一、总体要求\r\n".encode("gb18030"), "一、总体要求"),
    ],
)
def test_what_is_called_doc_is_read_as_what_it_is(data: bytes, line: str) -> None:
    assert read_document(data, "实施方案.doc").blocks[0].text == line


@pytest.mark.parametrize(
    "file",
    [
        Word(("甲\r",), main=50), Word(("甲" * 9,), main=-5), Word((), main=0),
        Word(("甲\r",), changes={0: b"\x15\xc6\xff"}), Word(("\x13\x13\x15\x15\x15\r",)),
    ],
)  # fmt: skip
def test_nonsense_in_the_places_is_read_or_refused(file: Word) -> None:
    try:
        assert isinstance(read_document(file.file()), Document)
    except RefusedFile as refused:
        assert refused.code in ("damaged", "no-text")


def test_pieces_that_claim_the_same_bytes_over_and_over_are_refused() -> None:
    data = Word(("甲\r" * 2000,)).file()
    bounds, longer = struct.pack("<II", 0, 4000), struct.pack("<II", 0, 40_000_000)
    head, _bounds, rest = data.rpartition(bounds)
    assert code(head + longer + rest) == "damaged"
