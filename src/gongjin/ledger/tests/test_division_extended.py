"""A version that adds rows to a fixed division: what was fixed stays, the new rows are open, and pages say so."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid, NotAllowed, WrongState
from gongjin.audit.verify import verify
from gongjin.compiler.plan import CompiledPlan
from gongjin.ledger import review
from gongjin.ledger.actions.division import FixDivision, ReopenDivision
from gongjin.ledger.actions.publish import PublishVersion
from gongjin.ledger.actions.values import SettleValues
from gongjin.ledger.actions.versions import AddVersion
from gongjin.ledger.models import OfficeValues, Plan, RowInDivision
from gongjin.ledger.queries.division import units_to_add
from gongjin.ledger.queries.division_gaps import standing_of
from gongjin.ledger.queries.division_proposals import propose, set_value, take_over_plan
from gongjin.ledger.queries.plans import current_version
from gongjin.ledger.sheets.division import division_sheet
from gongjin.ledger.sheets.read_back import read_back
from gongjin.ledger.sheets.task_list import task_list
from gongjin.ledger.tests import factory
from gongjin.ledger.tests.divided import (
    SYSTEM,
    all_of,
    division,
    edited,
    everyone_sums_up,
    lacking,
    opened,
    part,
    settle,
    state,
    typed,
    value,
)
from gongjin.people.actors import actor_of
from gongjin.people.models import Unit, User

pytestmark = pytest.mark.django_db

STAYED, NEW = "2.1.1", "2.1.3"
ALL = ("kept", "reworded", "split", "merged", "dropped", "new")
JSON = {"Accept": "application/json"}
DUE = "完成时限\n（专班确定）"


def next_version(plan: Plan, compiled: CompiledPlan) -> None:
    run(AddVersion("下一版.txt", compiled.text.encode(), compiled=compiled), actor=SYSTEM, on=plan)
    version = factory.reviewed(plan.versions.get(state="review"))
    review.confirm_all(version, None, ALL)
    run(PublishVersion(), actor=SYSTEM, on=version)
    plan.refresh_from_db()


@pytest.fixture
def plan(published_plan: Plan, units: dict[str, Unit]) -> Plan:
    """A plan whose division is fixed, one task of it settled in full."""
    everyone_sums_up(published_plan, units["县水利局"])
    settle(published_plan, value(published_plan, STAYED, "due", "2024-06-30"))
    run(FixDivision(), actor=SYSTEM, on=division(published_plan))
    return published_plan


@pytest.fixture
def extended(plan: Plan) -> Plan:
    """The same after a version that adds a task with a measure and a target."""
    next_version(plan, factory.small_plan(hospital=True))
    return plan


def codes(plan: Plan, found: frozenset[int]) -> list[str]:
    return sorted(plan.rows.filter(pk__in=found).values_list("code", flat=True))


def test_rows_that_stayed_keep_what_was_settled_and_the_new_ones_are_open(plan: Plan) -> None:
    before = state(plan)
    next_version(plan, factory.small_plan(hospital=True))
    assert state(plan)[:2] == before[:2]
    assert division(plan).state == "extended"
    assert codes(plan, standing_of(plan.pk).added) == [NEW, f"{NEW}-M1", f"{NEW}-T1"]
    assert standing_of(plan.pk).words == "已确定，3 条新增待分工"
    assert lacking(plan) == [NEW]
    assert list(verify()) == []


def test_a_version_without_new_rows_leaves_it_fixed(plan: Plan) -> None:
    next_version(plan, factory.small_plan(pipes="42"))
    assert division(plan).state == "fixed"
    assert not RowInDivision.objects.exists()


def test_an_open_division_stays_open_for_all_of_its_rows(published_plan: Plan) -> None:
    next_version(published_plan, factory.small_plan(hospital=True))
    assert (division(published_plan).state, RowInDivision.objects.exists()) == ("open", False)


def test_new_rows_are_settled_without_opening_it_again(extended: Plan, units: dict[str, Unit]) -> None:
    settle(
        extended,
        part(extended, NEW, units["县财政局"], "sums_up"),
        value(extended, NEW, "due", "2024-12-31"),
    )
    assert lacking(extended) == []
    assert division(extended).state == "extended"


def test_what_was_fixed_is_not_changed_with_the_new_rows(extended: Plan, units: dict[str, Unit]) -> None:
    before = state(extended)
    with pytest.raises(WrongState, match=f"{STAYED} 的分工已确定"):
        settle(
            extended,
            part(extended, NEW, units["县财政局"], "sums_up"),
            part(extended, STAYED, units["县财政局"], "does"),
        )
    with pytest.raises(WrongState, match="重新打开"):
        settle(extended, value(extended, STAYED, "due", "", was="2024-06-30"))
    assert state(extended) == before
    assert list(verify()) == []


def test_dates_in_the_list_of_rows_follow_the_same_rule(extended: Plan) -> None:
    with pytest.raises(WrongState, match="重新打开"):
        run(SettleValues({"due": "2024-11-30"}), actor=SYSTEM, on=extended.rows.get(code=STAYED))
    run(SettleValues({"due": "2024-11-30"}), actor=SYSTEM, on=extended.rows.get(code=NEW))
    assert OfficeValues.objects.get(row__code=NEW).due.isoformat() == "2024-11-30"  # type: ignore[union-attr]


def test_it_is_fixed_again_with_the_new_rows_and_asks_of_them_alone(extended: Plan, units: dict[str, Unit]) -> None:
    with pytest.raises(Invalid) as refused:
        run(FixDivision(), actor=SYSTEM, on=division(extended))
    assert "还有 1 项任务" in refused.value.message and NEW in refused.value.message
    settle(extended, part(extended, NEW, units["县财政局"], "sums_up"))
    run(FixDivision(), actor=SYSTEM, on=division(extended))
    assert division(extended).state == "fixed"
    assert not standing_of(extended.pk).added
    with pytest.raises(WrongState):
        settle(extended, part(extended, NEW, units["县水利局"], "does"))
    assert list(verify()) == []


def test_opening_it_again_opens_every_row(extended: Plan, units: dict[str, Unit]) -> None:
    run(ReopenDivision("机构职能调整"), actor=SYSTEM, on=division(extended))
    assert (division(extended).state, standing_of(extended.pk).added) == ("open", frozenset())
    settle(extended, part(extended, STAYED, units["县财政局"], "does"))
    assert list(verify()) == []


def test_when_the_new_rows_are_gone_again_it_is_fixed_as_before(extended: Plan) -> None:
    next_version(extended, factory.small_plan(pipes="42"))
    assert division(extended).state == "fixed"
    assert standing_of(extended.pk).words == "已确定"
    assert list(verify()) == []


def test_who_is_not_the_office_settles_no_new_row(extended: Plan, units: dict[str, Unit], admin_user: User) -> None:
    with pytest.raises(NotAllowed):
        settle(extended, part(extended, NEW, units["县财政局"], "does"), actor=actor_of(admin_user))


def test_bulk_acts_pass_over_what_is_fixed_and_say_so(extended: Plan) -> None:
    version = current_version(extended)
    assert version is not None
    proposal = propose(version, None, list(units_to_add(extended)), [take_over_plan, set_value("due", "2024-12-31")])
    assert {row.code for row in proposal.rows.values()} == {NEW, f"{NEW}-M1", f"{NEW}-T1"}
    assert proposal.closed == extended.rows.filter(state="current").count() - 3
    settle(extended, *proposal.changes)


def test_a_workbook_changes_new_rows_and_names_cells_of_fixed_ones(extended: Plan, units: dict[str, Unit]) -> None:
    preview = read_back(extended, edited(division_sheet(extended), typed(NEW, "县财政局", "汇总")))
    assert (preview.errors, preview.changes) == ((), (part(extended, NEW, units["县财政局"], "sums_up"),))
    both = all_of([typed(NEW, DUE, "2024-12-31"), typed(STAYED, DUE, "2024-12-31")])
    preview = read_back(extended, edited(task_list(extended), both))
    assert [(error.code, error.column) for error in preview.errors] == [(STAYED, "完成时限（专班确定）")]
    assert "分工已确定" in preview.errors[0].message
    assert [change.code for change in preview.shown] == [NEW]  # what cannot be applied is not among the changes
    assert "已确定，3 条新增待分工" in str(opened(task_list(extended))["A2"].value)


def test_the_page_says_how_many_are_new_and_edits_those_alone(
    extended: Plan, client: Client, office_user: User
) -> None:
    client.force_login(office_user)
    text = client.get(reverse("ledger:division", args=[extended.public_id])).content.decode()
    assert "已确定，3 条新增待分工" in text
    assert 'data-open="dv-fix"' in text and 'data-open="dv-reopen"' in text
    section = extended.versions.get(state="published").sections.get(number="2", parent=None)
    rows = client.get(reverse("ledger:division_block", args=[extended.public_id, section.pk])).content.decode()
    assert rows.count("data-closed") == rows.count("data-row=") - 3
    assert rows.count("dv-added") == rows.count("data-check ") == 3
    assert (
        "已确定，3 条新增待分工"
        in client.get(reverse("ledger:division_print", args=[extended.public_id])).content.decode()
    )


def test_the_desk_asks_for_the_new_rows(extended: Plan, client: Client, office_user: User) -> None:
    client.force_login(office_user)
    text = client.get(reverse("ledger:desk")).content.decode()
    assert "3 条新增待分工" in text


def test_a_fixed_cell_sent_from_an_old_page_is_refused_in_words(
    extended: Plan, units: dict[str, Unit], client: Client, office_user: User
) -> None:
    client.force_login(office_user)
    changes = [list(part(extended, STAYED, units["县财政局"], "does"))]
    url = reverse("ledger:division_settle", args=[extended.public_id])
    answer = client.post(url, json.dumps({"changes": changes}), content_type="application/json", headers=JSON)
    assert answer.status_code == 409
    assert "分工已确定" in json.loads(answer.content)["message"]
