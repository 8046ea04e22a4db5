"""Milestones as a day finds them: what is planned, expected, done and proved, and what share of the whole that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gongjin.tracking.kinds.project.aspects import DATE, DONE, FORECAST, WEIGHT, MilestoneKind
from gongjin.tracking.rules.holdings import Holdings, Known, Thing


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone on a day. `first` is the day first planned, `planned` the one planned now; `done` the day on which
    it was done, as reported, `counts` whether that is proved where proof is required."""

    key: str
    code: str
    name: str
    kind: MilestoneKind
    weight: Decimal
    first: date | None = None
    planned: date | None = None
    forecast: date | None = None
    done: date | None = None
    counts: bool = False
    unit: str = ""
    facts: tuple[str, ...] = ()

    def slip(self, on: date, *, original: bool = False) -> int | None:
        """Days late against the current or the original plan (negative: early); None without a planned day.

        What is not done yet is as late as its forecast says, and at least as late as the day asked.
        """
        planned = self.first if original else self.planned
        if planned is None:
            return None
        if self.counts and self.done is not None:
            return (self.done - planned).days
        return (max(self.forecast or self.planned or planned, on) - planned).days

    def overdue(self, on: date) -> int:
        """By how many days the planned day has gone by without it; 0 where it has not, or it is done."""
        if self.planned is None or self.counts:
            return 0
        return max(0, (on - self.planned).days)


def milestones(holdings: Holdings, on: date) -> list[Milestone]:
    """The milestones of a project on a day, in the order of their plan; those without a day come last."""
    required = holdings.settings.get("proof", True) is not False
    by_item = holdings.by_item()
    found = [_milestone(thing, by_item.get(thing.key, ()), on, required) for thing in holdings.things.values()]
    return sorted(found, key=lambda item: (item.planned or date.max, item.code))


def _milestone(thing: Thing, facts: Iterable[Known], on: date, required: bool) -> Milestone:
    last: dict[str, Known] = {}
    for fact in facts:
        if fact.aspect != DONE or fact.day <= on:
            last[fact.aspect] = fact
    planned, forecast, done, weight = (last.get(aspect) for aspect in (DATE, FORECAST, DONE, WEIGHT))
    first = planned.detail.get("first") if planned else None
    kind = thing.fields.get("kind", "")
    return Milestone(
        key=thing.key,
        code=thing.code,
        name=thing.name,
        kind=MilestoneKind(kind) if kind in set(MilestoneKind) else MilestoneKind.OUTPUT,
        weight=Decimal(1) if weight is None or weight.value is None else weight.value,
        first=date.fromisoformat(first) if first else (planned.day if planned else None),
        planned=planned.day if planned else None,
        forecast=forecast.day if forecast else None,
        done=done.day if done else None,
        counts=done is not None and (done.proofs > 0 or not required),
        unit=thing.unit,
        facts=(done.key,) if done else (),
    )


def chosen(found: Sequence[Milestone], only: Iterable[str], codes: Iterable[str]) -> list[Milestone]:
    """Those of some kinds and codes; no kinds or codes stand for all."""
    kinds, named = frozenset(only), frozenset(codes)
    return [item for item in found if (not kinds or item.kind in kinds) and (not named or item.code in named)]


def share(found: Sequence[Milestone], part: Iterable[Milestone]) -> Fraction:
    """The weight of some milestones among all of them, from 0 to 1; 0 where all together weigh nothing."""
    whole = sum((Fraction(item.weight) for item in found), Fraction(0))
    return sum((Fraction(item.weight) for item in part), Fraction(0)) / whole if whole else Fraction(0)


def done_share(found: Sequence[Milestone]) -> Fraction:
    """What is done and counts."""
    return share(found, (item for item in found if item.counts))


def due_share(found: Sequence[Milestone], on: date) -> Fraction | None:
    """What should be done by the end of a day by the current plan, in steps; None where nothing has a day."""
    if all(item.planned is None for item in found):
        return None
    return share(found, (item for item in found if item.planned is not None and item.planned <= on))
