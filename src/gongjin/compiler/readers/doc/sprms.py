"""Property changes (sprms, [MS-DOC] 2.2.5): a number that names a property and how long its value is, and the value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

IN_TABLE, ROW_END, TABLE_DEPTH, DEEPER, INNER_CELL, INNER_ROW_END = 0x2416, 0x2417, 0x6649, 0x664A, 0x244B, 0x244C
LEVEL, LIST, OUTLINE = 0x260A, 0x460B, 0x2640
ROW, ROW_MERGE, ROW_VERTICAL = 0xD608, 0x5624, 0xD62B
ELSEWHERE: Final = (0x6645, 0x6646)
"""The properties stand in the stream Data, at the place that is the value."""
DELETED, INSERTED, BOLD, HIDDEN, RAISED, SYMBOL, FONT, SPECIAL = (
    0x0800, 0x0801, 0x0835, 0x083C, 0x2A48, 0x6A09, 0x4A4F, 0x0855,
)  # fmt: skip

_TABS: Final = 0xC615
_SIZES: Final = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}


def sprms(changes: bytes) -> Iterator[tuple[int, bytes]]:
    """Each property and its value; ends where the bytes end or make no sense."""
    at = 0
    while at + 2 < len(changes):
        sprm = changes[at] | changes[at + 1] << 8
        at += 2
        kind = sprm >> 13
        if kind != 6:
            size = _SIZES[kind]
        elif sprm == ROW and at + 2 <= len(changes):
            # its length is two bytes, and counts one byte too many
            size = (changes[at] | changes[at + 1] << 8) - 1
            at += 2
        elif sprm == _TABS and changes[at] == 255:
            return
        else:
            size = changes[at]
            at += 1
        if size < 0 or at + size > len(changes):
            return
        yield sprm, changes[at : at + size]
        at += size


def whole(value: bytes) -> int:
    """A value as a whole number, little end first."""
    return int.from_bytes(value, "little")
