"""A fictional county with an administrator and an office clerk."""

from __future__ import annotations

import pytest

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.people.actions import AddUser, FoundJurisdiction, SetPassword
from gongjin.people.actors import actor_of
from gongjin.people.models import Jurisdiction, User

PASSWORD = "a long enough one 7"


@pytest.fixture
def county(db: None) -> Jurisdiction:
    return run(FoundJurisdiction(division="demo", name="禾川县"), actor=SystemActor())


def _user(county: Jurisdiction, name: str, role: str) -> User:
    add = AddUser(jurisdiction=county, username=name, display_name=name, posts=((role, None),))
    user = run(add, actor=SystemActor())
    return run(SetPassword(password=PASSWORD), actor=actor_of(user), on=user)


@pytest.fixture
def administrator(county: Jurisdiction) -> User:
    return _user(county, "administrator", "administrator")


@pytest.fixture
def clerk(county: Jurisdiction) -> User:
    return _user(county, "clerk", "office")


@pytest.fixture
def guard(county: Jurisdiction) -> User:
    """The security administrator."""
    return _user(county, "guard", "security")


@pytest.fixture
def auditor(county: Jurisdiction) -> User:
    return _user(county, "auditor", "auditor")
