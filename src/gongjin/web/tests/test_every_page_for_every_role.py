"""Every address is asked for by every role: what its page rule opens is shown, what it does not is refused.

What is shown may still be an answer of its own (a place where only a form is sent, a redirect, a thing that is not
there, an act that this role may not do); it is never a failure of the program.
"""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

import pytest
from django.test import Client

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.audit.page_rules import may_see
from gongjin.ledger.models import PlanVersion, Row
from gongjin.ledger.tests import factory
from gongjin.people.actions import AddUser
from gongjin.people.models import Jurisdiction, Unit, User
from gongjin.people.roles import OVERSEERS, UNIT_ROLES, WATCHING, Role
from gongjin.web.tests.addresses import Address, addresses

FOR_USERS = [address for address in addresses() if not address.for_strangers and address.name != "people:sign-out"]
REFUSED = "您的角色不能查看本页"


@pytest.fixture
def county(db: None) -> Jurisdiction:
    return factory.found()


@pytest.fixture
def things(county: Jurisdiction) -> dict[str, UUID]:
    factory.enter_units(county)
    plan = factory.published(county)
    return {
        "plans/versions/": PlanVersion.objects.get(plan=plan).public_id,
        "plans/": plan.public_id,
        "ledger/rows/": Row.objects.filter(plan=plan).order_by("pk")[0].public_id,
        "progress/rows/": Row.objects.filter(plan=plan).order_by("pk")[0].public_id,
        "progress/plans/": plan.public_id,
        "units/": Unit.objects.order_by("pk")[0].public_id,
    }


def _url(address: Address, things: dict[str, UUID]) -> str:
    at = next((thing for start, thing in things.items() if str(address.pattern.pattern).startswith(start)), None)
    return address.url({"public_id": at, "plan": at} if at else None)


@pytest.mark.parametrize("role", Role.values)
def test_what_the_rules_open_is_shown_and_all_else_is_refused(
    county: Jurisdiction, things: dict[str, UUID], role: str
) -> None:
    unit = Unit.objects.order_by("pk")[0] if role in UNIT_ROLES else None
    user = run(AddUser(county, "somebody", role, ((role, unit),)), actor=SystemActor())
    client = Client()
    client.force_login(user)
    wrong = []
    for address in FOR_USERS:
        answer = client.get(_url(address, things))
        refused = answer.status_code == HTTPStatus.FORBIDDEN and REFUSED in answer.content.decode()
        if refused is may_see({role, "self"}, address.name):
            wrong.append(f"{address.name}: {answer.status_code}")
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            wrong.append(f"{address.name}: {answer.status_code}")
    assert wrong == []
    assert User.objects.count() == 1


def _seen(role: str) -> set[str]:
    return {address.name for address in FOR_USERS if may_see({role}, address.name)}


@pytest.mark.parametrize("role", sorted(WATCHING))
def test_who_watches_over_the_system_sees_no_page_of_plans_progress_or_evidence(role: str) -> None:
    assert {name.partition(":")[0] for name in _seen(role)} == {"people"}


@pytest.mark.parametrize("role", sorted(OVERSEERS))
def test_who_oversees_sees_no_page_that_the_office_does_not_see(role: str) -> None:
    assert _seen(role) <= _seen(Role.OFFICE.value)


@pytest.mark.parametrize("role", sorted(OVERSEERS))
def test_what_an_overseer_is_shown_of_the_office_pages_is_shown_whole(
    county: Jurisdiction, things: dict[str, UUID], role: str
) -> None:
    client = Client()
    client.force_login(run(AddUser(county, "chief", "召集人", ((role, None),)), actor=SystemActor()))
    for address in FOR_USERS:
        if may_see({role}, address.name):
            answer = client.get(_url(address, things))
            assert answer.status_code != HTTPStatus.FORBIDDEN, address.name


def test_a_head_sees_what_a_reporter_sees() -> None:
    assert _seen(Role.HEAD.value) == _seen(Role.REPORTER.value)
