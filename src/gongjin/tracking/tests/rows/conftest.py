"""A home folder of its own for each test's files."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(db: None, settings: object, tmp_path: Path) -> Path:
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    return tmp_path
