"""A fictional county with a project, files that prove things, and a clock that is held."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.core import clock
from gongjin.evidence.actions import AddEvidence
from gongjin.evidence.models import Evidence
from gongjin.ledger.models import Row
from gongjin.ledger.tests import factory
from gongjin.people.models import Jurisdiction, Unit, User
from gongjin.tracking.actions.data_sets import AddDataSet
from gongjin.tracking.actions.trackers import SetTracker
from gongjin.tracking.kinds.project.actions import NewMilestone, PlanMilestones
from gongjin.tracking.kinds.project.ready import template
from gongjin.tracking.models import DataSet, Item

SYSTEM = SystemActor()
Prove = Callable[..., tuple[Evidence, ...]]


@pytest.fixture(autouse=True)
def home(settings: object, tmp_path: Path) -> Path:
    """A home folder of its own for files."""
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    return tmp_path


class Calendar:
    """The held clock: `to` goes on to the noon of a day."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self.to(date(2024, 1, 2))

    def to(self, day: date) -> datetime:
        """Go on to a day; the moment that it is then."""
        return self._stack.enter_context(clock.at(datetime.combine(day, time(12), clock.SHANGHAI)))


@pytest.fixture
def calendar() -> Iterator[Calendar]:
    with ExitStack() as stack:
        yield Calendar(stack)


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
def road(jurisdiction: Jurisdiction, units: dict[str, Unit], calendar: Calendar) -> DataSet:
    """The ring road: four milestones of weight 20, 20, 40, 20 due at the ends of March, June, September, December."""
    made = run(
        AddDataSet(
            jurisdiction,
            "project",
            "环城公路",
            unit=units["县住房和城乡建设局"],
            settings=template("line").settings,
            template="line",
        ),
        actor=SYSTEM,
    )
    steps = (
        ("初步设计批复", "preliminary", 20, date(2024, 3, 31)),
        ("开工", "construction", 20, date(2024, 6, 30)),
        ("主体工程完工", "construction", 40, date(2024, 9, 30)),
        ("交工验收", "construction", 20, date(2024, 12, 31)),
    )
    planned = [NewMilestone(name, kind, Decimal(weight), day) for name, kind, weight, day in steps]
    return run(PlanMilestones(planned), actor=SYSTEM, on=made)


@pytest.fixture
def prove(jurisdiction: Jurisdiction) -> Prove:
    """Hand in a file that proves something: `prove()`, `prove("图.png")`."""

    def made(name: str = "批复.pdf") -> tuple[Evidence, ...]:
        png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (8).to_bytes(4, "big") * 2
        data = png if name.endswith("png") else b"%PDF-1.4 "
        return (run(AddEvidence(jurisdiction, name, data + name.encode()), actor=SYSTEM),)

    return made


@pytest.fixture
def row(jurisdiction: Jurisdiction, units: dict[str, Unit], calendar: Calendar) -> Row:
    """A measure without a figure: 推进环城公路建设."""
    c = factory.Composer()
    c.section("一、", "畅通交通", task=True, rest="。推进环城公路建设。（县住房和城乡建设局负责）")
    c.measure("推进环城公路建设")
    c.units("县住房和城乡建设局")
    return factory.published(jurisdiction, c.compiled()).rows.get(kind="measure")


def track(row: Row, data_set: DataSet, read: str = "milestones", **asked: object) -> None:
    """Tie the row to the project by what it reads."""
    if read == "milestones":
        asked = {"wanted": "ge", "value": "100", "unit": "%", "mode": "accumulate", **asked}
    run(SetTracker(data_set, {"read": read}, asked), actor=SYSTEM, on=row)


def item(data_set: DataSet, name: str) -> Item:
    """A milestone by its name."""
    return Item.objects.get(data_set=data_set, name=name)
