"""What a bulk act would change, and that a suggestion stays one until the office confirms it."""

from __future__ import annotations

import pytest

from gongjin.audit.errors import Invalid
from gongjin.ledger.actions.previewed import digest, seal, unseal
from gongjin.ledger.models import DivisionEntry, Plan, RowKind
from gongjin.ledger.queries.division import division_rows, units_to_add
from gongjin.ledger.queries.division_proposals import (
    Proposal,
    Step,
    give_part,
    propose,
    set_value,
    take_over_plan,
    take_suggestion,
)
from gongjin.ledger.queries.plans import current_version
from gongjin.ledger.tests.divided import key, lacking, part, settle, state, tasks
from gongjin.people.models import Unit

pytestmark = pytest.mark.django_db


def proposed(plan: Plan, *steps: Step, keys: list[str] | None = None) -> Proposal:
    version = current_version(plan)
    assert version is not None
    return propose(version, keys, list(units_to_add(plan)), steps)


def task_named(plan: Plan, title: str) -> str:
    version = current_version(plan)
    assert version is not None
    return next(row.code for row in division_rows(version) if row.is_task and row.reading.title == title)


def test_taking_over_the_plan_gives_its_units_their_parts(published_plan: Plan) -> None:
    proposal = proposed(published_plan, take_over_plan)
    settle(published_plan, *proposal.changes)
    school = task_named(published_plan, "提升乡村教育")
    entries = {(unit, part) for code, unit, part in state(published_plan)[0] if code == school}
    assert entries == {("县教育局", "sums_up"), ("县财政局", "cooperates")}
    assert proposal.set == len(proposal.changes) == DivisionEntry.objects.count()


def test_a_lead_that_the_plan_does_not_name_is_not_made_up(published_plan: Plan) -> None:
    settle(published_plan, *proposed(published_plan, take_over_plan).changes)
    water = task_named(published_plan, "改善农村供水")
    assert {part for code, _unit, part in state(published_plan)[0] if code == water} == {"does"}
    assert water in set(lacking(published_plan))


def test_taking_over_leaves_what_the_office_set(published_plan: Plan, units: dict[str, Unit]) -> None:
    school = task_named(published_plan, "提升乡村教育")
    settle(
        published_plan,
        part(published_plan, school, units["县教育局"], "cooperates"),
        part(published_plan, school, units["县水利局"], "sums_up"),
    )
    settle(published_plan, *proposed(published_plan, take_over_plan).changes)
    entries = {(unit, part) for code, unit, part in state(published_plan)[0] if code == school}
    assert entries == {("县教育局", "cooperates"), ("县水利局", "sums_up"), ("县财政局", "cooperates")}


def test_taking_over_twice_changes_nothing(published_plan: Plan) -> None:
    settle(published_plan, *proposed(published_plan, take_over_plan).changes)
    again = proposed(published_plan, take_over_plan)
    assert again.changes == []
    assert again.same > 0


def test_the_first_listed_is_a_suggestion_and_nothing_more(published_plan: Plan) -> None:
    version = current_version(published_plan)
    assert version is not None
    suggested = {row.reading.title: row.suggested for row in division_rows(version) if row.is_task}
    assert suggested["改善农村供水"] is not None and suggested["改善农村供水"][1] == "first"
    assert suggested["提升乡村教育"] is not None and suggested["提升乡村教育"][1] == "lead"
    assert not DivisionEntry.objects.exists()


def test_confirming_the_suggestions_is_one_set_of_changes(published_plan: Plan) -> None:
    proposal = proposed(published_plan, take_suggestion)
    settle(published_plan, *proposal.changes)
    # Two chapters name nobody: there is nobody to suggest, and they lack nobody.
    assert proposal.set == 3
    assert lacking(published_plan) == []
    assert {part for _code, _unit, part in state(published_plan)[0]} == {"sums_up"}


def test_a_bulk_part_counts_what_is_new_replaced_same_and_skipped(published_plan: Plan, units: dict[str, Unit]) -> None:
    first, second, third = tasks(published_plan)[:3]
    water, money = units["县水利局"], units["县财政局"]
    settle(
        published_plan,
        part(published_plan, first, water, "sums_up"),
        part(published_plan, second, money, "sums_up"),
        part(published_plan, third, water, "does"),
    )
    others = list(published_plan.rows.exclude(kind=RowKind.TASK).values_list("code", flat=True))
    keys = [key(published_plan, code) for code in (first, second, third, *others)]
    proposal = proposed(published_plan, give_part(water, "sums_up"), keys=keys)
    assert (proposal.same, proposal.set, proposal.replaced, proposal.moved) == (1, 1, 1, 1)
    assert proposal.skipped == len(others)
    settle(published_plan, *proposal.changes)
    assert state(published_plan)[0] == {
        (first, "县水利局", "sums_up"),
        (second, "县水利局", "sums_up"),
        (second, "县财政局", "does"),
        (third, "县水利局", "sums_up"),
    }


def test_a_bulk_date_is_set_for_the_chosen_rows_alone(published_plan: Plan) -> None:
    first, second, *_rest = tasks(published_plan)
    keys = [key(published_plan, first), key(published_plan, second)]
    settle(published_plan, *proposed(published_plan, set_value("due", "2024年9月30日"), keys=keys).changes)
    assert {(code, due) for code, due, _cadence, _note in state(published_plan)[1]} == {
        (first, "2024-09-30"),
        (second, "2024-09-30"),
    }


def test_a_bulk_date_that_is_none_is_refused(published_plan: Plan) -> None:
    with pytest.raises(Invalid, match="不存在"):
        proposed(published_plan, set_value("due", "2024-06-31"))


def test_a_sealed_preview_comes_back_whole_and_for_its_author_alone(published_plan: Plan) -> None:
    changes = tuple(proposed(published_plan, take_over_plan).changes)
    sealed = seal(changes, purpose="division", plan="p", actor="a")
    assert unseal(sealed, purpose="division", plan="p", actor="a") == changes
    for purpose, plan, actor in (("other", "p", "a"), ("division", "q", "a"), ("division", "p", "b")):
        with pytest.raises(Invalid, match="预览已失效"):
            unseal(sealed, purpose=purpose, plan=plan, actor=actor)
    with pytest.raises(Invalid, match="预览已失效"):
        unseal(sealed[:-2] + "xx", purpose="division", plan="p", actor="a")


def test_the_digest_of_a_preview_changes_with_any_change(published_plan: Plan) -> None:
    changes = proposed(published_plan, take_over_plan).changes
    assert digest(changes) == digest(list(changes))
    assert len({digest(changes), digest(changes[1:]), digest([changes[0].undone(), *changes[1:]])}) == 3
