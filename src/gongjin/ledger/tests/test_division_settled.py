"""Settling the division: many cells as one act, nothing overwritten unseen, nothing made up."""

from __future__ import annotations

import pytest

from gongjin.audit.actions import run
from gongjin.audit.errors import Conflict, Invalid, NotAllowed, WrongState
from gongjin.audit.models import Payload, Record
from gongjin.audit.verify import verify
from gongjin.ledger.actions.division import FixDivision
from gongjin.ledger.actions.previewed import Change, undone
from gongjin.ledger.models import DivisionEntry, OfficeValues, Plan, Row, RowKind
from gongjin.ledger.tests.divided import SYSTEM, division, key, part, settle, state, tasks, value
from gongjin.people.actions import ChangeUnit
from gongjin.people.actors import actor_of
from gongjin.people.models import Unit, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(published_plan: Plan) -> Plan:
    return published_plan


@pytest.fixture
def task(plan: Plan) -> str:
    return tasks(plan)[0]


def test_many_cells_and_values_are_one_act(plan: Plan, units: dict[str, Unit], task: str, office_user: User) -> None:
    before = Record.objects.count()
    settle(
        plan,
        part(plan, task, units["县水利局"], "sums_up"),
        part(plan, task, units["县财政局"], "cooperates"),
        value(plan, task, "due", "2024年10月31日"),
        value(plan, task, "cadence", "每月"),
        actor=actor_of(office_user),
    )
    entries, values, _state = state(plan)
    assert entries == {(task, "县水利局", "sums_up"), (task, "县财政局", "cooperates")}
    assert values == {(task, "2024-10-31", "monthly", "")}
    assert Record.objects.count() == before + 1
    assert list(verify()) == []


def test_the_record_says_what_was_and_what_is(plan: Plan, units: dict[str, Unit], task: str) -> None:
    settle(plan, part(plan, task, units["县水利局"], "does"))
    body = Payload.objects.order_by("-pk").values_list("body", flat=True).first()
    assert isinstance(body, dict)
    assert body["changes"] == [
        {"row": key(plan, task), "name": "part", "unit": str(units["县水利局"].public_id), "was": "", "now": "does"}
    ]


def test_clearing_a_cell_removes_it_and_the_chain_knows(plan: Plan, units: dict[str, Unit], task: str) -> None:
    settle(plan, part(plan, task, units["县水利局"], "does"))
    settle(plan, part(plan, task, units["县水利局"], "", was="does"))
    assert not DivisionEntry.objects.exists()
    assert list(verify()) == []


def test_an_undo_is_a_new_act_that_brings_everything_back(plan: Plan, units: dict[str, Unit], task: str) -> None:
    settle(plan, part(plan, task, units["县水利局"], "sums_up"), value(plan, task, "due", "2024-06-30"))
    before = state(plan)
    changes = (
        part(plan, task, units["县水利局"], "does", was="sums_up"),
        part(plan, task, units["县财政局"], "sums_up"),
        value(plan, task, "due", "", was="2024-06-30"),
    )
    settle(plan, *changes)
    assert state(plan) != before
    acts = Record.objects.count()
    settle(plan, *undone(changes))
    assert state(plan) == before
    assert Record.objects.count() == acts + 1
    assert list(verify()) == []


def test_a_cell_that_somebody_changed_meanwhile_stops_all_of_it(plan: Plan, units: dict[str, Unit]) -> None:
    first, second, *_rest = tasks(plan)
    settle(plan, part(plan, first, units["县水利局"], "does"))
    before = state(plan)
    with pytest.raises(Conflict, match=first):
        settle(
            plan,
            part(plan, second, units["县水利局"], "does"),
            part(plan, first, units["县水利局"], "cooperates"),
        )
    assert state(plan) == before
    assert list(verify()) == []


def test_a_date_that_somebody_changed_meanwhile_is_a_conflict(plan: Plan, task: str) -> None:
    settle(plan, value(plan, task, "due", "2024-06-30"))
    with pytest.raises(Conflict, match=task):
        settle(plan, value(plan, task, "due", "2024-07-31"))
    assert OfficeValues.objects.get().due.isoformat() == "2024-06-30"  # type: ignore[union-attr]


def test_what_another_has_already_set_to_the_same_is_no_conflict(plan: Plan, units: dict[str, Unit], task: str) -> None:
    settle(plan, part(plan, task, units["县水利局"], "does"))
    settle(plan, part(plan, task, units["县水利局"], "does"), part(plan, task, units["县财政局"], "does"))
    assert DivisionEntry.objects.count() == 2


def test_a_row_goes_up_with_what_is_settled_for_it(plan: Plan, units: dict[str, Unit], task: str) -> None:
    revision = Row.objects.get(plan=plan, code=task).revision
    settle(plan, part(plan, task, units["县水利局"], "does"), part(plan, task, units["县财政局"], "does"))
    assert Row.objects.get(plan=plan, code=task).revision == revision + 1


