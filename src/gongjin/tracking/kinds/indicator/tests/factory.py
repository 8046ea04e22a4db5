"""Data sets of indicators for tests with a database."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from gongjin.audit.actions import run
from gongjin.audit.actors import Actor
from gongjin.core.periods import Period
from gongjin.ledger.tests.factory import SYSTEM
from gongjin.people.models import Jurisdiction, Unit
from gongjin.tracking.actions.data_sets import AddDataSet, AddItems, NewItem
from gongjin.tracking.kinds.indicator.actions import NewValue, RecordValues
from gongjin.tracking.models import DataSet

ZONE = ZoneInfo("Asia/Shanghai")


def moment(year: int, month: int, day: int) -> datetime:
    """Nine in the morning."""
    return datetime(year, month, day, 9, tzinfo=ZONE)


def indicator(
    jurisdiction: Jurisdiction, name: str = "社会消费品零售总额", *, unit: Unit | None = None,
    measure_unit: str = "万元", cycle: str = "month", template: str = "",
    **settings: object,
) -> DataSet:  # fmt: skip
    """A series; year-to-date unless said otherwise."""
    made = settings or {"measure": "flow", "accumulates": True}
    action = AddDataSet(
        jurisdiction,
        "indicator",
        name,
        unit=unit,
        unit_of_measure=measure_unit,
        cycle=cycle,
        settings=made,
        template=template,
    )
    return run(action, actor=SYSTEM)


def townships(data_set: DataSet, *names: str) -> DataSet:
    """The parts of a roll-up."""
    return run(AddItems([NewItem(name) for name in names]), actor=SYSTEM, on=data_set)


def value(code: str, text: str, **more: object) -> NewValue:
    """A value as it would be typed."""
    return NewValue(Period.parse(code), Decimal(text), **more)  # type: ignore[arg-type]


def record_values(data_set: DataSet, *values: NewValue, confirmed: bool = True, actor: Actor = SYSTEM) -> DataSet:
    """Record values, confirming whatever is asked."""
    return run(RecordValues(values, confirmed=confirmed), actor=actor, on=data_set)
