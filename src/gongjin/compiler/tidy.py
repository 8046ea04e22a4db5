"""The text as the rules see it: one form of digits, brackets and marks, no stray spaces, and the way back.

Typists mix full-width and half-width forms and put blanks around figures. The rules would have to allow for that
everywhere; instead they run on a tidied text, and every span is carried back to the source at the end.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from gongjin.compiler.breaks import breaks
from gongjin.compiler.document import BlockKind, Document, Span, span_of
from gongjin.compiler.units_of_measure import UNIT

_FORMS = {chr(0xFF10 + n): str(n) for n in range(10)}
_FORMS |= {chr(0xFF21 + n): chr(0x41 + n) for n in range(26)}
_FORMS |= {chr(0xFF41 + n): chr(0x61 + n) for n in range(26)}
for _signs, _form in (
    ("％﹪", "%"), ("．﹒", "."), ("﹑", "、"),
    ("(", "（"), (")", "）"), (",", "，"), (";", "；"), (":", "："), ("!", "！"),
    ("?", "？"),
    ("–―－‒−～~∼", "—"), ("[［｛", "【"), ("]］｝", "】"), ("\t\xa0\u3000\u2002\u2003\u2009\u200b\ufeff", " "),
    ("\u2028\u2029\x0b\x0c\r", "\n"),
):  # fmt: skip
    _FORMS |= dict.fromkeys(_signs, _form)
_OTHER_FORM = re.compile(f"[{re.escape(''.join(_FORMS))}]")
_COMMA_IN_NUMBER = re.compile(r"，(?<=[0-9]，)(?=[0-9]{3}(?![0-9]))")
_CHINESE_YEAR = re.compile("[二一][〇零○Ｏ九][〇零○Ｏ一二三四五六七八九]{2}(?=年)")
_DIGITS = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零○Ｏ", "0")
_BAR = re.compile("[\t|｜]")
_BARS = re.compile(" *[\t|｜] *")
_BLANKS = re.compile(r"[ \u3000\xa0]+")
_SPACES = re.compile(r" +")
_NUMBER_AT_START = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})*$")


class Line(NamedTuple):
    """One line of the tidied text (a block, or a part of one at a soft break), without its line feed."""

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    emphasis: bool = False
    table: int | None = None
    row: int | None = None
    column: int | None = None
    row_span: int = 1
    column_span: int = 1
    heading: int = 0
    bold: tuple[str, ...] = ()


def one_form(text: str) -> str:
    """The text with one form of digits, brackets and marks; its length stays."""
    for sign in set(_OTHER_FORM.findall(text)):  # most texts have few of them; `translate` looks up every character
        text = text.replace(sign, _FORMS[sign])
    return text


class Way(NamedTuple):
    """The way back to the source: stretches of the tidied text, each with how far behind its own place it stands there.

    `starts` has one place more, past the end of the text, so that every stretch has an end.
    """

    starts: list[int]
    shifts: list[int]

    def at(self, place: int) -> int:
        """The place in the source."""
        return place + self.shifts[bisect_right(self.starts, place) - 1]


class Tidy:
    """The tidied text, its lines, and the way back to the source."""

    __slots__ = ("_way", "lines", "source", "text")

    def __init__(self, document: Document) -> None:
        self.source = document.text
        text = one_form(document.text)
        if "，" in text:
            text = _COMMA_IN_NUMBER.sub(",", text)
        if "年" in text:
            text = _CHINESE_YEAR.sub(_arabic_year, text)
        if '"' in text:
            text = _paired(text)
        text = _numbered(text)
        self.text, self._way = _broken(*_without_spaces(text))
        self.lines = _lines(document, self.text, self._way)

    def back(self, span: Span) -> Span:
        """The span in the source of a span of the tidied text."""
        starts, shifts = self._way
        start, end = span
        following = bisect_right(starts, start)
        shift = shifts[following - 1]
        if end <= starts[following]:  # one stretch holds it, as it mostly does
            return span_of((start + shift, end + shift))
        return Span(start + shift, self._way.at(end - 1) + 1)

    def cells(self, start: int, end: int) -> list[Span]:
        """The parts of a line that tabs or bars keep apart in the source, empty ones too; without these, blanks."""
        first, last = self.back(Span(start, end))
        exact = _BAR.search(self.source, first, last)
        marks = (_BARS if exact else _BLANKS).finditer(self.source, first, last)
        edges = [first, *(edge for mark in marks for edge in mark.span()), last]
        edges = [bisect_left(range(end), edge, start, end, key=self._way.at) for edge in edges]
        cells = [Span(a, max(a, b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
        while exact and cells and cells[-1].start == cells[-1].end and exact.group() == "|":
            cells.pop()
        return cells if exact else [cell for cell in cells if cell.end > cell.start]

    def broken_at(self, place: int) -> bool:
        """Whether a line begins at a place only since its paragraph was broken there."""
        return place > 0 and self.text[place - 1] == "\n" and self.source[self._way.at(place) - 1] != "\n"

    def line_at(self, place: int) -> Line:
        """The line that holds a place in the tidied text."""
        return self.lines[max(0, bisect_right(self.lines, place, key=lambda line: line.start) - 1)]

    def slice(self, span: Span) -> str:
        """The source's own characters for a span of the tidied text."""
        start, end = self.back(span)
        return self.source[start:end]


