"""One task of a table: where it stands, what it is called, and its cells by what their column holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from gongjin.compiler.document import Span


class Column(StrEnum):
    """What a column holds, by its heading."""

    NUMBER = "number"
    GROUP = "group"
    PROBLEM = "problem"
    TITLE = "title"
    TASK = "task"
    GOAL = "goal"
    METRIC = "metric"
    MEASURED_IN = "measured-in"
    VALUE = "value"
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    COOPERATE = "cooperate"
    SUPERVISE = "supervise"
    LEADER = "leader"
    DUE = "due"
    OTHER = "other"


UNITS = frozenset({Column.LEAD, Column.RESPONSIBLE, Column.COOPERATE, Column.SUPERVISE})
"""Columns whose cells name who answers."""
WORDS = frozenset({Column.TITLE, Column.TASK, Column.GOAL, Column.METRIC})
"""Columns whose cells are sentences of the plan; the others are data about them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty. `heading` is the text of its column's heading; a `carried` cell is merged with one of a
    row above, where its text stands."""

    column: Column
    span: Span
    heading: str = ""
    carried: bool = False


@dataclass(slots=True)
class TableRow:
    """A task, or the caption of a group of tasks (`caption`), of a table.

    `label` is the number's cell; `start` and `end` reach over all its cells; `depth` is 1 for a task that stands
    directly in the table and 2 below a caption.
    """

    label: Span | None
    title: Span
    start: int
    end: int
    depth: int = 1
    caption: bool = False
    cells: list[Cell] = field(default_factory=list)
