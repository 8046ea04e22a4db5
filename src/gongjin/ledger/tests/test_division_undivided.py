"""Tasks that nobody answers for: they lack nobody who sums up, and the office may leave them undivided (不分工)."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from gongjin.audit.actions import run
from gongjin.audit.errors import Conflict, Invalid, NotAllowed
from gongjin.audit.verify import verify
from gongjin.compiler.plan import CompiledPlan
from gongjin.ledger.actions.division import FixDivision
from gongjin.ledger.actions.previewed import undone
from gongjin.ledger.models import Plan, RowInDivision
from gongjin.ledger.queries.division import units_to_add
from gongjin.ledger.queries.division_proposals import Proposal, divide_again, give_part, leave_undivided, propose
from gongjin.ledger.queries.export import as_data
from gongjin.ledger.queries.plans import current_version
from gongjin.ledger.sheets.division import division_sheet
from gongjin.ledger.sheets.read_back import read_back
from gongjin.ledger.tests import factory
from gongjin.ledger.tests.divided import (
    SYSTEM,
    division,
    edited,
    gaps,
    key,
    lacking,
    part,
    settle,
    state,
    typed,
    unanswered,
    undivided,
    value,
)
from gongjin.people.actors import actor_of
from gongjin.people.models import Jurisdiction, Unit, User

pytestmark = pytest.mark.django_db

GOALS, SAFEGUARDS, WATER = "1", "3", "2.1.1"


def proposed(plan: Plan, codes: list[str] | None = None) -> Proposal:
    version = current_version(plan)
    assert version is not None
    keys = None if codes is None else [key(plan, code) for code in codes]
    step = leave_undivided(gaps(plan).unanswered_rows)
    return propose(version, keys, list(units_to_add(plan)), [step])


def test_chapters_of_goals_and_safeguards_lack_nobody(published_plan: Plan) -> None:
    assert unanswered(published_plan) == [GOALS, SAFEGUARDS]
    assert lacking(published_plan) == ["2.1.1", "2.1.2", "2.2.1"]


def _plan(*, unit: str = "", below: bool = False) -> CompiledPlan:
    c = factory.Composer()
    top = c.section("一、", "总体要求", rest="。完善统筹推进机制。")
    c.measure("完善统筹推进机制")
    if below:
        c.section("（一）", "健全例会制度", top, task=True, rest="。每季度会商一次。")
        c.measure("每季度会商一次")
    if unit:
        c.line(f"由{unit}负责。")
        c.units(unit)
    return c.compiled()


def test_a_task_is_answered_for_by_a_unit_that_a_row_below_it_has(
    jurisdiction: Jurisdiction, units: dict[str, Unit]
) -> None:
    plan = factory.published(jurisdiction, _plan())
    assert (unanswered(plan), lacking(plan)) == (["1"], [])
    settle(plan, part(plan, "1-M1", units["县水利局"], "does"))
    assert (unanswered(plan), lacking(plan)) == ([], ["1"])


def test_a_task_whose_unit_the_plan_names_lacks_who_sums_up(jurisdiction: Jurisdiction, units: dict[str, Unit]) -> None:
    plan = factory.published(jurisdiction, _plan(unit="县水利局"))
    assert (unanswered(plan), lacking(plan)) == ([], ["1"])


def test_a_task_that_holds_another_task_lacks_who_sums_up(jurisdiction: Jurisdiction, units: dict[str, Unit]) -> None:
    plan = factory.published(jurisdiction, _plan(below=True))
    assert (unanswered(plan), lacking(plan)) == (["1.1"], ["1"])


def test_a_target_deep_inside_counts_too(published_plan: Plan, units: dict[str, Unit]) -> None:
    settle(published_plan, part(published_plan, f"{GOALS}-T1", units["县农业农村局"], "does"))
    assert GOALS in lacking(published_plan) and unanswered(published_plan) == [SAFEGUARDS]


def test_such_chapters_are_proposed_with_counts_and_nothing_else_is(published_plan: Plan) -> None:
    before = state(published_plan)
    proposal = proposed(published_plan)
    assert [change.row for change in proposal.changes] == [key(published_plan, code) for code in (GOALS, SAFEGUARDS)]
    assert (proposal.set, proposal.row_count, proposal.same) == (2, 2, 0)
    assert state(published_plan) == before and not RowInDivision.objects.exists()
    assert proposed(published_plan, [WATER, GOALS]).skipped == 1


def test_marking_them_is_one_act_that_can_be_taken_back(published_plan: Plan) -> None:
    changes = tuple(proposed(published_plan).changes)
    settle(published_plan, *changes)
    assert (unanswered(published_plan), len(gaps(published_plan).standing.undivided)) == ([], 2)
    assert proposed(published_plan).same == 2
    settle(published_plan, *undone(changes))
    assert unanswered(published_plan) == [GOALS, SAFEGUARDS]
    assert list(verify()) == []


def test_they_do_not_hold_up_fixing_the_division(published_plan: Plan, units: dict[str, Unit]) -> None:
    settle(
        published_plan, *(part(published_plan, code, units["县水利局"], "sums_up") for code in lacking(published_plan))
    )
    run(FixDivision(), actor=SYSTEM, on=division(published_plan))
    assert division(published_plan).state == "fixed"


@pytest.mark.parametrize("code", [WATER, f"{GOALS}-T1"])
def test_a_task_with_units_and_what_is_no_task_are_not_left_undivided(published_plan: Plan, code: str) -> None:
    with pytest.raises(Invalid, match=r"不能标为不分工|不是任务"):
        settle(published_plan, undivided(published_plan, code))
    assert not RowInDivision.objects.exists()


def test_a_mark_that_is_none_is_refused(published_plan: Plan) -> None:
    with pytest.raises(Invalid, match="不是分工"):
        settle(published_plan, undivided(published_plan, GOALS, "maybe"))


def test_a_task_left_undivided_gets_no_unit_until_that_is_taken_back(
    published_plan: Plan, units: dict[str, Unit]
) -> None:
    settle(published_plan, undivided(published_plan, GOALS))
    with pytest.raises(Invalid, match="先取消不分工"):
        settle(published_plan, part(published_plan, GOALS, units["县水利局"], "sums_up"))
    settle(published_plan, value(published_plan, GOALS, "note", "由总牵头单位掌握"))
    settle(published_plan, undivided(published_plan, GOALS, "", was="yes"))
    settle(published_plan, part(published_plan, GOALS, units["县水利局"], "sums_up"))
    assert list(verify()) == []


def test_a_task_with_a_unit_of_the_offices_is_not_left_undivided(published_plan: Plan, units: dict[str, Unit]) -> None:
    settle(published_plan, part(published_plan, GOALS, units["县水利局"], "does"))
    with pytest.raises(Invalid, match="先清除已填的单位"):
        settle(published_plan, undivided(published_plan, GOALS))


def test_two_who_mark_the_same_task_do_not_undo_each_other(published_plan: Plan) -> None:
    settle(published_plan, undivided(published_plan, GOALS))
    settle(published_plan, undivided(published_plan, GOALS, "", was="yes"))
    with pytest.raises(Conflict, match="刚被他人修改过"):
        settle(published_plan, undivided(published_plan, GOALS, "yes", was="yes"))


def test_who_is_not_the_office_marks_nothing(published_plan: Plan, admin_user: User) -> None:
    with pytest.raises(NotAllowed):
        settle(published_plan, undivided(published_plan, GOALS), actor=actor_of(admin_user))
    assert not RowInDivision.objects.exists()


def test_bulk_parts_pass_over_it_and_it_is_divided_again_in_bulk(published_plan: Plan, units: dict[str, Unit]) -> None:
    settle(published_plan, *proposed(published_plan).changes)
    version = current_version(published_plan)
    assert version is not None
    keys = [key(published_plan, code) for code in (GOALS, WATER)]
    given = propose(version, keys, list(units_to_add(published_plan)), [give_part(units["县水利局"], "sums_up")])
    assert (len(given.changes), given.skipped) == (1, 1)
    again = propose(version, None, [], [divide_again])
    assert again.row_count == 2
    settle(published_plan, *again.changes)
    assert unanswered(published_plan) == [GOALS, SAFEGUARDS]


def test_a_unit_named_in_a_workbook_for_it_is_an_error_by_cell(published_plan: Plan) -> None:
    settle(published_plan, undivided(published_plan, GOALS))
    preview = read_back(published_plan, edited(division_sheet(published_plan), typed(GOALS, "县水利局", "承担")))
    assert [(error.code, error.column) for error in preview.errors] == [(GOALS, "县水利局")]
    assert "取消不分工" in preview.errors[0].message


def test_the_page_offers_it_with_a_preview_and_shows_it(
    published_plan: Plan, client: Client, office_user: User
) -> None:
    client.force_login(office_user)

    def address(name: str, *more: object) -> str:
        return reverse(f"ledger:{name}", args=[published_plan.public_id, *more])

    def send(name: str, body: object) -> str:
        return client.post(address(name), json.dumps(body), content_type="application/json").content.decode()

    page = client.get(address("division")).content.decode()
    assert 'data-take="undivided"' in page and "<b data-unanswered-count>2</b>" in page
    preview = send("division_preview", {"mode": "undivided", "rows": None})
    assert "应用 2 处改动" in preview and "不分工" in preview
    sealed = preview.split('data-sealed="')[1].split('"')[0]
    answer = json.loads(send("division_apply", {"sealed": sealed}))
    assert (answer["unanswered"], answer["lacking"]) == (0, 3)
    section = published_plan.versions.get().sections.get(number="1", parent=None)
    assert "不分工" in client.get(address("division_block", section.pk)).content.decode()
    assert "不分工" in client.get(address("division_print")).content.decode()
    row = reverse("ledger:row", args=[key(published_plan, GOALS)])
    assert "不分工" in client.get(row).content.decode()
    assert "取消不分工" in send("division_preview", {"mode": "divided", "rows": None})


def test_the_data_for_programs_says_so(published_plan: Plan) -> None:
    settle(published_plan, undivided(published_plan, GOALS))
    rows = as_data(published_plan)["rows"]
    assert isinstance(rows, list)
    assert [row["code"] for row in rows if isinstance(row, dict) and row["undivided"]] == [f"2024-{GOALS}"]
