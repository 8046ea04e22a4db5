"""The figure of a register on a day: entries counted, figures summed, from facts alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from gongjin.core.figures import FigureError, grouped, rounded
from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.register.form import Form
from gongjin.tracking.kinds.register.rule import Rule, fits
from gongjin.tracking.kinds.register.way import NOWHERE, Step, counted_on, reached, stands_on, way
from gongjin.tracking.rules.asked import DIRECTIONS, Asked
from gongjin.tracking.rules.holdings import Holdings, Known, Thing
from gongjin.tracking.rules.progress import PERCENT_UNITS, Measured
from gongjin.tracking.rules.units import in_unit

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """An entry with its way and its facts."""

    thing: Thing
    steps: tuple[Step, ...]
    facts: tuple[Known, ...]


@dataclass(frozen=True)
class Counted:
    """What is counted of one register by one rule; `entries` are those that fulfil its filter."""

    form: Form
    rule: Rule
    asked: Asked
    holdings: Holdings

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that the filter lets through."""
        return tuple(self._entries(self.rule.where))

    @cached_property
    def whole(self) -> tuple[Entry, ...]:
        """The entries that a coverage is of."""
        return tuple(self._entries(self.rule.of or {}))

    @cached_property
    def rank(self) -> int:
        """The rank from which on an entry counts."""
        return self.form.rank(self.rule.stage)

    @cached_property
    def _by_item(self) -> Mapping[str, list[Known]]:
        return self.holdings.by_item()

    def _entries(self, where: Mapping[str, tuple[str, ...]]) -> Iterable[Entry]:
        for key, thing in self.holdings.things.items():
            if fits(thing, where):
                facts = tuple(self._by_item.get(key, ()))
                yield Entry(thing, way(self.form, facts), facts)

    def counts(self, entry: Entry, on: date) -> bool:
        """Whether an entry is at or past the stage, and reached it within the time asked where that is asked."""
        if counted_on(entry.steps, on) < self.rank:
            return False
        first = reached(entry.steps, self.rank)
        return first is not None and (
            not self.rule.since or self.rule.figure_adds(self.form) or self._within(first.day)
        )

    def _within(self, day: date) -> bool:
        return self.asked.starts <= day <= self.asked.due

    def amount(self, entry: Entry, on: date) -> tuple[Decimal, tuple[str, ...]]:
        """What an entry gives to the figure, and the facts that it was read from."""
        full = self.counts(entry, on)
        if not self.rule.figure:
            return (Decimal(1), self._proof_of(entry)) if full else (Decimal(0), ())
        if full:
            value, keys = self.value(entry, self.rule.figure, on)
            return value or Decimal(0), (*self._proof_of(entry), *keys)
        if not self.rule.partial or counted_on(entry.steps, on) >= self.rank:
            return Decimal(0), ()
        done, keys = self.value(entry, (self.form.partial or {})[self.rule.figure], on)
        most, _keys = self.value(entry, self.rule.figure, on)
        if done is None:
            return Decimal(0), ()
        return (done if most is None else min(done, most)), keys

    def whole_amount(self, on: date) -> Decimal:
        """The whole that a coverage is of: the number of its entries, or the sum of their figures, at any stage."""
        if not self.rule.figure:
            return Decimal(len(self.whole))
        return sum((self.value(entry, self.rule.figure, on)[0] or Decimal(0) for entry in self.whole), Decimal(0))

    def asked_unit(self, total: Decimal) -> Decimal:
        """A figure's sum in the unit asked: 亩 in 万亩. Raises `FigureError` for units of different sorts."""
        declared = self.form.figure(self.rule.figure)
        if declared is None or self.asked.unit in PERCENT_UNITS:
            return total
        return rounded(in_unit(total, declared.unit, self.asked.unit), 5)

    def _proof_of(self, entry: Entry) -> tuple[str, ...]:
        first = reached(entry.steps, self.rank)
        return (first.fact.key,) if first else ()

    def value(self, entry: Entry, key: str, on: date) -> tuple[Decimal | None, tuple[str, ...]]:
        """An entry's figure: the latest, or the sum of its amounts within the time asked."""
        field = self.form.figure(key)
        if field is None:
            return None, ()
        known = [
            fact
            for fact in entry.facts
            if fact.aspect == field.aspect and fact.value is not None and fact.day <= on
            and (fact.proofs or not field.evidence) and not fact.disproved
        ]  # fmt: skip
        if field.adds:
            known = [fact for fact in known if not self.rule.since or self._within(fact.day)]
            total = sum((fact.value for fact in known if fact.value is not None), Decimal(0))
            return (total, tuple(fact.key for fact in known)) if known else (None, ())
        if not known:
            return None, ()
        last = max(known, key=lambda fact: (fact.day, fact.recorded_at or _NEVER, fact.key))
        return last.value, (last.key,)


