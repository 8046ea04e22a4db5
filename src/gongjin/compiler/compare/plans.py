"""Two compiled plans compared: what became of each task, its targets, its units and its dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from gongjin.compiler.compare.match import Item, match, plain_text
from gongjin.compiler.compare.turns import TargetChange, target_changes
from gongjin.compiler.plan import CompiledPlan, Deadline, Responsibility, Section


class Fate(StrEnum):
    """What became of a task."""

    KEPT = "kept"
    MOVED = "moved"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    DROPPED = "dropped"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class UnitChange:
    """A unit that came, went, or answers in another role; roles are None on the side where it does not answer."""

    unit: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class DateChange:
    """Dates of a task that differ, each as the texts of that side."""

    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(slots=True)
class TaskChange:
    """A section of the old plan and what it became in the new one; `score` is the likeness of their words, 0 to 1."""

    fate: Fate
    old: Section | None
    new: Section | None
    score: float
    targets: list[TargetChange] = field(default_factory=list)
    units: list[UnitChange] = field(default_factory=list)
    dates: DateChange | None = None

    @property
    def differs(self) -> bool:
        """Whether anything but its place is not as it was."""
        return self.fate is not Fate.KEPT or bool(self.targets or self.units or self.dates)


def compare(old: CompiledPlan, new: CompiledPlan) -> list[TaskChange]:
    """Every section of both plans, in the order of the new one, dropped ones last. Equal input, equal output."""
    olds, news = list(old.sections), list(new.sections)
    rows = match(_items(old, olds, 0), _items(new, news, len(olds)))
    goes_on = {p.old: p.new for p in rows if p.old is not None and p.new is not None}
    found: list[TaskChange] = []
    for proposal in rows:
        before = olds[proposal.old] if proposal.old is not None else None
        after = news[proposal.new - len(olds)] if proposal.new is not None else None
        fate = Fate(proposal.kind)
        if fate is Fate.KEPT and before and after and _moved(before, after, olds, news, goes_on):
            fate = Fate.MOVED
        change = TaskChange(fate, before, after, proposal.score)
        if before is not None and after is not None:
            change.targets = target_changes(old.targets, new.targets, before, after)
            change.units = _units(old.responsibilities, new.responsibilities, before, after)
            change.dates = _dates(old.deadlines, new.deadlines, before, after)
            if fate is Fate.REWORDED and plain_text(before.title) == plain_text(after.title) and not change.differs:
                change.fate = Fate.KEPT
        found.append(change)
    order = {section.id: index for index, section in enumerate(news)}
    return sorted(
        found,
        key=lambda change: (
            order[change.new.id] if change.new else len(order),
            change.old.span.start if change.old else -1,
        ),
    )


def _items(plan: CompiledPlan, sections: Sequence[Section], first: int) -> list[Item]:
    ids = {section.id: first + index for index, section in enumerate(sections)}
    answers: dict[str, list[Responsibility]] = {}
    for row in plan.responsibilities:
        answers.setdefault(row.section, []).append(row)
    return [
        Item(
            ids[section.id],
            "task",
            _own_words(plan, section, answers.get(section.id, ())),
            section.title,
            ids.get(section.parent or ""),
        )
        for section in sections
    ]


def _own_words(plan: CompiledPlan, section: Section, answers: Iterable[Responsibility]) -> str:
    """Heading and text of a section without its number and without the units, so that these do not make it look new."""
    start, end = section.body
    text = plan.text[section.span.end - len(section.title) : end]
    shift = section.span.end - len(section.title)
    for row in sorted(answers, key=lambda row: -row.span.start):
        if start <= row.span.start < row.span.end <= end and row.span.start >= shift:
            text = text[: row.span.start - shift] + text[row.span.end - shift :]
    return text


def _moved(
    before: Section,
    after: Section,
    olds: Sequence[Section],
    news: Sequence[Section],
    goes_on: Mapping[int, int],
) -> bool:
    """Whether it stands under another parent than what its old parent became."""
    old_index = {section.id: index for index, section in enumerate(olds)}
    new_index = {section.id: len(olds) + index for index, section in enumerate(news)}
    if before.parent is None or after.parent is None:
        return before.parent is not after.parent
    return goes_on.get(old_index[before.parent]) != new_index[after.parent]


def _units(
    old: Iterable[Responsibility], new: Iterable[Responsibility], before: Section, after: Section
) -> list[UnitChange]:
    mine = {row.unit: row.role.value for row in old if row.section == before.id}
    theirs = {row.unit: row.role.value for row in new if row.section == after.id}
    return [
        UnitChange(unit, mine.get(unit), theirs.get(unit))
        for unit in dict.fromkeys([*mine, *theirs])
        if mine.get(unit) != theirs.get(unit)
    ]


def _dates(old: Iterable[Deadline], new: Iterable[Deadline], before: Section, after: Section) -> DateChange | None:
    mine = tuple(row.text for row in old if row.section == before.id)
    theirs = tuple(row.text for row in new if row.section == after.id)
    return None if mine == theirs else DateChange(mine, theirs)
