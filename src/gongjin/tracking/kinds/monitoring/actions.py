"""Recording readings and loads: several at once, all or none; what looks wrong has to be confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action
from gongjin.audit.errors import Invalid
from gongjin.audit.states import StateTable
from gongjin.core import clock
from gongjin.core.figures import canonical, grouped
from gongjin.core.periods import Period, PeriodKind
from gongjin.evidence.models import Evidence
from gongjin.tracking.kinds.monitoring.means import BELOW, LOAD, READING, SOURCE
from gongjin.tracking.kinds.monitoring.rule import parameters_of
from gongjin.tracking.kinds.monitoring.standards.gb3838 import PARAMETERS
from gongjin.tracking.kinds.monitoring.states import TABLE
from gongjin.tracking.models import DataSet, Item
from gongjin.tracking.queries.holdings import holdings
from gongjin.tracking.recording import Draft, may_be_recorded, record
from gongjin.tracking.rules.findings import Finding, NeedsConfirmation, slipped
from gongjin.tracking.rules.holdings import Holdings

LONGEST = Decimal(10)
"""By which factor a reading may differ from the station's last one before it is asked about."""
FACTORS = (1000,)
"""微克 for 毫克."""
MOST = {"ph": Decimal(14), "do": Decimal(30)}
LOAD_KINDS = frozenset({PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR})


@dataclass(frozen=True, slots=True)
class NewReading:
    """One reading of a station. With `below` the value is the limit of detection that the reading was below."""

    station: Item
    parameter: str
    period: Period
    value: Decimal
    below: bool = False
    provisional: bool = False
    source: str = ""
    proofs: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class RecordReadings(Action[DataSet]):
    """Record readings, all or none.

    Raises `Invalid` for a second reading of one station, parameter and period, a parameter that is not watched, or a
    value that cannot be; `NeedsConfirmation` while what looks wrong is not `confirmed`.
    """

    code: ClassVar[str] = "tracking.monitoring.record"
    table: ClassVar[StateTable] = TABLE
    readings: Sequence[NewReading]
    confirmed: bool = False
    origin: str = "typed"

    def payload(self) -> dict[str, object]:
        readings = [
            {"station": str(new.station.public_id), "parameter": new.parameter, "period": str(new.period),
             "value": canonical(new.value), "below": new.below}
            for new in self.readings
        ]  # fmt: skip
        return {"readings": readings, "confirmed": self.confirmed, "origin": self.origin}

    def change(self, target: DataSet, act: Act) -> DataSet:
        if not self.readings:
            raise Invalid(_("没有填写任何监测数据。"), "readings")
        for new in self.readings:
            possible(target, new)
        held = holdings(target, date.max)
        _once(held, [(f"{READING}{new.parameter}", new.period, new.station) for new in self.readings])
        found = quality(held, self.readings)
        if found and not self.confirmed:
            raise NeedsConfirmation(found)
        codes: dict[str, str] = {finding.key: finding.code for finding in found}
        drafts = [
            Draft(
                f"{READING}{new.parameter}", new.period, value=new.value, word=BELOW if new.below else "",
                item=new.station, detail={"confirmed": codes[_key(new)]} if _key(new) in codes else {},
                provisional=new.provisional, source=new.source, origin=self.origin, proofs=new.proofs,
            )
            for new in self.readings
        ]  # fmt: skip
        record(target, drafts, act)
        return target


@dataclass(frozen=True, slots=True)
class NewLoad:
    """Tonnes that one source gave off less in a period."""

    source_item: Item
    period: Period
    tonnes: Decimal
    source: str = ""
    proofs: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class RecordLoads(Action[DataSet]):
    """Record reductions by source, all or none. Raises `Invalid`."""

    code: ClassVar[str] = "tracking.monitoring.load"
    table: ClassVar[StateTable] = TABLE
    loads: Sequence[NewLoad]
    origin: str = "typed"

    def payload(self) -> dict[str, object]:
        loads = [
            {"item": str(new.source_item.public_id), "period": str(new.period), "tonnes": canonical(new.tonnes)}
            for new in self.loads
        ]
        return {"loads": loads}

    def change(self, target: DataSet, act: Act) -> DataSet:
        if not self.loads:
            raise Invalid(_("没有填写任何减排量。"), "loads")
        for new in self.loads:
            possible_load(target, new)
        _once(holdings(target, date.max), [(LOAD, new.period, new.source_item) for new in self.loads])
        drafts = [
            Draft(
                LOAD, new.period, value=new.tonnes, item=new.source_item, source=new.source, origin=self.origin,
                proofs=new.proofs,
            )
            for new in self.loads
        ]  # fmt: skip
        record(target, drafts, act)
        return target


