from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongjin.core.periods import PeriodKind
from gongjin.tracking.kinds.duty.kind import KIND
from gongjin.tracking.kinds.duty.slots import Cadence, Slot, slot_of, slots
from gongjin.tracking.kinds.duty.tests.build import asked, done, duty
from gongjin.tracking.rules.asked import Mode
from gongjin.tracking.rules.light import Light, LightRule
from gongjin.tracking.rules.progress import judge

COMPLETENESS = {"read": "completeness"}
JANUARY = date(2024, 1, 1)  # a Monday
TEN_WEEKS = asked(JANUARY, JANUARY + timedelta(days=69))


def monday(week: int) -> date:
    return JANUARY + timedelta(weeks=week)


def test_a_week_that_was_missed_shows_in_what_was_due_and_by_its_days() -> None:
    held = duty("patrol", [], [done(monday(n)) for n in (0, 1, 3)])
    found = KIND.measure(COMPLETENESS, TEN_WEEKS, held, monday(4), None, frozenset())
    assert (found.actual, found.target, found.share_due) == (Decimal(3), Decimal(10), Fraction(4, 10))
    assert found.said == "应完成 4 次，按期完成 3 次，缺 1月15日—21日"


def test_two_records_in_one_week_make_up_for_no_other() -> None:
    held = duty("patrol", [], [done(monday(0)), done(monday(0) + timedelta(days=2)), done(monday(2))])
    assert KIND.measure(COMPLETENESS, TEN_WEEKS, held, monday(3), None, frozenset()).actual == 2
    assert KIND.measure({"read": "records"}, TEN_WEEKS, held, monday(3), None, frozenset()).actual == 3


def test_the_week_that_still_runs_is_not_due() -> None:
    held = duty("patrol", [], [done(monday(0))])
    saturday = KIND.measure(COMPLETENESS, TEN_WEEKS, held, monday(2) - timedelta(days=2), None, frozenset())
    sunday = KIND.measure(COMPLETENESS, TEN_WEEKS, held, monday(2) - timedelta(days=1), None, frozenset())
    assert (saturday.share_due, sunday.share_due) == (Fraction(1, 10), Fraction(2, 10))


def test_each_place_has_to_be_seen_to_where_the_duty_says_so() -> None:
    held = duty("patrol", ["a", "b"], [done(monday(0), "a"), done(monday(0), "b"), done(monday(1), "a")])
    found = KIND.measure(COMPLETENESS, TEN_WEEKS, held, monday(2), None, frozenset())
    assert (found.actual, found.target, found.share_due) == (Decimal(3), Decimal(20), Fraction(4, 20))


def test_outside_the_season_nothing_is_due_and_the_last_record_does_not_grow_old() -> None:
    year = asked(date(2024, 1, 1), date(2024, 12, 31))
    facts = [done(date(2024, month, 10), "a") for month in (1, 2, 3)]
    found = KIND.measure(COMPLETENESS, year, duty("survey", ["a"], facts), date(2024, 9, 15), None, frozenset())
    assert (found.actual, found.target, found.share_due) == (Decimal(3), Decimal(6), Fraction(1, 2))
    assert found.fact_day == date(2024, 9, 15)
    assert judge(year, found, date(2024, 9, 15), LightRule(), PeriodKind.MONTH).light is Light.GREEN


def test_what_was_counted_is_summed_by_its_key() -> None:
    facts = [done(date(2024, 1, 10), "a", swan_goose="120", other="3"), done(date(2024, 2, 10), "a", swan_goose="80")]
    held = duty("survey", ["a"], facts)
    year = asked(date(2024, 1, 1), date(2024, 12, 31), "100", "只")
    found = KIND.measure({"read": "sum:swan_goose"}, year, held, date(2024, 3, 1), None, frozenset())
    assert (found.actual, found.said) == (Decimal(200), "2 次记录，鸿雁合计 200 只")
    people = KIND.measure({"read": "sum:people"}, year, held, date(2024, 3, 1), None, frozenset())
    assert people.actual == 4


