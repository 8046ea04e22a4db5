"""The fonts of an RTF file: by which code page the bytes in each are read, and which are fonts of symbols."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Final

from gongjin.compiler.readers.symbols import in_font, symbol

_CHARSETS: Final = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254",
    204: "cp1251", 238: "cp1250",
}  # fmt: skip
_SYMBOLS: Final = 2
_PAGES: Final = {936: "gb18030", 54936: "gb18030", 65001: "utf-8", 10000: "mac_roman", 0: "cp1252"}


@dataclass(slots=True)
class Font:
    """One entry of the font table."""

    charset: int = 0
    name: str = ""


def code_page(number: int) -> str:
    """The codec of a Windows code page; 1252 where there is none."""
    name = _PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def decoded(raw: bytes, font: Font | None, page: str) -> str:
    """The text of bytes in a font; bytes that are none in its code page become U+FFFD."""
    if font is not None and font.charset == _SYMBOLS:
        return "".join(symbol(font.name, byte) for byte in raw)
    codec = _CHARSETS.get(font.charset, page) if font is not None else page
    return raw.decode(codec, errors="replace")


def shown(text: str, font: Font | None) -> str:
    """A text in a font, where that is one of symbols."""
    return in_font(font.name, text) if font is not None and font.charset == _SYMBOLS else text
