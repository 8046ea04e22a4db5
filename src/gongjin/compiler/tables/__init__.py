"""tables: task lists and indicator lists that stand in tables, or in the lines that a table became when it was copied.

In: the tidied lines of a document. Does: finds the row of headings, says what each column holds, and puts together what
belongs to one task. Out: table rows with their cells by role, for the outline, for who answers, for dates and targets.
"""

from __future__ import annotations

from gongjin.compiler.tables.flat import flat_rows
from gongjin.compiler.tables.grid import grid_rows
from gongjin.compiler.tables.row import Cell, Column, TableRow
from gongjin.compiler.tidy import Tidy

__all__ = ["Cell", "Column", "TableRow", "table_rows"]


def table_rows(tidy: Tidy) -> list[TableRow]:
    """The rows of every table of the document, in reading order; captions of groups of rows are rows without cells."""
    rows = grid_rows(tidy)
    return rows or flat_rows(tidy)
