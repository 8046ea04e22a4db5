"""A county with an office, two units and a reporter of one of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.people.actions import AddUnit, AddUser, FoundJurisdiction
from gongjin.people.models import Jurisdiction, Unit, User


@pytest.fixture(autouse=True)
def home(settings: object, tmp_path: Path) -> Path:
    """A home folder of its own for files."""
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture
def county(db: None) -> Jurisdiction:
    return run(FoundJurisdiction(division="990001", name="安河县"), actor=SystemActor())


@pytest.fixture
def water(county: Jurisdiction) -> Unit:
    return run(AddUnit(jurisdiction=county, name="县水利局"), actor=SystemActor())


@pytest.fixture
def schools(county: Jurisdiction) -> Unit:
    return run(AddUnit(jurisdiction=county, name="县教育局"), actor=SystemActor())


def user(county: Jurisdiction, name: str, role: str, unit: Unit | None = None) -> User:
    """An account with a post."""
    return run(
        AddUser(jurisdiction=county, username=name, display_name=name, posts=((role, unit),)), actor=SystemActor()
    )


@pytest.fixture
def reporter(county: Jurisdiction, water: Unit) -> User:
    return user(county, "reporter", "reporter", water)


@pytest.fixture
def office(county: Jurisdiction) -> User:
    return user(county, "office", "office")


@pytest.fixture
def as_reporter(reporter: User) -> Client:
    client = Client()
    client.force_login(reporter)
    return client


@pytest.fixture
def as_office(office: User) -> Client:
    client = Client()
    client.force_login(office)
    return client
