"""Whatever is done to a file, it is read or refused: nothing else comes out, nothing hangs, nothing swells."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongjin.compiler.document import Document
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.files import read_document
from gongjin.compiler.readers.doc.reader import DocReader
from gongjin.compiler.readers.docx import package
from gongjin.compiler.readers.docx.reader import DocxReader
from gongjin.compiler.readers.html.reader import HtmlReader
from gongjin.compiler.readers.ofd.flow import read_book
from gongjin.compiler.readers.rtf.reader import RtfReader
from gongjin.compiler.readers.txt import TextReader
from gongjin.compiler.tests.readers import pages
from gongjin.compiler.tests.readers.compound import Word, sprm
from gongjin.compiler.tests.readers.mutations import shaken, torn
from gongjin.compiler.tests.readers.ofds import book, line, text
from gongjin.compiler.tests.readers.samples import NAMESPACES, bare, changed, packed, paragraph
from gongjin.compiler.tests.readers.sources import features, kept

TRIES = settings(max_examples=120, deadline=None)


def read_or_refused(read: Callable[[bytes], Document], data: bytes) -> None:
    try:
        document = read(data)
    except RefusedFile as refused:
        assert refused.message
        return
    for block in document.blocks:
        assert document.text[block.start : block.span.end] == block.text
        assert "\n" not in block.text
        assert block.row_span >= 1
        assert block.column_span >= 1


@cache
def word_parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(features())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@TRIES
@given(torn([features()], [b"PK\x03\x04", b"PK\x01\x02", b"<w:p>"]))
def test_a_torn_word_file(data: bytes) -> None:
    read_or_refused(DocxReader().read, data)


@TRIES
@given(st.sampled_from(["document", "numbering", "styles", "footnotes", "header1", "comments"]), st.data())
def test_a_word_file_whose_parts_make_no_sense(name: str, data: st.DataObject) -> None:
    part = f"word/{name}.xml"
    changed_part = data.draw(shaken([word_parts()[part]]))
    read_or_refused(DocxReader().read, packed({**word_parts(), part: changed_part}))


@TRIES
@given(
    st.dictionaries(
        st.sampled_from(["word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels", "a"]),
        st.sampled_from([b"", b"<a/>", b"<w:document/>", f"<w:document {NAMESPACES}/>".encode(), b"\xff\xfe<"]),
    )
)
def test_a_zip_of_anything(parts: dict[str, bytes]) -> None:
    read_or_refused(DocxReader().read, packed(parts))


OLD = [
    kept("features.doc"),
    Word(("一、总\r见\x13 eq a\x15", b"80%", "\x02\x08\x07\x07。\r"), (2, 0, 1), {1: sprm(0x0801, b"\x01")}).file(),
]


@TRIES
@given(torn(OLD))
def test_a_torn_old_word_file(data: bytes) -> None:
    read_or_refused(DocReader().read, data)


RICH = [kept("features.rtf")[-20_000:], kept("features.rtf")]
CONTROLS = [
    b"\\cell ", b"\\row", b"\\trowd\\cellx9", b"{\\footnote ", b"}", b"{", b"\\u-1 ", b"\\par", b"\\bin5 ", b"\\'",
    b"{\\*\\shpinst{\\shptxt ", b"\\deleted", b"{\\field{\\*\\fldinst eq a}", b"\\intbl", b"\\uc9 ", b"{\\upr{",
]  # fmt: skip


@TRIES
@given(torn(RICH, CONTROLS))
def test_torn_rich_text(data: bytes) -> None:
    read_or_refused(RtfReader().read, data)


PAGES = [
    pages.trs().encode("gb18030"), pages.tables().encode("gb18030"), pages.form().encode(), pages.modern().encode(),
    pages.by_word().encode("gb18030"), pages.archive(pages.tables()),
]  # fmt: skip
TAGS = [
    b"<table>", b"<tr>", b"<td rowspan=99999 colspan=99999>", b"</td>", b"</table>", b"<ol start=-3><li>", b"<del>",
    b"<script>", b"<h1>", b"<pre>", b"<div id=zoom>", b"<sup>", b"&#0;", b"&#xd800;", b"<!--", b"\x00", b"<svg>",
]  # fmt: skip


@TRIES
@given(torn(PAGES, TAGS))
def test_a_torn_page(data: bytes) -> None:
    read_or_refused(HtmlReader().read, data)


@TRIES
@given(
    torn(["一、总体要求\r\n到2026年底。".encode(encoding) * 9 for encoding in ("utf-8", "gbk", "utf-16", "utf-16-be")])
)
def test_a_torn_text(data: bytes) -> None:
    read_or_refused(TextReader().read, data)


DRAWN = text("青禾县", 30, 40) + text("方案", 30, 60, 5.6, 'CTM="0 1 -1 0 9 9"') + line(20, 30, 90, 30)
PAGE = (
    "<Page><Area><PhysicalBox>0 0 210 297</PhysicalBox></Area><Content><Layer>"
    f"{DRAWN.replace('ofd:', '')}</Layer></Content></Page>"
)


@TRIES
@given(shaken([PAGE.encode()]))
def test_an_ofd_whose_page_makes_no_sense(page: bytes) -> None:
    data = changed(book([""]), {"Doc_0/Pages/Page_0/Content.xml": page})
    read_or_refused(read_book, data)


@TRIES
@given(torn([book([text("青禾县", 30, 40)])]))
def test_a_torn_ofd(data: bytes) -> None:
    read_or_refused(read_book, data)


@pytest.mark.parametrize("depth", [200, 300, 100_000])
def test_a_word_file_nested_beyond_reason_is_read_or_refused(depth: int) -> None:
    for open_, close in (
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:ins>", "</w:ins>"),
    ):
        read_or_refused(DocxReader().read, bare(open_ * depth + paragraph("甲") + close * depth))


def test_a_part_of_more_elements_than_any_plan_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_MARKS", 1_000)
    with pytest.raises(RefusedFile) as refused:
        DocxReader().read(bare("<w:p/>" * 2_000))
    assert refused.value.code == "zip-bomb"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))


def test_entities_that_multiply_are_refused_or_left_alone() -> None:
    document = f"<!DOCTYPE w:document [{LAUGHS}]><w:document {NAMESPACES}><w:body>&l11;</w:body></w:document>"
    with pytest.raises(RefusedFile) as refused:
        DocxReader().read(packed({"word/document.xml": document}))
    assert refused.value.code == "unsafe-xml"
    page = f"<!DOCTYPE html [{LAUGHS}]><html><body><p>甲&l11;</p></body></html>"
    assert len(read_document(page.encode()).text) < 2_000


def stored(body: str) -> bytes:
    """A Word file whose body is packed as it is, so that no limit of compression catches it."""
    xml = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    return packed({"word/document.xml": xml}, zipfile.ZIP_STORED)


_WEIGHED = """
import sys
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.files import read_document
data = sys.stdin.buffer.read()
try:
    read_document(data)
