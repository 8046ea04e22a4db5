"""Who answers for the tasks of a table: the cells of its columns for units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from gongjin.compiler.answers import Answer, answers_in
from gongjin.compiler.document import Span
from gongjin.compiler.plan import Role
from gongjin.compiler.tables.row import UNITS, WORDS, Cell, Column, TableRow
from gongjin.compiler.unit_names import Name, is_class, is_unit, split_names
from gongjin.core.texts import gettext as _

_ROLES = {
    Column.LEAD: Role.LEAD,
    Column.RESPONSIBLE: Role.RESPONSIBLE,
    Column.COOPERATE: Role.COOPERATE,
    Column.SUPERVISE: Role.SUPERVISE,
}
_WORDED = re.compile(r"：|牵头|配合|负责|；")
_SEAM = re.compile(
    r"(?<=[局委办厅院部社队心府会])(?=[省市县区州][^直级、，]{1,14}?[局委办厅院部社队心府会])|(?<=[）])(?=[省市县区州各])"
)


def row_answers(text: str, row: TableRow) -> list[Answer]:
    """What the cells of one task say of who answers for it."""
    found: list[Answer] = []
    for cell in row.cells:
        if cell.column in UNITS:
            found += _of_cell(text, cell)
    return found


def aside(row: TableRow) -> Iterator[Span]:
    """The cells that are no words of the plan: who answers, dates, leaders, remarks."""
    for cell in row.cells:
        if cell.column not in WORDS and not cell.carried:
            yield cell.span


def _of_cell(text: str, cell: Cell) -> list[Answer]:
    start, end = cell.span
    if _WORDED.search(text, start, end):
        worded = answers_in(text, start, end, bracket=True, at_end=True)
        if worded:
            return worded
    reason = (_("表格“%(column)s”一栏（合并单元格）") if cell.carried else _("表格“%(column)s”一栏")) % {
        "column": cell.heading.replace("\n", "").replace(" ", "")
    }
    names, opened = _names(text, start, end)
    kept = tuple(name for name in names if is_unit(name.text) or is_class(name.text) or len(name.text) > 2)
    if not kept:
        return []
    sure = 0.95 if all(is_unit(name.text) for name in kept) else 0.8
    return [Answer(kept, _ROLES[cell.column], opened, sure, reason, end)]


def _names(text: str, start: int, end: int) -> tuple[list[Name], bool]:
    """The names in a cell, also where nothing but their own words keeps them apart (县水利局县财政局)."""
    found: list[Name] = []
    opened = False
    seams = [start, *(mark.start() for mark in _SEAM.finditer(text, start, end)), end]
    for begin, stop in pairwise(seams):
        names = split_names(text, begin, stop)
        found += names.names
        opened = opened or names.open_ended
    return found, opened
