"""A sheet as it is shown: texts by row and column, merged ranges, what is hidden."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from gongjin.compiler.apart import too_complex

MAX_CELLS: Final = 400_000
"""Filled cells of a workbook; a task list of a thousand rows has 20,000."""
MAX_ROW: Final = 1_048_576
MAX_COLUMN: Final = 16_384
MAX_MERGES: Final = 100_000


class Merge(NamedTuple):
    """A merged range; `bottom` and `right` are the last row and column in it, all from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """One sheet. `uncounted` counts formulas whose result the file does not keep, `errors` cells that show one."""

    name: str
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    margins: list[str] = field(default_factory=list)
    uncounted: int = 0
    errors: int = 0

    def put(self, row: int, column: int, text: str) -> None:
        """Keep a cell's text; blanks at its end and line feeds inside are put in one form. Raises too-complex."""
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").strip(" \t\n")
        if not text or not (0 <= row < MAX_ROW and 0 <= column < MAX_COLUMN):
            return
        if len(self.texts) >= MAX_CELLS:
            raise too_complex()
        self.texts[row, column] = text

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Keep a merged range of more than one cell. Raises too-complex."""
        if len(self.merges) >= MAX_MERGES:
            raise too_complex()
        if (0 <= top <= bottom < MAX_ROW and 0 <= left <= right < MAX_COLUMN) and (top, left) != (bottom, right):
            self.merges.append(Merge(top, left, bottom, right))


@dataclass(slots=True)
class Workbook:
    """The visible sheets in order, the names of the hidden ones, and what else stands in the file."""

    sheets: list[Sheet] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    comments: int = 0
    boxes: list[str] = field(default_factory=list)
