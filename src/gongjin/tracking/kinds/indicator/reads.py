"""What a rule reads from a series for one of its periods: sums, growth, changes, differences, ranks, coverage.

All is exact; rounding to five places happens once, when a figure leaves for progress.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gongjin.core.figures import grouped, rounded
from gongjin.core.periods import Period
from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.indicator.rule import TOLERANCE, Json, Read, Sort, peers_words, where_item
from gongjin.tracking.kinds.indicator.series import PART, WHOLE, Entry, Series, Total, series_of
from gongjin.tracking.rules.asked import DIRECTIONS, Asked, Mode
from gongjin.tracking.rules.holdings import Holdings
from gongjin.tracking.rules.units import in_unit

PERCENT = frozenset({"%", "％", "个百分点", "百分点"})


@dataclass(frozen=True, slots=True)
class Figure:
    """What was read for a period that ends on `day`. `value` None: it cannot be told, and `missing` says why."""

    day: date
    value: Fraction | None = None
    keys: tuple[str, ...] = ()
    base: Fraction | None = None
    target: Fraction | None = None
    known: tuple[int, int] | None = None
    said: str = ""
    missing: str = ""
    lacking: tuple[str, ...] = ()
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """All that one reading needs."""

    rule: Json
    asked: Asked
    holdings: Holdings
    series: Series
    beside: Holdings | None = None
    other: Series | None = None

    @classmethod
    def of(cls, rule: Json, asked: Asked, holdings: Holdings, beside: Holdings | None) -> Case:
        """The case of a tracker."""
        aspect = PART if read_of(rule) is Read.COVERAGE else "value"
        own = series_of(holdings, aspect, where_item(rule))
        return cls(rule, asked, holdings, own, beside, None if beside is None else series_of(beside))

    @property
    def read(self) -> Read:
        """What is read."""
        return read_of(self.rule)

    @property
    def sort(self) -> Sort:
        """What sort of figure the series holds."""
        return sort_of(self.holdings)

    def days(self, start: date, end: date) -> Iterator[Entry]:
        """The periods that a figure can be read for, the latest first."""
        for entry in self.series.within(start, end):
            if self.read is not Read.DIFFERENCE or (self.other is not None and self.other.at(entry.day)):
                yield entry

    def figure(self, entry: Entry) -> Figure:
        """What the rule reads for a period."""
        return _READS[self.read](self, entry)

    def asked_unit(self, value: Fraction | None) -> Fraction | None:
        """A value of the series in the unit asked."""
        return None if value is None else in_unit(value, self.holdings.unit_of_measure, self.asked.unit)


def read_of(rule: Json) -> Read:
    """What a rule reads; the latest value where it says nothing."""
    return Read(str(rule.get("read") or Read.LATEST))


def sort_of(holdings: Holdings) -> Sort:
    """What sort of figure a data set holds."""
    return Sort(str(holdings.settings.get("measure") or Sort.FLOW))


def _latest(case: Case, entry: Entry) -> Figure:
    value, base = case.asked_unit(Fraction(entry.value)), None
    if case.asked.mode is Mode.CHANGE and case.asked.base is None:
        base = case.asked_unit(base_of(case, entry)[0])
    return Figure(entry.day, value, entry.keys, base, lacking=entry.lacking, provisional=entry.provisional)


def _sum(case: Case, entry: Entry) -> Figure:
    start = case.asked.starts if case.asked.starts <= entry.day else date(entry.day.year, 1, 1)
    total = case.series.total(start, entry.day)
    lacking = (*total.missing, *total.lacking)
    missing = _("缺 %(what)s 的数据，无法合计") % {"what": named(total.missing)} if total.value is None else ""
    return Figure(entry.day, case.asked_unit(total.value), total.keys, lacking=lacking, missing=missing)


def _same_period(case: Case, entry: Entry) -> Figure:
    start = entry.period.start
    return _growth_figure(entry, growth(case.series, case.sort, start, entry))


def _cumulative(case: Case, entry: Entry) -> Figure:
    return _growth_figure(entry, growth(case.series, case.sort, date(entry.day.year, 1, 1), entry))


def _growth_figure(entry: Entry, found: Total) -> Figure:
    return Figure(entry.day, found.value, found.keys, missing=_growth_missing(found), provisional=entry.provisional)


def _growth_missing(found: Total) -> str:
    if found.value is not None:
        return ""
    if found.missing or found.lacking:
        return _("缺 %(what)s 的数据，无法计算增速") % {"what": named((*found.missing, *found.lacking))}
    return _("上年同期为零或负数，无法计算增速")


def growth(series: Series, sort: Sort, start: date, entry: Entry) -> Total:
    """Growth in percent of the days from `start` to a period's end against the same days a year before; of a stock,
    of its value at that end. The value is None where either side is not whole (`missing`), or the base not above 0."""
    before = entry.period.year_before.end
    if sort is Sort.FLOW:
        now, then = series.total(start, entry.day), series.total(start.replace(year=start.year - 1), before)
    else:
        now, then = _standing(series, entry.day), _standing(series, before)
    keys = (*now.keys, *then.keys)
    if not (now.whole and then.whole):
        missing, lacking = (*now.missing, *then.missing), (*now.lacking, *then.lacking)
        return Total(None, keys, tuple(dict.fromkeys(missing)), tuple(dict.fromkeys(lacking)))
    if now.value is None or then.value is None or then.value <= 0:
        return Total(None, keys)
    return Total((now.value / then.value - 1) * 100, keys)


def _standing(series: Series, day: date) -> Total:
    entry = series.at(day)
    if entry is None:
        return Total(None, missing=(_("%(y)d年%(m)d月末") % {"y": day.year, "m": day.month},))
    return Total(Fraction(entry.value), entry.keys, lacking=entry.lacking)


def base_of(case: Case, entry: Entry) -> tuple[Fraction | None, tuple[str, ...]]:
    """What a change or a direction counts from, in the unit of the series, with its facts.

    In this order: the period that the rule names, the same time of last year for a flow, the last value before the
    time asked for all else. A typed base is the caller's to put first.
    """
    code = str(case.rule.get("base_period") or "")
    if code:
        found = _standing(case.series, Period.parse(code).end)
    elif case.sort is Sort.FLOW:
        start = date(entry.day.year - 1, 1, 1)
        found = case.series.total(start, entry.period.year_before.end)
    else:
        before = case.series.before(min(case.asked.starts, entry.period.start))
        return (None, ()) if before is None or before.lacking else (Fraction(before.value), before.keys)
    return (found.value, found.keys) if found.whole else (None, ())


def _change(case: Case, entry: Entry) -> Figure:
    base, keys = base_of(case, entry)
    typed = case.asked.base
    if typed is not None:
        base, keys = Fraction(typed), ()
    now = _now(case, entry)
    if base is None or now.value is None:
        what = named(now.missing) if now.missing else _("基数")
        return Figure(entry.day, keys=entry.keys, missing=_("缺%(what)s，无法计算变化") % {"what": what})
    keys = (*now.keys, *keys)
    if case.rule.get("percent"):
        if base <= 0:
            return Figure(entry.day, keys=keys, missing=_("基数为零或负数，无法计算增幅"))
        return Figure(entry.day, (now.value / base - 1) * 100, keys, lacking=now.lacking)
    change = now.value - base
    if case.holdings.unit_of_measure not in PERCENT:
        change = in_unit(change, case.holdings.unit_of_measure, case.asked.unit)
    return Figure(entry.day, change, keys, lacking=now.lacking)


def _now(case: Case, entry: Entry) -> Total:
    """The figure of now that compares with `base_of`: a flow's total of the year so far, else the value itself."""
    if case.sort is Sort.FLOW and not case.rule.get("base_period"):
        return case.series.total(date(entry.day.year, 1, 1), entry.day)
    return Total(Fraction(entry.value), entry.keys, lacking=entry.lacking)


