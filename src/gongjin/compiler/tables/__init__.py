"""tables: task lists, indicators and shares that stand in tables, or in the lines that a table became when copied.

In: the tidied lines of a document. Does: finds the row of headings, says what each column holds, and puts together what
belongs to one task. Out: table rows with their cells by role, for the outline, for who answers, for dates and targets;
rows of figures; and what is no running text.
"""

from __future__ import annotations

from gongjin.compiler.tables.beside import Tables
from gongjin.compiler.tables.flat import flat_tables
from gongjin.compiler.tables.grid import grid_tables
from gongjin.compiler.tables.measured import row_figures
from gongjin.compiler.tables.row import Cell, Column, TableRow
from gongjin.compiler.tidy import Tidy

__all__ = ["Cell", "Column", "TableRow", "Tables", "tables"]


def tables(tidy: Tidy) -> Tables:
    """What every table of the document holds, in reading order; captions of groups of tasks are rows without cells."""
    found = grid_tables(tidy)
    if not found.tasks and not found.beside:
        found = flat_tables(tidy)
    told = (row_figures(tidy.text, row) for row in found.tasks)
    found.figures += [row for row in told if row is not None]
    return found
