"""A small ledger whose division is fixed, in the middle of 2024, with reporters of its units."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from gongjin.core import clock
from gongjin.delivery.tests.handed import Office, divided_office

NOW = datetime(2024, 3, 6, 9, tzinfo=clock.SHANGHAI)


@pytest.fixture(autouse=True)
def home(settings: object, tmp_path: Path) -> Path:
    """A home folder of its own."""
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture
def march() -> Iterator[None]:
    """The morning of Wednesday, 6 March 2024."""
    with clock.at(NOW):
        yield


@pytest.fixture
def office(db: None, march: None) -> Office:
    return divided_office()
