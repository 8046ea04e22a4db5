from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjin.core.periods import Period, PeriodError, PeriodKind

SPLITS = [
    (PeriodKind.YEARS, PeriodKind.YEAR),
    (PeriodKind.YEARS, PeriodKind.QUARTER),
    (PeriodKind.YEAR, PeriodKind.HALF),
    (PeriodKind.YEAR, PeriodKind.MONTH),
    (PeriodKind.YEAR, PeriodKind.TEN_DAYS),
    (PeriodKind.HALF, PeriodKind.QUARTER),
    (PeriodKind.QUARTER, PeriodKind.MONTH),
    (PeriodKind.JANUARY_FEBRUARY, PeriodKind.MONTH),
    (PeriodKind.MONTH, PeriodKind.TEN_DAYS),
]
years = st.integers(1995, 2035)
in_a_year = st.sampled_from([k for k in PeriodKind if k not in {PeriodKind.YEARS, PeriodKind.JANUARY_FEBRUARY}])
periods = st.one_of(
    st.builds(Period.containing, st.dates(date(1995, 1, 1), date(2035, 12, 31)), in_a_year),
    st.builds(lambda y: Period(PeriodKind.JANUARY_FEBRUARY, y), years),
    st.builds(lambda y, n: Period.of_years(y, y + n), years, st.integers(0, 6)),
)


@pytest.mark.parametrize(
    ("code", "label", "start", "end"),
    [
        ("2024", "2024年", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024H1", "2024年上半年", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024H2", "2024年下半年", date(2024, 7, 1), date(2024, 12, 31)),
        ("2024Q3", "2024年第三季度", date(2024, 7, 1), date(2024, 9, 30)),
        ("2024-06", "2024年6月", date(2024, 6, 1), date(2024, 6, 30)),
        ("2024-01/02", "2024年1—2月", date(2024, 1, 1), date(2024, 2, 29)),
        ("2023-02-T3", "2023年2月下旬", date(2023, 2, 21), date(2023, 2, 28)),
        ("2024-06-T1", "2024年6月上旬", date(2024, 6, 1), date(2024, 6, 10)),
        ("2024-12-T2", "2024年12月中旬", date(2024, 12, 11), date(2024, 12, 20)),
        ("2023/2026", "2023—2026年", date(2023, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_code_names_its_days_and_its_chinese(code: str, label: str, start: date, end: date) -> None:
    period = Period.parse(code)
    assert (str(period), period.label, period.start, period.end) == (
        code,
        label,
        start,
        end,
    )


@given(periods)
def test_a_code_read_back_is_the_same_period(period: Period) -> None:
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize(
    "code",
    ["", "24", "2024H3", "2024Q0", "2024-13", "2024-6", "2024-06-T4", "2026/2023", "2024/2024", "２０２４", "1800",
     "2024 ", "2024年", "2024-02/03", "2024H1/2025"],
)  # fmt: skip
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(PeriodError):
        Period.parse(code)


@given(periods, periods, periods)
def test_containment_is_a_partial_order(a: Period, b: Period, c: Period) -> None:
    assert a in Period.parse(str(a))
    if a in b and b in a:
        assert a == b
    if a in b and b in c:
        assert a in c


@given(periods, periods)
def test_order_is_total_and_what_contains_comes_first(a: Period, b: Period) -> None:
    assert (a < b) + (b < a) + (a == b) == 1
    if b in a and a != b:
        assert a < b


@given(periods)
def test_the_next_of_a_kind_does_not_overlap_and_leads_back(period: Period) -> None:
    assert not period.overlaps(period.next)
    assert period.next.previous == period
    if period.kind is not PeriodKind.JANUARY_FEBRUARY:
        assert period.next.start == period.end + timedelta(days=1)


@given(st.sampled_from(SPLITS), st.data())
def test_parts_fill_the_whole_without_gap_or_overlap(split: tuple[PeriodKind, PeriodKind], data: st.DataObject) -> None:
    whole_kind, part_kind = split
    whole = data.draw(periods.filter(lambda p: p.kind is whole_kind))
    parts = whole.parts(part_kind)
    assert (parts[0].start, parts[-1].end) == (whole.start, whole.end)
    assert all(b.start == a.end + timedelta(days=1) for a, b in pairwise(parts))
    assert sum(part.days for part in parts) == whole.days
    assert all(part in whole for part in parts)


@given(st.dates(date(1995, 1, 1), date(2035, 12, 31)), in_a_year)
def test_a_day_lies_in_the_period_that_contains_it(day: date, kind: PeriodKind) -> None:
    period = Period.containing(day, kind)
    assert period.kind is kind and day in period and day not in period.next


@pytest.mark.parametrize(
    ("code", "kind"),
    [("2024-06", PeriodKind.QUARTER), ("2024", PeriodKind.YEARS), ("2024-01/02", PeriodKind.QUARTER),
     ("2024", PeriodKind.JANUARY_FEBRUARY)],
)  # fmt: skip
def test_a_split_that_does_not_fit_is_refused(code: str, kind: PeriodKind) -> None:
    with pytest.raises(PeriodError):
        Period.parse(code).parts(kind)


def test_statistics_publish_january_and_february_together() -> None:
    assert [str(p) for p in Period.parse("2024Q1").reporting_months()] == [
        "2024-01/02",
        "2024-03",
    ]
    assert len(Period.of_year(2024).reporting_months()) == 11
    assert [str(p) for p in Period.parse("2024-02").reporting_months()] == ["2024-02"]


def test_the_time_of_a_plan_is_what_it_names_and_nothing_else() -> None:
    assert Period.of_plan([2026, 2023, 2024]) == Period.parse("2023/2026")
    assert Period.of_plan([2024]) == Period.of_year(2024)
    assert Period.of_plan([]) is None


def test_a_span_of_one_year_is_that_year() -> None:
    assert Period.of_years(2024, 2024) == Period.of_year(2024)
    with pytest.raises(PeriodError, match="晚于"):
        Period.of_years(2025, 2024)
    with pytest.raises(PeriodError):
        Period(PeriodKind.YEARS, 2024, 1)


def test_the_year_before_keeps_the_place_in_the_year() -> None:
    assert str(Period.parse("2024-01/02").year_before) == "2023-01/02"
    assert str(Period.parse("2024-06-T1").year_before) == "2023-06-T1"


def test_march_lies_in_no_january_february() -> None:
    with pytest.raises(PeriodError, match="2024-03-01"):
        Period.containing(date(2024, 3, 1), PeriodKind.JANUARY_FEBRUARY)


def test_stepping_out_of_the_years_kept_is_refused() -> None:
    with pytest.raises(PeriodError, match="2199"):
        _ = Period.of_year(2199).next
