"""A unit signs, declines, passes on; the office reassigns, insists, withdraws. What is refused changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from gongjin.audit.actions import Action
from gongjin.audit.errors import Conflict, Invalid, NotAllowed, WrongState
from gongjin.audit.verify import verify
from gongjin.core import clock
from gongjin.delivery.actions.assignments import Decline, HandOver, Insist, PassOn, Reassign, Sign, Withdraw
from gongjin.delivery.models import Assignment
from gongjin.delivery.queries.timeline import timeline
from gongjin.delivery.tests.handed import Office, acts, asked, fresh, picture, reporter, send, sent
from gongjin.ledger.tests.rows import county, unit

pytestmark = pytest.mark.django_db

Make = Callable[[Office], Action[Assignment]]
UNITS: dict[str, Make] = {
    "sign": lambda office: Sign(),
    "decline": lambda office: Decline("不属本单位职责"),
    "pass_on": lambda office: PassOn("水政科"),
}
OFFICES: dict[str, Make] = {
    "reassign": lambda office: Reassign(office.ledger.housing, "住建局更合适"),
    "insist": lambda office: Insist("职责已明确"),
    "withdraw": lambda office: Withdraw("重复下达"),
    "hand_over": lambda office: HandOver("督查函〔2024〕3号"),
}
BEFORE = {"sign": "sent", "decline": "sent", "pass_on": "signed", "reassign": "declined", "insist": "declined"}


def in_state(office: Office, state: str) -> Assignment:
    """The water bureau's assignment in a state."""
    target = sent(office)
    if state == "signed":
        return acts(target, Sign(), office.water)
    if state in ("declined", "reassigned"):
        target = acts(target, Decline("不属本单位职责"), office.water)
    if state == "reassigned":
        acts(target, Reassign(office.ledger.towns[1], "由乡镇承担"), office.actor)
    if state == "withdrawn":
        acts(target, Withdraw("误发"), office.actor)
    return fresh(target)


def test_a_unit_signs_and_the_moment_is_kept(office: Office) -> None:
    done = acts(sent(office), Sign(), office.water)
    assert (done.state, done.signed_at) == ("signed", clock.now())


def test_a_declined_one_goes_to_another_unit_and_both_know_of_each_other(office: Office) -> None:
    old = in_state(office, "declined")
    new = acts(old, Reassign(office.ledger.towns[1], "由乡镇承担"), office.actor)
    assert (fresh(old).state, fresh(old).reason) == ("reassigned", "由乡镇承担")
    assert (new.state, new.unit, new.instead_of, new.code) == ("sent", office.ledger.towns[1], old, "2024-1-2")
    assert (new.title, new.authority_text, new.row) == (old.title, old.authority_text, old.row)
    assert (new.signed_at, new.reason, new.revision) == (None, "", 1)
    assert [step.label for step in timeline(fresh(old))] == ["下达", "退回", "改派"]
    assert [step.label for step in timeline(new)] == ["改派"]
    assert timeline(fresh(old))[1].words == "不属本单位职责"
    assert list(verify()) == []


def test_a_declined_one_is_insisted_upon_and_there_are_new_days_to_sign(office: Office) -> None:
    target = in_state(office, "declined")
    with clock.at(datetime(2024, 3, 12, 9, tzinfo=clock.SHANGHAI)):
        again = acts(target, Insist("三定方案已明确"), office.actor)
    assert (again.state, again.reason, again.sign_by) == ("sent", "三定方案已明确", date(2024, 3, 15))


def test_handing_over_to_supervision_is_a_mark_that_hinders_nothing(office: Office) -> None:
    marked = acts(sent(office), HandOver("督查函〔2024〕3号"), office.actor)
    assert (marked.state, marked.handed_over) == ("sent", "督查函〔2024〕3号")
    assert acts(marked, Sign(), office.water).state == "signed"


def test_it_is_passed_on_to_an_office_inside(office: Office) -> None:
    assert acts(in_state(office, "signed"), PassOn("水政科"), office.water).handler == "水政科"


@pytest.mark.parametrize("name", UNITS)
def test_another_units_reporter_does_nothing(office: Office, name: str) -> None:
    target = in_state(office, BEFORE[name])
    before = picture()
    for user in (office.housing, office.town, office.actor):
        with pytest.raises(NotAllowed):
            acts(target, UNITS[name](office), user)
    assert picture() == before


