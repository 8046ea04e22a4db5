"""A table in the making, as .doc and RTF tell it: paragraph by paragraph, cell ends, and at its end what the row is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from gongjin.compiler.readers.blocks import SOFT, Edged

Line = tuple[str, bool, int]
"""A paragraph of a cell, whether it is set apart, and the depth of its heading style (0 without one)."""
Met = TypeVar("Met")
_UNKNOWN_WIDTH: Final = 1_000


@dataclass(slots=True)
class Mark:
    """What a row says of a cell: its edges, and whether it only continues the one above it or at its left."""

    left: int
    right: int
    up: bool = False
    joined: bool = False


class Rows(Generic[Met]):
    """The rows of one table; `met` holds, for each, what was met in it and follows it (notes, text boxes)."""

    def __init__(self) -> None:
        self.met: list[list[Met]] = []
        self.rows: list[list[Edged]] = []
        self._cells: list[list[Line]] = []
        self._lines: list[Line] = []
        self._first: list[list[Line]] = []

    @property
    def begun(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.rows or self._cells or self._lines)

    @property
    def open(self) -> bool:
        """Whether a row has begun and not ended."""
        return bool(self._cells or self._lines)

    def add(self, line: str, emphasis: bool, heading: int = 0) -> None:
        """Add a paragraph to the cell."""
        self._lines.append((line, emphasis, heading))

    def end_cell(self) -> None:
        """End the cell."""
        self._cells.append(self._lines)
        self._lines = []

    def end_row(self, marks: Sequence[Mark], met: list[Met]) -> None:
        """End the row; cells beyond its marks follow on."""
        if self._lines:
            self.end_cell()
        if not self.rows:
            self._first = self._cells
        placed: list[Edged] = []
        for index, lines in enumerate(self._cells):
            text = SOFT.join(line for line, _apart, _heading in lines if line)
            if index < len(marks):
                mark = marks[index]
                placed.append(Edged(text, mark.left, mark.right, mark.up, mark.joined))
            else:
                left = placed[-1].right if placed else 0
                placed.append(Edged(text, left, left + _UNKNOWN_WIDTH))
        self.rows.append(placed)
        self.met.append(met)
        self._cells, self._lines = [], []

    def frame(self) -> list[Line] | None:
        """The paragraphs of a table of one cell, which is a frame around ordinary ones; None for any other."""
        return self._first[0] if len(self.rows) == 1 and len(self._first) == 1 else None
