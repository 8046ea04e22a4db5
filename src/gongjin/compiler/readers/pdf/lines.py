"""Characters put together to lines, and a line's text as it was typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from gongjin.compiler.readers.pdf.glyphs import Glyph, is_ideograph

_SAME: Final = 0.45
"""Base lines this near (in parts of the size) are one line."""
_RAISED, _SMALL = 0.12, 0.8
_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
OPENING: Final = "（(《〈“‘「『【[［〔{"
CLOSING: Final = "，。、；：！？）)》〉”’」』】]］〕}%％,.;:!?…—·℃"
_RANGES: Final = "—–-－~～/.,"
_WIDE: Final = 0.8
"""A gap this wide (in parts of the size) between words parts them."""
_SPREAD: Final = 0.25


@dataclass(slots=True)
class Line:
    """One line: its characters from left to right, its edges, base line and size, all in points."""

    glyphs: list[Glyph]
    x0: float = field(init=False)
    x1: float = field(init=False)
    y: float = field(init=False)
    size: float = field(init=False)
    text: str = field(init=False)

    def __post_init__(self) -> None:
        ink = [glyph for glyph in self.glyphs if not glyph.text.isspace()]
        counts = Counter(glyph.ink.size for glyph in ink)
        self.size = max(counts, key=lambda size: (counts[size], size))
        self.x0, self.x1 = ink[0].x0, max(glyph.x1 for glyph in ink)
        self.y = median(glyph.y for glyph in ink if glyph.ink.size == self.size)
        self.text = ""
        self.text = composed(self)

    @property
    def ink(self) -> list[Glyph]:
        """Its characters without blanks."""
        return [glyph for glyph in self.glyphs if not glyph.text.isspace()]

    @property
    def edge(self) -> float:
        """Its right edge without a closing mark, which may hang in the margin."""
        ink = self.ink
        return ink[-1].x0 if len(ink) > 1 and ink[-1].text in CLOSING else self.x1

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(glyph.ink.bold for glyph in self.glyphs if not glyph.text.isspace())

    @property
    def lead(self) -> float:
        """How much room its first words need that may not be parted: a bracket with a word, a figure, a Latin word."""
        ink = self.ink
        end = 0
        while end < len(ink) - 1 and ink[end].text in OPENING:
            end += 1
        while end + 1 < len(ink) and _inseparable(ink[end].text, ink[end + 1].text):
            end += 1
        return ink[end].x1 - ink[0].x0


def lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines of a region from top to bottom; what stands at one height is one line."""
    rows: list[list[Glyph]] = []
    base = size = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.y):
        if rows and glyph.y - base <= _SAME * max(size, glyph.ink.size):
            rows[-1].append(glyph)
            if glyph.ink.size > size:
                base, size = glyph.y, glyph.ink.size
        else:
            rows.append([glyph])
            base, size = glyph.y, glyph.ink.size
    return [
        Line(sorted(row, key=lambda glyph: (glyph.x0, glyph.x1)))
        for row in rows
        if any(not glyph.text.isspace() for glyph in row)
    ]


def _gap(left: Glyph, right: Glyph) -> float:
    return right.x0 - left.x1


def _inseparable(left: str, right: str) -> bool:
    """Whether a line never ends between two characters."""
    if right in CLOSING or left in OPENING:
        return True
    return _is_word(right) and (_is_word(left) or left in _RANGES)


def _is_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in ".-/&")


def composed(line: Line) -> str:
    """The text of a line: blanks where they part words, none where a typist spread a heading out or a program put
    them between words and figures."""
    ink: list[Glyph] = []
    blanks: list[str] = []
    pending = ""
    for glyph in line.glyphs:
        if glyph.text.isspace():
            pending += glyph.text
        else:
            ink.append(glyph)
            blanks.append(pending)
            pending = ""
    texts = [_raised(glyph, line) for glyph in ink]
    gaps = [_gap(a, b) / line.size for a, b in pairwise(ink)]
    spread = _spread(texts, gaps)
    pieces = texts[:1]
    for index, gap in enumerate(gaps):
        left, right = texts[index], texts[index + 1]
        pieces.append(_between(left, right, gap - spread, blanks[index + 1], index == 0 or _is_label(pieces)))
        pieces.append(right)
    return "".join(pieces)


def _is_label(pieces: list[str]) -> bool:
    """Whether a line so far is nothing but a number: what follows it after a blank is parted from it."""
    return len(pieces) < 12 and all(piece == "" or piece in "0123456789." for piece in pieces)


def _spread(texts: list[str], gaps: list[float]) -> float:
    """The even gap, in parts of the size, of a line whose letters are spread out; else 0."""
    words = [gap for gap, (a, b) in zip(gaps, pairwise(texts), strict=True) if is_ideograph(a) and is_ideograph(b)]
    if len(words) < 2 or len(words) < len(gaps) / 2:
        return 0.0
    usual = median(words)
    even = sum(1 for gap in words if abs(gap - usual) <= 0.25 + usual / 4)
    return usual if usual > _SPREAD and even >= 0.8 * len(words) else 0.0


def _between(left: str, right: str, gap: float, blank: str, label: bool) -> str:
    wide = gap > _WIDE
    if is_ideograph(left) and is_ideograph(right):
        parted = wide or (bool(blank) and gap > 0.2)
    elif _is_word(left) and _is_word(right):
        parted = gap > 0.18 and (bool(blank) or gap > 0.3)
    elif (left in CLOSING and not left.isascii()) or right in OPENING:
        parted = gap > _WIDE
    else:
        parted = gap > 1.2 or (label and left.isdigit() and bool(blank) and gap > 0.2)
    if not parted:
        return ""
    return "\u3000" if "\u3000" in blank else " "


def _raised(glyph: Glyph, line: Line) -> str:
    """A small raised figure becomes a superscript, so that a note's number never joins the figure before it."""
    if glyph.text.isdigit() and glyph.text.isascii() and glyph.ink.size < _SMALL * line.size:
        base = line.y - _RAISED * line.size
        if glyph.y < base:
            return glyph.text.translate(_SUPERSCRIPTS)
    return glyph.text
