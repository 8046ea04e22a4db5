"""How a target is divided among units moves no figure and no light; the chain tells what each part was."""

from __future__ import annotations

import ast
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from gongjin import tracking
from gongjin.audit.actions import run
from gongjin.audit.models import Payload
from gongjin.audit.verify import verify
from gongjin.core import clock
from gongjin.ledger.actions.parts import SetParts
from gongjin.tracking.queries.progress import progress
from gongjin.tracking.tests.conftest import NOW, Tracked

JULY = date(2024, 7, 10)


def divide(tracked: Tracked, at: datetime, *values: str) -> None:
    ledger = tracked.ledger
    with clock.at(at):
        items = tuple(zip(ledger.towns, values, strict=False))
        run(SetParts("sum", items), actor=ledger.actor, on=ledger.fresh("1.2.2"))


def test_a_part_that_changes_changes_no_progress_now_nor_as_known_before(tracked: Tracked) -> None:
    row = tracked.ledger.fresh("1.2.2")
    undivided = progress(row, JULY)
    divide(tracked, NOW + timedelta(hours=1), "2", "2", "1")
    between = NOW + timedelta(hours=2)
    assert progress(row, JULY) == progress(row, JULY, between) == undivided
    divide(tracked, NOW + timedelta(hours=3), "1", "1", "3")
    assert progress(row, JULY) == progress(row, JULY, between) == undivided


def test_what_the_parts_were_is_told_by_the_chain(tracked: Tracked) -> None:
    divide(tracked, NOW + timedelta(hours=1), "2", "2", "1")
    divide(tracked, NOW + timedelta(hours=3), "1", "1", "3")
    acts = Payload.objects.filter(record__action=SetParts.code).order_by("record__sequence")
    towns = [str(town.public_id) for town in tracked.ledger.towns]
    told = [[(act.body or {})["items"][town] for town in towns[:3]] for act in acts]
    assert told == [["2", "2", "1"], ["1", "1", "3"]]
    assert list(verify()) == []


@pytest.mark.parametrize("name", ["Parts", "Part", "PartsRule"])
def test_tracking_knows_nothing_of_parts(name: str) -> None:
    root = Path(tracking.__path__[0])
    imported = {
        alias.name
        for file in root.rglob("*.py")
        if "tests" not in file.parts
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("gongjin.ledger")
        for alias in node.names
    }
    assert name not in imported