def share(part: Decimal, whole: Decimal) -> Decimal:
    """A share in percent, to five decimals; of nothing it is none."""
    return rounded(Fraction(part) * 100 / Fraction(whole), 5) if whole else Decimal(0)


def measured(counted: Counted, on: date, claimed: frozenset[str]) -> Measured:
    """The answer of a register. Nothing is known until some entry has a stage."""
    holdings, rule = counted.holdings, counted.rule
    if not holdings.things:
        return Measured(None, missing=_("名录中还没有条目"))
    last = max((fact.day for fact in holdings.facts if fact.day <= on), default=None)
    pool = counted.whole if rule.of is not None else counted.entries
    known = (sum(1 for entry in pool if stands_on(entry.steps, on) > NOWHERE), len(pool))
    if last is None or not any(stands_on(entry.steps, on) > NOWHERE for entry in (*counted.entries, *counted.whole)):
        return Measured(None, fact_day=last, known=known, missing=_("名录中的条目还没有阶段记录"))
    total, facts, count = Decimal(0), list[str](), 0
    for entry in counted.entries:
        if entry.thing.key in claimed and rule.added:
            continue
        amount, keys = counted.amount(entry, on)
        if keys:
            total, count = total + amount, count + counted.counts(entry, on)
            facts.extend(keys)
    said = _said(counted, on, claimed, total, count)
    target = None
    try:
        total = counted.asked_unit(total)
    except FigureError as error:
        return Measured(None, fact_day=last, known=known, missing=str(error))
    if rule.of is not None:
        whole = counted.whole_amount(on)
        if counted.asked.unit in PERCENT_UNITS:
            total = share(total, whole)
        elif counted.asked.value is None:
            target = counted.asked_unit(whole)
    base = _base(counted, on) if counted.asked.wanted in DIRECTIONS and counted.asked.base is None else None
    return Measured(total, as_of=on, fact_day=last, final=on >= counted.asked.due, target=target, base=base,
                    known=known, facts=tuple(facts), said=said)  # fmt: skip


def _base(counted: Counted, on: date) -> Decimal | None:
    """What a direction is told from: what stood before the time asked; of amounts that add up, those of the same time
    of the year before, None where there are none."""
    asked, adds = counted.asked, counted.rule.figure_adds(counted.form)
    day, then = asked.starts - timedelta(days=1), counted
    if adds:
        day = _year_before(min(on, asked.due))
        before = replace(asked, starts=_year_before(asked.starts), due=_year_before(asked.due))
        then = replace(counted, asked=before)
    if adds and not any(then.value(entry, then.rule.figure, day)[1] for entry in then.entries):
        return None
    total = sum((then.amount(entry, day)[0] for entry in then.entries), Decimal(0))
    if counted.rule.of is not None and asked.unit in PERCENT_UNITS:
        return share(total, counted.whole_amount(on))
    try:
        return counted.asked_unit(total)
    except FigureError:
        return None


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _said(counted: Counted, on: date, claimed: frozenset[str], total: Decimal, count: int) -> str:
    """已认定 2 家，公示中 1 家，另有 1 家待补佐证."""
    form, rule = counted.form, counted.rule
    noun = form.noun or counted.holdings.unit_of_measure or _("个")
    label = form.label(rule.stage)
    shown = {"stage": label, "n": count, "noun": noun}
    field = form.figure(rule.figure)
    if rule.of is not None:
        parts = [_("%(whole)s %(noun)s中已%(stage)s %(n)s %(noun)s") % {**shown, "whole": len(counted.whole)}]
    elif field is not None:
        parts = [
            _("已%(stage)s %(n)s %(noun)s、%(total)s %(unit)s") % {**shown, "total": grouped(total), "unit": field.unit}
        ]
    else:
        parts = [_("已%(stage)s %(n)s %(noun)s") % shown]
    short, unproved = dict[int, int](), 0
    for entry in counted.entries:
        if entry.thing.key in claimed and rule.added:
            continue
        stands, counts = stands_on(entry.steps, on), counted_on(entry.steps, on)
        if stands >= counted.rank > counts:
            unproved += 1
        elif NOWHERE < counts < counted.rank:
            short[counts] = short.get(counts, 0) + 1
    parts += [
        _("%(stage)s中 %(n)s %(noun)s") % {"stage": form.stages[rank].label, "n": short[rank], "noun": noun}
        for rank in sorted(short, reverse=True)
    ]
    if unproved:
        parts.append(_("另有 %(n)s %(noun)s待补佐证") % {"n": unproved, "noun": noun})
    return "，".join(parts)
