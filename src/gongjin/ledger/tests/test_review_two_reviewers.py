"""Two reviewers at once never overwrite each other."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from gongjin.audit.errors import Conflict
from gongjin.ledger import review
from gongjin.ledger.models import DraftRow, PlanVersion
from gongjin.ledger.tests import factory
from gongjin.people.models import User


def a_measure(version: PlanVersion) -> DraftRow:
    row = version.drafts.filter(kind="measure").first()
    assert row is not None
    return row


def test_the_second_to_correct_a_row_is_told_and_nothing_is_lost(
    version_in_review: PlanVersion, office_user: User, second_office_user: User
) -> None:
    row = a_measure(version_in_review)
    review.correct(version_in_review, office_user, row.public_id, row.revision, {"text": "第一个人写的"})
    with pytest.raises(Conflict, match="刚被其他核对人修改过"):
        review.correct(version_in_review, second_office_user, row.public_id, row.revision, {"text": "第二个人写的"})
    row.refresh_from_db()
    assert row.values["text"] == "第一个人写的"
    assert version_in_review.steps.count() == 1


@pytest.mark.parametrize("act", [review.accept, review.remove, review.restore, review.merge, review.reopen])
def test_every_act_on_rows_sees_the_conflict(
    version_in_review: PlanVersion, office_user: User, second_office_user: User, act: object
) -> None:
    row = a_measure(version_in_review)
    review.correct(version_in_review, office_user, row.public_id, row.revision, {"text": "改过的"})
    with pytest.raises(Conflict):
        act(version_in_review, second_office_user, {row.public_id: row.revision})  # type: ignore[operator]


def test_a_step_is_not_undone_over_somebody_elses(
    version_in_review: PlanVersion, office_user: User, second_office_user: User
) -> None:
    row = a_measure(version_in_review)
    review.correct(version_in_review, office_user, row.public_id, 1, {"text": "第一个人写的"})
    review.correct(version_in_review, second_office_user, row.public_id, 2, {"text": "第二个人写的"})
    with pytest.raises(Conflict, match="不能撤销"):
        review.undo(version_in_review, office_user)
    row.refresh_from_db()
    assert row.values["text"] == "第二个人写的"


def test_somebody_elses_steps_on_other_rows_do_not_stop_an_undo(
    version_in_review: PlanVersion, office_user: User, second_office_user: User
) -> None:
    first, second = list(version_in_review.drafts.filter(kind="measure")[:2])
    text = first.values["text"]
    review.correct(version_in_review, office_user, first.public_id, 1, {"text": "第一个人写的"})
    review.correct(version_in_review, second_office_user, second.public_id, 1, {"text": "第二个人写的"})
    review.undo(version_in_review, office_user)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.values["text"], second.values["text"]) == (text, "第二个人写的")


def test_a_step_is_not_done_again_over_somebody_elses(
    version_in_review: PlanVersion, office_user: User, second_office_user: User
) -> None:
    row = a_measure(version_in_review)
    review.correct(version_in_review, office_user, row.public_id, 1, {"text": "第一个人写的"})
    review.undo(version_in_review, office_user)
    row.refresh_from_db()
    review.correct(version_in_review, second_office_user, row.public_id, row.revision, {"text": "第二个人写的"})
    with pytest.raises(Conflict, match="不能重做"):
        review.redo(version_in_review, office_user)


@pytest.mark.django_db(transaction=True)
def test_of_ten_at_the_same_moment_one_is_taken() -> None:
    jurisdiction = factory.found()
    users = [factory.user(jurisdiction, f"office-{number}", "office") for number in range(10)]
    _plan, version = factory.imported(jurisdiction)
    row = a_measure(version)
    start = threading.Barrier(len(users))
    outcomes: list[str] = []

    def try_it(user: User) -> None:
        start.wait()
        try:
            review.correct(version, user, row.public_id, row.revision, {"text": user.username})
            outcomes.append(user.username)
        except Conflict:
            outcomes.append("")
        finally:
            connection.close()

    threads = [threading.Thread(target=try_it, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    row.refresh_from_db()
    assert len(outcomes) == 10
    assert [name for name in outcomes if name] == [row.values["text"]]
    assert row.revision == 2
