"""Every cell of the permission matrix, tried: role × action × own or another unit × state is run or refused.

`matrix.txt` says what is expected, so that a table that opens more than was meant is seen. What runs is the frame of
actions with the real table on a real object; only the body is left out, since each action's own tests try that.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, get_args
from uuid import uuid4

import pytest
from django.db import models, transaction

from gongjin.audit.actions import Act, Action, run
from gongjin.audit.actors import Actor, SystemActor
from gongjin.audit.errors import NotAllowed, WrongState
from gongjin.audit.models import Audited, Record
from gongjin.audit.states import Rule, StateTable, tables
from gongjin.audit.verify import verify
from gongjin.core import clock
from gongjin.core.periods import PeriodKind
from gongjin.delivery.models import Assignment, Batch
from gongjin.evidence.models import Evidence
from gongjin.ledger.models import Division, Plan, PlanVersion, Row
from gongjin.ledger.tests import factory
from gongjin.people.actions import AddUnit, AddUser, IssueLink
from gongjin.people.actors import actor_of
from gongjin.people.models import Jurisdiction, SecondFactor, SignInLink, Unit, User
from gongjin.people.roles import UNIT_ROLES, Role
from gongjin.tracking.models import DataSet
from gongjin.tracking.models.outline import Outline
from gongjin.web import urls

SYSTEM = SystemActor()
NOBODY = "nobody"
ROLES = (*Role.values, NOBODY)
SIDES = ("own", "other")
RUN, NOT_ALLOWED, WRONG_STATE = "run", "not allowed", "wrong state"


@dataclass(frozen=True)
class Expected:
    """A line of matrix.txt."""

    before: frozenset[str]
    roles: frozenset[str]

    def lets(self, role: str, side: str) -> bool:
        return role in self.roles or (side == "own" and bool({f"{role}*", "self*"} & self.roles))


def _expected() -> dict[str, Expected]:
    lines = (Path(__file__).parent / "matrix.txt").read_text("utf-8").splitlines()
    found = {}
    for line in lines:
        if not line.startswith("#"):
            action, before, roles = (part.split() for part in line.split("|"))
            found[action[0]] = Expected(frozenset(before) - {"-"}, frozenset(roles))
    return found


def _classes(of: type[Any] = Action) -> Iterator[type[Action[Any]]]:
    for found in of.__subclasses__():
        yield found
        yield from _classes(found)


def _target_of(action: type[Action[Any]]) -> type[Audited]:
    bases = (base for each in action.__mro__ for base in getattr(each, "__orig_bases__", ()))
    return next(get_args(base)[0] for base in bases if get_args(base))  # type: ignore[no-any-return]


assert urls.urlpatterns, "the views import every action of every room"
RULES = [(table, rule) for table in tables() for rule in table.rules]
TARGETS = {action.code: _target_of(action) for action in _classes() if "code" in vars(action)}


def _rows(of: Audited) -> models.QuerySet[Any, Any]:
    """The rows of an object's kind behind the frame's back: here only what it lets through is looked at."""
    return models.QuerySet(type(of))


def _keep(made: Audited) -> None:
    _rows(made).bulk_create([made])


@pytest.fixture
def objects(db: None, settings: Any, tmp_path: Path) -> dict[type[Audited], tuple[Audited, Audited]]:
    """For every kind of object one of the own unit and one of another; the same one where it is no unit's."""
    settings.GONGJIN_HOME = tmp_path
    plan = factory.published(county := factory.found())
    units = [run(AddUnit(jurisdiction=county, name=name), actor=SYSTEM) for name in ("县体育局", "县文旅局")]
    users = [run(AddUser(county, name, name), actor=SYSTEM) for name in ("mine", "theirs")]
    run(IssueLink(user=users[0], token="t"), actor=SYSTEM)
    sets = [
        DataSet(jurisdiction=county, unit=unit, kind="register", code=f"D{unit.pk}", name=unit.name,
                cycle=PeriodKind.MONTH.value, settings={})
        for unit in units
    ]  # fmt: skip
    files = [Evidence(jurisdiction=county, unit=unit, file_name="1.pdf", digest=f"{unit.pk:064}", size=1,
                      added_at=clock.now()) for unit in units]  # fmt: skip
    factors = [SecondFactor(user=user, seed=user.username) for user in users]
    outline = Outline(jurisdiction=county, file_name="轮廓", shapes={}, made_at=clock.now())
    batch = Batch(jurisdiction=county, code="2024-1", once=uuid4(), sent_at=clock.now(), sent_by="x", sign_days=3)
    _keep(batch)
    today = clock.today()
    handed = [
        Assignment(jurisdiction=county, batch=batch, code=f"2024-1-{unit.pk}", unit=unit, title=unit.name,
                   due=today, authority_date=today, sent_at=clock.now())
        for unit in units
    ]  # fmt: skip
    for made in (*sets, *files, *factors, *handed, outline):
        _keep(made)
    same = (
        county,
        plan,
        PlanVersion.objects.get(),
        Row.objects.order_by("pk")[0],
        SignInLink.objects.get(),
        outline,
        batch,
    )
    division = Division.objects.get(plan=plan)
    return {
        **{type(each): (each, each) for each in (*same, division)},
        Unit: (units[0], units[1]), User: (users[0], users[1]), DataSet: (sets[0], sets[1]),
        Evidence: (files[0], files[1]), SecondFactor: (factors[0], factors[1]),
        Assignment: (handed[0], handed[1]),
    }  # fmt: skip


