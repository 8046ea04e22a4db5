"""A date that the review shows at a target is still there once the plan is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongjin.audit.actions import run
from gongjin.ledger.actions.plans import ImportPlan
from gongjin.ledger.actions.publish import PublishVersion
from gongjin.ledger.models import Deadline, Plan, PlanVersion, Reading
from gongjin.ledger.queries.lines import Line, assemble
from gongjin.ledger.review import correct
from gongjin.ledger.tests import factory
from gongjin.people.models import Jurisdiction, Unit, User

EXAMPLES = Path(__file__).parents[4] / "examples"


def line(plan: Plan, code: str) -> Line:
    """The line of the list that a row has."""
    found = Reading.objects.filter(row__plan=plan, row__code=code).select_related("row__plan", "section")
    return assemble(list(found))[0]


def test_a_target_is_due_when_its_measure_is(published_plan: Plan) -> None:
    due = line(published_plan, "2.1.2-T1").due
    assert (due.text, due.origin, due.plan) == ("2024-12", "plan", "2024年12月底前")


def test_a_target_of_another_measure_has_no_date(published_plan: Plan) -> None:
    assert line(published_plan, "2.1.1-T1").due.missing


@pytest.mark.parametrize(
    ("period", "starts", "date"), [("2024-10-31", "", "2024-10-31"), ("2023/2024-06", "2023", "2024-06")]
)
def test_a_period_that_a_reviewer_typed_is_the_offices_date(
    version_in_review: PlanVersion, office_user: User, period: str, starts: str, date: str
) -> None:
    target = version_in_review.drafts.get(kind="target", values__metric="新建水厂")
    correct(version_in_review, office_user, target.public_id, target.revision, {"period": period})
    run(PublishVersion(), actor=factory.SYSTEM, on=factory.reviewed(version_in_review))
    stated = Deadline.objects.get(row__code="2.1.1-T1")
    assert (stated.starts, stated.date, stated.origin) == (starts, date, "office")


def test_the_example_keeps_the_dates_and_the_cadence_of_its_targets(
    jurisdiction: Jurisdiction, units: dict[str, Unit]
) -> None:
    file = next(EXAMPLES.glob("*今冬明春*.txt"))
    plan = run(ImportPlan(jurisdiction, file.name, file.read_bytes()), actor=factory.SYSTEM)
    version = plan.versions.get()
    shown = {
        draft.values["metric"]: draft.values["period"] for draft in version.drafts.filter(kind="target")
    }  # fmt: skip
    run(PublishVersion(), actor=factory.SYSTEM, on=factory.reviewed(version))
    plan.refresh_from_db()
    readings = Reading.objects.filter(row__plan=plan, row__kind="target").select_related("row__plan", "section")
    published = {item.reading.title: item for item in assemble(list(readings))}
    assert {"2026-04-30"} == {published[metric].due.text for metric, period in shown.items() if period}
    assert published["抽检合格率"].cadence.text == "每月"
