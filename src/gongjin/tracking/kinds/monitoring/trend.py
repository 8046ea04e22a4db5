"""Whether monthly means rise or fall over years: the seasonal Mann–Kendall test (Hirsch, Slack and Smith, 1982).

The test is pymannkendall's. Its floats are of statistics and are shown, not kept: no figure, light or score uses them.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isfinite, nan
from typing import Final

from gongjin.core.figures import rounded
from gongjin.core.periods import Period
from gongjin.core.texts import gettext as _

SEASONS: Final = 12
LEAST_YEARS: Final = 3
LEAST_MONTHS: Final = 24
ALPHA: Final = 0.05


@dataclass(frozen=True, slots=True)
class Trend:
    """What the test says. `direction` is 'rising', 'falling', 'none', or '' where too little is known for a test;
    `p` its p-value to four places, `slope` the Theil–Sen slope a year in the unit of the means."""

    direction: str
    months: int
    p: Decimal | None = None
    slope: Decimal | None = None

    def words(self, unit: str) -> str:
        """In one sentence, with the method."""
        if self.p is None or self.slope is None:
            return _("共 %(n)d 个月均值，跨度不足 %(years)d 年或数据太少，不作趋势检验") % {
                "n": self.months, "years": LEAST_YEARS}  # fmt: skip
        shown = {"n": self.months, "p": f"{self.p:f}", "slope": f"{self.slope:+f}", "unit": unit}
        match self.direction:
            case "rising":
                text = _("显著上升（季节性 Mann-Kendall 检验，%(n)d 个月，p=%(p)s，每年 %(slope)s %(unit)s）")
            case "falling":
                text = _("显著下降（季节性 Mann-Kendall 检验，%(n)d 个月，p=%(p)s，每年 %(slope)s %(unit)s）")
            case _:
                text = _("没有显著升降（季节性 Mann-Kendall 检验，%(n)d 个月，p=%(p)s，每年 %(slope)s %(unit)s）")
        return text % shown


_DIRECTIONS: Final = {"increasing": "rising", "decreasing": "falling", "no trend": "none"}


def trend_of(means: Mapping[Period, Fraction]) -> Trend:
    """The trend of monthly means; months without one are gaps, and are not filled."""
    months = sorted(means)
    years = {month.year for month in months}
    if len(months) < LEAST_MONTHS or len(years) < LEAST_YEARS:
        return Trend("", len(months))
    month, last, values = months[0], months[-1], []
    while month <= last:
        values.append(float(means[month]) if month in means else nan)
        month = month.next
    # Only who asks for a trend waits for scipy: it takes seconds to load, and no other page needs it.
    found = importlib.import_module("pymannkendall").seasonal_test(values, period=SEASONS, alpha=ALPHA)
    p, slope = float(found.p), float(found.slope)
    if not (isfinite(p) and isfinite(slope)):
        return Trend("none", len(months), Decimal(1), Decimal(0))  # all values alike: no variance to test
    return Trend(_DIRECTIONS[str(found.trend)], len(months), _short(p, 4), _short(slope, 5))


def _short(value: float, places: int) -> Decimal:
    return rounded(Fraction(value), places)
