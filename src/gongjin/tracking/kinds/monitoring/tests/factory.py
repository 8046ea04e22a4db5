"""Sets of stations for tests with a database."""

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
from gongjin.tracking.kinds.monitoring.actions import NewReading, RecordReadings
from gongjin.tracking.models import DataSet, Item

ZONE = ZoneInfo("Asia/Shanghai")


def moment(year: int, month: int, day: int) -> datetime:
    """Nine in the morning."""
    return datetime(year, month, day, 9, tzinfo=ZONE)


def water(
    jurisdiction: Jurisdiction, *names: str, unit: Unit | None = None, parameters: tuple[str, ...] = ("tp",),
    sources: tuple[str, ...] = (), body: str = "lake",
) -> DataSet:  # fmt: skip
    """Stations of a lake, and sources of loads."""
    settings = {"water_body": body, "parameters": list(parameters)}
    action = AddDataSet(jurisdiction, "monitoring", "明湖水质", unit=unit, unit_of_measure="mg/L", settings=settings)
    made = run(action, actor=SYSTEM)
    items = [NewItem(name) for name in names] + [NewItem(name, fields={"role": "source"}) for name in sources]
    return run(AddItems(items), actor=SYSTEM, on=made) if items else made


def station(data_set: DataSet, name: str) -> Item:
    """A station or source by name."""
    return Item.objects.get(data_set=data_set, name=name)


def reading(data_set: DataSet, name: str, code: str, text: str, parameter: str = "tp") -> NewReading:
    """A reading as it would be typed."""
    value = Decimal(text.lstrip("<"))
    return NewReading(station(data_set, name), parameter, Period.parse(code), value, text.startswith("<"))


def record_readings(data_set: DataSet, *readings: NewReading, confirmed: bool = True, actor: Actor = SYSTEM) -> DataSet:
    """Record readings, confirming whatever is asked."""
    return run(RecordReadings(readings, confirmed=confirmed), actor=actor, on=data_set)
