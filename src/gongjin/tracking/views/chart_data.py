"""What a chart in the browser draws: plain lists, since its script computes nothing that a table would not show."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongjin.core.figures import canonical
from gongjin.tracking.queries.row_progress import RowProgress
from gongjin.tracking.rules.forecast import Pace

Json = dict[str, object]


def series_of(found: RowProgress) -> Json | None:
    """The course of a row against what is due; None where there is nothing to draw.

    Figures are texts, exact. `band` is for the forecast: lists of day, low, middle, high.
    """
    if not found.points and not found.expected:
        return None
    asked, expected = found.asked, found.expected
    flat = len(expected) == 2 and expected[0][1] == expected[1][1]
    return {
        "name": str(found.row),
        "unit": found.progress.unit,
        "actual": [
            [item.day.isoformat(), canonical(item.value), item.label, item.provisional] for item in found.points
        ],
        "expected": [[day.isoformat(), canonical(value)] for day, value in expected],
        "stepped": found.stepped,
        "stands": found.pace is Pace.STANDS,
        "starts": asked.starts.isoformat() if asked else "",
        "due": asked.due.isoformat() if asked else "",
        "today": found.on.isoformat(),
        "light": found.progress.light.value,
        "band": [
            [step.day.isoformat(), canonical(step.low), canonical(step.middle), canonical(step.high)]
            for step in (found.ahead.steps if found.ahead else ())
        ],
        "words": {
            "actual": _("实际"),
            "expected": _("应达到") if flat else _("应完成"),
            "due": _("到期"),
            "provisional": _("初步数"),
            "forecast": _("预测"),
            "day": _("日期"),
        },
    }
