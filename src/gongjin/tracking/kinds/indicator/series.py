"""A series of values by period: what stands at a day, and what a stretch of time adds up to. Exact, and no Django."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from gongjin.core.periods import Period
from gongjin.core.texts import gettext as _
from gongjin.tracking.rules.holdings import Holdings, Known

VALUE, PART, WHOLE = "value", "part", "whole"
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """The value of a period. `lacking` names the parts of a roll-up that have not reported it; then it is too small."""

    period: Period
    value: Decimal
    keys: tuple[str, ...]
    lacking: tuple[str, ...] = ()
    provisional: bool = False
    word: str = ""

    @property
    def day(self) -> date:
        """Its last day."""
        return self.period.end


@dataclass(frozen=True, slots=True)
class Total:
    """What a stretch adds up to. `missing` names the times that have no value, `lacking` the parts that have none."""

    value: Fraction | None
    keys: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is missing."""
        return self.value is not None and not self.missing and not self.lacking


@dataclass(frozen=True, slots=True)
class Series:
    """Entries by last day, the longer last. With `accumulates` each is the total of its year up to its last day."""

    entries: tuple[Entry, ...]
    accumulates: bool = False
    by_end: Mapping[date, Entry] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_end", {entry.period.end: entry for entry in self.entries})

    def at(self, day: date) -> Entry | None:
        """The value that speaks up to a day, that of the longest period where several end on it."""
        return self.by_end.get(day)

    def within(self, start: date, end: date) -> Iterator[Entry]:
        """One entry for each day on which a period ends between two days, both included, the latest first."""
        return (self.by_end[day] for day in sorted(self.by_end, reverse=True) if start <= day <= end)

    def before(self, day: date) -> Entry | None:
        """The last one that ends before a day."""
        return next(self.within(date.min, day - DAY), None)

    def total(self, start: date, end: date) -> Total:
        """What the days from `start` to `end` add up to; a value of a longer period is taken before its parts."""
        return self._accumulated(start, end) if self.accumulates else self._added(start, end)

    def _added(self, start: date, end: date) -> Total:
        inside: dict[date, list[Entry]] = {}
        for entry in self.entries:
            if start <= entry.period.start and entry.period.end <= end:
                inside.setdefault(entry.period.start, []).append(entry)
        parts: list[Entry] = []
        missing: list[str] = []
        day = start
        while day <= end:
            if day in inside:
                parts.append(max(inside[day], key=lambda entry: entry.period.end))
                day = parts[-1].period.end + DAY
                continue
            until = min((other for other in inside if other > day), default=end + DAY) - DAY
            missing.append(span_words(day, until))
            day = until + DAY
        return _summed([(1, part) for part in parts], missing)

    def _accumulated(self, start: date, end: date) -> Total:
        parts: list[tuple[int, Entry]] = []
        missing: list[str] = []
        for year in range(start.year, end.year + 1):
            first, last = max(start, date(year, 1, 1)), min(end, date(year, 12, 31))
            wanted = [(1, last)] + ([] if first == date(year, 1, 1) else [(-1, first - DAY)])
            for sign, day in wanted:
                entry = self.by_end.get(day)
                if entry is None:
                    missing.append(_("%(year)d年累计至%(month)d月") % {"year": day.year, "month": day.month})
                else:
                    parts.append((sign, entry))
        # A difference of which one side is missing would be no figure at all.
        return Total(None, missing=tuple(missing)) if missing else _summed(parts, missing)


def _summed(parts: list[tuple[int, Entry]], missing: list[str]) -> Total:
    if not parts:
        return Total(None, missing=tuple(missing))
    return Total(
        sum((sign * Fraction(entry.value) for sign, entry in parts), Fraction(0)),
        tuple(key for _sign, entry in parts for key in entry.keys),
        tuple(missing),
        tuple(dict.fromkeys(name for _sign, entry in parts for name in entry.lacking)),
    )


def series_of(holdings: Holdings, aspect: str = VALUE, item: str = "") -> Series:
    """The series of one aspect. `item` is the code of a part (a township); without one it is the whole's own values,
    or what the parts add up to where the data set is declared to be rolled up."""
    accumulates = bool(holdings.settings.get("accumulates"))
    found = [fact for fact in holdings.facts if fact.aspect == aspect and fact.value is not None and not fact.disproved]
    if item:
        key = next((thing.key for thing in holdings.things.values() if thing.code == item), item)
        entries = [_entry(fact) for fact in found if fact.item == key]
    elif holdings.settings.get("rollup"):
        entries = _rolled_up(holdings, found)
    else:
        entries = [_entry(fact) for fact in found if not fact.item]
    return Series(tuple(sorted(entries, key=lambda entry: (entry.period.end, entry.period.days))), accumulates)


def _entry(fact: Known) -> Entry:
    return Entry(fact.period, fact.value or Decimal(0), (fact.key,), (), fact.provisional, fact.word)


def _rolled_up(holdings: Holdings, facts: list[Known]) -> list[Entry]:
    by_period: dict[Period, dict[str, Known]] = {}
    for fact in facts:
        if fact.item:
            by_period.setdefault(fact.period, {})[fact.item] = fact
    return [
        Entry(
            period,
            sum((fact.value or Decimal(0) for fact in there.values()), Decimal(0)),
            tuple(fact.key for fact in there.values()),
            tuple(thing.name for key, thing in holdings.things.items() if key not in there),
            any(fact.provisional for fact in there.values()),
        )
        for period, there in by_period.items()
    ]


def span_words(start: date, end: date) -> str:
    """2024年3月, or 2024年3月至5月."""
    shown = {"y": start.year, "m": start.month, "y2": end.year, "m2": end.month}
    if (start.year, start.month) == (end.year, end.month):
        return _("%(y)d年%(m)d月") % shown
    if start.year == end.year:
        return _("%(y)d年%(m)d月至%(m2)d月") % shown
    return _("%(y)d年%(m)d月至%(y2)d年%(m2)d月") % shown
