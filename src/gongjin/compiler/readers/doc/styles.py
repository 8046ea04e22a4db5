"""The styles of a .doc ([MS-DOC] 2.9.271): which set a heading apart, which are bold, which carry a list's number."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, replace
from typing import Final

from gongjin.compiler.readers.doc import sprms as s
from gongjin.compiler.readers.doc.container import STYLES, Container
from gongjin.compiler.readers.doc.formatting import toggled

_NOTHING: Final = 0xFFF
_PARAGRAPH: Final = 1
_HEADINGS: Final = ("heading", "标题", "title", "toc heading", "副标题")
_LEVEL = re.compile(r"(?:heading|标题) ?([1-9])")
_NO_OUTLINE: Final = 9


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph inherits from its style. `number` is None where the style says nothing of lists."""

    heading: bool = False
    level: int = 0
    """The depth (from 1) of a heading style, 0 for any other."""
    bold: bool = False
    number: int | None = None
    depth: int | None = None


_PLAIN: Final = Style()


@dataclass(frozen=True, slots=True)
class _Raw:
    name: str
    base: int
    paragraph: bytes
    characters: bytes


def styles_of(container: Container) -> dict[int, Style]:
    """The paragraph styles by number, each with what it inherits."""
    raws = _read(container.structure(STYLES))
    done: dict[int, Style] = {}
    for number in raws:
        chain = [number]
        while (base := raws[chain[-1]].base) in raws and base not in chain and base not in done:
            chain.append(base)
        for member in reversed(chain):
            done[member] = _resolved(raws[member], done.get(raws[member].base, _PLAIN))
    return done


def _resolved(raw: _Raw, base: Style) -> Style:
    style = base
    if raw.name.lower().startswith(_HEADINGS):
        style = replace(style, heading=True)
    typed = _LEVEL.fullmatch(raw.name.lower())
    for sprm, value in s.sprms(raw.paragraph):
        if sprm == s.LIST:
            style = replace(style, number=s.whole(value))
        elif sprm == s.LEVEL:
            style = replace(style, depth=s.whole(value))
        elif sprm == s.OUTLINE:
            outlined = s.whole(value) < _NO_OUTLINE
            style = replace(style, heading=style.heading or outlined)
            style = replace(style, level=s.whole(value) + 1) if outlined else style
    if typed is not None:
        style = replace(style, level=int(typed[1]))
    for sprm, value in s.sprms(raw.characters):
        if sprm == s.BOLD and (bold := toggled(value)) is not None:
            style = replace(style, bold=bold)
    return style


def _read(sheet: bytes) -> dict[int, _Raw]:
    if len(sheet) < 6:
        return {}
    head, count, fixed = struct.unpack_from("<HHH", sheet)
    found: dict[int, _Raw] = {}
    at = 2 + head
    for number in range(count):
        if at + 2 > len(sheet):
            break
        (size,) = struct.unpack_from("<H", sheet, at)
        raw = _one(sheet[at + 2 : at + 2 + size], fixed)
        if raw is not None:
            found[number] = raw
        at += 2 + size
    return found


def _one(style: bytes, fixed: int) -> _Raw | None:
    if len(style) < max(fixed, 10) + 2:
        return None
    _sti, kind, parts = struct.unpack_from("<HHH", style)
    if kind & 0xF != _PARAGRAPH:
        return None
    (length,) = struct.unpack_from("<H", style, fixed)
    at = fixed + 2 + 2 * length + 2
    name = style[fixed + 2 : fixed + 2 + 2 * length].decode("utf-16-le", errors="replace")
    parts_found: list[bytes] = []
    for _part in range(min(parts & 0xF, 2)):
        at += at % 2
        if at + 2 > len(style):
            break
        (size,) = struct.unpack_from("<H", style, at)
        parts_found.append(style[at + 2 : at + 2 + size])
        at += 2 + size
    parts_found += [b"", b""]
    return _Raw(name, kind >> 4, parts_found[0][2:], parts_found[1])
