"""The text of a .doc from its pieces ([MS-DOC] 2.4.1): in order, wherever they lie in the file.

A file that was saved fast (快速保存) has many, out of order, with old text between them that is no text any more.
"""

from __future__ import annotations

import bisect
import struct
from dataclasses import dataclass
from typing import Final

from gongjin.compiler.readers.doc.container import PIECES, Container, positions
from gongjin.compiler.readers.docx.package import damaged

_NARROW: Final = 0x40000000
_PRC, _PCDT = 1, 2


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters [start, end) of the text, at byte `at` of the stream, one or two bytes each.

    `changes` are property changes (sprms) that a fast save laid over the whole piece.
    """

    start: int
    end: int
    at: int
    width: int
    changes: bytes


class Pieces:
    """The pieces of a document and its whole text, all parts one after another."""

    def __init__(self, container: Container) -> None:
        table, changes = _split(container.structure(PIECES))
        bounds, elements = positions(table, 8)
        self.all: list[Piece] = []
        texts: list[str] = []
        left = len(container.text)
        for index in range(len(bounds) - 1):
            start, end = bounds[index], bounds[index + 1]
            place, prm = struct.unpack_from("<IH", table, elements + 8 * index + 2)
            width = 1 if place & _NARROW else 2
            at = (place & ~_NARROW) // 2 if width == 1 else place
            size = (end - start) * width
            left -= size
            # Pieces share no bytes, so that together they are no longer than the stream.
            if end < start or left < 0 or at + size > len(container.text):
                raise damaged()
            raw = container.text[at : at + size]
            texts.append(raw.decode("cp1252" if width == 1 else "utf-16-le", errors="replace"))
            if len(texts[-1]) != end - start:
                texts[-1] = _by_units(raw)
            self.all.append(Piece(start, end, at, width, _laid_over(prm, changes)))
        if not self.all or self.all[0].start != 0:
            raise damaged()
        self.text = "".join(texts)
        self._starts = [piece.start for piece in self.all]

    def at(self, character: int) -> Piece:
        """The piece that holds a character; raises `IndexError` past the end."""
        found = self.all[bisect.bisect_right(self._starts, character) - 1]
        if not found.start <= character < found.end:
            raise IndexError(character)
        return found


def _by_units(raw: bytes) -> str:
    """A text outside the basic plane, a character for each of its two halves, so that positions stay."""
    return "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw)))


def _split(clx: bytes) -> tuple[bytes, list[bytes]]:
    """The table of pieces, and the property changes that pieces may name by number."""
    changes: list[bytes] = []
    at = 0
    while at < len(clx):
        if clx[at] == _PRC:
            (size,) = struct.unpack_from("<H", clx, at + 1)
            changes.append(clx[at + 3 : at + 3 + size])
            at += 3 + size
        elif clx[at] == _PCDT:
            (size,) = struct.unpack_from("<I", clx, at + 1)
            return clx[at + 5 : at + 5 + size], changes
        else:
            break
    raise damaged()


def _laid_over(prm: int, changes: list[bytes]) -> bytes:
    if prm & 1:
        return changes[prm >> 1] if prm >> 1 < len(changes) else b""
    # A single change in short form; of those only the marks of revisions and table rows matter here.
    sprm = _SHORT.get(prm >> 1 & 0x7F)
    return struct.pack("<HB", sprm, prm >> 8) if sprm else b""


_SHORT: Final = {0x18: 0x2416, 0x19: 0x2417, 0x41: 0x0800, 0x42: 0x0801, 0x55: 0x0835, 0x5C: 0x083C, 0x68: 0x2A48}
