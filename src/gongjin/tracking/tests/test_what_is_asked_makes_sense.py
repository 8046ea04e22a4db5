"""A tracker that would be attained at once, or whose unit is none, is refused."""

from __future__ import annotations

import pytest

from gongjin.audit.errors import Invalid
from gongjin.tracking.models import Tracker
from gongjin.tracking.tests.conftest import Tracked
from gongjin.tracking.tests.counted import counted_set, track

REFUSED = {
    "nothing to be reached": ({"value": "0"}, "大于 0"),
    "less than nothing": ({"value": "-5"}, "大于 0"),
    "a ceiling below nothing": ({"value": "-5", "wanted": "le"}, "大于 0"),
    "a range upside down": ({"wanted": "range", "value": "5", "value2": "1"}, "上限应大于下限"),
    "a negative tolerance": ({"wanted": "about", "tolerance": "-1"}, "容差不能小于 0"),
    "markup for a unit": ({"unit": "<b>"}, "看不懂"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_and_the_tracker_before_stays(case: str, tracked: Tracked) -> None:
    asked, words = REFUSED[case]
    row = tracked.ledger.fresh("1.1.2")
    before = Tracker.objects.get(row=row, replaced_at=None)
    with pytest.raises(Invalid, match=words):
        track(row, tracked.banks, **asked)
    assert Tracker.objects.get(row=row, replaced_at=None) == before


@pytest.mark.parametrize(
    "asked",
    [
        {"value": "0", "mode": "level"},
        {"value": "0", "wanted": "le"},
        {"value": "-1", "mode": "level", "unit": "个百分点"},
        {"value": "100", "unit": "%"},
        {"unit": "米"},
        {"wanted": "range", "value": "5", "value2": "8"},
    ],
)
def test_what_can_be_asked_is_taken(asked: dict[str, str], tracked: Tracked) -> None:
    row = tracked.ledger.fresh("1.1.2")
    track(row, counted_set(tracked.ledger.of, "另一个数据集"), **asked)
    assert Tracker.objects.get(row=row, replaced_at=None).asked == asked