def possible_load(target: DataSet, new: NewLoad) -> None:
    """Raise `Invalid` for a reduction that cannot be, or is not to be told yet."""
    if new.source_item.fields.get("role") != SOURCE:
        raise Invalid(_("“%(item)s”是监测站点，减排量按污染来源填报。") % {"item": new.source_item}, "item")
    if new.period.kind not in LOAD_KINDS:
        raise Invalid(_("减排量按月、季、半年或年填报。"), "period")
    if new.tonnes < 0:
        raise Invalid(_("减排量不能小于 0；排放增加请在说明中写明。"), "tonnes")
    may_be_recorded(
        target, Draft(LOAD, new.period, item=new.source_item), list(target.frozen.filter(reopened_at=None)),
        clock.today(),
    )  # fmt: skip


def quality(held: Holdings, readings: Sequence[NewReading]) -> list[Finding]:
    """Readings far from their station's last one, and such as may have slipped from 微克 to 毫克."""
    last: Mapping[tuple[str, str], tuple[Period, Decimal]] = {
        (fact.aspect, fact.item): (fact.period, fact.value) for fact in held.facts if fact.value
    }
    found: list[Finding] = []
    for new in readings:
        before = last.get((f"{READING}{new.parameter}", str(new.station.public_id)))
        if before is None or not new.value or new.below or new.parameter == "ph":
            continue
        period, other = before
        shown = {
            "station": new.station.name, "period": new.period.label, "name": PARAMETERS[new.parameter].name,
            "value": grouped(new.value), "label": period.label, "other": grouped(other),
        }  # fmt: skip
        if slipped(new.value, other, FACTORS):
            text = _(
                "%(station)s%(period)s%(name)s %(value)s，与%(label)s（%(other)s）相差约 1000 倍，可能把微克填成毫克"
            )
            found.append(Finding("slip", text % shown, _key(new)))
        elif not other / LONGEST <= new.value <= other * LONGEST:
            text = _("%(station)s%(period)s%(name)s %(value)s，与%(label)s（%(other)s）相差超过 10 倍")
            found.append(Finding("jump", text % shown, _key(new)))
    return found


def possible(target: DataSet, new: NewReading) -> None:
    """Raise `Invalid` for what can never be read there."""
    if new.parameter not in parameters_of(target.settings):
        raise Invalid(_("“%(set)s”不监测项目“%(code)s”。") % {"set": target, "code": new.parameter}, "parameter")
    row = PARAMETERS[new.parameter]
    if new.station.fields.get("role") == SOURCE:
        raise Invalid(_("“%(item)s”是污染来源，不是监测站点。") % {"item": new.station}, "station")
    if new.period.kind is PeriodKind.YEARS:
        raise Invalid(_("监测数据不能按多个年份填报。"), "period")
    if new.value < 0 or new.value > MOST.get(new.parameter, new.value):
        shown = {"name": row.name, "value": canonical(new.value)}
        raise Invalid(_("%(name)s不可能是 %(value)s，请检查。") % shown, "value")
    if new.below and (row.band is not None or row.at_least or not new.value):
        raise Invalid(_("%(name)s不能填“低于检出限”。") % {"name": row.name}, "value")


def _once(held: Holdings, places: Sequence[tuple[str, Period, Item]]) -> None:
    there = {(fact.aspect, str(fact.period), fact.item) for fact in held.facts}
    seen: set[tuple[str, str, str]] = set()
    for aspect, period, item in places:
        place, named = (aspect, str(period), str(item.public_id)), {"who": item.name, "period": period.label}
        if place in there:
            raise Invalid(_("%(who)s%(period)s已有数据；如数据有误，请在该条上“更正”并写明原因。") % named, "period")
        if place in seen:
            raise Invalid(_("%(who)s%(period)s填了两个数，请只留一个。") % named, "period")
        seen.add(place)


def _key(new: NewReading) -> str:
    return f"{new.station.public_id} {new.parameter} {new.period}"
