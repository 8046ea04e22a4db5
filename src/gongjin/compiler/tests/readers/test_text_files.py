"""Plain text in the encodings and with the line ends of Chinese offices."""

from __future__ import annotations

import pytest

from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.files import read_document
from gongjin.compiler.readers.txt import TextReader

LINES = ["青禾县共进行动实施方案", "", "一、总体要求", "　　到2024年底，新建充电桩80个。"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_gives_the_same_lines(encoding: str, line_end: str) -> None:
    document = read_document(line_end.join(LINES).encode(encoding))
    assert [block.text for block in document.blocks] == LINES


def test_a_character_beyond_gbk_is_read_from_gb18030() -> None:
    assert read_document("𠮷安路改造，㎡、䶮".encode("gb18030")).blocks[0].text == "𠮷安路改造，㎡、䶮"


def test_a_single_broken_byte_is_shown_and_said() -> None:
    data = ("青禾县方案，" * 200).encode("gb18030")
    document = TextReader().read(data + b"\xff" + "完。".encode("gb18030"))
    assert "\ufffd" in document.text
    assert [notice.code for notice in document.notices] == ["broken-characters"]


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00" * 64, b"\x7fELF\x02\x01\x01" + b"\x00\xff" * 90])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(RefusedFile) as refused:
        read_document(data)
    assert refused.value.code == "unknown-format"
    assert ".docx" in refused.value.message
