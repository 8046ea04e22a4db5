"""A fictional county with a directory, two accounts and a plan, for every test of the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongjin.ledger.models import Plan, PlanVersion
from gongjin.ledger.tests import factory
from gongjin.people.models import Jurisdiction, Unit, User


@pytest.fixture(autouse=True)
def home(settings: object, tmp_path: Path) -> Path:
    """A home folder of its own, so that what is stored of a file can be counted."""
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture
def jurisdiction(db: None) -> Jurisdiction:
    return factory.found()


@pytest.fixture
def units(jurisdiction: Jurisdiction) -> dict[str, Unit]:
    return factory.enter_units(jurisdiction)


@pytest.fixture
def office_user(jurisdiction: Jurisdiction) -> User:
    return factory.user(jurisdiction, "office", "office")


@pytest.fixture
def second_office_user(jurisdiction: Jurisdiction) -> User:
    return factory.user(jurisdiction, "office-2", "office")


@pytest.fixture
def admin_user(jurisdiction: Jurisdiction) -> User:
    return factory.user(jurisdiction, "admin", "administrator")


@pytest.fixture
def version_in_review(jurisdiction: Jurisdiction, units: dict[str, Unit]) -> PlanVersion:
    return factory.imported(jurisdiction)[1]


@pytest.fixture
def published_plan(jurisdiction: Jurisdiction, units: dict[str, Unit]) -> Plan:
    return factory.published(jurisdiction)
