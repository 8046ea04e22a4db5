"""下达: what a batch makes, and what it refuses; a refused one leaves nothing."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from gongjin.audit.actions import run
from gongjin.audit.errors import Conflict, Invalid, NotAllowed
from gongjin.audit.verify import verify
from gongjin.delivery.actions.batches import SendBatch
from gongjin.delivery.models import Assignment, Batch
from gongjin.delivery.tests.handed import SYSTEM, Office, asked, instruction, send
from gongjin.ledger.actions.division import ReopenDivision
from gongjin.ledger.models import Division
from gongjin.ledger.tests.rows import clerk, county, unit
from gongjin.people.actors import actor_of

pytestmark = pytest.mark.django_db


def nothing() -> bool:
    return not Batch.objects.exists() and not Assignment.objects.exists()


def test_a_batch_carries_its_number_and_each_assignment_its_dates_and_authority(office: Office) -> None:
    water, housing = office.ledger.water, office.ledger.housing
    batch = send(
        office, asked(office, "1.1", water, "sums_up"), asked(office, "1.1", housing, "cooperates"), note="按季调度"
    )
    first, second = batch.assignments.order_by("pk")
    assert (batch.code, first.code, second.code) == ("2024-1", "2024-1-1", "2024-1-2")
    assert (first.state, first.unit, first.part) == ("sent", water, "sums_up")
    assert first.sign_by == date(2024, 3, 11), "the third working day after Wednesday"
    assert first.first_report == date(2024, 3, 25)
    assert (first.authority, first.authority_reference, first.authority_text) == ("plan", "《2024年方案》", "方案原文")
    assert send(office, asked(office, "1.2", housing, "sums_up")).code == "2024-2"
    assert list(verify()) == []


def test_a_first_report_at_short_notice_is_put_off_to_the_next_period(office: Office) -> None:
    made = send(office, asked(office, "1.1", office.ledger.water, "sums_up", report_day=7)).assignments.get()
    assert made.first_report == date(2024, 4, 7)


def test_something_without_a_row_is_sent_by_a_leaders_instruction(office: Office) -> None:
    made = send(office, instruction(office.ledger.water)).assignments.get()
    assert (made.row, made.authority, made.first_report) == (None, "instruction", None)


def test_the_same_page_is_sent_once(office: Office) -> None:
    action = SendBatch(office.ledger.of, uuid4(), (asked(office, "1.1", office.ledger.water, "sums_up"),), 3)
    run(action, actor=office.actor)
    with pytest.raises(Conflict, match="已经下达"):
        run(action, actor=office.actor)
    assert Assignment.objects.count() == 1


@pytest.mark.parametrize("name", ["water", "housing"])
def test_only_the_office_hands_out(office: Office, name: str) -> None:
    item = asked(office, "1.1", office.ledger.water, "sums_up")
    with pytest.raises(NotAllowed):
        send(office, item, actor=actor_of(getattr(office, name)))
    assert nothing()


def test_the_office_of_another_government_hands_nothing_out_here(office: Office) -> None:
    other = clerk(county("990002", "云水县"), "other")
    with pytest.raises(NotAllowed):
        send(office, asked(office, "1.1", office.ledger.water, "sums_up"), actor=actor_of(other))
    assert nothing()


def test_a_unit_of_another_government_is_asked_nothing(office: Office) -> None:
    stranger = unit(county("990002", "云水县"), "云水县水利局")
    with pytest.raises(Invalid, match="辖区"):
        send(office, instruction(stranger))
    assert nothing()


def test_what_the_division_does_not_say_is_not_handed_out(office: Office) -> None:
    for code, to, part in (("1.1", office.ledger.housing, "sums_up"), ("1.3", office.ledger.water, "sums_up")):
        with pytest.raises(Conflict, match="分工"):
            send(office, asked(office, code, to, part))
    assert nothing()


def test_nothing_of_a_plan_is_handed_out_while_its_division_is_open(office: Office) -> None:
    item = asked(office, "1.1", office.ledger.water, "sums_up")
    run(ReopenDivision("调整"), actor=SYSTEM, on=Division.objects.get(plan=office.ledger.plan))
    with pytest.raises(Conflict, match="分工"):
        send(office, item)
    assert nothing()


@pytest.mark.parametrize(
    ("said", "match"),
    [
        ({"text": "  "}, "依据的内容"),
        ({"reference": ""}, "文号"),
        ({"authority": ""}, "来源依据"),
        ({"authority": "plan"}, "来源依据"),
        ({"dated": date(2024, 3, 7)}, "不能晚于今天"),
        ({"due": date(2024, 3, 5)}, "已经过去"),
        ({"cadence": "daily"}, "填报周期"),
        ({"cadence": "weekly", "report_day": 25}, "填报周期"),
        ({"cadence": "by_event", "report_day": 1}, "填报周期"),
        ({"part": "watches"}, "分工"),
        ({"evidence": "料" * 301}, "300"),
    ],
)
def test_what_is_not_complete_is_refused(office: Office, said: dict[str, object], match: str) -> None:
    with pytest.raises(Invalid, match=match):
        send(
            office,
            instruction(office.ledger.water),
            instruction(office.ledger.water, **{"title": "另一件工作", **said}),  # type: ignore[arg-type]
        )
    assert nothing()


@pytest.mark.parametrize(("title", "match"), [("", "事项"), ("事" * 301, "300")])
def test_what_has_no_name_or_too_long_a_one_is_refused(office: Office, title: str, match: str) -> None:
    with pytest.raises(Invalid, match=match):
        send(office, instruction(office.ledger.water, title))
    assert nothing()


def test_nothing_chosen_or_no_days_to_sign_is_refused(office: Office) -> None:
    with pytest.raises(Invalid, match="没有选中"):
        send(office)
    for days in (0, 31):
        with pytest.raises(Invalid, match="签收期限"):
            run(SendBatch(office.ledger.of, uuid4(), (instruction(office.ledger.water),), days), actor=office.actor)
    assert nothing()


def test_less_than_two_working_days_want_a_post_that_approved_it_and_a_reason(office: Office) -> None:
    hasty = instruction(office.ledger.water, due=date(2024, 3, 7))
    for approver, hurry in (("", ""), ("分管副县长", ""), ("", "防汛抢险")):
        with pytest.raises(Invalid, match="两个工作日"):
            send(office, hasty, approver=approver, hurry=hurry)
    assert nothing()
    batch = send(office, hasty, approver="分管副县长", hurry="防汛抢险")
    assert (batch.approver, batch.hurry) == ("分管副县长", "防汛抢险")


def test_two_working_days_are_notice_enough(office: Office) -> None:
    assert send(office, instruction(office.ledger.water, due=date(2024, 3, 8))).approver == ""
