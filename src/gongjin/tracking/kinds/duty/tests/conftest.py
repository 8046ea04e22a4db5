"""A fictional county with a duty, the register that its findings enter and files that prove; all of it 演示数据."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from gongjin.audit.actions import run
from gongjin.core import clock
from gongjin.core.clock import SHANGHAI
from gongjin.evidence.actions import AddEvidence
from gongjin.evidence.models import Evidence
from gongjin.ledger.tests import factory
from gongjin.people.models import Jurisdiction, Unit, User
from gongjin.tracking.actions.data_sets import AddDataSet
from gongjin.tracking.kinds.duty.readymade import template
from gongjin.tracking.kinds.register.tests.build import settings as ready_settings
from gongjin.tracking.models import DataSet


@pytest.fixture(autouse=True)
def home(settings: object, tmp_path: Path) -> Path:
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture
def jurisdiction(db: None) -> Jurisdiction:
    return factory.found()


@pytest.fixture
def units(jurisdiction: Jurisdiction) -> dict[str, Unit]:
    return factory.enter_units(jurisdiction)


@pytest.fixture
def office(jurisdiction: Jurisdiction) -> User:
    return factory.user(jurisdiction, "office", "office")


@pytest.fixture
def rectification(jurisdiction: Jurisdiction, units: dict[str, Unit]) -> DataSet:
    """The register of problems, of the water bureau."""
    action = AddDataSet(
        jurisdiction, "register", "演示问题整改", units["县水利局"], settings=ready_settings("rectification")
    )
    return run(action, actor=factory.SYSTEM)


@pytest.fixture
def make(jurisdiction: Jurisdiction, units: dict[str, Unit]) -> Callable[..., DataSet]:
    """A duty of a template, of the farming bureau."""

    def made(code: str, **changed: object) -> DataSet:
        settings = {**template(code).settings, **changed}
        action = AddDataSet(jurisdiction, "duty", "演示巡护", units["县农业农村局"], template=code, settings=settings)
        return run(action, actor=factory.SYSTEM)

    return made


@pytest.fixture
def proof(jurisdiction: Jurisdiction) -> Callable[[str], Evidence]:
    """A file that proves something."""

    def made(name: str) -> Evidence:
        action = AddEvidence(jurisdiction, f"{name}.pdf", f"%PDF-1.4 演示数据 {name}".encode())
        return run(action, actor=factory.SYSTEM)

    return made


@pytest.fixture(autouse=True)
def july() -> Iterator[None]:
    """It is the first of July 2024 unless a test says otherwise."""
    with clock.at(datetime(2024, 7, 1, 9, tzinfo=SHANGHAI)):
        yield