def _direction(case: Case, entry: Entry) -> Figure:
    now = _now(case, entry)
    base, keys = base_of(case, entry)
    base = case.asked_unit(base)
    if case.asked.base is not None:
        base, keys = Fraction(case.asked.base), ()
    if base is None or now.value is None:
        what = named(now.missing) if now.missing else _("上年数或基数")
        return Figure(entry.day, keys=entry.keys, missing=_("缺%(what)s，无法判断升降") % {"what": what})
    # A row that states neither a figure nor a direction asks that things do not get worse.
    target = base if case.asked.value is None and case.asked.wanted not in DIRECTIONS else None
    value = case.asked_unit(now.value)
    return Figure(entry.day, value, (*now.keys, *keys), base=base, target=target, lacking=now.lacking)


def _difference(case: Case, entry: Entry) -> Figure:
    beside, other = case.beside, case.other
    against = other.at(entry.day) if other is not None else None
    if beside is None or other is None or against is None:
        return Figure(entry.day, missing=_("没有指定对比的数据集"))
    own, their = _as_rate(case.series, case.holdings, entry), _as_rate(other, beside, against)
    if own.value is None or their.value is None:
        name, found = (case.holdings.name, own) if own.value is None else (beside.name, their)
        missing = _("%(name)s：%(why)s") % {"name": name, "why": _growth_missing(found)}
        return Figure(entry.day, keys=(*own.keys, *their.keys), missing=missing)
    difference = own.value - their.value
    tolerance, by_default = _tolerance(case)
    note = _("，系统默认") if by_default else ""
    said = _("%(gap)s个百分点（%(own)s %(a)s%%，%(other)s %(b)s%%，容差 %(t)s 个百分点%(note)s）") % {
        "gap": _signed(difference), "own": case.holdings.name, "a": _short(own.value), "other": beside.name,
        "b": _short(their.value), "t": _short(tolerance), "note": note,
    }  # fmt: skip
    target = None if case.asked.value is not None else -tolerance
    return Figure(entry.day, difference, (*own.keys, *their.keys), target=target, said=said)