def test_as_a_rate_it_is_done_of_due_so_far() -> None:
    rate = asked(JANUARY, JANUARY + timedelta(days=69), "100", "%", Mode.LEVEL)
    held = duty("patrol", [], [done(monday(n)) for n in (0, 1, 3)])
    found = KIND.measure(COMPLETENESS, rate, held, monday(4), None, frozenset())
    assert (found.actual, found.target, found.share_due) == (Decimal(75), None, None)


def test_the_light_goes_through_grey_green_yellow_red_and_blue() -> None:
    def light(weeks_done: list[int], on: date) -> Light:
        held = duty("patrol", [], [done(monday(n)) for n in weeks_done if monday(n) <= on])
        found = KIND.measure(COMPLETENESS, TEN_WEEKS, held, on, None, frozenset())
        return judge(TEN_WEEKS, found, on, LightRule(), PeriodKind.MONTH).light

    assert light([], monday(0)) is Light.GREY
    assert light([0], monday(1)) is Light.GREEN
    assert light([0], monday(3)) is Light.YELLOW
    assert light([0], monday(5)) is Light.RED
    assert light(list(range(10)), monday(9)) is Light.BLUE


def test_with_weeks_due_and_no_record_it_is_grey_and_says_what_was_due() -> None:
    found = KIND.measure(COMPLETENESS, TEN_WEEKS, duty("patrol", [], []), monday(3), None, frozenset())
    assert (found.actual, found.missing) == (None, "应完成 3 次，还没有一次记录")


@pytest.mark.parametrize(
    ("cadence", "first", "last", "count"),
    [
        (Cadence.DAY, date(2024, 2, 27), date(2024, 3, 1), 4),
        (Cadence.TEN_DAYS, date(2024, 1, 1), date(2024, 12, 31), 36),
        (Cadence.MONTH, date(2024, 1, 1), date(2024, 12, 31), 12),
        (Cadence.QUARTER, date(2024, 1, 1), date(2024, 12, 31), 4),
        (Cadence.HALF, date(2024, 1, 1), date(2024, 12, 31), 2),
        (Cadence.YEAR, date(2024, 1, 1), date(2025, 12, 31), 2),
    ],
)
def test_a_cadence_gives_its_stretches(cadence: Cadence, first: date, last: date, count: int) -> None:
    assert len(slots(cadence, (), first, last)) == count


def test_a_week_belongs_to_the_month_of_its_sunday() -> None:
    found = slots(Cadence.WEEK, (10,), date(2024, 9, 1), date(2024, 11, 30))
    assert (found[0], found[-1]) == (
        Slot(date(2024, 9, 30), date(2024, 10, 6)),
        Slot(date(2024, 10, 21), date(2024, 10, 27)),
    )


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.sampled_from(list(Cadence)))
def test_a_stretch_holds_the_day_that_it_was_asked_by(day: date, cadence: Cadence) -> None:
    slot = slot_of(day, cadence)
    assert day in slot
    assert {slot_of(slot.start, cadence), slot_of(slot.end, cadence)} == {slot}


@settings(deadline=None)
@given(st.lists(st.integers(0, 69), max_size=25), st.randoms(use_true_random=False), st.integers(0, 80))
def test_the_order_of_records_does_not_matter_and_done_is_that_of_brute_force(
    days: list[int], random: object, after: int
) -> None:
    facts = [done(JANUARY + timedelta(days=n)) for n in sorted(set(days))]
    on = JANUARY + timedelta(days=after)
    known = [fact for fact in facts if fact.day <= on]
    first = KIND.measure(COMPLETENESS, TEN_WEEKS, duty("patrol", [], known), on, None, frozenset())
    random.shuffle(known)  # type: ignore[attr-defined]
    second = KIND.measure(COMPLETENESS, TEN_WEEKS, duty("patrol", [], known), on, None, frozenset())
    assert first == second
    weeks = {(fact.day - JANUARY).days // 7 for fact in known}
    assert (first.actual or 0) == len(weeks)
