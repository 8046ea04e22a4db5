"""Accounts for the tests of the frame."""

from __future__ import annotations

import pytest
from django.test import Client

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.people.actions import AddUser, FoundJurisdiction
from gongjin.people.models import User
from gongjin.people.roles import Role


@pytest.fixture
def clerk(db: None) -> User:
    """A clerk of the office of a fictional county."""
    county = run(FoundJurisdiction(division="999901", name="清川县"), actor=SystemActor())
    action = AddUser(jurisdiction=county, username="clerk", display_name="专班经办", posts=((Role.OFFICE, None),))
    return run(action, actor=SystemActor())


@pytest.fixture
def signed_in(client: Client, clerk: User) -> Client:
    """A browser in which the clerk has signed in."""
    client.force_login(clerk)
    return client
