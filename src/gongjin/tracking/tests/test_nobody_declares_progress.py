"""No action of a register, project, duty or monitoring takes what has to be counted."""

from __future__ import annotations

import importlib
import pkgutil
import re
from dataclasses import fields, is_dataclass
from typing import get_args, get_type_hints

import pytest

from gongjin.audit.actions import Action
from gongjin.tracking import kinds
from gongjin.tracking.kinds.indicator.actions import RecordValues

DECLARED = re.compile("actual|percent|progress|ratio|share|rate|completion|light|done_of|进度|完成率|百分")
COUNTED = ("register", "project", "duty", "monitoring")


def every_action() -> set[type]:
    """All actions there are."""
    found: set[type] = set()
    waiting: list[type] = [Action]
    while waiting:
        fresh: list[type] = waiting.pop().__subclasses__()
        found.update(fresh)
        waiting += fresh
    return found


def taken(action: type) -> set[str]:
    """The names of all that an action takes, and of what the records that it takes hold."""
    found: set[str] = set()
    waiting, seen = [action], set[type]()
    while waiting:
        each = waiting.pop()
        if each in seen:
            continue
        seen.add(each)
        found |= {item.name for item in fields(each)}
        for hint in get_type_hints(each).values():
            waiting += [part for part in _parts(hint) if is_dataclass(part) and isinstance(part, type)]
    return found


def _parts(hint: object) -> list[object]:
    return [hint, *(inner for part in get_args(hint) for inner in _parts(part))]


@pytest.fixture(scope="module")
def by_kind() -> dict[str, list[type]]:
    for folder in kinds.folders():
        package = importlib.import_module(f"{kinds.__name__}.{folder}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".tests" not in module.name:
                importlib.import_module(module.name)
    start = f"{kinds.__name__}."
    found: dict[str, list[type]] = {folder: [] for folder in kinds.folders()}
    for action in every_action():
        if action.__module__.startswith(start) and is_dataclass(action):
            found[action.__module__.removeprefix(start).split(".")[0]].append(action)
    return found


@pytest.mark.parametrize("folder", COUNTED)
def test_no_action_of_a_kind_that_counts_takes_a_figure_of_progress(
    by_kind: dict[str, list[type]], folder: str
) -> None:
    assert by_kind[folder], "no actions were found"
    for action in by_kind[folder]:
        named = {name for name in taken(action) if DECLARED.search(name)}
        assert not named, f"{action.__name__} takes {named}"


def test_only_an_indicator_takes_a_value_and_it_is_that_of_a_period(by_kind: dict[str, list[type]]) -> None:
    holders = {
        folder for folder, actions in by_kind.items() for action in actions if {"value", "period"} <= taken(action)
    }
    assert RecordValues in by_kind["indicator"]
    assert holders <= {"indicator", "monitoring"}  # a reading of a station is no progress either
    assert not {name for action in by_kind["indicator"] for name in taken(action) if DECLARED.search(name)}


def test_the_walk_sees_what_is_inside_the_records_that_an_action_takes(by_kind: dict[str, list[type]]) -> None:
    names = {action.__name__: taken(action) for action in by_kind["register"]}
    assert {"moves", "stage", "on", "proofs"} <= names["MoveMany"]
    assert DECLARED.search("actual_value")
    assert DECLARED.search("percent")
