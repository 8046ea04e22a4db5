"""Shares of a project by property: between nothing and all, never falling as more is done or time goes by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from gongjin.core.periods import Period, PeriodKind
from gongjin.tracking.kinds.project import charts
from gongjin.tracking.kinds.project.aspects import DATE, DONE, PAID, WEIGHT
from gongjin.tracking.kinds.project.kind import KIND
from gongjin.tracking.kinds.project.milestones import done_share, due_share, milestones
from gongjin.tracking.kinds.project.money import ADDED, HOW, TO_DATE, total
from gongjin.tracking.kinds.project.settings import checked_settings
from gongjin.tracking.rules.asked import Asked, Mode, Wanted
from gongjin.tracking.rules.holdings import Holdings, Known, Thing
from gongjin.tracking.rules.light import Light, LightRule
from gongjin.tracking.rules.progress import judge

START = date(2024, 1, 1)
ASKED = Asked(Wanted.GE, Decimal(100), "%", START, date(2024, 12, 31), Mode.ACCUMULATE)
DAYS = st.integers(0, 365).map(lambda n: START + timedelta(days=n))
WEIGHTS = st.decimals("0.01", "100", places=2)
STEP = st.tuples(WEIGHTS, DAYS, st.one_of(st.none(), DAYS), st.integers(0, 2))
STEPS = st.lists(STEP, min_size=1, max_size=8)
Step = tuple[Decimal, date, date | None, int]


def held(steps: Sequence[Step], **chosen: object) -> Holdings:
    facts: list[Known] = []
    things = {f"m{n}": Thing(f"m{n}", f"{n:03}", f"节点{n}") for n in range(len(steps))}
    for n, (weight, planned, done, proofs) in enumerate(steps):
        facts.append(Known(f"w{n}", WEIGHT, Period.of_day(START), weight, item=f"m{n}"))
        facts.append(Known(f"p{n}", DATE, Period.of_day(planned), item=f"m{n}"))
        if done is not None:
            facts.append(Known(f"d{n}", DONE, Period.of_day(done), item=f"m{n}", proofs=proofs))
    facts.sort(key=lambda fact: fact.day)
    return Holdings("k", "project", "项目", "%", PeriodKind.MONTH, checked_settings(chosen), things, tuple(facts))


@settings(deadline=None, max_examples=60)
@given(STEPS, DAYS, DAYS)
def test_shares_lie_between_nothing_and_all_and_never_fall_with_time(steps: list[Step], a: date, b: date) -> None:
    project = held(steps)
    earlier, later = min(a, b), max(a, b)
    assert 0 <= done_share(milestones(project, earlier)) <= done_share(milestones(project, later)) <= 1
    before = due_share(milestones(project, earlier), earlier)
    after = due_share(milestones(project, later), later)
    assert before is not None
    assert after is not None
    assert 0 <= before <= after <= 1


@settings(deadline=None, max_examples=60)
@given(STEPS, DAYS)
def test_all_weights_times_anything_give_the_same_share(steps: list[Step], on: date) -> None:
    tripled = [(weight * 3, *rest) for weight, *rest in steps]
    assert done_share(milestones(held(steps), on)) == done_share(milestones(held(tripled), on))  # type: ignore[arg-type]


@settings(deadline=None, max_examples=60)
@given(STEPS, DAYS, st.integers(0, 7))
def test_one_more_milestone_done_never_lowers_the_share_and_one_proof_less_never_raises_it(
    steps: list[Step], on: date, number: int
) -> None:
    place = number % len(steps)
    weight, planned, _done, _proofs = steps[place]
    with_it = [*steps[:place], (weight, planned, on, 1), *steps[place + 1 :]]
    without = [*steps[:place], (weight, planned, on, 0), *steps[place + 1 :]]
    now = done_share(milestones(held(steps), on))
    assert done_share(milestones(held(without), on)) <= now <= done_share(milestones(held(with_it), on))


@settings(deadline=None, max_examples=60)
@given(STEPS)
def test_all_done_and_proved_is_exactly_all(steps: list[Step]) -> None:
    done = [(weight, planned, START, 1) for weight, planned, _done, _proofs in steps]
    measured = KIND.measure({"read": "milestones"}, ASKED, held(done), START, None, frozenset())
    assert (measured.actual, measured.late) == (Decimal(100), "")


@settings(deadline=None, max_examples=60)
@given(STEPS, DAYS)
def test_nothing_reported_is_never_green_or_blue(steps: list[Step], on: date) -> None:
    silent = [(weight, planned, None, 0) for weight, planned, _done, _proofs in steps]
    measured = KIND.measure({"read": "milestones"}, ASKED, held(silent), on, None, frozenset())
    light = judge(ASKED, measured, on, LightRule(), PeriodKind.MONTH).light
    assert light in {Light.GREY, Light.RED}


@settings(deadline=None, max_examples=60)
@given(STEPS, DAYS)
def test_without_proof_asked_for_every_report_counts(steps: list[Step], on: date) -> None:
    found = milestones(held(steps, proof=False), on)
    assert all(item.counts == (item.done is not None) for item in found)


@settings(deadline=None, max_examples=60)
@given(STEPS, DAYS)
def test_the_course_never_falls_and_ends_where_the_measure_is(steps: list[Step], on: date) -> None:
    project = held(steps)
    points = KIND.points({"read": "milestones"}, ASKED, project, None)
    values = [point.value for point in points]
    assert values == sorted(values)
    if values:
        last = KIND.measure({"read": "milestones"}, ASKED, project, date(2025, 1, 1), None, frozenset())
        assert values[-1] == last.actual


@settings(deadline=None, max_examples=60)
@given(STEPS, DAYS)
def test_pictures_stay_within_their_frame(steps: list[Step], on: date) -> None:
    found = milestones(held(steps), on)
    drawn, curve = charts.gantt(found, on), charts.curve(found, on)
    assert drawn is not None
    assert curve is not None
    places = [mark for line in drawn.lines for mark in (line.start, line.end)] + [drawn.today]
    assert all(charts.LABELS <= place <= charts.WIDTH for place in places)
    assert len(drawn.lines) == len(steps)
    heights = [int(point.split(",")[1]) for point in f"{curve.planned} {curve.done}".split()]
    assert all(0 <= height <= charts.CURVE for height in heights)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 12), st.decimals(0, 1000, places=2)), unique_by=lambda pair: pair[0]))
def test_months_added_are_their_sum_and_an_amount_to_date_at_the_end_replaces_it(
    months: list[tuple[int, Decimal]],
) -> None:
    added = [Known(f"{n}", PAID, Period.of_month(2024, n), v, detail={HOW: ADDED}) for n, v in months]
    whole = sum((value for _n, value in months), Decimal(0))
    assert total(added, date(2024, 12, 31)) == (whole if months else None)
    to_date = Known("t", PAID, Period.of_year(2024), whole + 1, detail={HOW: TO_DATE})
    assert total([*added, to_date], date(2024, 12, 31)) == whole + 1


@settings(deadline=None, max_examples=60)
@given(STEPS, DAYS)
def test_the_share_due_reaches_all_only_with_the_last_planned_day(steps: list[Step], on: date) -> None:
    due = due_share(milestones(held(steps), on), on)
    assert (due == Fraction(1)) == (on >= max(planned for _w, planned, _d, _p in steps))
