"""Recording values: several at once, all or none; what looks wrong has to be confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action
from gongjin.audit.errors import Invalid
from gongjin.audit.states import StateTable
from gongjin.core import clock
from gongjin.core.figures import SCALE, FigureError, canonical, from_scaled, to_scaled
from gongjin.core.periods import Period, PeriodKind
from gongjin.evidence.models import Evidence
from gongjin.tracking.kinds.indicator.checks import findings
from gongjin.tracking.kinds.indicator.rule import Sort
from gongjin.tracking.kinds.indicator.series import PART, VALUE, WHOLE, Entry, Series
from gongjin.tracking.kinds.indicator.states import TABLE
from gongjin.tracking.models import DataSet, Item
from gongjin.tracking.queries.holdings import holdings
from gongjin.tracking.recording import Draft, record
from gongjin.tracking.rules.findings import Finding, NeedsConfirmation
from gongjin.tracking.rules.holdings import Holdings
from gongjin.tracking.rules.units import in_unit

ASPECTS = frozenset({VALUE, PART, WHOLE})
KINDS = frozenset({PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR, PeriodKind.JANUARY_FEBRUARY})


@dataclass(frozen=True, slots=True)
class NewValue:
    """One value. `unit` is the one that it was typed in, empty for that of the data set; `item` the township of a
    roll-up; `aspect` is value, or part and whole of a coverage."""

    period: Period
    value: Decimal
    aspect: str = VALUE
    unit: str = ""
    item: Item | None = None
    provisional: bool = False
    source: str = ""
    proofs: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class RecordValues(Action[DataSet]):
    """Record values of an indicator, all or none.

    Raises `Invalid` for a second value of a period, a wrong unit, a period that has not begun or is frozen, or a value
    that the indicator cannot have; `NeedsConfirmation` while what looks wrong is not `confirmed`.
    """

    code: ClassVar[str] = "tracking.indicator.record"
    table: ClassVar[StateTable] = TABLE
    values: Sequence[NewValue]
    confirmed: bool = False
    origin: str = "typed"

    def payload(self) -> dict[str, object]:
        values = [
            {"period": str(new.period), "aspect": new.aspect, "value": canonical(new.value), "unit": new.unit,
             "item": None if new.item is None else str(new.item.public_id)}
            for new in self.values
        ]  # fmt: skip
        return {"values": values, "confirmed": self.confirmed, "origin": self.origin}

    def change(self, target: DataSet, act: Act) -> DataSet:
        if not self.values:
            raise Invalid(_("没有填写任何数值。"), "values")
        held = holdings(target, date.max)
        values = [replace(new, value=converted(target, new)) for new in self.values]
        for new in values:
            possible(target, new)
        _once(held, values)
        _part_within_whole(held, values)
        found = quality(target, held, values)
        if found and not self.confirmed:
            raise NeedsConfirmation(found)
        record(target, [self._draft(target, new, found) for new in values], act)
        return target

    def _draft(self, target: DataSet, new: NewValue, found: Sequence[Finding]) -> Draft:
        codes = sorted({finding.code for finding in found if finding.key == _key(new)})
        detail = {"confirmed": " ".join(codes)} if codes else {}
        typed = next(given for given in self.values if _place(given) == _place(new))
        if typed.unit and typed.unit != target.unit_of_measure:
            detail |= {"typed": canonical(typed.value), "typed_unit": typed.unit}
        return Draft(
            new.aspect, new.period, value=new.value, item=new.item, detail=detail, provisional=new.provisional,
            source=new.source, origin=self.origin, proofs=new.proofs,
        )  # fmt: skip


def quality(target: DataSet, held: Holdings, values: Sequence[NewValue]) -> list[Finding]:
    """What looks wrong with values, each against what is known and the others of the same act."""
    known = _series(held, values)
    today = clock.today()
    return [
        finding
        for new in values
        for finding in findings(new.period, new.value, known[new.aspect, _item(new)], target.settings, today, _who(new))
        if new.aspect == VALUE or finding.code == "early"
    ]


def _series(held: Holdings, values: Sequence[NewValue]) -> Mapping[tuple[str, str], Series]:
    entries: dict[tuple[str, str], list[Entry]] = {}
    for fact in held.facts:
        if fact.value is not None:
            entries.setdefault((fact.aspect, fact.item), []).append(Entry(fact.period, fact.value, (fact.key,)))
    for new in values:
        entries.setdefault((new.aspect, _item(new)), []).append(Entry(new.period, new.value, ()))
    accumulates = bool(held.settings.get("accumulates"))
    return {
        key: Series(tuple(sorted(found, key=lambda entry: (entry.day, entry.period.days))), accumulates)
        for key, found in entries.items()
    }


def converted(target: DataSet, new: NewValue) -> Decimal:
    """A value in the unit of its data set, exactly. Raises `Invalid` where the units differ in sort, or it is not."""
    own = target.unit_of_measure
    if not new.unit or new.unit == own:
        return new.value
    if not own:
        raise Invalid(
            _("“%(set)s”没有设定计量单位，请先设定再按“%(unit)s”填报。") % {"set": target, "unit": new.unit}, "unit"
        )
    try:
        scaled = in_unit(new.value, new.unit, own) * SCALE
    except FigureError as error:
        raise Invalid(str(error), "unit") from error
    if scaled.denominator != 1:
        shown = {"value": canonical(new.value), "unit": new.unit, "own": own}
        raise Invalid(_("%(value)s%(unit)s换算成%(own)s不是有限小数，请换算、取舍后按%(own)s填报。") % shown, "unit")
    value = from_scaled(scaled.numerator)
    try:
        to_scaled(value)
    except FigureError as error:
        raise Invalid(str(error), "value") from error
    return value


def possible(target: DataSet, new: NewValue) -> None:
    """Raise `Invalid` for what an indicator of this sort can never have."""
    sort, settings = Sort(str(target.settings.get("measure"))), target.settings
    if new.aspect not in ASPECTS:
        raise Invalid(_("指标没有“%(aspect)s”这一项。") % {"aspect": new.aspect}, "aspect")
    if new.period.kind not in KINDS:
        raise Invalid(_("指标按月、季、半年、年或 1—2 月填报，不能按%(p)s填报。") % {"p": new.period.label}, "period")
    if new.period.start > clock.today():
        raise Invalid(_("%(period)s还没有到，不能提前填报。") % {"period": new.period.label}, "period")
    if settings.get("rollup") and new.item is None:
        raise Invalid(_("“%(set)s”由各乡镇汇总，请填写各乡镇的数，不直接填总数。") % {"set": target}, "item")
    places = int(str(settings.get("decimals", 5)))
    if new.aspect == VALUE and new.value != round(new.value, places):
        shown = {"value": canonical(new.value), "places": places}
        raise Invalid(_("%(value)s 超过本指标的 %(places)d 位小数，请四舍五入后再填。") % shown, "value")
    if new.aspect in {PART, WHOLE} and new.value < 0:
        raise Invalid(_("已覆盖数和总数不能小于 0。"), "value")
    if sort is Sort.RANK:
        _possible_rank(target, new)


def _possible_rank(target: DataSet, new: NewValue) -> None:
    if new.value != new.value.to_integral_value() or new.value < 1:
        raise Invalid(_("位次应是从 1 开始的整数。"), "value")
    peers = target.settings.get("peers") or {}
    count = str(peers.get("count") or "")
    if count and new.value > int(count):
        shown = {"rank": canonical(new.value), "count": count}
        raise Invalid(_("位次 %(rank)s 超过参评单位数 %(count)s，请检查。") % shown, "value")


def _once(held: Holdings, values: Sequence[NewValue]) -> None:
    """Raise `Invalid` for a second value of one thing, aspect and period."""
    there = {(fact.aspect, str(fact.period), fact.item) for fact in held.facts if fact.value is not None}
    seen: set[tuple[str, str, str]] = set()
    for new in values:
        named = {"who": _who(new), "period": new.period.label}
        if _place(new) in there:
            raise Invalid(_("%(who)s%(period)s已有数据；如数据有误，请在该条上“更正”并写明原因。") % named, "period")
        if _place(new) in seen:
            raise Invalid(_("%(who)s%(period)s填了两个数，请只留一个。") % named, "period")
        seen.add(_place(new))


def _part_within_whole(held: Holdings, values: Sequence[NewValue]) -> None:
    wholes = [(fact.period.end, fact.item, fact.value) for fact in held.facts if fact.aspect == WHOLE]
    wholes += [(new.period.end, _item(new), new.value) for new in values if new.aspect == WHOLE]
    for new in values:
        if new.aspect != PART:
            continue
        known = [(end, value) for end, item, value in wholes if item == _item(new) and end <= new.period.end]
        whole = max(known, key=lambda pair: pair[0])[1] if known else None
        if whole is not None and new.value > whole:
            shown = {"part": canonical(new.value), "whole": canonical(whole)}
            raise Invalid(_("已覆盖数 %(part)s 超过总数 %(whole)s，请检查。") % shown, "value")


def _item(new: NewValue) -> str:
    return "" if new.item is None else str(new.item.public_id)


def _place(new: NewValue) -> tuple[str, str, str]:
    return new.aspect, str(new.period), _item(new)


def _who(new: NewValue) -> str:
    return "" if new.item is None else new.item.name


def _key(new: NewValue) -> str:
    return f"{_who(new)} {new.period}".strip()
