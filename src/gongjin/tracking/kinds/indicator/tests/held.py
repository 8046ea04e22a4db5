"""Series for tests, written down plainly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from gongjin.core.periods import Period, PeriodKind
from gongjin.tracking.kinds.indicator.kind import KIND
from gongjin.tracking.rules.asked import Asked, Mode, Wanted
from gongjin.tracking.rules.holdings import Holdings, Known, Thing
from gongjin.tracking.rules.light import LightRule
from gongjin.tracking.rules.progress import Measured, Progress, judge

Values = Mapping[str, str]


def series(
    values: Values, *, unit: str = "万元", cycle: PeriodKind = PeriodKind.MONTH, name: str = "指标",
    parts: Mapping[str, Values] | None = None, aspects: Mapping[str, Values] | None = None, **settings: object,
) -> Holdings:  # fmt: skip
    """A data set: values by period code, by township (`parts`) and by other aspects."""
    made = KIND.checked_settings(settings)
    facts = [_known("value", code, value) for code, value in values.items()]
    for aspect, given in (aspects or {}).items():
        facts += [_known(aspect, code, value) for code, value in given.items()]
    for part, given in (parts or {}).items():
        facts += [_known("value", code, value, part) for code, value in given.items()]
    things = {part: Thing(part, part, part) for part in parts or {}}
    ordered = sorted(facts, key=lambda fact: fact.day)
    return Holdings(name, "indicator", name, unit, cycle, made, things, tuple(ordered))


def _known(aspect: str, code: str, value: str, item: str = "") -> Known:
    return Known(f"{aspect} {code} {item}".strip(), aspect, Period.parse(code), Decimal(value), item=item)


def until(holdings: Holdings, on: date) -> Holdings:
    """What is held of periods that had ended by a day, as the room's query gives it."""
    facts = tuple(fact for fact in holdings.facts if fact.day <= on)
    return Holdings(
        holdings.key, holdings.kind, holdings.name, holdings.unit_of_measure, holdings.cycle, holdings.settings,
        holdings.things, facts,
    )  # fmt: skip


def asked(
    value: str | None = None, unit: str = "%", wanted: Wanted = Wanted.GE, mode: Mode = Mode.LEVEL, **more: Decimal
) -> Asked:
    """What a plan of 2024 asks."""
    figure = None if value is None else Decimal(value)
    made = Asked(wanted, figure, unit, date(2024, 1, 1), date(2024, 12, 31), mode)
    return replace(made, base=more.get("base"), tolerance=more.get("tolerance"))


def measured(
    read: str, what: Asked, holdings: Holdings, on: date, beside: Holdings | None = None, **rule: object
) -> Measured:
    """The figure of a rule."""
    checked = KIND.checked_rule({"read": read, **rule}, holdings.settings)
    other = None if beside is None else until(beside, on)
    return KIND.measure(checked, what, until(holdings, on), on, other, frozenset())


def progress(
    read: str, what: Asked, holdings: Holdings, on: date, beside: Holdings | None = None, lag: int = 31, **rule: object
) -> Progress:
    """The light of a rule."""
    return judge(what, measured(read, what, holdings, on, beside, **rule), on, LightRule(), holdings.cycle, lag)
