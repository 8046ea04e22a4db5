"""The text of a range of a .doc: revisions accepted, fields by their result, special characters as what is seen."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from gongjin.compiler.readers.blocks import SOFT
from gongjin.compiler.readers.doc.container import FONTS, Container
from gongjin.compiler.readers.doc.formatting import Formatting, Look
from gongjin.compiler.readers.fields import Fields
from gongjin.compiler.readers.symbols import in_font, raised, symbol

PAGE: Final = "\f"
_SPECIAL = re.compile("[\x00-\x08\x0a-\x1f]")
_SHOWN: Final = {"\x0b": SOFT, "\x0c": PAGE, "\x0e": PAGE, "\x1e": "-"}
_SYMBOL_SIGN: Final = "("
_NAME_AT: Final = 40
_PRIVATE: Final = re.compile("[\uf020-\uf0ff]")


@dataclass(slots=True)
class Said:
    """The text of a range, and what was met in it."""

    text: str
    bold: bool
    met: list[int] = field(default_factory=list)
    """Where characters stand that point at something: a note, a drawing."""


class Words:
    """Reads ranges of the text; counts the revisions and hidden words that it meets."""

    def __init__(self, text: str, formatting: Formatting, container: Container) -> None:
        self.inserted = self.deleted = 0
        self.hidden = False
        self._text = text
        self._formatting = formatting
        self._fonts = _fonts(container.structure(FONTS))
        self._last: Look | None = None

    def read(self, start: int, end: int) -> Said:
        """The text of [start, end)."""
        out: list[str] = []
        said = Said("", True)
        fields = Fields()
        for first, last, look in self._formatting.runs(start, end):
            self._count(look)
            if look.deleted:
                continue
            before = len(out)
            self._run(first, last, look, fields, out, said.met)
            shown = "".join(out[before:])
            if look.raised and shown:
                out[before:] = [raised(shown)]
            if shown.strip():
                self.hidden |= look.hidden
                said.bold = said.bold and look.bold is True
        text = "".join(out)
        if any("\ud800" <= sign <= "\udfff" for sign in text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if PAGE in text:
            text = text.strip(PAGE).replace(PAGE, SOFT)
        said.text = text
        return said

    def deleted_mark(self, mark: int) -> bool:
        """Whether a revision took away the paragraph mark that stands there."""
        return any(look.deleted for _first, _last, look in self._formatting.runs(mark, mark + 1))

    def _run(self, first: int, last: int, look: Look, fields: Fields, out: list[str], met: list[int]) -> None:
        text = self._text[first:last]
        if look.symbol is not None and text == _SYMBOL_SIGN * len(text):
            font, code = look.symbol
            _put(symbol(self._font(font), code) * len(text), fields, out)
            return
        if look.font is not None and _PRIVATE.search(text):
            text = in_font(self._font(look.font), text)
        at = 0
        for found in _SPECIAL.finditer(text):
            _put(text[at : found.start()], fields, out)
            at = found.end()
            sign = found[0]
            if sign == "\x13":
                fields.begin()
            elif sign == "\x14":
                fields.separate()
            elif sign == "\x15":
                _put(fields.end(), fields, out)
            elif sign in _SHOWN:
                _put(_SHOWN[sign], fields, out)
            elif sign in "\x02\x08":
                met.append(first + found.start())
        _put(text[at:], fields, out)

    def _count(self, look: Look) -> None:
        last, self._last = self._last, look
        self.deleted += look.deleted and not (last is not None and last.deleted)
        self.inserted += look.inserted and not (last is not None and last.inserted)

    def _font(self, number: int) -> str:
        return self._fonts[number] if number < len(self._fonts) else ""


def _put(text: str, fields: Fields, out: list[str]) -> None:
    if fields.spelling:
        fields.code(text)
    elif text:
        out.append(text)


def _fonts(table: bytes) -> list[str]:
    """The names of the fonts by number (SttbfFfn, [MS-DOC] 2.9.286)."""
    names: list[str] = []
    at = 4
    while at < len(table):
        entry = table[at : at + 1 + table[at]]
        names.append(entry[_NAME_AT:].decode("utf-16-le", errors="replace").partition("\x00")[0])
        at += len(entry)
    return names
