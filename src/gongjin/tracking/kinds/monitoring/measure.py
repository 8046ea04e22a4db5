"""Monitoring's answer for a row, and its course."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gongjin.core.figures import FigureError, grouped, rounded
from gongjin.core.periods import Period, PeriodError
from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.monitoring.means import (
    LOAD,
    PLACES,
    READING,
    SOURCE,
    classed,
    compliance,
    judged,
    monthly,
    stations_of,
)
from gongjin.tracking.kinds.monitoring.rule import NATIONAL, Json, Read, parameters_of, texts
from gongjin.tracking.kinds.monitoring.standards.gb3838 import PARAMETERS, class_name
from gongjin.tracking.kinds.protocol import Point
from gongjin.tracking.rules.asked import DIRECTIONS, Asked
from gongjin.tracking.rules.holdings import Holdings, Thing
from gongjin.tracking.rules.progress import Measured
from gongjin.tracking.rules.units import in_unit

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Case:
    """All that one reading needs."""

    rule: Json
    asked: Asked
    holdings: Holdings
    stations: Mapping[str, Thing]

    @classmethod
    def of(cls, rule: Json, asked: Asked, holdings: Holdings) -> Case:
        """The case of a tracker."""
        return cls(rule, asked, holdings, stations_of(holdings, texts(rule.get("stations"))))

    @property
    def read(self) -> Read:
        """What is read."""
        return Read(str(self.rule.get("read") or Read.MEAN))

    @property
    def parameter(self) -> str:
        """The parameter that the rule names."""
        return str(self.rule.get("parameter") or "")

    @property
    def parameters(self) -> list[str]:
        """The parameter named, or all that make up a class."""
        return [self.parameter] if self.parameter else judged(parameters_of(self.holdings.settings))

    @property
    def wanted_class(self) -> int | None:
        """The class that the rule names."""
        number = self.rule.get("class")
        return int(str(number)) if number else None

    def unknown(self) -> list[str]:
        """Codes of stations that the rule names and the data set does not have."""
        there = {thing.code for thing in self.stations.values()}
        return [code for code in texts(self.rule.get("stations")) if code not in there]


def measured(rule: Json, asked: Asked, holdings: Holdings, on: date) -> Measured:
    """The figure of the time asked, up to a day."""
    case = Case.of(rule, asked, holdings)
    until = min(on, asked.due)
    if case.read is Read.LOAD:
        return _load(case, until)
    unknown = case.unknown()
    if unknown or not case.stations:
        named = "、".join(unknown[:MOST_NAMED])
        return Measured(None, missing=_("没有站点“%(named)s”") % {"named": named} if unknown else _("还没有登记站点"))
    found = _READS[case.read](case, until)
    gap = _no_target(case)
    if gap and not found.missing:
        now = _("（目前 %(said)s）") % {"said": found.said} if found.said else ""
        return Measured(None, fact_day=found.fact_day, facts=found.facts, missing=f"{gap}{now}")
    return found


def _no_target(case: Case) -> str:
    """Why there is nothing to judge by. A national target holds only as typed from its document."""
    typed = case.asked.value is not None or (case.read is Read.CLASS and case.wanted_class is not None)
    if case.rule.get("target_from") == NATIONAL:
        if not typed:
            return _("国家考核目标尚未录入")
        return "" if case.rule.get("source") else _("国家考核目标尚未注明出处文件")
    return "" if typed or case.asked.wanted in DIRECTIONS else _("目标值尚未录入")


def _mean(case: Case, until: date) -> Measured:
    found = monthly(case.holdings, case.parameter, case.stations, case.asked.starts, until)
    row, mean = PARAMETERS[case.parameter], found.mean()
    if mean is None or found.last is None:
        return _nothing(case)
    try:
        value = in_unit(rounded(mean, PLACES), row.unit, case.asked.unit)
    except FigureError as error:
        return Measured(None, missing=str(error), facts=found.keys, fact_day=found.last)
    shown = {"name": row.name, "value": grouped(rounded(mean, PLACES)), "unit": f" {row.unit}" if row.unit else ""}
    said = _("%(name)s均值 %(value)s%(unit)s") % shown
    notes = [_class_words(case, found.last), _gaps(found.missing(case.asked.starts, case.stations))]
    if found.below:
        notes.append(_("%(n)d 个数据低于检出限，按检出限的一半计") % {"n": found.below})
    notes = [note for note in notes if note]
    base = _base(case)
    return Measured(
        actual=rounded(value, PLACES),
        as_of=found.last,
        fact_day=found.last,
        final=_is_last(case, found.last),
        base=base,
        facts=found.keys,
        said=said + (_("（%(notes)s）") % {"notes": "；".join(notes)} if notes else ""),
    )


def _base(case: Case) -> Decimal | None:
    """What a direction counts from where nobody typed it: the mean of the year before the time asked."""
    if case.asked.wanted not in DIRECTIONS or case.asked.base is not None:
        return None
    year = case.asked.starts.year - 1
    found = monthly(case.holdings, case.parameter, case.stations, date(year, 1, 1), date(year, 12, 31)).mean()
    return None if found is None else rounded(found, PLACES)


def _class_words(case: Case, until: date) -> str:
    found = classed(case.holdings, [case.parameter], case.stations, case.asked.starts, until)
    return "" if found is None else class_name(found.number)


def _class(case: Case, until: date) -> Measured:
    found = classed(case.holdings, case.parameters, case.stations, case.asked.starts, until)
    if found is None:
        return _nothing(case)
    code, body, mean, number = found.deciding
    row = PARAMETERS[code]
    said = _("%(class)s（%(name)s均值 %(value)s%(unit)s）") % {
        "class": class_name(number), "name": row.name, "value": grouped(mean),
        "unit": f" {row.unit}" if row.unit else "",
    }  # fmt: skip
    wanted = case.wanted_class
    over = None if wanted is None else row.exceedance(mean, wanted, body)
    if over is not None and wanted is not None:
        said = _("%(said)s，超%(class)s标准 %(times)s 倍") % {
            "said": said, "class": class_name(wanted), "times": grouped(rounded(over, 2))}  # fmt: skip
    target = Decimal(wanted) if wanted is not None and case.asked.value is None else None
    return Measured(
        Decimal(number), found.last, found.last, _is_last(case, found.last), target, facts=found.keys, said=said
    )


def _compliance(case: Case, until: date) -> Measured:
    wanted = case.wanted_class or 3
    found = compliance(case.holdings, case.parameters, case.stations, wanted, case.asked.starts, until)
    if found is None:
        return _nothing(case)
    share = Fraction(found.met, found.of) * 100
    said = _("%(share)s%%（%(of)d 个站月中 %(met)d 个达到%(class)s）") % {
        "share": grouped(rounded(share, 2)), "of": found.of, "met": found.met, "class": class_name(wanted)}  # fmt: skip
    return Measured(
        rounded(share, PLACES), found.last, found.last, _is_last(case, found.last), known=(found.met, found.of),
        facts=found.keys, said=said,
    )  # fmt: skip


_READS = {Read.MEAN: _mean, Read.CLASS: _class, Read.COMPLIANCE: _compliance}


def _load(case: Case, until: date) -> Measured:
    sources = {key: item for key, item in case.holdings.things.items() if item.fields.get("role") == SOURCE}
    facts = [
        fact for fact in case.holdings.about(LOAD)
        if fact.item in sources and fact.value is not None and case.asked.starts <= fact.period.start
        and fact.day <= until and not fact.disproved
    ]  # fmt: skip
    if not facts:
        return Measured(None, missing=_("还没有减排量数据"))
    by_source: dict[str, Fraction] = {}
    for fact in facts:
        by_source[fact.item] = by_source.get(fact.item, Fraction(0)) + Fraction(fact.value or 0)
    whole = sum(by_source.values(), Fraction(0))
    parts = "、".join(
        _("%(source)s %(tonnes)s 吨") % {"source": sources[key].name, "tonnes": grouped(rounded(value, 2))}
        for key, value in sorted(by_source.items(), key=lambda pair: sources[pair[0]].code)
    )
    said = _("减排 %(whole)s 吨：%(parts)s") % {"whole": grouped(rounded(whole, 2)), "parts": parts}
    try:
        value = in_unit(whole, "吨", case.asked.unit)
    except FigureError as error:
        return Measured(None, missing=str(error))
    last = max(fact.day for fact in facts)
    keys = tuple(fact.key for fact in facts)
    return Measured(rounded(value, PLACES), last, last, _is_last(case, last), facts=keys, said=said)


def course(rule: Json, asked: Asked, holdings: Holdings) -> Iterator[Point]:
    """The figure at the end of each month that has readings: each year's own mean, class, rate or sum so far."""
    aspect = LOAD if str(rule.get("read")) == Read.LOAD else READING
    days = sorted({fact.day for fact in holdings.facts if fact.aspect.startswith(aspect)})
    ends = sorted({(day.year, day.month): day for day in days}.values())
    free = {name: value for name, value in rule.items() if name != "target_from"}
    for day in ends:
        starts = asked.starts if day >= asked.starts else date(day.year, 1, 1)
        if day > asked.due:
            return
        case = Case.of(free, asked, holdings)
        case = Case(free, _from(asked, starts), holdings, case.stations)
        found = _load(case, day) if case.read is Read.LOAD else _READS[case.read](case, day)
        if found.actual is not None:
            yield Point(day, found.actual, found.said)


def _from(asked: Asked, starts: date) -> Asked:
    return Asked(asked.wanted, asked.value, asked.unit, starts, asked.due, asked.mode, asked.value2, asked.base)


def _nothing(case: Case) -> Measured:
    shown = {"y": case.asked.starts.year, "name": PARAMETERS[case.parameter].name if case.parameter else ""}
    return Measured(None, missing=_("%(y)d年还没有%(name)s监测数据") % shown)


def _gaps(missing: list[str]) -> str:
    if not missing:
        return ""
    shown = "、".join(missing[:MOST_NAMED])
    more = _("等 %(n)d 个站月") % {"n": len(missing)} if len(missing) > MOST_NAMED else ""
    return _("缺 %(some)s%(more)s") % {"some": shown, "more": more}


def _is_last(case: Case, day: date) -> bool:
    """Whether no further period of the cycle ends before the day asked."""
    if day >= case.asked.due:
        return True
    try:
        return Period.containing(day, case.holdings.cycle).next.end > case.asked.due
    except PeriodError:
        return False
