"""Whatever the units, things, figures, numbering and typing, a plan gives the rows that it was composed of."""

from __future__ import annotations

from collections import Counter

import pytest

from gongjin.compiler.plan import CompiledPlan
from gongjin.compiler.tests.composer import NUMBERING, TYPING, Composer, Expected
from gongjin.compiler.tests.documents import compiled

SEEDS = range(8)


def titles(plan: CompiledPlan) -> dict[str, str]:
    return {section.id: section.title for section in plan.sections}


def same_rows(plan: CompiledPlan, expected: Expected) -> None:
    title = titles(plan)
    assert [(s.level, s.title) for s in plan.sections] == expected.sections
    units = [(title[r.section], r.unit, r.role.value, r.open_ended) for r in plan.responsibilities]
    assert Counter(units) == Counter(expected.units)
    targets = [
        (title[t.section], t.value, t.unit, t.comparator.value, t.strength.value, t.value2) for t in plan.targets
    ]
    assert Counter(targets) == Counter((*row, None) for row in expected.targets)
    deadlines = [(title[d.section], (d.date or "")[:7]) for d in plan.deadlines]
    assert Counter(deadlines) == Counter((where, date[:7]) for where, date in expected.deadlines)


@pytest.mark.parametrize("typing", TYPING)
@pytest.mark.parametrize("numbering", NUMBERING)
def test_any_numbering_and_typing(numbering: str, typing: str) -> None:
    for seed in SEEDS:
        composer = Composer(seed, numbering, typing)
        lines = composer.lines()
        same_rows(compiled(*lines), composer.expected)


@pytest.mark.parametrize("seed", range(100, 180))
def test_any_words_and_figures(seed: int) -> None:
    composer = Composer(seed, "一、（一）", "as printed")
    lines = composer.lines()
    same_rows(compiled(*lines), composer.expected)


@pytest.mark.parametrize("seed", range(20))
def test_every_target_keeps_its_own_thing(seed: int) -> None:
    """A metric has a word of its own clause in it and never one of another's."""
    composer = Composer(seed, "一、1.", "as printed")
    for target in compiled(*composer.lines()).targets:
        named = [noun for noun in composer.used if noun in target.metric]
        assert len(named) <= 1
        assert named, target
        assert named[0] in target.text
