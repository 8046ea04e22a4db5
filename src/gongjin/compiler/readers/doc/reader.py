"""From the bytes of a .doc to its blocks: the pipeline of the format."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from gongjin.compiler.document import Document, Notice
from gongjin.compiler.marks import refuse_marked_lines
from gongjin.compiler.readers.blocks import too_many
from gongjin.compiler.readers.doc import asides
from gongjin.compiler.readers.doc.body import Body
from gongjin.compiler.readers.doc.container import Container, positions
from gongjin.compiler.readers.doc.formatting import Formatting
from gongjin.compiler.readers.doc.lists import numbering_of
from gongjin.compiler.readers.doc.pieces import Pieces
from gongjin.compiler.readers.doc.styles import styles_of
from gongjin.compiler.readers.doc.words import Words
from gongjin.compiler.readers.docx.package import damaged
from gongjin.compiler.readers.notices import comments, headers, hidden, revisions
from gongjin.core.texts import gettext as _

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAM = "WordDocument".encode("utf-16-le")
_SECTIONS, _SECTION = 6, 12
_MOST_CHARACTERS = 3_000_000
"""Characters of the main text; a plan of 200 pages has some 150,000."""
_ERRORS = (struct.error, IndexError, ValueError, OverflowError, KeyError)


class DocReader:
    """Reads .doc as Word 97 to 2003 and WPS write it; older ones, locked ones and macros are refused."""

    label = _("旧版 Word 文档（.doc 或 .wps）")
    suffixes = (".doc", ".wps")

    def fits(self, data: bytes) -> int:
        """Certain when the container names a stream of Word's."""
        return 100 if data.startswith(_OLE) and _STREAM in data else 0

    def read(self, data: bytes) -> Document:
        """The blocks; raises `RefusedFile`: damaged, encrypted, legacy-word, macro, classified."""
        try:
            return _read(Container(data))
        except _ERRORS as error:
            raise damaged() from error


def _read(container: Container) -> Document:
    pieces = Pieces(container)
    formatting = Formatting(container, pieces)
    lengths = container.lengths
    if lengths.main > len(pieces.text):
        raise damaged()
    if lengths.main > _MOST_CHARACTERS:
        raise too_many()
    boxes, loose = asides.boxes(container)
    words = Words(pieces.text, formatting, container)
    margins = [text for start, end in asides.headers(container) for text in _lines(words, pieces.text, start, end)]
    drawn = [*_lines(words, pieces.text, *asides.header_boxes(container)), *asides.drawn(container)]
    words = Words(pieces.text, formatting, container)
    refuse_marked_lines([*margins, *drawn])
    ends, _elements = positions(container.structure(_SECTIONS), _SECTION)
    body = Body(
        pieces.text, formatting, words, numbering_of(container), styles_of(container),
        frozenset(ends), asides.notes(container), boxes,
    )  # fmt: skip
    body.walk(0, lengths.main)
    for start, end in loose:
        body.box(start, end)
    refuse_marked_lines(body.boxed)
    blocks = body.blocks.done
    return Document(tuple(blocks), tuple(_notices(container, words, body, margins)))


def _lines(words: Words, text: str, start: int, end: int) -> Iterator[str]:
    at = start
    while at < end:
        mark = text.find("\r", at, end)
        mark = end if mark < 0 else mark
        yield words.read(at, mark).text
        at = mark + 1


def _notices(container: Container, words: Words, body: Body, margins: list[str]) -> Iterator[Notice]:
    yield from revisions(words.inserted, words.deleted)
    if words.hidden:
        yield hidden()
    commented = asides.comments(container)
    if commented:
        yield comments(commented)
    yield from headers(margins)
    if body.old_numbers:
        yield Notice(
            "old-numbers",
            _("部分段落使用 Word 6 时代的自动编号，编号没有还原；请对照原文核对，或在 Word 里另存为 .docx 后再上传。"),
        )
