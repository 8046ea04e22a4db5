"""The lists of a .doc (PlfLst, PlfLfo, [MS-DOC] 2.9.131 to 2.9.190), read into the lists that count."""

from __future__ import annotations

import struct
from dataclasses import replace
from typing import Final

from gongjin.compiler.readers.doc.container import LIST_USES, LISTS, Container
from gongjin.compiler.readers.lists import LEVELS, Definition, Level, ListOf, Numbering

_LIST, _USE, _LEVEL = 28, 16, 28
_MOST: Final = 10_000
_FORMS: Final = (
    "decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "cardinalText", "ordinalText",
    "hex", "chicago", "ideographDigital", "japaneseCounting", "aiueo", "iroha", "decimalFullWidth",
    "decimalHalfWidth", "japaneseLegal", "japaneseDigitalTenThousand", "decimalEnclosedCircle", "decimalFullWidth2",
    "aiueoFullWidth", "irohaFullWidth", "decimalZero", "bullet", "ganada", "chosung", "decimalEnclosedFullstop",
    "decimalEnclosedParen", "decimalEnclosedCircleChinese", "ideographEnclosedCircle", "ideographTraditional",
    "ideographZodiac", "ideographZodiacTraditional", "taiwaneseCounting", "ideographLegalTraditional",
    "taiwaneseCountingThousand", "taiwaneseDigital", "chineseCounting", "chineseLegalSimplified",
    "chineseCountingThousand",
)  # fmt: skip
"""MSONFC ([MS-OSHARED] 2.2.1.3) by number; 255 is none."""
_SUFFIXES: Final = ("tab", "space", "nothing")


def numbering_of(container: Container) -> Numbering:
    """The lists that a document defines, known by the number (from 1) that paragraphs name them by."""
    numbering = Numbering()
    definitions = _definitions(container)
    start, length = container.place(LIST_USES)
    if not length:
        return numbering
    table = container.table
    (count,) = struct.unpack_from("<I", table, start)
    if count > _MOST:
        return numbering
    at = start + 4 + _USE * count
    for index in range(count):
        place = start + 4 + _USE * index
        (name,) = struct.unpack_from("<i", table, place)
        overrides = table[place + 12]
        starts: dict[int, int] = {}
        levels: dict[int, Level] = {}
        at += 4
        for _override in range(overrides):
            first, flags = struct.unpack_from("<iI", table, at)
            at += 8
            depth = flags & 0xF
            if flags & 0x20:
                levels[depth], at = _level(table, at, "")
                first = levels[depth].start
            if flags & 0x10:
                starts[depth] = _number(first)
        definition = definitions.get(name)
        if definition is not None:
            numbering.add(str(index + 1), ListOf(definition, definition.levels | levels, starts))
    return numbering


def _definitions(container: Container) -> dict[int, Definition]:
    start, length = container.place(LISTS)
    if not length:
        return {}
    table = container.table
    (count,) = struct.unpack_from("<H", table, start)
    # The levels stand behind the definitions, outside the length that the table of places gives.
    at = start + 2 + _LIST * count
    found: dict[int, Definition] = {}
    for index in range(count):
        name, _template, *styles, flags, _compatibility = struct.unpack_from(
            f"<ii{LEVELS}HBB", table, start + 2 + _LIST * index
        )
        levels: dict[int, Level] = {}
        for depth in range(1 if flags & 1 else LEVELS):
            style = styles[depth]
            levels[depth], at = _level(table, at, "" if style == 0xFFF else str(style))
        found[name] = Definition(levels)
    return found


def _level(table: bytes, at: int, style: str) -> tuple[Level, int]:
    """The level that begins there, and where the next begins."""
    first, form, flags = struct.unpack_from("<iBB", table, at)
    after = table[at + 15]
    run, paragraph, restart = table[at + 24], table[at + 25], table[at + 26]
    at += _LEVEL + run + paragraph
    (length,) = struct.unpack_from("<H", table, at)
    written = table[at + 2 : at + 2 + 2 * length].decode("utf-16-le", errors="replace")
    pattern = "".join(f"%{ord(sign) + 1}" if ord(sign) < LEVELS else sign for sign in written.replace("%", "％"))
    level = Level(
        start=_number(first),
        form="none" if form == 255 else _FORMS[form] if form < len(_FORMS) else "decimal",
        pattern=pattern,
        suffix=_SUFFIXES[after] if after < len(_SUFFIXES) else "tab",
        legal=bool(flags & 4),
        style=style or None,
    )
    if flags & 8:
        level = replace(level, restart=restart)
    return level, at + 2 + 2 * length


def _number(value: int) -> int:
    return max(0, min(value, 100_000))
