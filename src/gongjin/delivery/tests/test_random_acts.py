"""Thousands of random acts, legal and not, by everybody: no illegal one changes anything, and the chain verifies."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable

import pytest

from gongjin.audit.actions import Action, run
from gongjin.audit.actors import Actor
from gongjin.audit.errors import Refused
from gongjin.audit.models import Record
from gongjin.audit.verify import verify
from gongjin.delivery.actions.assignments import Decline, HandOver, Insist, PassOn, Reassign, Sign, Withdraw
from gongjin.delivery.actions.parts import Divide, Share, TakeBack
from gongjin.delivery.models import Assignment
from gongjin.delivery.states import ASSIGNMENT
from gongjin.delivery.tests.handed import Office, asked, instruction, picture, reporter, send
from gongjin.ledger.tests.rows import clerk, county, unit
from gongjin.people.actors import actor_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

STEPS = 3000
SHALL_HAVE_BEEN_REFUSED = {"sign", "decline", "pass_on", "divide", "reassign", "insist", "withdraw", "hand_over"}


def _everybody(office: Office) -> list[Actor]:
    elsewhere = county("990002", "云水县")
    strangers = (clerk(elsewhere, "other"), reporter(unit(elsewhere, "云水县水利局"), "stranger"))
    here = (office.water, office.housing, office.town, clerk(office.ledger.of, "admin", "administrator"))
    return [office.actor, *map(actor_of, (*here, *strangers))]


def _some(chance: random.Random, office: Office, target: Assignment) -> Action[Assignment]:
    units = [office.ledger.water, office.ledger.housing, *office.ledger.towns]
    words = chance.choices(["按分工办理", "", "因" * 400], weights=[8, 1, 1])[0]
    child = chance.choice([*target.children.all(), target])
    made: list[Action[Assignment]] = [
        Sign(),
        Decline(words),
        PassOn(words[:40]),
        Insist(words),
        Withdraw(words),
        HandOver(words[:40]),
        Reassign(chance.choice(units), words),
        Divide(tuple(Share(each) for each in chance.sample(chance.choice([units, units[2:]]), 1))),
        TakeBack(child, words),
    ]
    return chance.choices(made, weights=[4, 4, 2, 3, 1, 1, 3, 3, 1])[0]


def _by_table(action: Action[Assignment], actor: Actor, before: Assignment) -> bool:
    """Whether table and units allow it, told apart from the frame."""
    rule = ASSIGNMENT.rule(action.code)
    if before.state not in rule.before or actor.jurisdiction != before.jurisdiction.code:
        return False
    reaches = {role: rule.roles[role] for role in actor.roles if role in rule.roles}
    own = [role for role, reach in reaches.items() if reach == "own"]
    return "any" in reaches.values() or any(str(before.unit.public_id) in actor.units_as(role) for role in own)


def _start(office: Office) -> None:
    ledger = office.ledger
    send(office, asked(office, "1.1", ledger.water, "sums_up"), asked(office, "1.1", ledger.housing, "cooperates"))
    send(office, asked(office, "1.2", ledger.housing, "sums_up"), asked(office, "1.2", ledger.towns[0], "does"))
    send(office, *(instruction(to, f"第{n}件事") for n, to in enumerate((ledger.water, ledger.towns[0]) * 4)))


@pytest.mark.parametrize("seed", [1, 2])
def test_no_illegal_act_changes_anything(office: Office, seed: int) -> None:
    chance, actors = random.Random(seed), _everybody(office)
    _start(office)
    done: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for step in range(STEPS // 2):
        if step % 40 == 0:
            send(office, instruction(chance.choice([office.ledger.water, office.ledger.towns[0]]), f"又一件{step}"))
        target = chance.choice(_latest(Assignment.objects.order_by("-pk").select_related("jurisdiction", "unit")))
        action, actor = _some(chance, office, target), chance.choice(actors)
        if chance.random() < 0.6:  # what is legal has to happen often enough, too
            actor = chance.choice([each for each in actors if _by_table(action, each, target)] or actors)
        expect = chance.choices([None, target.revision, target.revision - 1], weights=[3, 3, 1])[0]
        before, records = picture(), Record.objects.count()
        name = action.code.rpartition(".")[2]
        try:
            run(action, actor=actor, on=target, expect=expect)
        except Refused:
            refused[name] += 1
            assert picture() == before
            assert Record.objects.count() == records
        else:
            done[name] += 1
            assert _by_table(action, actor, target)
            assert expect in (None, target.revision)
            assert Record.objects.count() == records + 1
    assert set(refused) >= SHALL_HAVE_BEEN_REFUSED, refused
    assert set(done) >= SHALL_HAVE_BEEN_REFUSED, done
    assert list(verify()) == []


def _latest(found: Iterable[Assignment]) -> list[Assignment]:
    return list(found)[:40]