def test_nothing_to_change_is_refused(plan: Plan, units: dict[str, Unit], task: str) -> None:
    settle(plan, part(plan, task, units["县水利局"], "does"))
    acts = Record.objects.count()
    for changes in ((), (part(plan, task, units["县水利局"], "does", was="does"),)):
        with pytest.raises(Invalid, match="没有需要改动"):
            settle(plan, *changes)
    assert Record.objects.count() == acts


def test_two_units_cannot_sum_up_one_task(plan: Plan, units: dict[str, Unit], task: str) -> None:
    settle(plan, part(plan, task, units["县水利局"], "sums_up"))
    with pytest.raises(Invalid, match="只能有一个汇总单位"):
        settle(plan, part(plan, task, units["县财政局"], "sums_up"))
    with pytest.raises(Invalid, match="只能有一个汇总单位"):
        settle(
            plan,
            part(plan, tasks(plan)[1], units["县水利局"], "sums_up"),
            part(plan, tasks(plan)[1], units["县财政局"], "sums_up"),
        )
    assert state(plan)[0] == {(task, "县水利局", "sums_up")}


def test_summing_up_moves_when_the_former_unit_changes_in_the_same_act(
    plan: Plan, units: dict[str, Unit], task: str
) -> None:
    settle(plan, part(plan, task, units["县水利局"], "sums_up"))
    settle(
        plan,
        part(plan, task, units["县财政局"], "sums_up"),
        part(plan, task, units["县水利局"], "does", was="sums_up"),
    )
    assert state(plan)[0] == {(task, "县财政局", "sums_up"), (task, "县水利局", "does")}


def test_only_a_task_has_a_unit_that_sums_up(plan: Plan, units: dict[str, Unit]) -> None:
    measure = plan.rows.filter(kind=RowKind.MEASURE).values_list("code", flat=True).first() or ""
    with pytest.raises(Invalid, match="不是任务"):
        settle(plan, part(plan, measure, units["县水利局"], "sums_up"))
    settle(plan, part(plan, measure, units["县水利局"], "does"))
    assert state(plan)[0] == {(measure, "县水利局", "does")}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("due", "2024-02-30", "不存在"),
        ("due", "年底前", "不是完整的日期"),
        ("cadence", "偶尔", "不是填报周期"),
        ("note", "长" * 501, "最多 500"),
        ("state", "fixed", "不是可以修改的内容"),
    ],
)
def test_a_value_that_is_none_is_refused_with_its_row(
    plan: Plan, task: str, name: str, text: str, message: str
) -> None:
    with pytest.raises(Invalid, match=message):
        settle(plan, value(plan, task, name, text))
    assert not OfficeValues.objects.exists()


def test_a_part_that_is_none_is_refused(plan: Plan, units: dict[str, Unit], task: str) -> None:
    with pytest.raises(Invalid, match="不是分工"):
        settle(plan, part(plan, task, units["县水利局"], "牵头"))


def test_the_same_cell_twice_is_refused(plan: Plan, units: dict[str, Unit], task: str) -> None:
    with pytest.raises(Invalid, match="填写了两次"):
        settle(plan, part(plan, task, units["县水利局"], "does"), part(plan, task, units["县水利局"], "cooperates"))


def test_an_unknown_row_or_unit_is_refused(plan: Plan, units: dict[str, Unit], task: str) -> None:
    strange = "00000000-0000-4000-8000-000000000000"
    with pytest.raises(Invalid, match="已不在现行方案"):
        settle(plan, Change(strange, "due", "", "", "2024-06-30"))
    with pytest.raises(Invalid, match="不在名录"):
        settle(plan, Change(key(plan, task), "part", strange, "", "does"))
    assert state(plan)[:2] == (set(), set())


def test_a_unit_that_is_no_more_in_use_gets_nothing_new_but_can_be_taken_out(
    plan: Plan, units: dict[str, Unit], task: str
) -> None:
    unit = units["县水利局"]
    settle(plan, part(plan, task, unit, "does"))
    change = ChangeUnit(name=unit.name, short_name="", kind=unit.kind, active=False)
    run(change, actor=SYSTEM, on=unit)
    with pytest.raises(Invalid, match="已停用"):
        settle(plan, part(plan, tasks(plan)[1], unit, "does"))
    settle(plan, part(plan, task, unit, "", was="does"))
    assert not DivisionEntry.objects.exists()


def test_who_is_not_the_office_may_not_settle(plan: Plan, units: dict[str, Unit], task: str, admin_user: User) -> None:
    with pytest.raises(NotAllowed):
        settle(plan, part(plan, task, units["县水利局"], "does"), actor=actor_of(admin_user))
    assert state(plan)[0] == set()


def test_a_fixed_division_is_not_settled(plan: Plan, units: dict[str, Unit], task: str) -> None:
    run(FixDivision(note="召集人同意"), actor=SYSTEM, on=division(plan))
    with pytest.raises(WrongState, match="已确定"):
        settle(plan, part(plan, task, units["县水利局"], "does"))
    assert state(plan)[0] == set()
