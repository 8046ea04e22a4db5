"""The example plan compiles to what a careful reader annotated before any program had seen it, from both its files."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest

HERE = Path(__file__).resolve().parents[2] / "examples"
EXPECTED: dict[str, Any] = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
FILES = ["禾川县城乡共进实施方案.docx", "禾川县城乡共进实施方案.txt"]
T = TypeVar("T")
pytestmark = pytest.mark.parametrize("name", FILES)


@cache
def compiled(name: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "gongjin.cli.main", "compile", str(HERE / name), "--json", "-"],
        capture_output=True,
        check=True,
    )
    plan: dict[str, Any] = json.loads(done.stdout)
    return plan


def title_of(plan: dict[str, Any], section: str) -> str:
    return next(str(s["title"]) for s in plan["sections"] if s["id"] == section)


def test_title_attachment_and_outline(name: str) -> None:
    plan = compiled(name)
    assert (plan["title"], plan["attachment"], plan["issued"]) == (EXPECTED["title"], EXPECTED["annex"], None)
    found = [
        (s["level"], s["label"].rstrip("、."), s["title"], s["parent"] and title_of(plan, s["parent"]))
        for s in plan["sections"]
    ]
    assert found == [(s["level"], s["label"].rstrip("、."), s["title"], s["parent"]) for s in EXPECTED["sections"]]


def test_units_in_their_order_open_ended_and_none_made_the_lead(name: str) -> None:
    plan = compiled(name)
    found = [
        (title_of(plan, r["section"]), r["unit"], r["role"], r["open_ended"])
        for r in plan["responsibilities"]
        if r["measure"] is None and r["target"] is None
    ]
    assert found == [(u["section"], u["name"], u["role"], u["open_ended"]) for u in EXPECTED["units"]]


def test_targets_are_all_found_and_none_is_invented(name: str) -> None:
    plan = compiled(name)

    def row(t: dict[str, Any], section: str, strength: str) -> tuple[Any, ...]:
        return section, t["text"], t["comparator"], t["value"], t["unit"], t["kind"], strength, t.get("period")

    found = Counter(row(t, title_of(plan, t["section"]), t["strength"]) for t in plan["targets"])
    assert found == Counter(row(t, t["section"], t["binding"]) for t in EXPECTED["targets"])


def test_metrics_are_named_as_the_reader_named_them(name: str) -> None:
    assert [t["metric"] for t in compiled(name)["targets"]] == [t["metric"] for t in EXPECTED["targets"]]


def agreement(found: Counter[T], annotated: Counter[T]) -> float:
    """F1 of what was found against what was annotated."""
    return 2 * (found & annotated).total() / (found.total() + annotated.total())


def test_commitments_without_a_figure(name: str) -> None:
    plan = compiled(name)
    found = Counter((title_of(plan, c["section"]), c["text"]) for c in plan["commitments"])
    annotated = Counter((q["section"], q["text"]) for q in EXPECTED["qualitative"])
    assert found <= annotated, "what is found is there"
    assert agreement(found, annotated) >= 0.84, "a floor that only rises"


def test_measures_are_the_clauses(name: str) -> None:
    found = Counter(m["text"] for m in compiled(name)["measures"])
    annotated = Counter(m["text"] for m in EXPECTED["measures"])
    assert agreement(found, annotated) >= 0.89, "a floor that only rises"


def test_deadlines_that_are_named_and_no_year_of_its_own(name: str) -> None:
    plan = compiled(name)
    found = Counter((title_of(plan, d["section"]), (d["date"] or "")[:4]) for d in plan["deadlines"])
    required = Counter((d["section"], d["period"][-4:]) for d in EXPECTED["deadlines"] if not d.get("optional"))
    optional = {d["section"] for d in EXPECTED["deadlines"] if d.get("optional")}
    assert required <= found
    assert {section for section, _year in found - required} <= optional


def test_documents_and_programmes(name: str) -> None:
    plan = compiled(name)
    assert [d["name"] for d in plan["documents"]] == EXPECTED["documents"]
    assert [p["name"] for p in plan["programmes"]] == EXPECTED["quoted_programmes"]


def test_the_task_force_by_its_posts(name: str) -> None:
    force, expected = compiled(name)["task_force"], EXPECTED["task_force"]
    members = [m if isinstance(m, str) else m["unit"] for m in force["members"]]
    assert members == expected["members"]
    assert (force["convener_post"], force["deputy_posts"]) == (
        expected["convener_office"],
        [expected["deputy_convener"]],
    )
    assert (force["office_in"], force["duties"]) == (expected["office_in"], expected["duties"])


def test_every_row_stands_where_its_span_says(name: str) -> None:
    plan = compiled(name)
    for kind in ("measures", "targets", "commitments", "deadlines"):
        for row in plan[kind]:
            start, end = row["span"]
            assert plan["text"][start:end].replace("\u2028", "") == row["text"], kind