@pytest.fixture
def actors(objects: dict[type[Audited], tuple[Audited, Audited]]) -> dict[str, Actor]:
    """For every role somebody who holds it, for the own unit where it is a unit's; `mine` is their account in turn."""
    county, unit = objects[Jurisdiction][0], objects[Unit][0]
    assert isinstance(county, Jurisdiction) and isinstance(unit, Unit)
    found: dict[str, Actor] = {}
    for role in ROLES:
        posts = () if role == NOBODY else ((role, unit if role in UNIT_ROLES else None),)
        user = run(AddUser(county, f"u-{role}", role, posts), actor=SYSTEM)
        _keep(SecondFactor(user=user, seed=role))
        found[role] = actor_of(user)
    return found


def _of_their_own(target: Audited, role: str) -> Audited:
    """The object itself, or the account and second factor of who acts."""
    match target:
        case User():
            return User.objects.get(username=f"u-{role}")
        case SecondFactor():
            return SecondFactor.objects.get(user__username=f"u-{role}")
        case _:
            return target


def _states(of: StateTable) -> list[str | None]:
    return [*of.states] or [None]


def _put(target: Audited, state: str | None) -> None:
    """Bring the object into a state, as the database would have it."""
    rows = _rows(target).filter(pk=target.pk)
    match target:
        case Evidence():
            rows.update(revoked_at=clock.now() if state == "revoked" else None)
        case SignInLink():
            rows.update(used_at=clock.now() if state == "used" else None)
        case Outline() | Jurisdiction() | Unit() | User() | SecondFactor() | Batch():
            pass
        case _:
            rows.update(state=state)
    assert state is None or rows.get().audit_state == state


def _probe(of: StateTable, rule: Rule) -> Action[Any]:
    """The action with its own table and code, which stores the object as it is."""

    @dataclass(frozen=True)
    class Probe(Action[Audited]):
        code: ClassVar[str] = rule.action
        table: ClassVar[StateTable] = of

        def change(self, target: Audited, act: Act) -> Audited:
            return act.save(target)

    return Probe()


def _try(action: Action[Any], actor: Actor, target: Audited) -> str:
    """What comes of it; nothing stays."""
    before = Record.objects.count()
    with transaction.atomic():
        try:
            run(action, actor=actor, on=target)
            outcome = RUN
        except NotAllowed:
            outcome = NOT_ALLOWED
        except WrongState:
            outcome = WRONG_STATE
        assert Record.objects.count() == before + (outcome == RUN)
        transaction.set_rollback(True)
    return outcome


def test_every_action_has_a_line_and_every_line_its_action() -> None:
    assert set(_expected()) == {rule.action for _table, rule in RULES} == set(TARGETS)


def test_every_action_asks_the_table_in_which_it_stands() -> None:
    for action in _classes():
        if "code" in vars(action):
            assert action.code in {rule.action for rule in action.table.rules}, action


@pytest.mark.slow
def test_each_cell_runs_or_is_refused_as_it_is_written(
    objects: dict[type[Audited], tuple[Audited, Audited]], actors: dict[str, Actor]
) -> None:
    expected = _expected()
    cells = 0
    for table, rule in RULES:
        said, action = expected[rule.action], _probe(table, rule)
        assert rule.before == said.before, rule.action
        for side, state in itertools.product(SIDES, _states(table)):
            target = objects[TARGETS[rule.action]][SIDES.index(side)]
            _put(target, state)
            for role in ROLES:
                on = _of_their_own(target, role) if side == "own" else target
                right = said.lets(role, side)
                in_state = not rule.before or state in rule.before
                wanted = NOT_ALLOWED if not right else RUN if in_state else WRONG_STATE
                assert _try(action, actors[role], on) == wanted, (rule.action, role, side, state)
                cells += 1
    states = sum(len(_states(table)) for table, _rule in RULES)
    assert cells == len(ROLES) * len(SIDES) * states
    assert cells > 2000  # actions × roles × own and another unit × states


def test_a_head_of_one_unit_who_reports_for_another_has_each_right_where_it_is_held(
    objects: dict[type[Audited], tuple[Audited, Audited]],
) -> None:
    (first, second), county = objects[Unit], objects[Jurisdiction][0]
    assert isinstance(county, Jurisdiction) and isinstance(first, Unit) and isinstance(second, Unit)
    actor = actor_of(run(AddUser(county, "both", "两任", (("head", first), ("reporter", second))), actor=SYSTEM))
    assert actor.units_as("head") == {str(first.public_id)}
    assert actor.units_as("reporter") == {str(second.public_id)}
    assert actor.units_as("office") == frozenset()


def test_what_another_county_has_is_nobodys_business_here(
    objects: dict[type[Audited], tuple[Audited, Audited]], actors: dict[str, Actor]
) -> None:
    elsewhere = factory.found("邻县", "990002")
    theirs = run(AddUnit(jurisdiction=elsewhere, name="邻县水利局"), actor=SYSTEM)
    for table, rule in RULES:
        if TARGETS[rule.action] is Unit:
            assert {_try(_probe(table, rule), actors[role], theirs) for role in ROLES} == {NOT_ALLOWED}


def test_refusing_leaves_no_trace(
    objects: dict[type[Audited], tuple[Audited, Audited]], actors: dict[str, Actor]
) -> None:
    plan = objects[Plan][0]
    for table, rule in RULES:
        if TARGETS[rule.action] is Plan:
            assert _try(_probe(table, rule), actors["convener"], plan) == NOT_ALLOWED
    made_here = {
        "delivery.batch",
        "delivery.assignment",
        "evidence.evidence",
        "tracking.dataset",
        "tracking.outline",
        "ledger.division",
        "people.secondfactor",
    }
    assert [fault for fault in verify() if not any(kind in fault.place for kind in made_here)] == []