except RefusedFile as refused:
    print(refused.code)
print(next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")) // 1024)
"""


LARGEST: dict[str, Callable[[], bytes]] = {
    "paragraphs": lambda: stored("<w:p/>" * 1_900_000),
    "rows": lambda: stored("<w:tbl>" + "<w:tr><w:tc/></w:tr>" * 480_000 + "</w:tbl>"),
    "runs": lambda: stored("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 240_000),
    "zeros": lambda: packed({"word/document.xml": b"<a>" + b"\x00" * (39 << 20)}),
    "doc": lambda: Word((b"x\r" * 1_400_000,)).file(),
    "doc cells": lambda: Word((b"x\x07" * 1_400_000,)).file(),
    "doc fields": lambda: Word((b"\x13x" * 1_400_000,)).file(),
    "doc too large": lambda: Word((b"x\r" * 3_000_000,)).file(),
    "rtf": lambda: b"{\\rtf1" + b"\\par" * 2_400_000 + b"}",
    "rtf bytes": lambda: b"{\\rtf1" + b"{" * 400 + b"\\'b1x" * 1_100_000,
    "rtf numbers": lambda: b"{\\rtf1" + b"{\\listtext x}" * 600_000,
    "rtf joined": lambda: b"{\\rtf1\\deleted" + b"x\\par" * 1_200_000,
    "html": lambda: b"<html>" + b"<p>x" * 290_000,
    "html cells": lambda: b"<html><table>" + b"<td rowspan=9999 colspan=9999>" * 290_000,
    "html lines": lambda: b"<html><pre>" + b"x\n" * 24_000_000,
    "lines": lambda: ("一" * 28 + "\n").encode() * 290_000,
    "line ends": lambda: b"\n" * (50 << 20),
    "bytes": lambda: b"\xff" * (50 << 20),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", LARGEST)
def test_the_largest_files_stay_within_bounds(kind: str) -> None:
    """Two gigabytes of memory and a minute of a slow processor, whatever a file of at most 50 MB says."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(
        [sys.executable, "-c", _WEIGHED], input=LARGEST[kind](), capture_output=True, check=True, timeout=240
    )
    assert int(done.stdout.split()[-1]) < 2_000
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - used < 60