def _arabic_year(found: re.Match[str]) -> str:
    return "".join(_DIGITS[sign] for sign in found.group())


_NUMBER_MET = re.compile(rf"(?:^|\n) *([0-9]{{1,2}})\.(?=[1-9][0-9]{{0,5}}(?:{UNIT}))")
LIST_STOP = "．"
"""The full-width stop, of which `one_form` has left none."""
_NEXT_ITEM = 1500
"""So many characters away the next item of a list begins, or the number is a decimal."""


def _numbered(text: str) -> str:
    """1.12个社区 between items 1. and 2. is item 1 with 12 of something: its stop becomes one that no figure has."""
    for found in _NUMBER_MET.finditer(text):
        number, stop = int(found.group(1)), found.end() - 1
        after = text.find(f"\n{number + 1}.", stop, stop + _NEXT_ITEM) >= 0
        before = text.rfind(f"\n{number - 1}.", max(0, found.start() - _NEXT_ITEM), found.start() + 1) >= 0
        if before or (after and number == 1):
            text = f"{text[:stop]}{LIST_STOP}{text[stop + 1 :]}"
    return text


def _paired(text: str) -> str:
    """Straight quotes become opening and closing ones by turns, afresh in each line."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if '"' in line:
            parts = line.split('"')
            pieces = [parts[0]]
            for turn, part in enumerate(parts[1:]):
                pieces += ["”" if turn % 2 else "“", part]
            lines[index] = "".join(pieces)
    return "\n".join(lines)


def _is_ideograph(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


def _without_spaces(text: str) -> tuple[str, Way]:
    """Blanks go, but between two ideographs one stays, since it may separate, and after a number at a
    line's start."""
    pieces: list[str] = []
    way = Way([0], [0])
    at = gone = 0
    for found in _SPACES.finditer(text):
        start, end = found.span()
        pieces.append(text[at:start])
        at = end
        left = text[start - 1] if start else "\n"
        right = text[end] if end < len(text) else "\n"
        keep = _is_ideograph(left) and _is_ideograph(right)
        if not keep and left.isdigit() and right not in "\n0123456789%":
            head = text[max(start - 12, 0) : start]
            keep = ("\n" in head or start <= 12) and bool(
                _NUMBER_AT_START.fullmatch(head.rpartition("\n")[2].strip(" "))
            )
        if keep:
            pieces.append(" ")
        gone += end - start - keep
        way.starts.append(end - gone)
        way.shifts.append(gone)
    pieces.append(text[at:])
    way.starts.append(len(text) - gone + 1)
    return "".join(pieces), way


def _broken(text: str, way: Way) -> tuple[str, Way]:
    """The text with line feeds put in where a paragraph begins in the middle of a line of the file."""
    places = set(breaks(text))
    if not places:
        return text, way
    pieces: list[str] = []
    longer = Way([], [])
    at = put = 0
    for place in sorted(places.union(way.starts[:-1])):
        longer.starts.append(place + put)
        if place in places:
            pieces += [text[at:place], "\n"]
            at = place
            put += 1
        longer.shifts.append(way.at(place) - place - put)
    longer.starts.append(way.starts[-1] + put)
    return "".join([*pieces, text[at:]]), longer


def _lines(document: Document, text: str, way: Way) -> list[Line]:
    lines: list[Line] = []
    blocks = iter(document.blocks)
    block = next(blocks, None)
    start = 0
    while start < len(text) and block is not None:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        source = way.at(start)
        while block is not None and source > block.start + len(block.text):
            block = next(blocks, None)
        if block is not None:
            lines.append(
                Line(
                    start, end, block.kind, block.emphasis,
                    block.table, block.row, block.column, block.row_span, block.column_span, block.heading, block.bold,
                )
            )  # fmt: skip
        start = end + 1
    return lines
