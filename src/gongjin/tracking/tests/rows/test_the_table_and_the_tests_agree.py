"""The table of kinds of work in docs/rows.md against the tests of rows."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from gongjin.tracking.tests.rows.build import BLUE, GREEN, GREY, RED, REVOKED, YELLOW, ready
from gongjin.tracking.tests.rows.conftest import changed_by_revoking, lacking

HERE = Path(__file__).parent
TABLE = Path(__file__).parents[5] / "docs" / "rows.md"
PUBLISHED = {
    "Growth of the economy", "Urbanisation", "Incomes in step with the economy", "Rural income", "County ranking",
    "Leading industry", "Land revenue for agriculture", "Reliability of supply",
}  # fmt: skip
"""What a bureau or publisher states and nobody can count: all that an indicator is for."""
BY_HAND = {"create", "save", "update", "bulk_create", "get_or_create"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table."""

    work: str
    kind: str
    form: str
    test: str


@pytest.fixture(scope="module")
def table() -> list[Line]:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("| ") and "::" in line]
    cells = [line.strip("| ").split(" | ") for line in lines]
    return [Line(work, kind, form.strip("`"), test.strip("`")) for work, _zh, kind, form, _counts, test in cells]


@pytest.fixture(scope="module")
def written() -> dict[str, ast.FunctionDef]:
    found = {}
    for path in sorted(HERE.glob("test_*.py")):
        if path.name != Path(__file__).name:
            for node in ast.parse(path.read_text("utf-8")).body:
                if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                    found[f"{path.stem.removeprefix('test_')}::{node.name}"] = node
    return found


def test_each_row_of_the_table_names_a_test_of_its_own_and_each_test_has_its_row(
    table: list[Line], written: dict[str, ast.FunctionDef]
) -> None:
    assert sorted(line.test for line in table) == sorted(written)
    assert len({line.work for line in table}) == len(table) >= 60


def test_the_data_set_and_form_of_the_table_are_those_of_the_test(
    table: list[Line], written: dict[str, ast.FunctionDef]
) -> None:
    for line in table:
        calls = [node for node in ast.walk(written[line.test]) if isinstance(node, ast.Call)]
        made = [
            (node.args[0].value, node.args[1].value)
            for node in calls
            if isinstance(node.func, ast.Attribute) and node.func.attr == "data_set"
            and isinstance(node.args[0], ast.Constant) and isinstance(node.args[1], ast.Constant)
        ]  # fmt: skip
        assert (line.kind, line.form) in made
        assert ready(line.kind, line.form).code == line.form


def test_an_indicator_measures_only_what_is_published(table: list[Line]) -> None:
    assert {line.work for line in table if line.kind == "indicator"} == PUBLISHED


def test_no_row_shares_its_words_or_its_data_set_with_another(written: dict[str, ast.FunctionDef]) -> None:
    names: list[str] = []
    for node in written.values():
        assert not node.args.args, f"{node.name} takes a fixture"
        for call in ast.walk(node):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "data_set":
                names.append(ast.unparse(call.args[2]))
    assert len(set(names)) == len(names) >= len(written)


def test_no_row_is_written_past_the_actions(written: dict[str, ast.FunctionDef]) -> None:
    for node in written.values():
        assert not {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)} & BY_HAND


def test_a_story_without_one_of_its_lights_or_without_a_fall_is_noticed() -> None:
    assert lacking([GREY, YELLOW, GREEN, RED, BLUE]) == []
    assert lacking([GREY, GREEN, RED, BLUE]) == [{GREEN}, {BLUE}]
    one, two = 1, 2
    assert changed_by_revoking([(BLUE, one, Decimal(1)), (REVOKED, 0, None), (RED, one, Decimal(0))])
    assert not changed_by_revoking([(BLUE, two, None), (REVOKED, 0, None), (BLUE, two, None)])
