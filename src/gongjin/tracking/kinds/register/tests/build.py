"""Registers as plain values, for tests of the arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal

from gongjin.core.periods import Period, PeriodKind
from gongjin.tracking.kinds.register.readymade import ready
from gongjin.tracking.rules.asked import Asked, Mode, Wanted
from gongjin.tracking.rules.holdings import Holdings, Known, Thing

AT = datetime(2024, 1, 1, tzinfo=UTC)


def asked(value: str | None = "3", unit: str = "家", year: int = 2024, wanted: Wanted = Wanted.GE) -> Asked:
    figure = None if value is None else Decimal(value)
    return Asked(wanted, figure, unit, date(year, 1, 1), date(year, 12, 31), Mode.ACCUMULATE)


def settings(template: str) -> dict[str, object]:
    return next(item.form.as_json() for item in ready() if item.code == template)


def thing(key: str, township: str = "", **fields: str) -> Thing:
    return Thing(key, key, f"演示{key}", "", township, fields)


def stage(item: str, word: str, day: date, proofs: int = 1, key: str = "") -> Known:
    name = key or f"{item}-{word}-{day}"
    return Known(name, "stage", Period.of_day(day), word=word, item=item, recorded_at=AT, proofs=proofs)


def figure(item: str, key: str, value: str, day: date, proofs: int = 1) -> Known:
    aspect = f"figure.{key}"
    return Known(f"{item}-{key}-{day}", aspect, Period.of_day(day), Decimal(value), item=item, proofs=proofs)


def register(template: str, things: Iterable[Thing], facts: Iterable[Known]) -> Holdings:
    return Holdings(
        key="r", kind="register", name="演示名录", unit_of_measure="", cycle=PeriodKind.MONTH,
        settings=settings(template), things={item.key: item for item in things}, facts=tuple(facts),
    )  # fmt: skip
