"""Steps of a review: accepting, correcting, removing, and taking them back."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from gongjin.audit.errors import Conflict, Invalid, NotAllowed, WrongState
from gongjin.audit.models import Record
from gongjin.ledger import review
from gongjin.ledger.models import DraftRow, DraftStep, Plan, PlanVersion
from gongjin.ledger.queries.review import counts
from gongjin.ledger.review.steps import FIELDS
from gongjin.people.models import User


def target(version: PlanVersion, metric: str) -> DraftRow:
    return next(row for row in version.drafts.filter(kind="target") if row.values["metric"] == metric)


def seen(*rows: DraftRow) -> dict[UUID, int]:
    return {row.public_id: row.revision for row in rows}


def everything(version: PlanVersion) -> dict[str, dict[str, object]]:
    return {str(row.public_id): {name: getattr(row, name) for name in FIELDS} for row in version.drafts.all()}


def test_accepting_counts_what_was_open(version_in_review: PlanVersion, office_user: User) -> None:
    rows = list(version_in_review.drafts.all()[:3])
    before = counts(version_in_review).open
    assert review.accept(version_in_review, office_user, seen(*rows)) == 3
    assert counts(version_in_review).open == before - 3
    assert {row.revision for row in version_in_review.drafts.filter(pk__in=[r.pk for r in rows])} == {2}


def test_a_review_leaves_no_record_in_the_chain(version_in_review: PlanVersion, office_user: User) -> None:
    records = Record.objects.count()
    review.accept_section(version_in_review, office_user, None)
    review.undo(version_in_review, office_user)
    assert Record.objects.count() == records


def test_a_section_is_accepted_with_all_below_it_above_a_confidence(
    version_in_review: PlanVersion, office_user: User
) -> None:
    part = next(row for row in version_in_review.drafts.filter(kind="section") if row.values["label"] == "（一）")
    count = review.accept_section(version_in_review, office_user, part.key, 0.9)
    accepted = version_in_review.drafts.filter(status="accepted")
    assert count == accepted.count() > 5
    below = {part.key} | {
        r.key for r in version_in_review.drafts.filter(kind="section") if r.values["parent"] == part.key
    }
    assert {row.section for row in accepted} == below
    assert [row.values["text"] for row in version_in_review.drafts.filter(section__in=below, status="open")] == [
        "加强水源地巡查管护"
    ]


def test_a_corrected_row_counts_as_checked(version_in_review: PlanVersion, office_user: User) -> None:
    row = target(version_in_review, "新建水厂")
    done = review.correct(version_in_review, office_user, row.public_id, row.revision, {"comparator": "ge"})
    assert (done.values["comparator"], done.status, done.origin) == ("ge", "accepted", "corrected")
    assert done.revision == row.revision + 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"value": "三五"}, "value"),
        ({"value": ""}, "value"),
        ({"value": "0.0000001"}, "value"),
        ({"metric": " "}, "metric"),
        ({"comparator": "more"}, "comparator"),
        ({"comparator": "range"}, "value2"),
        ({"value2": "9"}, "value2"),
        ({"measure": "nothing"}, "measure"),
        ({"colour": "red"}, "colour"),
        ({"quantity": [0, 5]}, "quantity"),
        ({"unit": "座" * 31}, "unit"),
    ],
)
def test_a_wrong_value_is_refused_at_its_field(
    version_in_review: PlanVersion, office_user: User, values: dict[str, object], field: str
) -> None:
    row, before = target(version_in_review, "新建水厂"), everything(version_in_review)
    with pytest.raises(Invalid) as refusal:
        review.correct(version_in_review, office_user, row.public_id, row.revision, values)
    assert refusal.value.field == field
    assert everything(version_in_review) == before
    assert not DraftStep.objects.exists()


def test_figures_are_read_as_people_type_them(version_in_review: PlanVersion, office_user: User) -> None:
    row = target(version_in_review, "新建水厂")
    done = review.correct(version_in_review, office_user, row.public_id, row.revision, {"value": " １.２万 "})
    assert done.values["value"] == "12000"


def test_what_the_words_do_not_say_is_noted_as_the_offices(version_in_review: PlanVersion, office_user: User) -> None:
    row = target(version_in_review, "改造供水管网")
    done = review.correct(version_in_review, office_user, row.public_id, 1, {"value": "40", "metric": "供水管网"})
    assert done.values["office"] == ["value"]
    done = review.correct(version_in_review, office_user, row.public_id, 2, {"period": "2025"})
    assert done.values["office"] == ["value", "period"]
    done = review.correct(version_in_review, office_user, row.public_id, 3, {"value": "35", "period": ""})
    assert "office" not in done.values


def test_undo_gives_back_exactly_what_was_and_redo_does_it_again(
    version_in_review: PlanVersion, office_user: User
) -> None:
    before = everything(version_in_review)
    row = target(version_in_review, "新建水厂")
    review.correct(version_in_review, office_user, row.public_id, row.revision, {"value": "3"})
    corrected = everything(version_in_review)
    measure = version_in_review.drafts.get(kind="measure", key=row.values["measure"])
    review.remove(version_in_review, office_user, seen(measure))
    removed = everything(version_in_review)
    assert target(version_in_review, "新建水厂").values["measure"] == ""
    assert [review.undo(version_in_review, office_user) for _ in range(2)] == ["删除", "更正"]
    assert everything(version_in_review) == before
    assert [review.redo(version_in_review, office_user) for _ in range(2)] == ["更正", "删除"]
    assert everything(version_in_review) == removed != corrected


def test_an_added_row_goes_with_undo_and_comes_back_with_redo(
    version_in_review: PlanVersion, office_user: User
) -> None:
    section = version_in_review.drafts.filter(kind="section").first()
    assert section is not None
    added = review.add(version_in_review, office_user, "measure", section.key, None, {"text": "每季度会商一次"})
    review.undo(version_in_review, office_user)
    assert not version_in_review.drafts.filter(public_id=added.public_id).exists()
    review.redo(version_in_review, office_user)
    assert version_in_review.drafts.get(public_id=added.public_id).values == added.values


def test_there_is_an_end_to_undo_and_redo(version_in_review: PlanVersion, office_user: User) -> None:
    with pytest.raises(WrongState, match="没有可以撤销"):
        review.undo(version_in_review, office_user)
    review.accept_section(version_in_review, office_user, None)
    with pytest.raises(WrongState, match="没有可以重做"):
        review.redo(version_in_review, office_user)


def test_a_new_step_ends_redo(version_in_review: PlanVersion, office_user: User) -> None:
    rows = list(version_in_review.drafts.all()[:2])
    review.accept(version_in_review, office_user, seen(rows[0]))
    review.undo(version_in_review, office_user)
    review.accept(version_in_review, office_user, seen(rows[1]))
    with pytest.raises(WrongState):
        review.redo(version_in_review, office_user)


def test_a_removed_row_is_kept_and_restored_to_be_checked(version_in_review: PlanVersion, office_user: User) -> None:
    row = target(version_in_review, "新建水厂")
    review.remove(version_in_review, office_user, seen(row))
    row.refresh_from_db()
    assert row.status == "removed"
    review.restore(version_in_review, office_user, seen(row))
    row.refresh_from_db()
    assert row.status == "open"


def test_a_section_is_not_removed_from_under_its_rows(version_in_review: PlanVersion, office_user: User) -> None:
    section = next(r for r in version_in_review.drafts.filter(kind="section") if r.values["title"] == "改善农村供水")
    with pytest.raises(Invalid, match="改善农村供水"):
        review.remove(version_in_review, office_user, seen(section))
    rows = list(version_in_review.drafts.filter(section=section.key))
    assert review.remove(version_in_review, office_user, seen(*rows)) == len(rows)


def test_a_row_without_words_of_the_plan_is_the_offices(version_in_review: PlanVersion, office_user: User) -> None:
    section = version_in_review.drafts.filter(kind="section").first()
    assert section is not None
    values = {"unit": "县财政局", "role": "lead"}
    added = review.add(version_in_review, office_user, "responsibility", section.key, None, values)
    assert added.values["office"] == ["unit"]
    start = version_in_review.text.index("县财政局")
    added = review.add(version_in_review, office_user, "responsibility", section.key, (start, start + 4), values)
    assert "office" not in added.values


def test_a_new_name_is_proposed_to_be_settled(version_in_review: PlanVersion, office_user: User) -> None:
    section = version_in_review.drafts.filter(kind="section").first()
    assert section is not None
    review.add(version_in_review, office_user, "responsibility", section.key, None, {"unit": "县文旅广体局"})
    name = version_in_review.names.get(written="县文旅广体局")
    assert name.unit is not None and (name.unit.name, name.status) == ("县文化旅游广电体育局", "open")


@pytest.mark.parametrize("span", [(-1, 3), (5, 3), (0, 10**7)])
def test_a_span_outside_the_document_is_refused(
    version_in_review: PlanVersion, office_user: User, span: tuple[int, int]
) -> None:
    section = version_in_review.drafts.filter(kind="section").first()
    assert section is not None
    with pytest.raises(Invalid) as refusal:
        review.add(version_in_review, office_user, "measure", section.key, span, {"text": "一件事"})
    assert refusal.value.field == "span"


def test_only_the_office_reviews(version_in_review: PlanVersion, admin_user: User) -> None:
    before = everything(version_in_review)
    with pytest.raises(NotAllowed):
        review.accept_section(version_in_review, admin_user, None)
    with pytest.raises(NotAllowed):
        review.confirm_name(version_in_review, admin_user, "县住建局", "new")
    with pytest.raises(NotAllowed):
        review.undo(version_in_review, admin_user)
    assert everything(version_in_review) == before


def test_a_published_version_is_not_reviewed_any_more(published_plan: Plan, office_user: User) -> None:
    version = published_plan.versions.get()
    row = version.drafts.first()
    assert row is not None
    with pytest.raises(WrongState, match="现行"):
        review.correct(version, office_user, row.public_id, row.revision, {})


def test_a_row_that_is_gone_is_a_conflict(version_in_review: PlanVersion, office_user: User) -> None:
    with pytest.raises(Conflict):
        review.accept(version_in_review, office_user, {uuid4(): 1})
