"""Whatever a document holds, it compiles, nothing of it is lost, and every row stands where its span says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongjin.compiler.compile import compile_document
from gongjin.compiler.document import Block, BlockKind, Document, Span, document
from gongjin.compiler.plan import Commitment, CompiledPlan, Deadline, Measure, Responsibility, Row, Target
from gongjin.compiler.tests.documents import PLAN_FILES, compiled, compiled_file, lines


def spans(row: Row) -> Iterator[Span]:
    for field in fields(row):
        value = getattr(row, field.name)
        if isinstance(value, Span):
            yield value
        elif isinstance(value, Row):
            yield from spans(value)
        elif isinstance(value, tuple):
            for inner in value:
                if isinstance(inner, Row):
                    yield from spans(inner)


def rows(plan: CompiledPlan) -> list[Row]:
    found: list[Row] = []
    for field in fields(plan):
        value = getattr(plan, field.name)
        if isinstance(value, tuple):
            found += [item for item in value if isinstance(item, Row)]
    return found + ([plan.task_force] if plan.task_force else [])


def texts_of(plan: CompiledPlan) -> list[Measure | Target | Commitment | Deadline]:
    """The rows that keep the words of their span."""
    return [*plan.measures, *plan.targets, *plan.commitments, *plan.deadlines]


def hangs_together(plan: CompiledPlan) -> None:
    """What is true of every compile."""
    places = [*plan.preface, *([plan.title_span] if plan.title_span else [])]
    for row in rows(plan):
        assert 0 <= row.confidence <= 1
        places += spans(row)
    assert all(0 <= start <= end <= len(plan.text) for start, end in places)
    for kept in texts_of(plan):
        assert kept.text == plan.text[slice(*kept.span)] != ""
    for target in plan.targets:
        assert target.span.start <= target.quantity.start < target.quantity.end <= target.span.end
    _outline_is_a_tree(plan)
    _ids_lead_somewhere(plan)


def _outline_is_a_tree(plan: CompiledPlan) -> None:
    seen: dict[str, int] = {}
    for section in plan.sections:
        assert section.id not in seen
        assert section.level == (1 if section.parent is None else seen[section.parent] + 1)
        assert section.body.start == section.span.start < section.span.end <= section.body.end
        seen[section.id] = section.level
    for before, after in pairwise(plan.sections):
        assert before.body.end <= after.body.start
        assert plan.text[before.body.end : after.body.start].strip() == ""
    if plan.sections:
        assert plan.sections[-1].body.end == len(plan.text)


def _ids_lead_somewhere(plan: CompiledPlan) -> None:
    sections = {section.id: section for section in plan.sections}
    measures = {measure.id: measure for measure in plan.measures}
    targets = {target.id: target for target in plan.targets}
    assert (len(measures), len(targets)) == (len(plan.measures), len(plan.targets))
    assert len({row.id for row in plan.commitments}) == len(plan.commitments)
    for row in texts_of(plan):
        body = sections[row.section].body
        before_all = row.section == plan.sections[0].id and row.span.end <= body.start  # promised in the preface
        assert before_all or body.start <= row.span.start <= row.span.end <= body.end
    ties: list[Responsibility | Target | Commitment | Deadline] = [*plan.responsibilities, *plan.targets]
    for tied in [*ties, *plan.commitments, *plan.deadlines]:
        assert tied.measure is None or measures[tied.measure].section == tied.section
    for answer in plan.responsibilities:
        assert answer.section in sections
        assert answer.target is None or answer.target in targets
        assert sections[answer.section].task
    for target in plan.targets:
        assert target.part_of is None or (target.part_of in targets and target.part_of != target.id)


@settings(max_examples=300, deadline=None)
@given(lines())
def test_lines_made_of_what_plans_are_made_of(texts: list[str]) -> None:
    plan = compiled(*texts)
    assert plan.text == "".join(f"{text}\n" for text in texts)
    hangs_together(plan)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(st.characters(exclude_characters="\n"), max_size=60), max_size=12))
def test_any_characters_at_all(texts: list[str]) -> None:
    plan = compiled(*texts)
    assert plan.text == "".join(f"{text}\n" for text in texts)
    hangs_together(plan)


@settings(max_examples=100, deadline=None)
@given(lines(), st.data())
def test_tables_and_footnotes_among_paragraphs(texts: list[str], data: st.DataObject) -> None:
    start, blocks = 0, []
    for index, text in enumerate(texts):
        kind = data.draw(st.sampled_from(list(BlockKind)))
        place = (0, index // 3, index % 3) if kind is BlockKind.CELL else (None, None, None)
        blocks.append(Block(text, start, kind, False, *place))
        start += len(text) + 1
    hangs_together(compile_document(Document(tuple(blocks))))


@pytest.mark.parametrize("path", PLAN_FILES, ids=[path.stem for path in PLAN_FILES])
def test_whole_plans_hang_together(path: Path) -> None:
    hangs_together(compiled_file(path))


@pytest.mark.parametrize("path", PLAN_FILES, ids=[path.stem for path in PLAN_FILES])
def test_a_plan_cut_off_anywhere_still_compiles(path: Path) -> None:
    text = compiled_file(path).text
    for end in range(0, len(text), max(1, len(text) // 25)):
        hangs_together(compile_document(document(text[:end].split("\n"))))


@settings(max_examples=60, deadline=None)
@given(lines())
def test_the_same_input_gives_the_same_plan(texts: list[str]) -> None:
    assert compiled(*texts) == compiled(*texts)


@pytest.mark.parametrize("texts", [(), ("",), ("\u3000",), ("\x00", "\ufeff"), ("一、",), ("（）",), ("\u2028",)])
def test_next_to_nothing(texts: tuple[str, ...]) -> None:
    plan = compiled(*texts)
    hangs_together(plan)
    assert (plan.title, plan.sections, plan.targets, plan.responsibilities) == (None, (), (), ())


def test_figures_of_any_length() -> None:
    for digits in (16, 40, 400, 5000):
        hangs_together(compiled("一、目标", f"建成水厂{'9' * digits}座，面积{'1' * digits}.{'3' * digits}万亩。"))
