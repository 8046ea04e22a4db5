"""What stands in tables beside the tasks: rows of figures, headings, marks. None of it is read as running text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongjin.compiler.document import Span
from gongjin.compiler.tables.measured import FigureRow, Heading, read_row
from gongjin.compiler.tables.row import Cell, Column, TableRow
from gongjin.compiler.tidy import Line, Tidy


@dataclass(slots=True)
class Tables:
    """What the tables of a document hold: tasks, rows of figures, and all cells that are no running text."""

    tasks: list[TableRow] = field(default_factory=list)
    figures: list[FigureRow] = field(default_factory=list)
    beside: list[TableRow] = field(default_factory=list)

    def hide(self, cells: Sequence[Span], headings: Sequence[Heading] = ()) -> None:
        """Keep the cells of a row out of running text; those of columns for units still tell who answers."""
        filled = [cell for cell in cells if cell.end > cell.start]
        if not filled:
            return
        kinds = dict(zip(cells, headings, strict=False))
        kept = [
            Cell(
                kinds[cell].column if cell in kinds else Column.OTHER, cell, kinds[cell].words if cell in kinds else ""
            )
            for cell in filled
        ]
        start, end = filled[0].start, filled[-1].end
        self.beside.append(TableRow(None, Span(start, start), start, end, cells=kept))

    def take(self, text: str, cells: Sequence[Span], headings: Sequence[Heading]) -> bool:
        """Read a row of figures; False where the cells are of something else."""
        span = Span(cells[0].start, cells[-1].end)
        row = read_row(text, cells, headings, span)
        if row is None:
            return False
        self.figures.append(row)
        self.hide(cells, headings)
        return True


_MOST_NOTES = 3


def unit_noted(tidy: Tidy, lines: Sequence[Line], index: int) -> str:
    """The unit that one of the lines above a table gives (单位：万亩), or empty."""
    for line in lines[max(0, index - _MOST_NOTES) : index]:
        words = tidy.text[line.start : line.end]
        place = words.find("单位：")
        if 0 <= place < 40 and len(words) <= 60:
            before = words[place - 1] if place else " "
            if before in " （(，；":
                return words[place + 3 :].strip(" ）)。")
    return ""
