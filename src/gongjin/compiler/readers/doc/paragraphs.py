"""Where paragraphs end, and what their properties say: style, list, place in a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gongjin.compiler.readers.doc import sprms as s
from gongjin.compiler.readers.doc.formatting import Formatting

_ENDS: Final = re.compile("[\r\x07\x0c]")
_MOST_LISTS: Final = 0x7FE
_OLD_NUMBERS: Final = 0x7FF
_INHERITED: Final = 255


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its text is [start, mark), the character at `mark` ends it."""

    start: int
    mark: int
    style: int
    properties: list[tuple[int, bytes]]
    list: int | None = None
    """The number of its list, 0 for none whatever its style says, None where its style decides."""
    level: int | None = None
    old_number: bool = False
    """Whether it is numbered in the way of Word 6, which is not counted here."""
    depth: int = 0
    """How many tables it stands in."""
    row_end: bool = False


def paragraphs(text: str, start: int, end: int, sections: frozenset[int], look: Formatting) -> Iterator[Paragraph]:
    """The paragraphs of [start, end). A page break ends none unless a section ends with it."""
    at = start
    while at < end:
        found = _ENDS.search(text, at, end)
        while found is not None and found[0] == "\x0c" and found.end() not in sections:
            found = _ENDS.search(text, found.end(), end)
        mark = found.start() if found is not None else end
        yield _with_properties(Paragraph(at, mark, *look.paragraph(min(mark, end - 1))))
        at = mark + 1


def _with_properties(paragraph: Paragraph) -> Paragraph:
    depth: int | None = None
    inside = False
    for sprm, value in paragraph.properties:
        number = s.whole(value)
        if sprm == s.LIST:
            paragraph.old_number = number == _OLD_NUMBERS
            paragraph.list = number if number <= _MOST_LISTS else 0
        elif sprm == s.LEVEL:
            paragraph.level = number
        elif sprm == s.IN_TABLE:
            inside = bool(number)
        elif sprm == s.TABLE_DEPTH:
            depth = number
        elif sprm in (s.ROW_END, s.INNER_ROW_END):
            paragraph.row_end = paragraph.row_end or bool(number)
    paragraph.depth = (min(depth, _INHERITED) if depth else 1) if inside else 0
    return paragraph