def _tolerance(case: Case) -> tuple[Fraction, bool]:
    for stated in (case.asked.tolerance, case.rule.get("tolerance")):
        if stated is not None:
            return Fraction(Decimal(str(stated))), False
    return Fraction(TOLERANCE), True


def _as_rate(series: Series, holdings: Holdings, entry: Entry) -> Total:
    """A series as growth in percent: its own values where it is published as a rate, else computed."""
    sort = sort_of(holdings)
    if sort in {Sort.RATE, Sort.SHARE}:
        return Total(Fraction(entry.value), entry.keys)
    return growth(series, sort, date(entry.day.year, 1, 1), entry)


def _rank(case: Case, entry: Entry) -> Figure:
    where = peers_words(case.holdings.settings)
    said = _("第 %(rank)s 位，%(where)s") % {"rank": _short(Fraction(entry.value)), "where": where}
    return Figure(entry.day, Fraction(entry.value), entry.keys, said=said, provisional=entry.provisional)


def _coverage(case: Case, entry: Entry) -> Figure:
    wholes = series_of(case.holdings, WHOLE, where_item(case.rule))
    whole = next(wholes.within(date.min, entry.day), None)
    if whole is None or whole.value <= 0:
        return Figure(entry.day, keys=entry.keys, missing=_("总数尚未填报，无法计算覆盖率"))
    keys = (*entry.keys, *whole.keys)
    part, full = Fraction(entry.value), Fraction(whole.value)
    known = (int(part), int(full)) if part.denominator == full.denominator == 1 else None
    lacking = tuple(dict.fromkeys((*entry.lacking, *whole.lacking)))
    share = part / full * 100
    said = _("%(part)s/%(whole)s（%(share)s%%）") % {
        "part": _short(part), "whole": _short(full), "share": _short(share)}  # fmt: skip
    if case.asked.unit in PERCENT:
        return Figure(entry.day, share, keys, known=known, said=said, lacking=lacking)
    target = full if case.asked.value is None else None
    return Figure(entry.day, part, keys, target=target, known=known, said=said, lacking=lacking)


_READS: Mapping[Read, Callable[[Case, Entry], Figure]] = {
    Read.LATEST: _latest,
    Read.SUM: _sum,
    Read.SAME_PERIOD_GROWTH: _same_period,
    Read.CUMULATIVE_GROWTH: _cumulative,
    Read.CHANGE_FROM_BASE: _change,
    Read.DIFFERENCE: _difference,
    Read.RANK: _rank,
    Read.COVERAGE: _coverage,
    Read.DIRECTION: _direction,
}


def named(names: tuple[str, ...]) -> str:
    shown = "、".join(names[:3])
    return _("%(some)s等 %(n)d 项") % {"some": shown, "n": len(names)} if len(names) > 3 else shown


def _short(value: Fraction) -> str:
    return grouped(rounded(value, 2))


def _signed(value: Fraction) -> str:
    shown = rounded(value, 2)
    return f"{'+' if shown > 0 else ''}{grouped(shown)} "
