"""The figure of a duty on a day: what was done of what was due, how often, how much was counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from gongjin.core.figures import grouped, parse, rounded
from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.duty.form import COUNT, PEOPLE, RECORD, Form
from gongjin.tracking.kinds.duty.rule import COMPLETENESS, RECORDS, Rule
from gongjin.tracking.kinds.duty.slots import Slot, slot_of, slots
from gongjin.tracking.rules.asked import Asked
from gongjin.tracking.rules.holdings import Holdings, Known
from gongjin.tracking.rules.progress import PERCENT_UNITS, Measured

MOST_MISSED_SHOWN = 3


@dataclass(frozen=True)
class Read:
    """What is read of one duty by one rule."""

    form: Form
    rule: Rule
    asked: Asked
    holdings: Holdings

    @cached_property
    def records(self) -> tuple[Known, ...]:
        """The records within the time asked, the oldest first."""
        found = (fact for fact in self.holdings.about(RECORD) if not fact.disproved)
        found = (fact for fact in found if self.asked.starts <= fact.day <= self.asked.due)
        return tuple(sorted(found, key=lambda fact: (fact.day, fact.key)))

    @cached_property
    def all_slots(self) -> tuple[Slot, ...]:
        """Every stretch that is due within the time asked."""
        return tuple(slots(self.form.cadence, self.form.months, self.asked.starts, self.asked.due))

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The places that each have to be seen to; one nameless where any will do."""
        return tuple(self.holdings.things) if self.form.each_place and self.holdings.things else ("",)

    def due(self, on: date) -> int:
        """How many records are due by the end of a day: those of stretches that are over."""
        return self.form.times * len(self.places) * sum(1 for slot in self.all_slots if slot.end <= on)

    @property
    def whole(self) -> int:
        """How many records are due in the whole time."""
        return self.form.times * len(self.places) * len(self.all_slots)

    def done(self, on: date) -> int:
        """How many of those due were made by a day, each in its own stretch and place; more than due make up for
        none that was missed."""
        made = self.made(on)
        inside = set(self.all_slots)
        return sum(min(count, self.form.times) for (slot, _place), count in made.items() if slot in inside)

    def made(self, on: date) -> Counter[tuple[Slot, str]]:
        """How many records were made in each stretch and place."""
        return Counter(
            (slot_of(fact.day, self.form.cadence), fact.item if self.places != ("",) else "")
            for fact in self.records
            if fact.day <= on and (self.places == ("",) or fact.item in self.places)
        )

    def missed(self, on: date) -> list[Slot]:
        """The stretches that are over and in which something is missing, the latest first."""
        made = self.made(on)
        return [
            slot
            for slot in reversed(self.all_slots)
            if slot.end <= on and any(made[slot, place] < self.form.times for place in self.places)
        ]

    def total(self, on: date) -> Decimal:
        """The sum of the count that is read."""
        return sum((amount(fact, self.rule.key) for fact in self.records if fact.day <= on), Decimal(0))

    def value(self, on: date) -> Decimal:
        """The figure as it is asked for."""
        if self.rule.read == RECORDS:
            return Decimal(sum(1 for fact in self.records if fact.day <= on))
        if self.rule.read != COMPLETENESS:
            return self.total(on)
        if self.asked.unit not in PERCENT_UNITS:
            return Decimal(self.done(on))
        due = self.due(on)
        done = due - sum(self._short(slot, on) for slot in self.all_slots if slot.end <= on)
        return rounded(Fraction(done, due) * 100, 5) if due else Decimal(100)

    def _short(self, slot: Slot, on: date) -> int:
        made = self.made(on)
        return sum(max(0, self.form.times - made[slot, place]) for place in self.places)


def amount(fact: Known, key: str) -> Decimal:
    """What a record counted under a key."""
    if key == PEOPLE:
        return fact.value or Decimal(0)
    text = fact.detail.get(f"{COUNT}{key}", "")
    return parse(text) if text else Decimal(0)


def measured(read: Read, on: date) -> Measured:
    """The answer of a duty. Before the first stretch is over and without a record nothing is known."""
    records = [fact for fact in read.records if fact.day <= on]
    due, whole, asked = read.due(on), read.whole, read.asked
    percent = asked.unit in PERCENT_UNITS and read.rule.read == COMPLETENESS
    share = None if percent or not whole or read.rule.read == "sum" else Fraction(due, whole)
    if not records and not due:
        return Measured(None, missing=_("还没有到第一次的时间"), share_due=share)
    last = max((fact.day for fact in read.holdings.facts if fact.day <= on), default=None)
    if last is None:
        return Measured(None, missing=_("应完成 %(due)s 次，还没有一次记录") % {"due": due}, share_due=share)
    if not any(slot_of(last, read.form.cadence).end < slot.end <= on for slot in read.all_slots):
        last = on  # nothing has been due since: out of season the last record is no older for it
    target = Decimal(whole) if read.rule.read == COMPLETENESS and not percent else None
    return Measured(
        read.value(on), as_of=on, fact_day=last, final=on >= asked.due, target=target, share_due=share,
        facts=tuple(fact.key for fact in records), said=_said(read, on),
    )  # fmt: skip


def _said(read: Read, on: date) -> str:
    noun = read.form.noun or _("次")
    if read.rule.read == "sum":
        count = read.form.count(read.rule.key)
        shown = {
            "count": count.label if count else _("参加人次"), "total": grouped(read.total(on)),
            "unit": count.unit if count else _("人次"), "noun": noun,
            "n": len([fact for fact in read.records if fact.day <= on]),
        }  # fmt: skip
        return _("%(n)s %(noun)s记录，%(count)s合计 %(total)s %(unit)s") % shown
    due = read.due(on)
    missed = read.missed(on)
    text = _("应完成 %(due)s %(noun)s，按期完成 %(done)s %(noun)s") % {
        "due": due, "done": _in_time(read, on), "noun": noun,
    }  # fmt: skip
    if missed:
        named = "、".join(slot.label for slot in missed[:MOST_MISSED_SHOWN])
        more = _("等 %(n)s 期") % {"n": len(missed)} if len(missed) > MOST_MISSED_SHOWN else ""
        text = _("%(text)s，缺 %(named)s%(more)s") % {"text": text, "named": named, "more": more}
    return text


def _in_time(read: Read, on: date) -> int:
    made = read.made(on)
    return sum(
        min(made[slot, place], read.form.times) for slot in read.all_slots if slot.end <= on for place in read.places
    )


def course(read: Read) -> Iterable[tuple[date, Decimal]]:
    """The figure at each day that changes it: days of records, and ends of stretches for a share."""
    days = {fact.day for fact in read.records}
    last = read.holdings.last_day
    if read.rule.read == COMPLETENESS and last is not None:
        days |= {slot.end for slot in read.all_slots if slot.end <= last}
    for day in sorted(days):
        yield day, read.value(day)
