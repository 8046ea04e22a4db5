"""Rows of a .doc's tables: the definition that stands at a row's end, and the table put together from its rows."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final

from gongjin.compiler.readers.blocks import SOFT, Edged
from gongjin.compiler.readers.doc import sprms as s

_CELL: Final = 20
_FIRST_OF_ROW, _JOINED, _VERTICAL, _RESTART = 1, 2, 0x20, 0x40
_UNKNOWN_WIDTH: Final = 1_000

Line = tuple[str, bool]
"""A paragraph of a cell, and whether it is set apart."""


@dataclass(slots=True)
class _Mark:
    left: int
    right: int
    up: bool
    joined: bool


def row(cells: list[list[Line]], properties: list[tuple[int, bytes]]) -> list[Edged]:
    """The cells of a row with their edges; cells beyond the definition follow on."""
    marks = _marks(properties)
    placed: list[Edged] = []
    for index, lines in enumerate(cells):
        text = SOFT.join(line for line, _apart in lines if line)
        if index < len(marks):
            mark = marks[index]
            placed.append(Edged(text, mark.left, mark.right, mark.up, mark.joined))
        else:
            left = placed[-1].right if placed else 0
            placed.append(Edged(text, left, left + _UNKNOWN_WIDTH))
    return placed


def _marks(properties: list[tuple[int, bytes]]) -> list[_Mark]:
    marks: list[_Mark] = []
    for sprm, value in properties:
        if sprm == s.ROW:
            marks = _defined(value)
        elif sprm == s.ROW_MERGE and len(value) == 2:
            for mark in marks[value[0] + 1 : value[1]]:
                mark.joined = True
        elif sprm == s.ROW_VERTICAL and len(value) == 2 and value[0] < len(marks):
            marks[value[0]].up = value[1] == 1
    return marks


def _defined(value: bytes) -> list[_Mark]:
    """The cells of a definition (TDefTableOperand, [MS-DOC] 2.9.319)."""
    if not value or len(value) < 1 + 2 * (value[0] + 1):
        return []
    count = value[0]
    edges = struct.unpack_from(f"<{count + 1}h", value, 1)
    marks: list[_Mark] = []
    for index in range(count):
        at = 1 + 2 * (count + 1) + _CELL * index
        flags = struct.unpack_from("<H", value, at)[0] if at + 2 <= len(value) else 0
        left = edges[index]
        marks.append(
            _Mark(
                left, max(left, edges[index + 1]),
                up=bool(flags & _VERTICAL) and not flags & _RESTART,
                joined=bool(flags & _JOINED) and not flags & _FIRST_OF_ROW,
            )
        )  # fmt: skip
    return marks
