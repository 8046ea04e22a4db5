"""Settling the names of a version."""

from __future__ import annotations

import pytest

from gongjin.audit.actions import run
from gongjin.audit.errors import Conflict, Invalid
from gongjin.ledger import review
from gongjin.ledger.actions.publish import PublishVersion
from gongjin.ledger.models import PlanVersion, Responsibility
from gongjin.ledger.queries.names import names, times_written
from gongjin.ledger.tests import factory
from gongjin.people.models import Jurisdiction, Unit, UnitAlias, User


def test_a_name_is_settled_to_a_unit_a_new_one_or_none(
    version_in_review: PlanVersion, office_user: User, units: dict[str, Unit]
) -> None:
    for choice, status, unit in (
        (units["县教育局"], "matched", units["县教育局"]), ("new", "new", None), ("aside", "aside", None),
    ):  # fmt: skip
        name = review.confirm_name(version_in_review, office_user, "县住建局", choice)
        assert (name.status, name.unit) == (status, unit)


def test_settling_changes_nothing_in_the_directory_before_publishing(
    version_in_review: PlanVersion, office_user: User, units: dict[str, Unit]
) -> None:
    before = Unit.objects.count()
    review.confirm_name(version_in_review, office_user, "县住建局", units["县住房和城乡建设局"])
    review.confirm_name(version_in_review, office_user, "县科工信局", "new")
    assert (Unit.objects.count(), UnitAlias.objects.count()) == (before, 0)


def test_a_unit_that_exists_is_not_entered_again(version_in_review: PlanVersion, office_user: User) -> None:
    with pytest.raises(Invalid, match="已在名录中"):
        review.confirm_name(version_in_review, office_user, "县水利局", "new")


def test_a_unit_of_another_county_is_refused(version_in_review: PlanVersion, office_user: User) -> None:
    neighbour = factory.found("清源县", "990002")
    unit = factory.enter_units(neighbour, "县水利局")["县水利局"]
    with pytest.raises(Invalid, match="不在本辖区"):
        review.confirm_name(version_in_review, office_user, "县水利局", unit)


@pytest.mark.parametrize("choice", ["", "old", "县水利局"])
def test_another_choice_is_refused(version_in_review: PlanVersion, office_user: User, choice: str) -> None:
    with pytest.raises(Invalid) as refusal:
        review.confirm_name(version_in_review, office_user, "县住建局", choice)
    assert refusal.value.field == "unit"
    assert version_in_review.names.get(written="县住建局").status == "open"


def test_a_name_that_is_gone_is_a_conflict(version_in_review: PlanVersion, office_user: User) -> None:
    with pytest.raises(Conflict):
        review.confirm_name(version_in_review, office_user, "县气象局", "new")


def test_all_likely_proposals_are_settled_at_once_and_counted(
    version_in_review: PlanVersion, office_user: User
) -> None:
    assert review.confirm_suggested(version_in_review, office_user, 0.85) == 3
    assert not any(name.status == "open" for name in names(version_in_review, times_written(version_in_review)))


def test_open_names_come_first(version_in_review: PlanVersion) -> None:
    statuses = [name.status for name in names(version_in_review, times_written(version_in_review))]
    assert statuses == sorted(statuses, key=lambda status: status != "open")


def test_two_reviewers_of_one_name_conflict(
    version_in_review: PlanVersion, office_user: User, second_office_user: User, units: dict[str, Unit]
) -> None:
    name = version_in_review.names.get(written="县住建局")
    seen = (name.status, name.unit_id)
    review.confirm_name(version_in_review, office_user, "县住建局", units["县教育局"], seen)
    with pytest.raises(Conflict, match="刚被其他核对人确认过"):
        review.confirm_name(version_in_review, second_office_user, "县住建局", "new", seen)
    name.refresh_from_db()
    assert name.unit == units["县教育局"]


def test_a_very_long_name_is_matched_but_neither_entered_nor_kept_as_another_name(
    jurisdiction: Jurisdiction, units: dict[str, Unit]
) -> None:
    long = f"县水利局{'及其下属各单位' * 14}"
    composer = factory.Composer()
    composer.section("一、", "修渠", task=True, rest=f"。修渠3公里。（{long}负责）")
    composer.units(long)
    _plan, version = factory.imported(jurisdiction, composer.compiled())
    review.accept_section(version, None, None)
    assert review.confirm_suggested(version, None, rest="new") == 0
    with pytest.raises(Invalid, match="最多 80 个字"):
        review.confirm_name(version, None, long, "new")
    review.confirm_name(version, None, long, units["县水利局"])
    run(PublishVersion(), actor=factory.SYSTEM, on=version)
    assert Responsibility.objects.get().unit == units["县水利局"]
    assert not UnitAlias.objects.exists()
