"""A home folder of its own for each test's files, and the story that each of them has to tell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongjin.audit.verify import verify
from gongjin.tracking.tests.rows.build import BLUE, GREEN, GREY, RED, REVOKED, STORY, YELLOW, Line

ORDER = ({GREY}, {RED, YELLOW}, {GREEN}, {BLUE})


@pytest.fixture(autouse=True)
def home(db: None, settings: object, tmp_path: Path) -> Path:
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture(autouse=True)
def whole_story(home: Path) -> Iterator[None]:
    """A row's test sees grey, then red or yellow, then green, then blue, and a figure that a revoked file changes; the
    chain accounts for all of it."""
    STORY.clear()
    yield
    if STORY:
        assert lacking([light for light, _row, _figure in STORY]) == []
        assert changed_by_revoking(STORY), "no figure has changed after the last file was revoked"
        assert list(verify()) == []


def lacking(lights: list[str]) -> list[set[str]]:
    """What of the order was not seen."""
    left = list(ORDER)
    for light in lights:
        if left and light in left[0]:
            left.pop(0)
    return left


def changed_by_revoking(story: list[Line]) -> bool:
    """Whether a row had another figure after the last revoked file than before it."""
    last = max((place for place, line in enumerate(story) if line[0] == REVOKED), default=len(story))
    before = {row: figure for _light, row, figure in story[:last] if row}
    return any(before.get(row) != figure for _light, row, figure in story[last:] if row and row in before)
