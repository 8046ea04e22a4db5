"""The JSON of a plan holds to the schema that ships with the package, and gives the same plan back."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from gongjin.compiler import plan as p
from gongjin.compiler.document import Span
from gongjin.compiler.schema import plan_schema
from gongjin.compiler.serialise import dumps, from_json, to_json
from gongjin.compiler.tests.documents import PLAN_FILES, compiled, compiled_file, compiled_json, lines

VALIDATOR = Draft202012Validator(plan_schema())
IDS = [path.stem for path in PLAN_FILES]


def holds(plan: p.CompiledPlan) -> None:
    data = json.loads(dumps(plan))
    assert [f"{list(error.path)}: {error.message}" for error in VALIDATOR.iter_errors(data)] == []
    assert from_json(data) == plan


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(plan_schema())


@pytest.mark.parametrize("path", PLAN_FILES, ids=IDS)
def test_whole_plans_hold_to_the_schema_and_come_back(path: Path) -> None:
    plan = compiled_file(path)
    assert plan.sections
    holds(plan)


@settings(max_examples=150, deadline=None)
@given(lines())
def test_any_text_holds_to_the_schema_and_comes_back(texts: list[str]) -> None:
    holds(compiled(*texts))


def test_the_schema_names_every_value_of_every_kind() -> None:
    definitions = plan_schema()["$defs"]

    def allowed(of: str, name: str) -> set[str]:
        return set(definitions[of]["properties"][name]["enum"]) - {None}

    assert set(definitions["strength"]["enum"]) == set(p.Strength)
    assert allowed("responsibility", "role") == set(p.Role)
    assert allowed("target", "comparator") == set(p.Comparator)
    assert allowed("target", "kind") == set(p.TargetKind)
    assert allowed("target", "accrual") == set(p.Accrual)
    assert allowed("commitment", "kind") == set(p.CommitmentKind)
    assert allowed("deadline", "kind") == set(p.DeadlineKind)
    assert allowed("finding", "severity") == set(p.Severity)


@pytest.mark.parametrize(
    ("place", "value"),
    [("sections", [{"id": "s1"}]), ("text", None), ("schema", "gongjin.plan/2"), ("issued", "2026年3月"), ("more", 1)],
)
def test_the_schema_refuses_what_is_no_plan(place: str, value: object) -> None:
    assert not VALIDATOR.is_valid(compiled_json("一、总体目标", "建成水厂3座。") | {place: value})


def test_a_task_force_without_a_convener_comes_back_with_its_deputies() -> None:
    deputy = p.Post(title="县政府办公室主任", span=Span(0, 2), person=Span(0, 1))
    plan = p.CompiledPlan(text="一二三\n", task_force=p.TaskForce(deputies=(deputy,), span=Span(0, 3)))
    holds(plan)


def test_figures_come_back_exactly() -> None:
    (target,) = compiled("一、目标", "新建渠道0.1公里。").targets
    for figure in ("0.1", "1234567.89", "20.8", "0.00001", "123456789012"):
        plan = p.CompiledPlan(text="x" * 99, targets=(_with(target, Decimal(figure)),))
        assert from_json(json.loads(dumps(plan))).targets[0].value == Decimal(figure)


def _with(target: p.Target, value: Decimal) -> p.Target:
    return p.Target(**{name: getattr(target, name) for name in p.Target.__dataclass_fields__} | {"value": value})


def test_json_of_another_schema_is_refused() -> None:
    with pytest.raises(ValueError, match="plan/9"):
        from_json(to_json(compiled("一、目标")) | {"schema": "gongjin.plan/9"})
