"""When reports are due and what is notice enough."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjin.delivery.queries.ready import last_day
from gongjin.delivery.rules.dates import first_report, is_day_of, next_report, sign_by, too_short
from gongjin.ledger.models import Cadence

WEDNESDAY = date(2024, 3, 6)


@pytest.mark.parametrize(
    ("cadence", "day", "after", "found"),
    [
        ("weekly", 5, WEDNESDAY, date(2024, 3, 8)),
        ("weekly", 3, WEDNESDAY, date(2024, 3, 13)),
        ("monthly", 25, WEDNESDAY, date(2024, 3, 25)),
        ("monthly", 6, WEDNESDAY, date(2024, 4, 6)),
        ("monthly", 31, date(2024, 1, 31), date(2024, 2, 29)),
        ("quarterly", 20, date(2024, 3, 20), date(2024, 6, 20)),
        ("half_yearly", 25, date(2024, 6, 26), date(2024, 12, 25)),
        ("yearly", 10, date(2024, 12, 10), date(2025, 12, 10)),
        ("by_event", 0, WEDNESDAY, None),
    ],
)
def test_the_next_report_comes_after_the_day(cadence: str, day: int, after: date, found: date | None) -> None:
    assert next_report(cadence, day, after) == found


def test_a_first_report_leaves_notice_or_is_the_due_date() -> None:
    due = date(2024, 12, 31)
    assert first_report("monthly", 7, WEDNESDAY, due) == date(2024, 4, 7)
    assert first_report("monthly", 8, WEDNESDAY, due) == date(2024, 3, 8)
    assert first_report("monthly", 25, WEDNESDAY, date(2024, 3, 20)) == date(2024, 3, 20)
    assert first_report("by_event", 0, WEDNESDAY, due) is None


def test_make_up_days_and_holidays_count_as_published_and_an_unknown_year_is_undecided() -> None:
    assert sign_by(date(2024, 4, 30), 3) == date(2024, 5, 8), "the holiday of May, with Saturday 11 not needed yet"
    assert sign_by(date(2199, 1, 5), 3) is None
    assert too_short(date(2024, 4, 30), date(2024, 5, 6))
    assert too_short(date(2199, 1, 5), date(2199, 1, 11))
    assert not too_short(date(2199, 1, 5), date(2199, 1, 12))


@pytest.mark.parametrize(
    ("prefix", "day"),
    [("2024", date(2024, 12, 31)), ("2024-02", date(2024, 2, 29)), ("2024-06-30", date(2024, 6, 30)), ("", None),
     ("2024-13", None), ("2024-02-30", None)],
)  # fmt: skip
def test_a_date_that_names_no_day_means_the_last_one(prefix: str, day: date | None) -> None:
    assert last_day(prefix) == day


@given(
    st.sampled_from([cadence.value for cadence in Cadence if cadence != Cadence.BY_EVENT]),
    st.integers(1, 7),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
def test_reports_follow_each_other_without_end_and_no_day_is_out_of_reach(cadence: str, day: int, after: date) -> None:
    assert is_day_of(cadence, day)
    found = next_report(cadence, day, after)
    assert found is not None
    assert after < found <= after + timedelta(days=366)
    assert next_report(cadence, day, found - timedelta(days=1)) == found
