"""Stations and readings for tests, written down plainly."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from gongjin.core.periods import Period, PeriodKind
from gongjin.tracking.kinds.monitoring.kind import KIND
from gongjin.tracking.rules.asked import Asked, Mode, Wanted
from gongjin.tracking.rules.holdings import Holdings, Known, Thing
from gongjin.tracking.rules.light import LightRule
from gongjin.tracking.rules.progress import Measured, Progress, judge

Readings = Mapping[str, Mapping[str, str]]


def stations(
    readings: Readings, *, parameter: str = "tp", bodies: Mapping[str, str] | None = None,
    loads: Readings | None = None, cycle: PeriodKind = PeriodKind.MONTH, **settings: object,
) -> Holdings:  # fmt: skip
    """Readings by station and period code, as typed: `<0.01` is below the limit of detection."""
    made = KIND.checked_settings({"water_body": "lake", "parameters": [parameter], **settings})
    facts = [_known(f"reading.{parameter}", code, text, name) for name, own in readings.items()
             for code, text in own.items()]  # fmt: skip
    facts += [_known("load", code, text, name) for name, own in (loads or {}).items() for code, text in own.items()]
    body = bodies or {}
    things = {name: Thing(name, name, name, fields={"water_body": body[name]} if name in body else {})
              for name in readings}  # fmt: skip
    things |= {name: Thing(name, name, name, fields={"role": "source"}) for name in loads or {}}
    ordered = tuple(sorted(facts, key=lambda fact: fact.day))
    return Holdings("水质", "monitoring", "水质", "mg/L", cycle, made, things, ordered)


def _known(aspect: str, code: str, text: str, item: str) -> Known:
    below = text.startswith("<")
    return Known(
        f"{item} {code}", aspect, Period.parse(code), Decimal(text.lstrip("<")), "<" if below else "", item=item
    )


def asked(value: str | None = "0.05", unit: str = "mg/L", wanted: Wanted = Wanted.LE, mode: Mode = Mode.LEVEL) -> Asked:
    """What a plan of 2024 asks."""
    figure = None if value is None else Decimal(value)
    return Asked(wanted, figure, unit, date(2024, 1, 1), date(2024, 12, 31), mode)


def until(holdings: Holdings, on: date) -> Holdings:
    """What is held of periods that had ended by a day, as the room's query gives it."""
    facts = tuple(fact for fact in holdings.facts if fact.day <= on)
    return Holdings(
        holdings.key, holdings.kind, holdings.name, holdings.unit_of_measure, holdings.cycle, holdings.settings,
        holdings.things, facts,
    )  # fmt: skip


def measured(rule: Mapping[str, object], what: Asked, holdings: Holdings, on: date) -> Measured:
    """The figure of a rule."""
    checked = KIND.checked_rule({"parameter": "tp", **rule}, holdings.settings)
    return KIND.measure(checked, what, until(holdings, on), on, None, frozenset())


def progress(rule: Mapping[str, object], what: Asked, holdings: Holdings, on: date, lag: int = 31) -> Progress:
    """The light of a rule."""
    return judge(what, measured(rule, what, holdings, on), on, LightRule(), holdings.cycle, lag)
