"""Short ways to hand work out and to see what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import uuid4

from gongjin.audit.actions import Act, Action, run
from gongjin.audit.actors import Actor, SystemActor
from gongjin.audit.states import StateTable
from gongjin.delivery.actions.batches import Asked, SendBatch
from gongjin.delivery.models import Assignment, Batch
from gongjin.ledger.actions.division import FixDivision, SettleDivision
from gongjin.ledger.models import Division, Plan, Row
from gongjin.ledger.states import PLAN
from gongjin.ledger.tests.divided import part, value
from gongjin.ledger.tests.rows import Ledger, small_ledger
from gongjin.people.actions import AddUser
from gongjin.people.actors import actor_of
from gongjin.people.models import Unit, User

SYSTEM = SystemActor()
DUE = date(2024, 12, 31)


@dataclass
class Office:
    """The ledger, divided and fixed, with who acts on it."""

    ledger: Ledger
    water: User
    housing: User
    town: User

    @property
    def actor(self) -> Actor:
        return self.ledger.actor

    def row(self, code: str) -> Row:
        return self.ledger.fresh(code)


def reporter(unit: Unit, name: str) -> User:
    """Somebody who reports for a unit."""
    posts = (("reporter", unit),)
    return run(AddUser(jurisdiction=unit.jurisdiction, username=name, display_name=name, posts=posts), actor=SYSTEM)


@dataclass(frozen=True)
class GiveDivision(Action[Division]):
    """Lay down an open division, as publishing does."""

    code: ClassVar[str] = "ledger.plan.import"
    table: ClassVar[StateTable] = PLAN
    plan: Plan

    def payload(self) -> dict[str, object]:
        return {}

    def new(self, actor: Actor) -> Division:
        return Division(plan=self.plan)

    def change(self, target: Division, act: Act) -> Division:
        return act.create(target)


def divided_office() -> Office:
    """1.1 is summed up by water, with housing; 1.1.2 is done by water; 1.2 by housing and a town; 1.3 has nobody."""
    ledger = small_ledger()
    plan = ledger.plan
    division = run(GiveDivision(plan), actor=SYSTEM)
    changes = (
        part(plan, "1.1", ledger.water, "sums_up"),
        part(plan, "1.1", ledger.housing, "cooperates"),
        part(plan, "1.1.2", ledger.water, "does"),
        part(plan, "1.2", ledger.housing, "sums_up"),
        part(plan, "1.2", ledger.towns[0], "does"),
        part(plan, "1.2.1", ledger.housing, "does"),
        value(plan, "1.1", "due", "2024-12-31"),
        value(plan, "1.1.2", "due", "2024-11-30"),
        value(plan, "1.2.1", "due", "2024-12-31"),
    )
    run(SettleDivision(changes), actor=SYSTEM, on=division)
    run(FixDivision(note="群众满意度由召集人另行指定"), actor=SYSTEM, on=Division.objects.get(plan=plan))
    return Office(
        ledger, reporter(ledger.water, "water"), reporter(ledger.housing, "housing"), reporter(ledger.towns[0], "town")
    )


def asked(office: Office, code: str, unit: Unit, part: str, **said: object) -> Asked:
    """A row for a unit, complete."""
    row = office.row(code)
    given: dict[str, object] = {
        "title": f"{code} 事项",
        "due": DUE,
        "cadence": "monthly",
        "report_day": 25,
        "authority": "plan",
        "reference": "《2024年方案》",
        "dated": date(2024, 2, 1),
        "text": "方案原文",
        **said,
    }
    return Asked(row=row, unit=unit, part=part, **given)  # type: ignore[arg-type]


def instruction(unit: Unit, title: str = "报送防汛物资清单", **said: object) -> Asked:
    """Something that a leader instructed, without a row."""
    given: dict[str, object] = {
        "title": title,
        "due": DUE,
        "cadence": "by_event",
        "report_day": 0,
        "authority": "instruction",
        "reference": "县政办批〔2024〕12号",
        "dated": date(2024, 3, 1),
        "text": "请水务局牵头摸清底数",
        **said,
    }
    return Asked(unit=unit, **given)  # type: ignore[arg-type]


def send(office: Office, *items: Asked, actor: Actor | None = None, **said: object) -> Batch:
    """Hand some things out."""
    action = SendBatch(office.ledger.of, uuid4(), items, 3, **said)  # type: ignore[arg-type]
    return run(action, actor=actor or office.actor)


def sent(office: Office, code: str = "1.1", **said: object) -> Assignment:
    """A row handed to the water bureau."""
    batch = send(office, asked(office, code, office.ledger.water, "sums_up" if code == "1.1" else "does", **said))
    return batch.assignments.get()


def acts(target: Assignment, action: Action[Assignment], user: User | Actor, expect: int | None = None) -> Assignment:
    """An act on an assignment by a user."""
    return run(action, actor=actor_of(user) if isinstance(user, User) else user, on=target, expect=expect)


def fresh(target: Assignment) -> Assignment:
    """The assignment as the database has it now."""
    return Assignment.objects.get(pk=target.pk)


def picture() -> list[tuple[object, ...]]:
    """All assignments as they stand, to see that nothing changed."""
    return list(Assignment.objects.order_by("pk").values_list())
