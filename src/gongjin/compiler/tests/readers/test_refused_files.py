"""What cannot be read is refused with a stable code and a sentence that says what to do."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongjin.compiler import files
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.files import read_document
from gongjin.compiler.readers import readers, suffixes
from gongjin.compiler.readers.docx import package
from gongjin.compiler.tests.readers.samples import NAMESPACES, bare, changed, packed, paragraph, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
PLAN = word(["青禾县实施方案", "一、总体要求", "新建充电桩80个。（县发改局负责）"])


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le").ljust(64, b"\x00") + b"\x00" * 448


def refusal(data: bytes, name: str = "") -> RefusedFile:
    with pytest.raises(RefusedFile) as refused:
        read_document(data, name)
    return refused.value


@pytest.mark.parametrize(
    ("data", "code", "advice"),
    [
        (b"", "empty", "重新选择"),
        (ole("WordDocument"), "damaged", "另存为 .docx"),
        (ole("EncryptedPackage"), "encrypted", "去掉密码"),
        (OLE, "legacy-office", "另存为 .docx"),
        (packed({"ppt/presentation.xml": "<p/>"}), "slides", "存为 .docx"),
        (packed({"mimetype": "application/vnd.oasis", "content.xml": "<a/>"}), "opendocument", "另存"),
        (packed({"方案.txt": "一、"}), "archive", "解压"),
        (b"Rar!\x1a\x07\x01\x00", "archive", "解压"),
        (b"{\\rtf1\\ansi}", "no-text", "扫描件"),
        (b"<!DOCTYPE html><html><body></body></html>", "no-text", "扫描件"),
        (b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p></p>", "no-text", "扫描件"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "word-xml", "另存为"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "image", "OCR"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image", "OCR"),
        (PLAN[: len(PLAN) // 2], "damaged", "重新上传"),
        (changed(PLAN, {"word/document.xml": b"<w:document"}), "damaged", "重新上传"),
        (changed(PLAN, {"word/document.xml": None}), "damaged", "重新上传"),
        (word(["", "  "]), "no-text", "扫描件"),
        ("\n 　\n".encode(), "no-text", "扫描件"),
        (changed(word([""]), {"word/media/image1.png": b"\x89PNG"}), "image-only", "OCR"),
        (changed(PLAN, {"word/vbaProject.bin": b"\xd0\xcf"}), "macro", "不含宏"),
    ],
)  # fmt: skip
def test_each_kind_of_wrong_file_is_told_apart_by_its_content(data: bytes, code: str, advice: str) -> None:
    refused = refusal(data, "实施方案.docx")
    assert refused.code == code
    assert advice in refused.message


def test_the_name_does_not_decide_what_a_file_is() -> None:
    assert read_document(PLAN, "实施方案.pdf").blocks[0].text == "青禾县实施方案"


def test_a_macro_document_is_known_by_its_content_type_too() -> None:
    with zipfile.ZipFile(io.BytesIO(PLAN)) as archive:
        types = archive.read("[Content_Types].xml")
    macro = types.replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert macro != types
    assert refusal(changed(PLAN, {"[Content_Types].xml": macro})).code == "macro"


def test_an_entry_with_a_password_is_refused() -> None:
    data = bytearray(PLAN)
    position = data.find(b"PK\x01\x02")
    data[position + 8] |= 1
    assert refusal(bytes(data)).code == "encrypted"


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LIMIT", 1000)
    assert refusal(PLAN).code == "too-large"


def test_a_part_that_unpacks_to_far_more_than_it_takes_is_refused() -> None:
    assert refusal(changed(PLAN, {"word/document.xml": b" " * (30 << 20)})).code == "zip-bomb"
    assert refusal(changed(PLAN, {"word/media/image1.emf": b"\x00" * (60 << 20)})).code == "zip-bomb"


def test_a_part_over_the_limit_is_not_read_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_PART", 500)
    assert refusal(PLAN).code == "zip-bomb"


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    bomb = changed(PLAN, {"word/document.xml": b" " * (8 << 20)})
    real, claimed = struct.pack("<L", 8 << 20), struct.pack("<L", 100)
    assert real in bomb
    assert refusal(bomb.replace(real, claimed)).code == "damaged"


def test_more_entries_than_any_document_has_are_refused() -> None:
    many = {f"word/media/{number}": b"" for number in range(package.MAX_ENTRIES + 1)}
    assert refusal(changed(PLAN, many)).code in ("zip-bomb", "damaged")


ENTITIES = f"""<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY secret SYSTEM "file:///etc/hostname">
<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&secret;&b;</w:t></w:r></w:p></w:body></w:document>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_every_encoding_and_no_entity_is_resolved(encoding: str) -> None:
    xml = ENTITIES.replace('"1.0"', f'"1.0" encoding="{encoding}"').encode(encoding)
    assert refusal(changed(PLAN, {"word/document.xml": xml})).code == "unsafe-xml"


def test_what_lies_outside_the_file_is_never_followed() -> None:
    outside = (
        b'<Relationships><Relationship Type="x/styles" TargetMode="External" Target="http://127.0.0.1:9/s.xml"/>'
        b'<Relationship Type="x/numbering" Target="../../../etc/hostname"/></Relationships>'
    )
    data = changed(bare(paragraph("甲", '<w:pStyle w:val="1"/>')), {"word/_rels/document.xml.rels": outside})
    assert read_document(data).blocks[0].text == "甲"


def test_every_refused_format_says_what_to_do() -> None:
    for reader in readers():
        assert reader.label
        if not reader.suffixes:
            with pytest.raises(RefusedFile) as refused:
                reader.read(b"")
            assert refused.value.message.endswith("。")
            assert "请" in refused.value.message
    assert {".docx", ".txt"} <= set(suffixes())


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_word_file_with_any_bytes_changed_is_read_or_refused(data: st.DataObject) -> None:
    mutated = bytearray(PLAN)
    for _change in range(data.draw(st.integers(1, 6))):
        position = data.draw(st.integers(0, len(mutated) - 1))
        mutated[position] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del mutated[data.draw(st.integers(0, len(mutated))) :]
    try:
        read_document(bytes(mutated))
    except RefusedFile as refused:
        assert refused.message


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_word_file_with_its_xml_torn_is_read_or_refused(data: st.DataObject) -> None:
    body = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>'
    )
    table = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc><w:tc/></w:tr></w:tbl>'
    xml = f"<w:document {NAMESPACES}><w:body>{body}{table}{body}</w:body></w:document>".encode()
    start = data.draw(st.integers(0, len(xml)))
    torn = xml[:start] + data.draw(st.binary(max_size=6)) + xml[start + data.draw(st.integers(0, 30)) :]
    try:
        read_document(changed(PLAN, {"word/document.xml": torn}))
    except RefusedFile as refused:
        assert refused.message


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_at_all_are_read_or_refused(data: bytes) -> None:
    try:
        read_document(data)
    except RefusedFile as refused:
        assert refused.message
