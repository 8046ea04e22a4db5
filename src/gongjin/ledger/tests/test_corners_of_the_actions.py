"""What a single slip in the ledger's actions would break, and nothing else would show."""

from __future__ import annotations

import pytest

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid
from gongjin.audit.models import Record
from gongjin.ledger import review
from gongjin.ledger.actions.division import FixDivision
from gongjin.ledger.actions.publish import PublishVersion
from gongjin.ledger.actions.versions import AddVersion
from gongjin.ledger.models import DraftPairing, Plan, PlanVersion, Reading, Row
from gongjin.ledger.tests import factory
from gongjin.ledger.tests.divided import SYSTEM, division, lacking, part, settle, state, value
from gongjin.people.models import Jurisdiction, Unit

pytestmark = pytest.mark.django_db

ALL = ("kept", "reworded", "split", "merged", "dropped", "new")


def next_version(plan: Plan, *, hospital: bool, schools: bool) -> PlanVersion:
    """A second version, all of it reviewed and its matches confirmed as proposed."""
    compiled = factory.small_plan(pipes="42", hospital=hospital, schools=schools)
    run(AddVersion("第二版.txt", compiled.text.encode(), compiled=compiled), actor=SYSTEM, on=plan)
    version = factory.reviewed(plan.versions.get(state="review"))
    review.confirm_all(version, None, ALL)
    return version


def refused(version: PlanVersion, waiting: int) -> None:
    records = Record.objects.count()
    with pytest.raises(Invalid, match=f"还有 {waiting} 条与上一版的对应关系"):
        run(PublishVersion(), actor=SYSTEM, on=version)
    assert Record.objects.count() == records


def test_a_note_of_spaces_is_no_reason_to_fix_a_division(published_plan: Plan) -> None:
    assert lacking(published_plan)
    with pytest.raises(Invalid, match="写明原因"):
        run(FixDivision(note=" \u3000\n"), actor=SYSTEM, on=division(published_plan))
    assert division(published_plan).state == "open"


def test_a_row_that_no_match_speaks_of_stops_publishing(published_plan: Plan) -> None:
    version = next_version(published_plan, hospital=False, schools=False)
    gone = version.pairings.get(row__code="2.1.2")
    assert gone.kind == "dropped"
    gone.delete()
    refused(version, 1)
    assert Row.objects.get(plan=published_plan, code="2.1.2").state == "current"


def test_a_new_row_that_no_match_speaks_of_stops_publishing(published_plan: Plan) -> None:
    version = next_version(published_plan, hospital=True, schools=True)
    DraftPairing.objects.filter(version=version, kind="new", draft__kind="section").delete()
    refused(version, 1)
    assert not Reading.objects.filter(version=version).exists()


@pytest.mark.parametrize("best", ["提升乡村教育", "改善基层医疗"])
def test_the_best_part_of_a_split_goes_on_as_the_row(published_plan: Plan, best: str) -> None:
    version = next_version(published_plan, hospital=True, schools=True)
    old = published_plan.rows.get(code="2.1.2")
    titles = ("提升乡村教育", "改善基层医疗")
    drafts = [draft for draft in version.drafts.filter(kind="section") if draft.values["title"] in titles]
    present = version.pairings.filter(row=old) | version.pairings.filter(draft__in=drafts)
    review.set_pairing(version, None, "split", [old], drafts, {p.pk: p.revision for p in present})
    for draft in drafts:
        version.pairings.filter(draft=draft).update(score=0.9 if draft.values["title"] == best else 0.4)
    review.confirm_all(version, None, ALL)
    run(PublishVersion(), actor=SYSTEM, on=version)
    assert Reading.objects.get(version=version, row=old).title == best


def test_a_dropped_row_gets_no_unit_and_no_date(published_plan: Plan, units: dict[str, Unit]) -> None:
    run(PublishVersion(), actor=SYSTEM, on=next_version(published_plan, hospital=False, schools=False))
    assert Row.objects.get(plan=published_plan, code="2.1.2").state == "dropped"
    before = state(published_plan)
    for change in (
        part(published_plan, "2.1.2", units["县教育局"], "sums_up"),
        value(published_plan, "2.1.2", "due", "2024-12-31"),
    ):
        with pytest.raises(Invalid, match=r"2\.1\.2 已不在现行方案"):
            settle(published_plan, change)
    assert state(published_plan) == before


def test_a_row_of_another_plan_is_not_settled_with_this_ones_division(
    published_plan: Plan, jurisdiction: Jurisdiction, units: dict[str, Unit]
) -> None:
    other = factory.published(jurisdiction, factory.large_plan(2))
    before = (state(published_plan), state(other))
    code = other.rows.filter(kind="task").values_list("code", flat=True)[0]
    with pytest.raises(Invalid, match="已不在现行方案"):
        settle(published_plan, part(other, code, units["县水利局"], "does"))
    assert (state(published_plan), state(other)) == before


def test_a_unit_of_another_county_gets_no_part(published_plan: Plan) -> None:
    neighbour = factory.enter_units(factory.found("清源县", "990002"), "县水利局")["县水利局"]
    code = lacking(published_plan)[0]
    with pytest.raises(Invalid, match="不在名录"):
        settle(published_plan, part(published_plan, code, neighbour, "does"))
    assert state(published_plan)[0] == set()
