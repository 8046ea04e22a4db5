"""Rows of a plan measured by a register: nothing but stages and files is entered, and the light follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from gongjin.audit.actions import run
from gongjin.audit.verify import verify
from gongjin.core import clock
from gongjin.core.clock import SHANGHAI
from gongjin.evidence.actions import RevokeEvidence
from gongjin.evidence.models import Evidence
from gongjin.ledger.models import Row
from gongjin.ledger.tests import factory
from gongjin.people.models import Jurisdiction, Unit
from gongjin.tracking.actions.trackers import SetTracker
from gongjin.tracking.kinds.register.actions import AddEntries, MoveStage, NewEntry
from gongjin.tracking.models import DataSet
from gongjin.tracking.queries.progress import progress, progress_of
from gongjin.tracking.rules.light import Light

SYSTEM = factory.SYSTEM
Make = Callable[..., DataSet]
Proof = Callable[[str], Evidence]


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=SHANGHAI)


def test_a_row_goes_grey_red_yellow_green_blue_and_falls_with_a_revoked_file(
    jurisdiction: Jurisdiction, units: dict[str, Unit], make: Make, proof: Proof
) -> None:
    plan = factory.published(jurisdiction)
    row = Row.objects.get(plan=plan, readings__title__contains="规模以上工业企业", kind="target")
    with clock.at(noon(date(2024, 1, 2))):
        register = make("recognition")
        run(SetTracker(register, {"stage": "recognised"}, {"value": "4"}), actor=SYSTEM, on=row)
        run(AddEntries([NewEntry(f"演示第{n}厂") for n in range(1, 5)]), actor=SYSTEM, on=register)
    firms = list(register.items.order_by("code"))
    files: list[Evidence] = []
    assert progress(row, date(2024, 1, 31)).light is Light.GREY
    with clock.at(noon(date(2024, 6, 20))):
        run(MoveStage(firms[0], "applied", date(2024, 6, 20)), actor=SYSTEM, on=register)
    assert progress(row, date(2024, 6, 30)).light is Light.RED
    for number, day in enumerate((date(2024, 6, 25), date(2024, 7, 10), date(2024, 8, 20), date(2024, 12, 1))):
        with clock.at(noon(day)):
            files.append(proof(f"认定{number}"))
            run(MoveStage(firms[number], "recognised", day, (files[-1],)), actor=SYSTEM, on=register)
    lights = {day: progress(row, day).light for day in
              (date(2024, 6, 30), date(2024, 7, 15), date(2024, 8, 31), date(2024, 12, 1))}  # fmt: skip
    assert lights == {
        date(2024, 6, 30): Light.YELLOW,
        date(2024, 7, 15): Light.GREEN,
        date(2024, 8, 31): Light.GREEN,
        date(2024, 12, 1): Light.BLUE,
    }
    with clock.at(noon(date(2024, 12, 5))):
        before = clock.now()
        with clock.at(noon(date(2024, 12, 6))):
            run(RevokeEvidence("认定被取消"), actor=SYSTEM, on=files[0])
    fallen = progress(row, date(2024, 12, 6))
    assert (fallen.actual, fallen.light, fallen.said) == (Decimal(3), Light.YELLOW, "已认定 3 家，另有 1 家待补佐证")
    assert progress(row, date(2024, 12, 5), before).light is Light.BLUE
    assert list(verify()) == []


def test_two_rows_that_each_want_new_ones_share_none_and_the_narrower_comes_first(
    jurisdiction: Jurisdiction, units: dict[str, Unit], make: Make, proof: Proof
) -> None:
    plan = factory.published(jurisdiction)
    wide, narrow = Row.objects.filter(plan=plan, kind="target").order_by("pk")[:2]
    register, file = make("recognition"), proof("认定")
    entries = [
        NewEntry(f"演示第{n}厂", fields={"level": level}, stage="recognised", on=date(2024, 3, 1), proofs=(file,))
        for n, level in enumerate(("省级", "市级", "市级"), 1)
    ]
    run(AddEntries(entries), actor=SYSTEM, on=register)
    rule = {"stage": "recognised", "added": True}
    asked = {"wanted": "ge", "value": "3", "unit": "家", "mode": "accumulate"}
    run(SetTracker(register, rule, asked), actor=SYSTEM, on=wide)
    run(SetTracker(register, {**rule, "where": {"level": "省级"}}, asked), actor=SYSTEM, on=narrow)
    found = progress_of([wide, narrow], date(2024, 7, 1))
    assert (found[narrow.pk].actual, found[wide.pk].actual) == (Decimal(1), Decimal(2))
    assert progress(wide, date(2024, 7, 1)).actual == 2, "whoever asks, the answer is the same"
