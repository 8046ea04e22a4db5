"""PDF files for the tests, made on the spot: typeset by Typst, or written object by object."""

from __future__ import annotations

import functools
import json
import zlib
from collections.abc import Iterable, Sequence

import typst

from gongjin.compiler.document import Block, BlockKind, Document
from gongjin.compiler.readers.pdf.flow import read_pages

OFFICIAL = """
#set page(
  paper: "a4", margin: (top: 37mm, left: 28mm, right: 26mm, bottom: 35mm),
  footer: context { let n = counter(page).get().first()
    align(if calc.odd(n) { right } else { left }, text(14pt)[#h(1em)— #n —#h(1em)]) },
)
#set text(font: "Noto Serif CJK SC", size: 16pt, lang: "zh", region: "cn")
#set par(first-line-indent: (amount: 2em, all: true), justify: true, leading: 13pt, spacing: 13pt)
#let flush(body) = par(first-line-indent: 0em, body)
#let title(body) = align(center, text(22pt, par(first-line-indent: 0em, justify: false, body)))
#let mark(body) = align(center, text(44pt, red, tracking: 4pt, par(first-line-indent: 0em, justify: false, body)))
#let lines = json(bytes(sys.inputs.at("lines", default: "[]")))
"""
"""A page as GB/T 9704 sets it; `lines` are the paragraphs that the caller passes."""


@functools.cache
def _compiled(source: str, lines: str) -> bytes:
    made = typst.compile(source.encode(), format="pdf", sys_inputs={"lines": lines})
    assert isinstance(made, bytes)
    return made


def typeset(source: str, lines: Iterable[str] = (), head: str = OFFICIAL) -> bytes:
    """A PDF of Typst's markup under a page set-up; `lines` stand at its disposal as an array."""
    return _compiled(head + source, json.dumps(list(lines), ensure_ascii=False))


def official(lines: Sequence[str], before: str = "", after: str = "") -> bytes:
    """A PDF of paragraphs, each with its first line indented."""
    return typeset(before + "\n#for line in lines { par(line) }\n" + after, lines)


def texts(document: Document, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    """The texts of the blocks of a kind."""
    return [block.text for block in document.blocks if block.kind is kind]


def read(data: bytes) -> list[str]:
    """The paragraphs of a PDF."""
    return texts(read_pages(data))


def cells(data: bytes) -> list[list[tuple[int, int, int, int, str]]]:
    """The tables of a PDF, each a list of (row, column, rows, columns, text)."""
    found: dict[int, list[Block]] = {}
    for block in read_pages(data).blocks:
        if block.table is not None:
            found.setdefault(block.table, []).append(block)
    return [
        [(b.row or 0, b.column or 0, b.row_span, b.column_span, b.text) for b in blocks] for blocks in found.values()
    ]


def written(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(content)
    return b"<</Length %d/Filter/FlateDecode%b>>\nstream\n%b\nendstream" % (len(packed), entries, packed)


def one_page(content: bytes, resources: bytes = b"<<>>", more: Sequence[bytes] = (), page: bytes = b"") -> bytes:
    """A PDF of one page with that content; `more` are objects from number 5 on."""
    return written(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources %b%b>>" % (resources, page),
            stream(content),
            *more,
        ]
    )
