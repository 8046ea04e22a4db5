"""What a .doc says of a table's row: the definition of its cells that stands at its end."""

from __future__ import annotations

import struct
from typing import Final

from gongjin.compiler.readers.doc import sprms as s
from gongjin.compiler.readers.rows import Mark

_CELL: Final = 20
_FIRST_OF_ROW, _JOINED, _VERTICAL, _RESTART = 1, 2, 0x20, 0x40


def marks(properties: list[tuple[int, bytes]]) -> list[Mark]:
    """The cells of a row by the properties of its end."""
    found: list[Mark] = []
    for sprm, value in properties:
        if sprm == s.ROW:
            found = _defined(value)
        elif sprm == s.ROW_MERGE and len(value) == 2:
            for mark in found[value[0] + 1 : value[1]]:
                mark.joined = True
        elif sprm == s.ROW_VERTICAL and len(value) == 2 and value[0] < len(found):
            found[value[0]].up = value[1] == 1
    return found


def _defined(value: bytes) -> list[Mark]:
    """The cells of a definition (TDefTableOperand, [MS-DOC] 2.9.319)."""
    if not value or len(value) < 1 + 2 * (value[0] + 1):
        return []
    count = value[0]
    edges = struct.unpack_from(f"<{count + 1}h", value, 1)
    marks: list[Mark] = []
    for index in range(count):
        at = 1 + 2 * (count + 1) + _CELL * index
        flags = struct.unpack_from("<H", value, at)[0] if at + 2 <= len(value) else 0
        left = edges[index]
        marks.append(
            Mark(
                left, max(left, edges[index + 1]),
                up=bool(flags & _VERTICAL) and not flags & _RESTART,
                joined=bool(flags & _JOINED) and not flags & _FIRST_OF_ROW,
            )
        )  # fmt: skip
    return marks
