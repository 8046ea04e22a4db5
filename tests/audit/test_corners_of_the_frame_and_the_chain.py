"""What a single slip in the frame or in the chain would break, and nothing else would show."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjin.audit import actions
from gongjin.audit.actions import Act, Action, Event, listen, run
from gongjin.audit.actors import SystemActor
from gongjin.audit.chain import record_digest
from gongjin.audit.models import Payload, Record, Touched
from gongjin.audit.states import StateTable
from gongjin.audit.verify import FaultKind, verify
from gongjin.people.actions import ChangeUnit, FoundJurisdiction, NameUnit
from gongjin.people.models import Jurisdiction, Unit, UnitAlias

SYSTEM = SystemActor()


@dataclass(frozen=True)
class OfUnit(Action[Unit]):
    """An act on a unit under the rule of naming it."""

    code: ClassVar[str] = "people.unit.name"
    table: ClassVar[StateTable] = NameUnit.table


@dataclass(frozen=True)
class Mark(OfUnit):
    """Put a mark behind the unit's short name."""

    def change(self, target: Unit, act: Act) -> Unit:
        target.short_name += "改"
        return act.save(target)


@dataclass(frozen=True)
class Forget(OfUnit):
    """Take a unit's other names out of the directory."""

    def change(self, target: Unit, act: Act) -> Unit:
        for alias in target.aliases.all():
            act.remove(alias)
        return act.save(target)


@dataclass(frozen=True)
class Tell(OfUnit):
    """Tell an event whose listener fails."""

    def change(self, target: Unit, act: Act) -> Unit:
        act.tell(Event("test.fails", str(target.public_id)))
        return act.save(target)


def faults() -> list[tuple[FaultKind, str]]:
    return [(fault.kind, fault.place) for fault in verify()]


def rename(name: str) -> ChangeUnit:
    return ChangeUnit(name=name, short_name="", kind="department")


def test_an_act_works_on_what_is_stored_and_not_on_what_its_caller_holds(units: list[Unit]) -> None:
    held = Unit.objects.get(pk=units[0].pk)
    run(rename("县水务局"), actor=SYSTEM, on=units[0])
    run(Mark(), actor=SYSTEM, on=held)
    stored = Unit.objects.get(pk=units[0].pk)
    assert (stored.name, stored.short_name, stored.revision) == ("县水务局", "改", 3)


def test_what_went_counts_one_revision_more(units: list[Unit]) -> None:
    run(NameUnit("县水务局"), actor=SYSTEM, on=units[0])
    alias = UnitAlias.objects.get()
    run(Forget(), actor=SYSTEM, on=units[0])
    gone = Touched.objects.filter(object_id=alias.public_id).latest("pk")
    assert (gone.object_revision, gone.state_digest) == (alias.revision + 1, "")
    assert faults() == []


def test_what_went_and_was_put_back_behind_the_programs_back_is_named_as_added(units: list[Unit]) -> None:
    run(NameUnit("县水务局"), actor=SYSTEM, on=units[0])
    alias = UnitAlias.objects.get()
    run(Forget(), actor=SYSTEM, on=units[0])
    UnitAlias._base_manager.bulk_create([alias])
    assert faults() == [(FaultKind.ADDED_WITHOUT_ACTION, f"people.unitalias {alias.public_id}")]


def test_a_tail_of_one_record_cut_off_is_named_as_cut_off(units: list[Unit]) -> None:
    last = Record.objects.filter(chain="demo").latest("sequence")
    last.touched.all().delete()
    last.payload.delete()
    last.delete()
    assert faults()[0] == (FaultKind.CUT_OFF, f"demo #{last.sequence}")


def test_a_record_forged_with_its_digest_does_not_join_the_next_one(units: list[Unit]) -> None:
    record = Record.objects.get(chain="demo", sequence=3)
    record.actor = "somebody-else"
    record.digest = record_digest(record)
    record.save()
    assert faults() == [(FaultKind.ALTERED, "demo #4")]


def test_equal_payloads_have_unequal_digests_and_the_salt_is_covered(units: list[Unit]) -> None:
    for unit in units[:2]:
        run(Mark(), actor=SYSTEM, on=unit)
    first, second = Record.objects.filter(action="people.unit.name").order_by("pk")
    assert first.payload.body == second.payload.body
    assert first.payload_digest != second.payload_digest
    Payload.objects.filter(record=second).update(salt=first.payload.salt)
    assert faults() == [(FaultKind.ALTERED, f"demo #{second.sequence}")]


@pytest.fixture
def failing() -> Iterator[list[str]]:
    told: list[str] = []

    def fail(event: Event) -> None:
        told.append(event.object_id)
        raise RuntimeError("a listener that breaks its promise")

    listen("test.fails", fail)
    yield told
    actions._listeners.pop("test.fails")


@pytest.mark.django_db(transaction=True)
def test_a_listener_that_fails_does_not_undo_or_break_the_act(
    failing: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    county = run(FoundJurisdiction(division="demo", name="禾川县"), actor=SYSTEM)
    unit = Unit(jurisdiction=county, name="县水利局", sort_key="x")
    Unit._base_manager.bulk_create([unit])
    with caplog.at_level(logging.ERROR):
        changed = run(Tell(), actor=SYSTEM, on=unit)
    assert failing == [str(unit.public_id)]
    assert Unit.objects.get().revision == changed.revision == 2
    assert "a listener that breaks its promise" in caplog.text


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite 由写入轮次保证先后，没有行锁")
def test_the_chains_head_and_the_object_are_locked(county: Jurisdiction, units: list[Unit]) -> None:
    with CaptureQueriesContext(connection) as captured:
        run(Mark(), actor=SYSTEM, on=units[0])
    locked = [query["sql"] for query in captured if "FOR UPDATE" in query["sql"]]
    assert ["audit_chainhead" in locked[0], "people_unit" in locked[1]] == [True, True]
