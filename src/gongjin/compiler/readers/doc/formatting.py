"""The formatting of characters and paragraphs: pages of 512 bytes that list runs of bytes (FKP, [MS-DOC] 2.9.55)."""

from __future__ import annotations

import bisect
import struct
from dataclasses import dataclass
from typing import Final

from gongjin.compiler.readers.doc import sprms as s
from gongjin.compiler.readers.doc.container import CHARACTER_PAGES, PARAGRAPH_PAGES, Container, positions
from gongjin.compiler.readers.doc.pieces import Pieces
from gongjin.compiler.readers.docx.package import damaged

_PAGE: Final = 512
_MOST_PAGES: Final = 20_000
"""A plan of 200 pages has some hundreds."""
_PAGE_NUMBER: Final = 0x3FFFFF
_PARAGRAPH_ENTRY: Final = 13


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of a run of characters; None where its style decides."""

    deleted: bool = False
    inserted: bool = False
    hidden: bool = False
    raised: bool = False
    bold: bool | None = None
    symbol: tuple[int, int] | None = None
    """The font's number and the character's code, for a symbol."""
    font: int | None = None


PLAIN: Final = Look()


class Formatting:
    """Formatting by place in the text."""

    def __init__(self, container: Container, pieces: Pieces) -> None:
        self._pieces = pieces
        self._data = container.data
        self._character_places, self._characters = _pages(container, CHARACTER_PAGES, paragraphs=False)
        self._paragraph_places, self._paragraphs = _pages(container, PARAGRAPH_PAGES, paragraphs=True)
        self._looks: dict[bytes, Look] = {b"": PLAIN}

    def runs(self, start: int, end: int) -> list[tuple[int, int, Look]]:
        """The runs of characters [start, end) of the text that look the same, in order and without gaps."""
        found: list[tuple[int, int, Look]] = []
        while start < end:
            piece = self._pieces.at(start)
            place = piece.at + (start - piece.start) * piece.width
            index = bisect.bisect_right(self._character_places, place) - 1
            changes = self._characters[index] if 0 <= index < len(self._characters) else b""
            stop = min(end, piece.end)
            if index + 1 < len(self._character_places):
                width = -(-(self._character_places[index + 1] - place) // piece.width)
                stop = min(stop, start + max(1, width))
            found.append((start, stop, self._look(changes + piece.changes)))
            start = stop
        return found

    def paragraph(self, mark: int) -> tuple[int, list[tuple[int, bytes]]]:
        """The style and the own properties of the paragraph whose mark stands at that character."""
        piece = self._pieces.at(mark)
        place = piece.at + (mark - piece.start) * piece.width
        index = bisect.bisect_right(self._paragraph_places, place) - 1
        raw = self._paragraphs[index] if 0 <= index < len(self._paragraphs) else b""
        style = s.whole(raw[:2])
        own = list(s.sprms(raw[2:]))
        for sprm, value in own[:1]:
            if sprm in s.ELSEWHERE:
                own = [*s.sprms(self._elsewhere(s.whole(value))), *own[1:]]
        return style, own + list(s.sprms(piece.changes))

    def _elsewhere(self, place: int) -> bytes:
        if place + 2 > len(self._data):
            return b""
        (size,) = struct.unpack_from("<H", self._data, place)
        return self._data[place + 2 : place + 2 + size]

    def _look(self, changes: bytes) -> Look:
        if changes not in self._looks:
            self._looks[changes] = _read_look(changes)
        return self._looks[changes]


def toggled(value: bytes) -> bool | None:
    """A switch: off, on, or None where it is as in the style (128); 129, the opposite of the style, counts as on."""
    return {0: False, 128: None}.get(s.whole(value[:1]), True)


def _read_look(changes: bytes) -> Look:
    deleted = inserted = hidden = raised = False
    bold: bool | None = None
    symbol: tuple[int, int] | None = None
    font: int | None = None
    for sprm, value in s.sprms(changes):
        if sprm == s.DELETED:
            deleted = value != b"\x00"
        elif sprm == s.INSERTED:
            inserted = value != b"\x00"
        elif sprm == s.HIDDEN:
            hidden = bool(toggled(value))
        elif sprm == s.RAISED:
            raised = value == b"\x01"
        elif sprm == s.BOLD:
            bold = toggled(value)
        elif sprm == s.SYMBOL:
            symbol = s.whole(value[:2]), s.whole(value[2:4])
        elif sprm == s.FONT:
            font = s.whole(value)
    return Look(deleted, inserted, hidden, raised, bold, symbol, font)


def _pages(container: Container, structure: int, *, paragraphs: bool) -> tuple[list[int], list[bytes]]:
    """Where each run of bytes begins, in order, and its raw properties."""
    table = container.structure(structure)
    bounds, elements = positions(table, 4)
    numbers = [
        struct.unpack_from("<I", table, elements + 4 * index)[0] & _PAGE_NUMBER for index in range(len(bounds) - 1)
    ]
    if len(numbers) > _MOST_PAGES:
        raise damaged()
    found: list[tuple[int, bytes]] = []
    for number in dict.fromkeys(numbers):
        page = container.text[number * _PAGE : (number + 1) * _PAGE]
        if len(page) == _PAGE:
            found += _page(page, paragraphs)
    found.sort(key=lambda run: run[0])
    return [start for start, _raw in found], [raw for _start, raw in found]


def _page(page: bytes, paragraphs: bool) -> list[tuple[int, bytes]]:
    count = page[_PAGE - 1]
    step = _PARAGRAPH_ENTRY if paragraphs else 1
    begin = 4 * (count + 1)
    if count == 0 or begin + count * step > _PAGE - 1:
        return []
    starts = struct.unpack_from(f"<{count + 1}I", page)
    return [(starts[index], _raw(page, 2 * page[begin + step * index], paragraphs)) for index in range(count)]


def _raw(page: bytes, at: int, paragraphs: bool) -> bytes:
    """The properties at a place of a page: for a paragraph its style's number (two bytes) and then its own."""
    if at == 0 or at >= _PAGE - 1:
        return b""
    if not paragraphs:
        return page[at + 1 : min(at + 1 + page[at], _PAGE - 1)]
    size, at = (2 * page[at] - 1, at + 1) if page[at] else (2 * page[at + 1], at + 2)
    return page[at : min(at + size, _PAGE - 1)]
