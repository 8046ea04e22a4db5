"""A small ledger in the middle of 2024, with rows that are behind, on time, done and without data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from gongjin.audit.actions import run
from gongjin.core import clock
from gongjin.ledger.tests.rows import SYSTEM, Ledger, small_ledger
from gongjin.tracking import kinds
from gongjin.tracking.actions.trackers import LeaveUnquantified
from gongjin.tracking.models import DataSet
from gongjin.tracking.tests.counted import Counted, add, counted_set, track

NOW = datetime(2024, 7, 10, 9, tzinfo=clock.SHANGHAI)


@pytest.fixture(autouse=True)
def home(settings: object, tmp_path: Path) -> Path:
    """A home folder of its own."""
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kind that adds up, beside the real ones."""
    monkeypatch.setitem(kinds.all_kinds(), "counted", Counted())


@pytest.fixture
def midyear(counted: None) -> Iterator[None]:
    """The morning of 10 July 2024."""
    with clock.at(NOW):
        yield


@dataclass
class Tracked:
    """The ledger with its data sets: banks far behind, chargers on time, stations done, satisfaction unquantified."""

    ledger: Ledger
    banks: DataSet
    chargers: DataSet
    stations: DataSet


def tracked_ledger() -> Tracked:
    """Lay it down; it needs the kind and the clock of `midyear`."""
    ledger = small_ledger()
    of, rows = ledger.of, ledger.rows
    banks = counted_set(of, "生态护岸", ledger.water, "公里")
    chargers = counted_set(of, "充电桩")
    stations = counted_set(of, "5G 基站")
    track(rows["1.1.2"], banks)
    track(rows["1.2.1"], chargers)
    track(rows["1.2.2"], stations)
    add(banks, m2024_05="0.5", m2024_06="0.4")
    add(chargers, m2024_04="15", m2024_05="14", m2024_06="12")
    add(stations, m2024_05="2", m2024_06="3")
    run(LeaveUnquantified("由年终测评得出"), actor=SYSTEM, on=ledger.fresh("1.3.1"))
    return Tracked(ledger, banks, chargers, stations)


@pytest.fixture
def tracked(db: None, midyear: None) -> Tracked:
    return tracked_ledger()
