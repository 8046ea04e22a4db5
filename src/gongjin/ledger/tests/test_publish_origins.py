"""What a reviewer typed and the plan does not say never looks as if the plan had said it."""

from __future__ import annotations

from gongjin.audit.actions import run
from gongjin.ledger import review
from gongjin.ledger.actions.publish import PublishVersion
from gongjin.ledger.models import DraftRow, Origin, PlanVersion, Reading, Responsibility
from gongjin.ledger.tests import factory
from gongjin.people.models import User


def target(version: PlanVersion, metric: str) -> DraftRow:
    return next(row for row in version.drafts.filter(kind="target") if row.values["metric"] == metric)


def published(version: PlanVersion) -> None:
    run(PublishVersion(), actor=factory.SYSTEM, on=factory.reviewed(version))


def test_a_figure_that_the_plan_does_not_say_is_the_offices(version_in_review: PlanVersion, office_user: User) -> None:
    row = target(version_in_review, "改造供水管网")
    review.correct(version_in_review, office_user, row.public_id, row.revision, {"value": "40"})
    published(version_in_review)
    assert Reading.objects.get(row__code="2.1.1-T2").origin == Origin.OFFICE
    assert set(Reading.objects.exclude(row__code="2.1.1-T2").values_list("origin", flat=True)) == {Origin.PLAN}


def test_another_reading_of_the_same_words_stays_the_plans(version_in_review: PlanVersion, office_user: User) -> None:
    row = target(version_in_review, "改造供水管网")
    values = {"comparator": "ge", "metric": "供水管网", "strength": "ensure"}
    review.correct(version_in_review, office_user, row.public_id, row.revision, values)
    published(version_in_review)
    reading = Reading.objects.get(row__code="2.1.1-T2")
    assert (reading.origin, reading.comparator, reading.title) == (Origin.PLAN, "ge", "供水管网")


def test_a_unit_that_the_plan_does_not_name_is_the_offices(version_in_review: PlanVersion, office_user: User) -> None:
    section = next(r for r in version_in_review.drafts.filter(kind="section") if r.values["title"] == "改善农村供水")
    values = {"unit": "县农业农村局", "role": "cooperate"}
    review.add(version_in_review, office_user, "responsibility", section.key, None, values)
    published(version_in_review)
    added = Responsibility.objects.get(written="县农业农村局")
    assert (added.origin, added.row.code) == (Origin.OFFICE, "2.1.1")
    assert Responsibility.objects.filter(origin=Origin.OFFICE).count() == 1


def test_words_marked_in_the_document_are_the_plans(version_in_review: PlanVersion, office_user: User) -> None:
    section = next(r for r in version_in_review.drafts.filter(kind="section") if r.values["title"] == "培育工业企业")
    start = version_in_review.text.index("推动亩均税收持续提高")
    span = (start, start + len("推动亩均税收持续提高"))
    review.add(version_in_review, office_user, "measure", section.key, span, {})
    published(version_in_review)
    reading = Reading.objects.get(row__kind="measure", text="推动亩均税收持续提高")
    assert (reading.origin, reading.row.code) == (Origin.PLAN, "2.2.1-M2")
