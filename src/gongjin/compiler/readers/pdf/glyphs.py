"""What stands on a page: characters and ruling lines with their places, in points from the top left corner."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Final, NamedTuple


@dataclass(frozen=True, slots=True)
class Ink:
    """How a piece of text is drawn: font size in points, boldness, font name, grey value (0 black, 1 white),
    opacity from 0 to 1, whether it is drawn at all, and the quarter turns (clockwise; None where it is askew)."""

    size: float
    bold: bool = False
    font: str = ""
    grey: float = 0.0
    opacity: float = 1.0
    visible: bool = True
    turn: int | None = 0


class Glyph(NamedTuple):
    """One character: left and right edge, base line, and how it is drawn."""

    text: str
    x0: float
    x1: float
    y: float
    ink: Ink


class Rule(NamedTuple):
    """A ruling line, thin and straight: a box whose one side is (nearly) nothing."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def across(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(slots=True)
class Page:
    """A page as it is looked at: upright, its text from left to right. `pictures` is the share of it that images
    cover; `hidden` and `lost` count the characters that are not drawn and those without a known meaning."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: float = 0.0
    paths: int = 0
    hidden: int = 0
    lost: int = 0
    aside: list[str] = field(default_factory=list)


# CJK Radicals Supplement has no decomposition in Unicode; these are the ones that fonts hand out in place of words.
_RADICALS: Final = dict(
    zip("⺁⺄⺌⺠⻄⻅⻆⻉⻋⻒⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⺓⺧⺫⺮⺶⻎⻏⻖",
        "厂乙小民西见角贝车镸长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟幺牛目竹羊辶邑阜", strict=True)
)  # fmt: skip
_HYPHEN: Final = 0x02
"""What PDFium says for a hyphen at a line's end that it takes for a division."""
LOST: Final = "\ufffd"
"""Stands where a character has no known meaning."""


def plain(code: int) -> str:
    """The character of a code as text is typed: no radicals or compatibility forms for words, no control characters.

    Files often name 方 as the radical ⽅ (U+2F45), which looks the same and is found by no rule.
    """
    if code in (0xFFFD, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xF900 or code >= 0xF0000:
        return LOST  # surrogates, private use, no character at all
    if code < 0x20 or 0x7F <= code < 0xA0:
        return "" if code == _HYPHEN else " " if code in (0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85) else LOST
    character = chr(code)
    if 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00 or 0x2F800 <= code < 0x2FA20:
        return _RADICALS.get(character) or unicodedata.normalize("NFKC", character)
    if 0xFB00 <= code < 0xFB07 or 0xFE10 <= code < 0xFE50:
        return unicodedata.normalize("NFKC", character)
    if character in "\xad\u200b\u200c\u200d\u2060\ufeff":
        return ""
    return " " if character in "\u2028\u2029" else character


def is_ideograph(character: str) -> bool:
    """Whether it is a Chinese character."""
    return "\u3400" <= character <= "\u9fff" or character == "〇" or "\U00020000" <= character <= "\U0003ffff"
