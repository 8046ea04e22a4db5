"""Quality checks of values about to be recorded. Each is compared with what is known of the same series; no Django."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gongjin.core.figures import grouped, rounded
from gongjin.core.periods import Period
from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.indicator.rule import JUMP, Json, Sort
from gongjin.tracking.kinds.indicator.series import Series
from gongjin.tracking.rules.findings import Finding, slipped

FACTORS = (10_000, 10**8)
"""元 for 万元, 万元 for 亿元; 元 for 亿元."""
POINTS = Decimal(10)
"""By how many points a rate or a share may move from one period to the next before it is asked about."""


def findings(
    period: Period, value: Decimal, series: Series, settings: Json, today: date, who: str = ""
) -> list[Finding]:
    """What looks wrong with one value. `series` is what is known of it, with the other values of the same act."""
    sort = Sort(str(settings.get("measure") or Sort.FLOW))
    named = f"{who}{period.label}"
    key = f"{who} {period}".strip()
    found = []
    if period.end > today:
        found.append(Finding("early", _("%(named)s还没有结束") % {"named": named}, key))
    reference = _reference(period, series, sort)
    if reference is not None and sort is not Sort.RANK:
        found += [Finding(code, f"{named}{text}", key) for code, text in _against(value, reference, sort, settings)]
    if sort is Sort.SHARE and not 0 <= value <= 100:
        found.append(Finding("share", _("%(named)s的占比不在 0 到 100 之间") % {"named": named}, key))
    found += [Finding("falling", f"{named}{text}", key) for text in _falling(period, value, series)]
    return found


def _reference(period: Period, series: Series, sort: Sort) -> tuple[str, Decimal] | None:
    """What a value should be near: the same period of last year; without it, the period before, but not for values
    that accumulate, which start anew each year."""
    by_period = {entry.period: entry for entry in series.entries}
    before = by_period.get(period.year_before)
    if before is not None and sort not in {Sort.RATE, Sort.SHARE}:
        return before.period.label, before.value
    earlier = [e for e in series.entries if e.period.end < period.start and e.period.kind is period.kind]
    if not earlier or series.accumulates:
        return None
    return earlier[-1].period.label, earlier[-1].value


def _against(value: Decimal, reference: tuple[str, Decimal], sort: Sort, settings: Json) -> Iterator[tuple[str, str]]:
    label, other = reference
    shown = {"label": label, "other": grouped(other), "value": grouped(value)}
    if value and other and (value > 0) != (other > 0) and sort not in {Sort.RATE}:
        yield "sign", _("为 %(value)s，与%(label)s（%(other)s）正负相反") % shown
        return
    factor = slipped(value, other, FACTORS)
    if factor is not None:
        shown["factor"] = grouped(factor)
        yield (
            "slip",
            _("为 %(value)s，与%(label)s（%(other)s）相差约 %(factor)s 倍，可能单位填错（元、万元、亿元）") % shown,
        )
        return
    if sort in {Sort.RATE, Sort.SHARE}:
        if abs(value - other) > POINTS:
            yield "jump", _("为 %(value)s，与%(label)s（%(other)s）相差超过 10 个百分点") % shown
        return
    limit = Decimal(str(settings.get("jump") or JUMP))
    if other and abs(Fraction(value) / Fraction(other) - 1) * 100 > limit:
        change = (Fraction(value) / Fraction(other) - 1) * 100
        shown |= {"change": grouped(rounded(change, 1)), "limit": grouped(limit)}
        yield "jump", _("为 %(value)s，比%(label)s（%(other)s）变动 %(change)s%%，超过 %(limit)s%%") % shown


def _falling(period: Period, value: Decimal, series: Series) -> Iterator[str]:
    """Values of the year so far fall neither below the one before nor above the one after."""
    if not series.accumulates:
        return
    same_year = [entry for entry in series.entries if entry.period.year == period.year and entry.day != period.end]
    before = next((entry for entry in reversed(same_year) if entry.day < period.end), None)
    # One of the same act (without a fact yet) finds it out by itself.
    after = next((entry for entry in same_year if entry.day > period.end and entry.keys), None)
    if before is not None and value < before.value:
        yield _("的累计数 %(value)s 小于%(label)s的 %(other)s") % {
            "value": grouped(value), "label": before.period.label, "other": grouped(before.value)}  # fmt: skip
    if after is not None and value > after.value:
        yield _("的累计数 %(value)s 大于%(label)s的 %(other)s") % {
            "value": grouped(value), "label": after.period.label, "other": grouped(after.value)}  # fmt: skip
