"""What a data set holds, as known at one moment: plain values, which a kind's arithmetic reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from gongjin.core.periods import Period, PeriodKind

PLANNED = "plan."
"""Aspects that begin with this speak of the future (a planned date, money budgeted): they hold from when recorded."""

period_of = lru_cache(maxsize=20_000)(Period.parse)
"""The period of a code; a site has few different ones and asks for them again and again."""


@dataclass(frozen=True, slots=True)
class Known:
    """One fact. `proofs` counts the files that still prove it, `files` all that were ever tied to it; `item` is the
    key of the thing that it is about."""

    key: str
    aspect: str
    period: Period
    value: Decimal | None = None
    word: str = ""
    item: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)
    recorded_at: datetime | None = None
    proofs: int = 0
    files: int = 0
    provisional: bool = False
    source: str = ""

    @property
    def day(self) -> date:
        """The last day that it speaks of."""
        return self.period.end

    @property
    def disproved(self) -> bool:
        """Whether it was proved and every file that proved it was revoked: such a fact counts in no figure."""
        return self.files > 0 and self.proofs == 0


@dataclass(frozen=True, slots=True)
class Thing:
    """An entry, a milestone, a station: what facts of a data set are about. `fields` are its declared texts."""

    key: str
    code: str
    name: str
    unit: str = ""
    township: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Holdings:
    """A data set at one moment: its settings, the things in it and its facts by day, the oldest first."""

    key: str
    kind: str
    name: str
    unit_of_measure: str
    cycle: PeriodKind
    settings: Mapping[str, object]
    things: Mapping[str, Thing]
    facts: tuple[Known, ...]

    def about(self, aspect: str) -> Iterator[Known]:
        """The facts of one aspect, the oldest first."""
        return (fact for fact in self.facts if fact.aspect == aspect)

    def of(self, item: str) -> Iterator[Known]:
        """The facts about one thing, the oldest first."""
        return (fact for fact in self.facts if fact.item == item)

    def by_item(self) -> dict[str, list[Known]]:
        """The facts by the thing that they are about."""
        found: dict[str, list[Known]] = {}
        for fact in self.facts:
            found.setdefault(fact.item, []).append(fact)
        return found

    @property
    def last_day(self) -> date | None:
        """The last day that any fact which is no plan speaks of."""
        return max((fact.day for fact in self.facts if not fact.aspect.startswith(PLANNED)), default=None)
