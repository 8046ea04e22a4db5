"""What publishing makes of the reviewed rows."""

from __future__ import annotations

from decimal import Decimal

from gongjin.audit.verify import verify
from gongjin.ledger.models import Plan, Reading, Responsibility, RowKind


def test_codes_are_the_places_in_the_outline(published_plan: Plan) -> None:
    tasks = published_plan.rows.filter(kind=RowKind.TASK).values_list("code", flat=True)
    assert sorted(tasks) == ["1", "2.1.1", "2.1.2", "2.2.1", "3"]
    inside = published_plan.rows.exclude(kind=RowKind.TASK).values_list("code", flat=True)
    assert sorted(code for code in inside if code.startswith("2.1.1")) == [
        "2.1.1-M1", "2.1.1-M2", "2.1.1-T1", "2.1.1-T2",
    ]  # fmt: skip


def test_goals_without_units_are_tasks_that_hold_their_targets(published_plan: Plan) -> None:
    goal = Reading.objects.get(row__code="1-T1")
    assert goal.parent is not None and goal.parent.code == "1"
    assert (goal.value, goal.comparator, goal.strength) == (Decimal(8), "about", "strive")
    assert not Responsibility.objects.filter(row__code="1").exists()


def test_the_chain_agrees_with_all_that_was_published(published_plan: Plan) -> None:
    assert list(verify()) == []
