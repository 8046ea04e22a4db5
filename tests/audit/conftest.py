"""A small history of acts on a chain of its own."""

from __future__ import annotations

import pytest

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.people.actions import AddUnit, FoundJurisdiction
from gongjin.people.models import Jurisdiction, Unit


@pytest.fixture
def county(db: None) -> Jurisdiction:
    """A fictional county: the first record of its chain."""
    return run(FoundJurisdiction(division="demo", name="禾川县"), actor=SystemActor())


@pytest.fixture
def units(county: Jurisdiction) -> list[Unit]:
    """Five units, each one record."""
    names = ["县水利局", "县林业局", "县教育局", "县财政局", "县商务局"]
    return [run(AddUnit(jurisdiction=county, name=name), actor=SystemActor()) for name in names]
