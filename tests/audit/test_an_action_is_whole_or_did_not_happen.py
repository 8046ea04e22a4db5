"""The frame of actions: permission, state, revision, record and event, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from gongjin.audit import actions
from gongjin.audit.actions import Act, Action, Event, listen, run
from gongjin.audit.actors import SYSTEM, SystemActor
from gongjin.audit.errors import Conflict, Invalid, NotAllowed, Refused, WrongState
from gongjin.audit.models import OutsideAction, Payload, Record, Touched
from gongjin.audit.states import Reach, Rule, StateTable
from gongjin.audit.verify import verify
from gongjin.core import clock
from gongjin.people.actions import AddUser, ChangeUnit, FoundJurisdiction, IssueLink, NameUnit, SetPassword, UseLink
from gongjin.people.actors import UserActor, actor_of
from gongjin.people.models import Jurisdiction, Post, SignInLink, Unit, User
from gongjin.people.tokens import new_token


@pytest.fixture
def clerk(county: Jurisdiction) -> UserActor:
    user = run(
        AddUser(jurisdiction=county, username="clerk", display_name="专班办公室", posts=(("office", None),)),
        actor=SystemActor(),
    )
    return actor_of(user)


def snapshot() -> tuple[int, list[tuple[str, int]], list[str]]:
    return Record.objects.count(), list(Unit.objects.values_list("name", "revision")), [f.place for f in verify()]


def rename(name: str) -> ChangeUnit:
    return ChangeUnit(name=name, short_name="", kind="department")


def test_an_act_leaves_one_record_that_names_actor_object_and_revision(units: list[Unit], clerk: UserActor) -> None:
    changed = run(rename("县水务局"), actor=clerk, on=units[0], expect=1)
    record = Record.objects.filter(chain="demo").latest("sequence")
    touched = record.touched.get()
    assert (record.action, record.actor) == ("people.unit.change", clerk.actor_id)
    assert (touched.kind, touched.object_id, touched.object_revision) == ("people.unit", changed.public_id, 2)
    assert record.payload.body["name"] == "县水务局"
    assert list(verify()) == []


def test_someone_without_the_role_is_refused_and_nothing_changes(units: list[Unit], clerk: UserActor) -> None:
    stranger = UserActor("someone", "demo", frozenset({"self"}), frozenset())
    before = snapshot()
    with pytest.raises(NotAllowed):
        run(rename("县水务局"), actor=stranger, on=units[0])
    assert snapshot() == before


def test_the_office_of_another_county_is_refused_and_nothing_changes(units: list[Unit]) -> None:
    neighbour = UserActor("someone", "neighbour", frozenset({"office"}), frozenset())
    before = snapshot()
    with pytest.raises(NotAllowed):
        run(rename("县水务局"), actor=neighbour, on=units[0])
    assert snapshot() == before


def test_the_administrator_of_another_county_may_not_change_accounts_here(
    county: Jurisdiction, clerk: UserActor
) -> None:
    neighbour = UserActor("someone", "neighbour", frozenset({"administrator"}), frozenset())
    user = User.objects.get(username="clerk")
    with pytest.raises(NotAllowed):
        run(IssueLink(user=user, token=new_token()), actor=neighbour)
    assert not SignInLink.objects.exists()


def test_one_may_set_only_ones_own_password(county: Jurisdiction, clerk: UserActor) -> None:
    other = run(AddUser(jurisdiction=county, username="other", display_name="另一人"), actor=SystemActor())
    with pytest.raises(NotAllowed):
        run(SetPassword(password="a long enough one 7"), actor=clerk, on=other)
    own = User.objects.get(username="clerk")
    run(SetPassword(password="a long enough one 7"), actor=clerk, on=own)
    own.refresh_from_db()
    assert own.check_password("a long enough one 7")


def test_a_secret_never_reaches_the_record(clerk: UserActor) -> None:
    run(SetPassword(password="a long enough one 7"), actor=clerk, on=User.objects.get(username="clerk"))
    assert all("long enough" not in str(body) for body in Payload.objects.values_list("body", flat=True))


def test_a_change_of_what_somebody_else_changed_meanwhile_is_a_conflict(units: list[Unit], clerk: UserActor) -> None:
    run(rename("县水务局"), actor=clerk, on=units[0], expect=1)
    before = snapshot()
    with pytest.raises(Conflict):
        run(rename("县水电局"), actor=clerk, on=units[0], expect=1)
    assert snapshot() == before


def test_an_object_that_is_gone_is_a_conflict(units: list[Unit], clerk: UserActor) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_unit WHERE name = '县水利局'")
    with pytest.raises(Conflict):
        run(rename("县水务局"), actor=clerk, on=units[0])


def test_an_action_in_the_wrong_state_is_refused(county: Jurisdiction, clerk: UserActor) -> None:
    link = run(IssueLink(user=User.objects.get(username="clerk"), token=new_token()), actor=SystemActor())
    run(UseLink(at=clock.now()), actor=SystemActor(), on=link)
    count = Record.objects.count()
    with pytest.raises(WrongState):
        run(UseLink(at=clock.now()), actor=SystemActor(), on=link)
    assert Record.objects.count() == count


def test_a_body_that_refuses_leaves_nothing_of_what_it_did_before(units: list[Unit], clerk: UserActor) -> None:
    @dataclass(frozen=True)
    class RenameThenRefuse(Action[Unit]):
        code: ClassVar[str] = "people.unit.change"
        table: ClassVar[StateTable] = ChangeUnit.table

        def change(self, target: Unit, act: Act) -> Unit:
            target.name = "县半途局"
            act.save(target)
            raise Invalid("不行")

    before = snapshot()
    with pytest.raises(Invalid):
        run(RenameThenRefuse(), actor=clerk, on=units[0])
    assert snapshot() == before


def test_an_action_that_no_table_knows_cannot_run(units: list[Unit], clerk: UserActor) -> None:
    class Unknown(NameUnit):
        code: ClassVar[str] = "people.unit.unknown"

    with pytest.raises(KeyError):
        run(Unknown(alias="x"), actor=SystemActor(), on=units[0])


def test_nothing_else_may_save_remove_or_change_an_audited_object(units: list[Unit]) -> None:
    unit = units[0]
    for attempt in (
        unit.save,
        unit.delete,
        lambda: Unit.objects.update(name="x"),
        lambda: Unit.objects.all().delete(),
        lambda: Unit.objects.bulk_create([Unit(name="x")]),
        lambda: Unit.objects.bulk_update([unit], ["name"]),
    ):
        with pytest.raises(OutsideAction):
            attempt()
    assert list(verify()) == []


@pytest.fixture
def heard() -> Iterator[list[Event]]:
    events: list[Event] = []
    listen("test.told", events.append)
    yield events
    actions._listeners.pop("test.told")


@dataclass(frozen=True)
class Tell(Action[Unit]):
    code: ClassVar[str] = "people.unit.name"
    table: ClassVar[StateTable] = NameUnit.table
    refuse: bool = False

    def change(self, target: Unit, act: Act) -> Unit:
        act.tell(Event("test.told", str(target.public_id)))
        if self.refuse:
            raise Invalid("不行")
        return act.save(target)


@pytest.mark.django_db(transaction=True)
def test_an_event_is_told_after_the_commit_and_never_without_one(heard: list[Event]) -> None:
    county = run(FoundJurisdiction(division="demo", name="禾川县"), actor=SystemActor())
    unit = Unit(jurisdiction=county, name="县水利局", sort_key="x")
    with pytest.raises(OutsideAction):
        unit.save()
    Unit._base_manager.bulk_create([unit])
    with transaction.atomic():
        run(Tell(), actor=SystemActor(), on=unit)
        assert heard == []
    assert [event.object_id for event in heard] == [str(unit.public_id)]
    with pytest.raises(Refused):
        run(Tell(refuse=True), actor=SystemActor(), on=unit)
    assert len(heard) == 1


def test_no_account_can_hold_the_programs_own_role(county: Jurisdiction) -> None:
    sly = AddUser(jurisdiction=county, username="sly", display_name="某岗", posts=((SYSTEM, None),))
    with pytest.raises(Invalid):
        run(sly, actor=SystemActor())
    assert not User.objects.filter(username="sly").exists()
    user = run(AddUser(jurisdiction=county, username="sly", display_name="某岗"), actor=SystemActor())
    Post._base_manager.bulk_create([Post(user=user, role=SYSTEM)])
    assert SYSTEM not in actor_of(user).roles


def test_a_switched_off_account_has_no_role(clerk: UserActor) -> None:
    user = User.objects.get(username="clerk")
    user.is_active = False
    assert actor_of(user).roles == frozenset()


def test_a_table_with_an_unknown_state_or_a_doubled_action_is_a_fault_of_the_program() -> None:
    rule = Rule("x.y", "甲", {"office": Reach.ANY}, frozenset({"nowhere"}))
    with pytest.raises(ValueError, match="unknown states"):
        StateTable(kind="test.x", label="甲", states={}, rules=(rule,))
    with pytest.raises(ValueError, match="two rules"):
        StateTable(kind="test.x", label="甲", states={"nowhere": "无"}, rules=(rule, rule))


def test_the_models_and_their_migrations_agree(db: None) -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_touched_object_is_in_the_record(units: list[Unit]) -> None:
    run(NameUnit(alias="水利局"), actor=SystemActor(), on=units[0])
    record = Record.objects.filter(chain="demo").latest("sequence")
    assert sorted(Touched.objects.filter(record=record).values_list("kind", flat=True)) == [
        "people.unit",
        "people.unitalias",
    ]
