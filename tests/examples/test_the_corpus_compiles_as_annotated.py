"""The corpus compiles as careful readers annotated it: F1 a kind never falls below what was reached."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from gongjin.compiler.evaluate.folder import compiled
from gongjin.compiler.evaluate.score import Score, evaluate, overall

CORPUS = Path(__file__).resolve().parents[2] / "examples" / "corpus"
FLOORS = {
    "sections": 0.99,
    "responsibilities": 0.98,
    "targets": 0.98,
    "commitments": 0.95,
    "deadlines": 0.95,
    "citations": 0.99,
    "members": 0.97,
}
"""They only rise."""


@cache
def total() -> dict[str, Score]:
    return overall(evaluate(plan, gold) for _name, plan, gold in compiled(CORPUS))


def test_there_are_two_dozen_plans_and_more() -> None:
    assert len(list(CORPUS.glob("*.json"))) >= 24


@pytest.mark.parametrize("kind", FLOORS)
def test_no_kind_falls_below_its_floor(kind: str) -> None:
    score = total()[kind]
    missed, invented = ([item.words for item in items] for items in (score.missed, score.invented))
    assert score.f1 >= FLOORS[kind], f"missed {missed}, invented {invented}"


def test_rows_that_are_sure_are_right() -> None:
    kinds = [total()[kind] for kind in ("sections", "responsibilities", "targets", "deadlines")]
    sure, right = sum(score.sure for score in kinds), sum(score.sure_right for score in kinds)
    assert right / sure >= 0.97
