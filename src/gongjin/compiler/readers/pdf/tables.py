"""The tables of a document: rows and columns, and what goes on from one page to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gongjin.compiler.readers.blocks import Cell
from gongjin.compiler.readers.pdf.cells import cell_text
from gongjin.compiler.readers.pdf.grids import Grid
from gongjin.compiler.readers.pdf.paragraphs import joined

_NEAR: Final = 4.0
_HEADER: Final = 3
"""A repeated header has at most so many rows."""


@dataclass(slots=True)
class Table:
    """A table over one page or several. `xs` are the edges of its columns in points, `rows` how many it has."""

    xs: list[float]
    entries: list[Cell]
    rows: int
    page: int

    def sorted(self) -> list[Cell]:
        """Its cells row by row."""
        return sorted(self.entries, key=lambda entry: (entry.row, entry.column))


def table(grid: Grid, page: int) -> Table:
    """The table of a grid; rows and columns that hold nothing but doubled lines are left out."""
    rows = _numbering(len(grid.ys) - 1, [(c.row, c.row_span) for c in grid.cells], grid.ys)
    columns = _numbering(len(grid.xs) - 1, [(c.column, c.column_span) for c in grid.cells], grid.xs)
    entries = []
    for cell in grid.cells:
        row_span = rows[cell.row + cell.row_span] - rows[cell.row]
        column_span = columns[cell.column + cell.column_span] - columns[cell.column]
        if row_span and column_span:
            entries.append(Cell(cell_text(cell), rows[cell.row], columns[cell.column], row_span, column_span))
    xs = [x for x, a, b in zip(grid.xs, columns, [*columns[1:], columns[-1] + 1], strict=True) if a != b]
    return Table(xs, entries, rows[-1], page)


def _numbering(count: int, cells: list[tuple[int, int]], edges: list[float]) -> list[int]:
    """For each edge, the number of the row (or column) that begins there: strips in which no cell begins, or that are
    too narrow for a character, count with the one before."""
    begins = {first for first, _span in cells}
    numbers, number = [], -1
    for index in range(count):
        if index == 0 or (index in begins and edges[index + 1] - edges[index] > 4):
            number += 1
        numbers.append(number)
    return [*numbers, number + 1]


def continued(before: Table, after: Table) -> bool:
    """Take over the rows of `after`, a table at the head of the next page, where it goes on with `before`; whether it
    did."""
    if after.page != before.page + 1 or not _alike(before.xs, after.xs):
        return False
    skipped = _repeated(before, after)
    rest = [entry for entry in after.entries if entry.row >= skipped]
    if not rest:
        return True
    key = _key_column(before)
    base = before.rows - skipped
    first = {entry.column: entry for entry in rest if entry.row == skipped}
    if key is not None and key in first and not first[key].text and any(entry.text for entry in first.values()):
        _finish_row(before, list(first.values()))
        rest = [entry for entry in rest if entry.row != skipped]
        for entry in first.values():
            if entry.row_span > 1:
                above = _above(before, entry.column)
                if above is not None:
                    above.row_span += entry.row_span - 1
        base -= 1
    elif key is not None:
        rest = [entry for entry in rest if not _goes_on(before, entry, skipped, key)]
    for entry in rest:
        entry.row += base
    before.entries += rest
    before.rows = base + after.rows
    before.page = after.page
    return True


def _alike(before: list[float], after: list[float]) -> bool:
    """Whether two tables have the same columns; the page's margin may have moved."""
    if len(before) != len(after):
        return False
    shift = after[0] - before[0]
    return all(abs(b - a - shift) <= _NEAR for a, b in zip(before, after, strict=True))


def _repeated(before: Table, after: Table) -> int:
    """How many rows at the head of a table repeat the header."""
    count = 0
    while count < min(_HEADER, before.rows, after.rows):
        ours = [(e.column, _bare(e.text)) for e in before.sorted() if e.row == count]
        theirs = [(e.column, _bare(e.text)) for e in after.sorted() if e.row == count]
        if ours != theirs or not any(text for _column, text in ours):
            break
        count += 1
    return count


def _bare(text: str) -> str:
    return "".join(text.split())


def _key_column(before: Table) -> int | None:
    """The first column in which every row has its own filled cell, such as the one of the numbers."""
    for column in range(len(before.xs) - 1):
        own = [entry for entry in before.entries if entry.column == column and entry.column_span == 1]
        body = [entry for entry in own if entry.row > 0]
        if len(body) >= 1 and len(own) >= before.rows - 1 and all(e.text and e.row_span == 1 for e in body):
            return column
    return None


def _above(before: Table, column: int) -> Cell | None:
    """The last cell of a column."""
    reach = [e for e in before.entries if e.column <= column < e.column + e.column_span]
    return max(reach, key=lambda entry: entry.row, default=None)


def _finish_row(before: Table, row: list[Cell]) -> None:
    """Put the rest of a row that a page's end has parted to its cells."""
    for entry in row:
        above = _above(before, entry.column)
        if above is not None and entry.text:
            above.text = joined(above.text, entry.text) if above.text else entry.text


def _goes_on(before: Table, entry: Cell, first: int, key: int) -> bool:
    """Whether an empty cell at the left of the next page only goes on with a merged cell; that one then reaches
    further."""
    if entry.row != first or entry.text or entry.column >= key:
        return False
    above = _above(before, entry.column)
    if above is None or above.row + above.row_span != before.rows:
        return False
    above.row_span += entry.row_span
    return True
