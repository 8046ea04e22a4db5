"""What a kind of data set has to answer. A sixth kind is a folder whose `kind.py` has such an object as `KIND`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

from gongjin.audit.states import Text
from gongjin.core.periods import PeriodKind
from gongjin.tracking.rules.asked import Asked
from gongjin.tracking.rules.forecast import Pace
from gongjin.tracking.rules.holdings import Holdings
from gongjin.tracking.rules.progress import Measured
from gongjin.tracking.rules.schedules import Schedule

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Template:
    """A ready-made form of a data set: `settings` for `AddDataSet`, and what it is for in a word or two."""

    code: str
    label: Text
    note: Text
    settings: Json
    unit_of_measure: str = ""
    cycle: PeriodKind = PeriodKind.MONTH


@dataclass(frozen=True, slots=True)
class Said:
    """What a plan says of a row, in plain values: what offers are made from.

    `row_kind` is task, measure, target or commitment; `above` are the headings that it stands under, from the outside
    in; `years` those of the plan. Comparator, value, kind and accrual are as the compiler gives them.
    """

    row_kind: str
    title: str
    text: str
    above: tuple[str, ...] = ()
    comparator: str = ""
    value: str = ""
    unit: str = ""
    target_kind: str = ""
    accrual: str = ""
    scope: str = ""
    commitment_kind: str = ""
    reference: str = ""
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal of how to measure a row. `fit` is 0 to 100; `why` says in Chinese what it was understood from.

    `rule` and `asked` are as `Tracker` keeps them; `name` is what a new data set would be called. `beside` is the data
    set that a relative row is compared with, as an offer of its own.
    """

    kind: str
    fit: int
    template: str
    name: str
    unit_of_measure: str
    cycle: PeriodKind
    settings: Json
    rule: Json
    asked: Json = field(default_factory=dict)
    why: str = ""
    beside: Offer | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A value of the course, up to and with a day."""

    day: date
    value: Decimal
    label: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """What a fact is of, as people call it, and the unit of its figure where that is not the data set's own."""

    text: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Used:
    """What a data set holds that its settings give a meaning to: the aspects of its facts and the words of each, the
    keys of their details, and the texts of its things by field; `current` those of things that are not withdrawn."""

    aspects: frozenset[str] = frozenset()
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    details: frozenset[str] = frozenset()
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    current: Mapping[str, Sequence[str]] = field(default_factory=dict)


class Kind(Protocol):
    """One way in which work is counted."""

    name: str
    label: Text
    order: int
    carries: bool
    """Whether a year's figure goes on from where the year before left it; else each year begins anew."""

    def templates(self) -> Sequence[Template]:
        """Ready-made data sets of this kind."""
        ...

    def checked_settings(self, settings: Json) -> Json:
        """The settings of a data set, complete and in their one form. Raises `audit.errors.Invalid`."""
        ...

    def lost(self, before: Json, after: Json, used: Used) -> str:
        """What a change of settings would make unreadable of what is there, in a sentence that says what to do instead;
        empty where nothing is."""
        ...

    def checked_rule(self, rule: Json, settings: Json) -> Json:
        """A tracker's rule against a data set's settings, in its one form. Raises `audit.errors.Invalid`."""
        ...

    def rule_words(self, rule: Json, settings: Json) -> str:
        """What counts, in one Chinese phrase: 名录中达到“认定”的条目数."""
        ...

    def measure(
        self, rule: Json, asked: Asked, holdings: Holdings, on: date, beside: Holdings | None, claimed: frozenset[str]
    ) -> Measured:
        """The figure that the rule gives on a day, from facts alone.

        `beside` is the data set that a relative row is compared with; `claimed` are things that another tracker of
        the same data set has counted as added, and that this one may not count again.
        """
        ...

    def claims(self, rule: Json, asked: Asked, holdings: Holdings, on: date) -> frozenset[str]:
        """The things that this tracker counts as added and that no other may; empty where nothing is claimed."""
        ...

    def points(self, rule: Json, asked: Asked, holdings: Holdings, beside: Holdings | None) -> Sequence[Point]:
        """The course of the figure so far, for the chart and the forecast, the oldest first."""
        ...

    def pace(self, rule: Json, settings: Json) -> Pace:
        """How that course goes on from one point to the next."""
        ...

    def own_plan(self, rule: Json, schedule: Schedule) -> bool:
        """Whether what is due by a day comes from the data set (a cadence, planned days) and not from the schedule."""
        ...

    def wording(self, aspect: str, word: str, settings: Json) -> Wording:
        """What a fact says beside its figure: the stage reached, the field filled in, the money's source."""
        ...

    def offer(self, said: Said) -> Offer | None:
        """A proposal for a row, or None where this kind is not for it."""
        ...
