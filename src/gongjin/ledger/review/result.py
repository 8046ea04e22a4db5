"""What a review comes to: the rows of the ledger that its live rows make, before anything is written.

A section is a task when units answer for it (`task`), and also when it has measures, targets, commitments, units or
dates of its own: the goals at the head of a plan are thus tasks without unit, and nothing of them is lost. What stands
in no section belongs to one section made for it, with the plan's title.

Codes: a task has its place in the outline (2.3.1); what it holds is numbered by kind inside the task: measures
2.3.1-M1, targets 2.3.1-T1, commitments 2.3.1-C1. A row keeps its code for ever and no code is given twice in a plan:
where a later version puts a new task into a place that is taken, it is 2.3.1a, and new measures count on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from gongjin.ledger.models import DraftKind, DraftRow, Row, RowKind
from gongjin.ledger.review.outline import above, letters, numbers

LETTERS: Final = {RowKind.MEASURE: "M", RowKind.TARGET: "T", RowKind.COMMITMENT: "C"}
LASTING: Final = frozenset({DraftKind.SECTION, DraftKind.MEASURE, DraftKind.TARGET, DraftKind.COMMITMENT})
_HOLDS: Final = LASTING - {DraftKind.SECTION} | {DraftKind.RESPONSIBILITY, DraftKind.DEADLINE}
NOWHERE: Final = ""
"""The key of the section that is made for what stands in none."""


@dataclass(slots=True)
class FutureRow:
    """A row of the ledger to be. `draft` is None only for the task of the section that is made."""

    kind: RowKind
    section: str
    draft: DraftRow | None
    parent: FutureRow | None
    row: Row | None = None

    @property
    def lasting(self) -> Row:
        """Its row. Raises `LookupError` before identities were given, which is a fault of the program."""
        if self.row is None:
            raise LookupError(self.section)
        return self.row


@dataclass(slots=True)
class Result:
    """The live rows of a review, put in order. `tasks` is by section key, `lasting` by the draft's kind and key."""

    rows: list[DraftRow]
    sections: dict[str, DraftRow] = field(init=False)
    places: dict[str, str] = field(init=False)
    tasks: dict[str, FutureRow] = field(init=False, default_factory=dict)
    lasting: dict[tuple[str, str], FutureRow] = field(init=False, default_factory=dict)
    future: list[FutureRow] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.sections = {row.key: row for row in self.rows if row.kind == DraftKind.SECTION}
        self.places = numbers(self.sections.values())
        held = {self.section_of(row) for row in self.rows if row.kind in _HOLDS}
        if NOWHERE in held:
            top = [int(place) for place in self.places.values() if place.isdecimal()]
            self.places[NOWHERE] = str(max(top, default=0) + 1)
            self._add(FutureRow(RowKind.TASK, NOWHERE, None, None))
        for key, section in self.sections.items():
            if section.values.get("task") or key in held:
                self._add(FutureRow(RowKind.TASK, key, section, self._task_above(key)))
        for row in self.rows:
            if row.kind == DraftKind.MEASURE:
                self._add(FutureRow(RowKind.MEASURE, self.section_of(row), row, self.tasks[self.section_of(row)]))
        for row in self.rows:
            if row.kind in (DraftKind.TARGET, DraftKind.COMMITMENT):
                self._add(FutureRow(RowKind(row.kind), self.section_of(row), row, self.stands_in(row)))
        self.future.sort(key=lambda future: future.draft.order if future.draft else 0)

    def _add(self, future: FutureRow) -> None:
        self.future.append(future)
        if future.kind == RowKind.TASK:
            self.tasks[future.section] = future
        if future.draft is not None:
            self.lasting[future.draft.kind, future.draft.key] = future

    def _task_above(self, key: str) -> FutureRow | None:
        return next((self.tasks[parent] for parent in above(self.sections, key) if parent in self.tasks), None)

    def section_of(self, row: DraftRow) -> str:
        """The key of the live section that a row stands in, or of the one that is made."""
        return row.section if row.section in self.sections else NOWHERE

    def stands_in(self, row: DraftRow) -> FutureRow:
        """The row that a target, commitment, unit or date belongs to: its target, its measure, else its task."""
        for kind, name in ((DraftKind.TARGET, "target"), (DraftKind.MEASURE, "measure")):
            linked = self.lasting.get((kind, str(row.values.get(name) or "")))
            if linked is not None:
                return linked
        return self.tasks[self.section_of(row)]

    def task_of(self, future: FutureRow) -> FutureRow:
        """The task that a row stands in; a task itself."""
        return self.tasks[future.section]

    def of_kind(self, kind: DraftKind) -> Iterator[DraftRow]:
        """The live rows of a kind, in the order of the text."""
        return (row for row in self.rows if row.kind == kind)


class Codes:
    """The codes of a plan: those given, and the next ones."""

    def __init__(self, given: Iterable[str]) -> None:
        self._given = set(given)
        self._last: dict[tuple[str, str], int] = {}
        for code in self._given:
            found = re.fullmatch(r"(.+)-([MTC])(\d+)", code)
            if found:
                key = (found[1], found[2])
                self._last[key] = max(self._last.get(key, 0), int(found[3]))

    def of_task(self, place: str) -> str:
        """The code of a new task in a place: the place, or with the next free letter (2.3.1a … 2.3.1z, 2.3.1aa)."""
        code, number = place, 0
        while code in self._given:
            number += 1
            code = f"{place}{letters(number)}"
        self._given.add(code)
        return code

    def inside(self, task: str, kind: RowKind) -> str:
        """The next code of a kind inside a task."""
        key = (task, LETTERS[kind])
        self._last[key] = self._last.get(key, 0) + 1
        code = f"{task}-{LETTERS[kind]}{self._last[key]}"
        self._given.add(code)
        return code


def persons(rows: Iterable[DraftRow], text: str) -> list[tuple[int, int, str]]:
    """Where people's names stand, and the names; nothing of them may enter the ledger."""
    found: list[tuple[int, int, str]] = []
    for row in rows:
        if row.kind == DraftKind.TASK_FORCE:
            offsets = [int(offset) for offset in row.values.get("persons", [])]
            for start, end in zip(offsets[::2], offsets[1::2], strict=True):
                found.append((start, end, text[start:end]))
    return found


def without_persons(words: str, start: int, end: int, people: Iterable[tuple[int, int, str]]) -> str:
    """Words that stand from `start` to `end` with each name that stands there put out of sight, letter by letter."""
    for first, last, name in people:
        if name and first < end and start < last:
            words = words.replace(name, "×" * len(name))
    return words


def links(values: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    """The rows that values point at: field, kind and key."""
    for name, kind in (
        ("measure", DraftKind.MEASURE), ("target", DraftKind.TARGET), ("part_of", DraftKind.TARGET),
        ("parent", DraftKind.SECTION),
    ):  # fmt: skip
        if values.get(name):
            yield name, kind, str(values[name])