@pytest.mark.parametrize("name", OFFICES)
def test_a_unit_does_nothing_that_is_the_offices(office: Office, name: str) -> None:
    target = in_state(office, BEFORE.get(name, "sent"))
    before = picture()
    with pytest.raises(NotAllowed):
        acts(target, OFFICES[name](office), office.water)
    assert picture() == before


@pytest.mark.parametrize("state", ["sent", "signed", "declined", "reassigned", "withdrawn"])
@pytest.mark.parametrize("name", [*UNITS, *OFFICES])
def test_in_a_wrong_state_nothing_is_done(office: Office, name: str, state: str) -> None:
    if state == BEFORE.get(name) or (name in ("withdraw", "hand_over") and state in ("sent", "signed", "declined")):
        return
    target = in_state(office, state)
    before = picture()
    with pytest.raises(WrongState):
        acts(target, {**UNITS, **OFFICES}[name](office), office.water if name in UNITS else office.actor)
    assert picture() == before


@pytest.mark.parametrize("name", [*UNITS, *OFFICES])
def test_what_was_seen_before_somebody_changed_it_is_not_acted_upon(office: Office, name: str) -> None:
    target = in_state(office, BEFORE.get(name, "sent"))
    acts(target, HandOver("督查函〔2024〕4号"), office.actor)
    before = picture()
    with pytest.raises(Conflict, match="没有保存"):
        acts(
            target, {**UNITS, **OFFICES}[name](office), office.water if name in UNITS else office.actor, target.revision
        )
    assert picture() == before


def test_without_the_revision_the_second_one_wins_unseen(office: Office) -> None:
    """The control of the test above: what it refuses would be lost."""
    target = in_state(office, "signed")
    acts(target, PassOn("水政科"), office.water)
    acts(target, PassOn("办公室"), office.water)
    assert fresh(target).handler == "办公室"


def test_somebody_of_another_government_does_nothing(office: Office) -> None:
    stranger = reporter(unit(county("990002", "云水县"), "云水县水利局"), "stranger")
    target = sent(office)
    before = picture()
    with pytest.raises(NotAllowed):
        acts(target, Sign(), stranger)
    assert picture() == before


@pytest.mark.parametrize(
    ("state", "action", "match"),
    [
        ("sent", Decline(" "), "退回的原因"),
        ("sent", Decline("因" * 301), "300"),
        ("signed", PassOn(""), "科室或岗位"),
        ("declined", Insist(""), "不同意退回"),
        ("sent", Withdraw(""), "撤回的原因"),
        ("sent", HandOver(" "), "文号"),
    ],
)
def test_words_that_are_wanted_are_wanted(office: Office, state: str, action: Action[Assignment], match: str) -> None:
    target = in_state(office, state)
    before = picture()
    who = office.water if isinstance(action, (Decline, PassOn)) else office.actor
    with pytest.raises(Invalid, match=match):
        acts(target, action, who)
    assert picture() == before


def test_it_is_reassigned_only_to_a_unit_that_may_be_asked(office: Office) -> None:
    housing = office.ledger.housing
    target = in_state(office, "declined")
    send(office, asked(office, "1.1", housing, "cooperates"))
    stranger = unit(county("990002", "云水县"), "云水县水利局")
    before = picture()
    wrong = ((office.ledger.water, "另一个单位"), (stranger, "辖区"), (housing, "已有这一事项"))
    for to, match in wrong:
        with pytest.raises(Invalid, match=match):
            acts(target, Reassign(to, "更合适"), office.actor)
    town = office.ledger.towns[2]
    for due, match in ((date(2024, 3, 5), "已经过去"), (date(2024, 3, 7), "两个工作日")):
        with pytest.raises(Invalid, match=match):
            acts(target, Reassign(town, "更合适", due), office.actor)
    assert picture() == before
    new = acts(target, Reassign(town, "更合适", date(2024, 3, 7), "分管副县长", "防汛"), office.actor)
    assert (new.due, new.why) == (date(2024, 3, 7), "经分管副县长批准：防汛")
