"""Fixing the division after comment, and opening it again."""

from __future__ import annotations

import pytest

from gongjin.audit.actions import run
from gongjin.audit.errors import Conflict, Invalid, NotAllowed, WrongState
from gongjin.audit.models import Payload
from gongjin.audit.verify import verify
from gongjin.ledger.actions.division import FixDivision, ReopenDivision
from gongjin.ledger.models import Plan
from gongjin.ledger.tests.divided import SYSTEM, division, everyone_sums_up, lacking, part, settle, state
from gongjin.people.actors import actor_of
from gongjin.people.models import Unit, User

pytestmark = pytest.mark.django_db


def test_it_is_not_fixed_while_a_task_lacks_who_sums_up(published_plan: Plan, units: dict[str, Unit]) -> None:
    first, *others = lacking(published_plan)
    settle(published_plan, part(published_plan, first, units["县水利局"], "sums_up"))
    with pytest.raises(Invalid) as refused:
        run(FixDivision(), actor=SYSTEM, on=division(published_plan))
    assert f"{len(others)} 项任务" in refused.value.message
    assert all(code in refused.value.message for code in others)
    assert division(published_plan).state == "open"


def test_it_is_fixed_once_every_task_has_one(published_plan: Plan, units: dict[str, Unit], office_user: User) -> None:
    everyone_sums_up(published_plan, units["县水利局"])
    run(FixDivision(), actor=actor_of(office_user), on=division(published_plan))
    assert division(published_plan).state == "fixed"
    assert list(verify()) == []


def test_with_a_note_it_is_fixed_all_the_same_and_the_note_is_kept(published_plan: Plan) -> None:
    run(FixDivision(note="其余任务由召集人另行指定"), actor=SYSTEM, on=division(published_plan))
    assert division(published_plan).state == "fixed"
    assert Payload.objects.order_by("-pk")[0].body == {"note": "其余任务由召集人另行指定"}


def test_what_was_changed_after_the_page_was_opened_is_not_fixed_unseen(
    published_plan: Plan, units: dict[str, Unit]
) -> None:
    seen = division(published_plan)
    everyone_sums_up(published_plan, units["县水利局"])
    with pytest.raises(Conflict):
        run(FixDivision(), actor=SYSTEM, on=seen, expect=seen.revision)
    assert division(published_plan).state == "open"


def test_it_is_opened_again_with_a_reason_only(published_plan: Plan) -> None:
    run(FixDivision(note="先行确定"), actor=SYSTEM, on=division(published_plan))
    with pytest.raises(Invalid, match="原因"):
        run(ReopenDivision("　"), actor=SYSTEM, on=division(published_plan))
    assert division(published_plan).state == "fixed"
    run(ReopenDivision("机构职能调整"), actor=SYSTEM, on=division(published_plan))
    assert division(published_plan).state == "open"
    assert list(verify()) == []


def test_an_open_one_is_not_opened_and_a_fixed_one_not_fixed(published_plan: Plan) -> None:
    with pytest.raises(WrongState):
        run(ReopenDivision("误操作"), actor=SYSTEM, on=division(published_plan))
    run(FixDivision(note="先行确定"), actor=SYSTEM, on=division(published_plan))
    with pytest.raises(WrongState):
        run(FixDivision(note="再次确定"), actor=SYSTEM, on=division(published_plan))


def test_who_is_not_the_office_neither_fixes_nor_opens(published_plan: Plan, admin_user: User) -> None:
    before = state(published_plan)
    with pytest.raises(NotAllowed):
        run(FixDivision(note="先行确定"), actor=actor_of(admin_user), on=division(published_plan))
    assert state(published_plan) == before
    run(FixDivision(note="先行确定"), actor=SYSTEM, on=division(published_plan))
    with pytest.raises(NotAllowed):
        run(ReopenDivision("调整"), actor=actor_of(admin_user), on=division(published_plan))
    assert division(published_plan).state == "fixed"
