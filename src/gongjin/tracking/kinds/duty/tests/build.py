"""Duties as plain values, for tests of the arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from gongjin.core.periods import Period, PeriodKind
from gongjin.tracking.kinds.duty.readymade import template
from gongjin.tracking.rules.asked import Asked, Mode, Wanted
from gongjin.tracking.rules.holdings import Holdings, Known, Thing


def asked(first: date, last: date, value: str | None = None, unit: str = "次", mode: Mode = Mode.ACCUMULATE) -> Asked:
    return Asked(Wanted.GE, None if value is None else Decimal(value), unit, first, last, mode)


def done(day: date, place: str = "", people: str = "2", **counts: str) -> Known:
    detail = {f"count.{key}": value for key, value in counts.items()}
    return Known(f"{day}{place}", "record", Period.of_day(day), Decimal(people), item=place, detail=detail)


def duty(code: str, places: Iterable[str], facts: Iterable[Known], **changed: object) -> Holdings:
    settings: Mapping[str, object] = {**template(code).settings, **changed}
    things = {key: Thing(key, key, f"演示{key}") for key in places}
    return Holdings("d", "duty", "演示巡护", "次", PeriodKind.MONTH, settings, things, tuple(facts))
