"""Characters of symbol fonts, raised figures and figures in circles, as the Unicode text that a reader sees."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_SYMBOL = {
    0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "·", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0x6D: "μ",
    0xD7: "⋅", 0xA5: "∞", 0xAE: "→", 0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0x44: "Δ", 0xE5: "∑", 0x57: "Ω", 0x70: "π",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA1: "○",
    0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x80: "⓪", 0x8B: "⓿",
} | {0x81 + n: chr(0x2460 + n) for n in range(10)} | {0x8C + n: chr(0x2776 + n) for n in range(10)}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x99: "○", 0xA2: "■", 0xA3: "□",
    0xA4: "□", 0x69: "⓪", 0x74: "⓿",
} | {0x6A + n: chr(0x2460 + n) for n in range(10)} | {0x75 + n: chr(0x2776 + n) for n in range(10)}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}

_RAISED: Final = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_RAISED_SIGNS = frozenset("0123456789+-−n")


def symbol(font: str, code: int) -> str:
    """The character of a symbol font; one that is not known keeps its code, and no code that XML forbids comes out."""
    known = _FONTS.get(font.strip().lower(), {}).get(code & 0xFF) if code < 0x100 or 0xF000 <= code <= 0xF0FF else None
    if known is not None:
        return known
    return "" if 0xD800 <= code < 0xE000 or code < 0x20 or code > 0x10FFFF else chr(code)


@lru_cache(maxsize=256)
def is_symbolic(font: str) -> bool:
    """Whether the characters of a font are symbols; a file names few fonts, and each of them for every run."""
    return font.strip().lower() in _FONTS


def in_font(font: str, text: str) -> str:
    """A text in a font: the private codes (U+F020 to U+F0FF) of a symbol font become what they show."""
    if not is_symbolic(font):
        return text
    return "".join(symbol(font, ord(sign)) if "\uf020" <= sign <= "\uf0ff" else sign for sign in text)


def raised(text: str) -> str:
    """A raised figure as such, since 10 and a raised 4 are not 104; anything else that is raised stays as it is."""
    return text.translate(_RAISED) if text and _RAISED_SIGNS.issuperset(text) else text


def circled(text: str) -> str:
    """①, ㊿, ㊀, ㊣ for a text in a circle; the bare text where no such character exists."""
    if text.isdecimal() and text.isascii() and len(text) < 3:
        number = int(text)
        if 1 <= number <= 20:
            return chr(0x2460 + number - 1)
        if 21 <= number <= 35:
            return chr(0x3251 + number - 21)
        if 36 <= number <= 50:
            return chr(0x32B1 + number - 36)
    ideographs = "一二三四五六七八九十"
    if len(text) == 1 and text in ideographs:
        return chr(0x3280 + ideographs.index(text))
    return "㊣" if text == "正" else text
