"""All tables of a document: those that a reader found as such, else those that stand in plain lines."""

from __future__ import annotations

from gongjin.compiler.tables.beside import Tables
from gongjin.compiler.tables.flat import flat_tables
from gongjin.compiler.tables.grid import grid_tables
from gongjin.compiler.tables.measured import row_figures
from gongjin.compiler.tidy import Tidy


def tables(tidy: Tidy) -> Tables:
    """What every table of the document holds, in reading order; captions of groups of tasks are rows without cells."""
    found = grid_tables(tidy)
    if not found.tasks and not found.beside:
        found = flat_tables(tidy)
    told = (row_figures(tidy.text, row) for row in found.tasks)
    found.figures += [row for row in told if row is not None]
    return found
