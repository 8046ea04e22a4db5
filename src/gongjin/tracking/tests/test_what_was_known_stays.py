"""Progress as known at a moment: nothing that is done later changes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from gongjin.audit.errors import Conflict, Invalid
from gongjin.audit.verify import verify
from gongjin.core import clock
from gongjin.core.periods import Period
from gongjin.tracking.actions.data_sets import WithdrawItem
from gongjin.tracking.actions.facts import CorrectFact, VoidFact
from gongjin.tracking.actions.periods import FreezePeriod, ReopenPeriod
from gongjin.tracking.actions.trackers import LeaveUnquantified, SetLights, SetTracker
from gongjin.tracking.kinds.register.actions import MoveStage, RecordFigures
from gongjin.tracking.kinds.register.drafts import Amount
from gongjin.tracking.models import DataSet, Fact, Standing
from gongjin.tracking.queries.progress import progress
from gongjin.tracking.queries.standings import rebuild, standings
from gongjin.tracking.rules.light import LightRule
from gongjin.tracking.rules.progress import Progress
from gongjin.tracking.tests.rows.build import Case, d, do, enter, figures, move, noon, revoke, target

ON, BEFORE = d(6, 30), noon(d(7, 1))
"""The day asked about, and the moment at which it is known."""


@pytest.fixture(autouse=True)
def home(db: None, settings: object, tmp_path: Path) -> Path:
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture
def case() -> Case:
    """Twelve chargers are asked for; two sites with three each stand in the register at the end of June."""
    c = target("县发展和改革局", ("建设充电桩12个", "充电桩", "12", "个"))
    sites = c.data_set("register", "points", "演示充电站台账")
    c.track(sites, {"count": "figure:devices", "stage": "in_use"})
    for name in ("演示东站", "演示西站"):
        site = enter(d(3, 1), sites, name, stage="site")[0]
        figures(d(3, 1), site, devices="3")
        move(d(6, 1), "in_use", (site, c.file(d(6, 1), f"{name}验收")))
    return c


def sites_of(c: Case) -> DataSet:
    return DataSet.objects.get(jurisdiction=c.county)


def fact_of(c: Case, name: str, aspect: str) -> Fact:
    return Fact.objects.filter(data_set=sites_of(c), item__name=name, aspect=aspect, replaced_by=None).latest("pk")


def known_before(c: Case) -> Progress:
    return progress(c.row, ON, BEFORE)


def test_what_is_recorded_later_of_an_earlier_day_was_not_known_before(case: Case) -> None:
    was, sites = known_before(case), sites_of(case)
    site = enter(d(8, 1), sites, "演示南站")[0]
    proof = case.file(d(8, 1), "补报验收")
    do(d(8, 1), RecordFigures([Amount(site, Period.of_day(d(6, 20)), {"devices": "4"})]), on=sites)
    do(d(8, 1), MoveStage(site, "in_use", d(6, 21), (proof,)), on=sites)
    assert (was.actual, progress(case.row, ON).actual) == (Decimal(6), Decimal(10))
    assert known_before(case) == was


def test_a_correction_is_a_new_fact_and_what_it_replaces_is_kept(case: Case) -> None:
    was, wrong = known_before(case), fact_of(case, "演示东站", "figure.devices")
    do(d(7, 9), CorrectFact(wrong, "多记了一台", value=Decimal(2)), on=sites_of(case))
    wrong.refresh_from_db()
    right = fact_of(case, "演示东站", "figure.devices")
    assert (wrong.value, right.value, right.replaces_id, right.why) == (3, 2, wrong.pk, "多记了一台")
    assert (progress(case.row, ON).actual, known_before(case)) == (Decimal(5), was)
    with pytest.raises(Conflict):
        do(d(7, 10), CorrectFact(wrong, "又一次", value=Decimal(1)), on=sites_of(case))
    assert progress(case.row, ON).actual == 5
    assert list(verify()) == []


def test_a_fact_that_never_held_was_counted_until_it_was_said_so(case: Case) -> None:
    was = known_before(case)
    do(d(7, 9), VoidFact(fact_of(case, "演示西站", "stage"), "验收单是邻县的"), on=sites_of(case))
    assert (progress(case.row, ON).actual, known_before(case)) == (Decimal(3), was)


def test_a_file_that_is_revoked_and_an_entry_that_is_withdrawn_counted_before(case: Case) -> None:
    was, west = known_before(case), fact_of(case, "演示西站", "stage")
    revoke(d(7, 9), west.proofs.get().evidence)
    assert progress(case.row, ON).actual == 3
    east = fact_of(case, "演示东站", "stage").item
    assert east is not None
    do(d(7, 10), WithdrawItem(east, "站点拆除"), on=sites_of(case))
    assert progress(case.row, ON).actual == 0
    assert known_before(case) == was


def test_a_tracker_that_is_replaced_measured_until_then(case: Case) -> None:
    was = known_before(case)
    do(d(7, 9), SetTracker(sites_of(case), {"stage": "in_use"}, {"value": "2"}), on=case.row)
    assert (progress(case.row, ON).actual, progress(case.row, ON).light.value) == (Decimal(2), "blue")
    do(d(7, 10), LeaveUnquantified("改由现场核查"), on=case.row)
    assert progress(case.row, ON).reason == "未量化：改由现场核查"
    assert known_before(case) == was
    assert progress(case.row, ON, noon(d(7, 9)) + timedelta(seconds=1)).actual == 2


def test_a_new_rule_of_lights_holds_from_when_it_was_made(case: Case) -> None:
    was = progress(case.row, d(8, 31), BEFORE)
    do(d(7, 9), SetLights(LightRule(green=Decimal(1), yellow=Decimal(2))), on=case.row.plan)
    now = progress(case.row, d(8, 31))
    assert (was.light.value, now.light.value) == ("yellow", "red")
    assert progress(case.row, d(8, 31), BEFORE) == was


def test_a_frozen_period_takes_nothing_until_it_is_reopened_with_a_reason(case: Case) -> None:
    sites, june = sites_of(case), Period.of_month(2024, 6)
    with pytest.raises(Invalid, match="还没有结束"):
        do(d(6, 30), FreezePeriod(june), on=sites)
    do(d(7, 2), FreezePeriod(june), on=sites)
    stage, count = fact_of(case, "演示东站", "stage"), Fact.objects.count()
    with pytest.raises(Invalid, match="已审定冻结"):
        do(d(7, 3), VoidFact(stage, "有误"), on=sites)
    assert stage.item is not None
    with pytest.raises(Invalid, match="已审定冻结"):
        do(d(7, 3), RecordFigures([Amount(stage.item, Period.of_day(d(6, 9)), {"power": "60"})]), on=sites)
    assert (Fact.objects.count(), progress(case.row, ON).actual) == (count, Decimal(6))
    figures(d(7, 3), stage.item, power="60")  # July is open
    with pytest.raises(Invalid, match="请写明重开原因"):
        do(d(7, 4), ReopenPeriod(june, " "), on=sites)
    do(d(7, 4), ReopenPeriod(june, "审计要求更正"), on=sites)
    do(d(7, 5), VoidFact(stage, "有误"), on=sites)
    assert progress(case.row, ON).actual == 3


def test_standings_that_are_dropped_and_rebuilt_hold_the_same_bytes(case: Case) -> None:
    def kept() -> list[tuple[object, ...]]:
        names = ("row", "tracker", "on", "light", "order", "behind", "due", "body")
        return [tuple(each) for each in Standing.objects.order_by("row", "on").values_list(*names)]

    with clock.at(BEFORE):
        days = [d(2, 1), ON, d(8, 31)]
        first = [standings([case.row], day) for day in days]
        one = kept()
        Standing.objects.all().delete()
        rebuild([case.row], days[0])
        for day in days[1:]:
            standings([case.row], day)
        assert len(one) == 3
        assert kept() == one
        assert [standings([case.row], day) for day in days] == first
        assert [found[case.row.pk] for found in first] == [progress(case.row, day) for day in days]


def test_whatever_changes_a_figure_drops_what_was_cached_of_it(
    case: Case, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    sites, stage = sites_of(case), fact_of(case, "演示东站", "stage")
    acts: list[Callable[[], object]] = [
        lambda: do(
            d(7, 2), CorrectFact(fact_of(case, "演示西站", "figure.devices"), "少记", value=Decimal(5)), on=sites
        ),
        lambda: revoke(d(7, 3), stage.proofs.get().evidence),
        lambda: do(d(7, 4), SetTracker(sites, {"stage": "in_use"}, {}), on=case.row),
        lambda: do(d(7, 5), SetLights(LightRule(green=Decimal(2), yellow=Decimal(3))), on=case.row.plan),
    ]
    seen = [standings([case.row], ON)[case.row.pk]]
    for act in acts:
        with django_capture_on_commit_callbacks(execute=True):
            act()
        assert not Standing.objects.exists()
        seen.append(standings([case.row], ON)[case.row.pk])
        assert seen[-1] == progress(case.row, ON)
    assert [item.actual for item in seen] == [6, 8, 5, 1, 1]
