"""The diagram in the documentation is what the table says."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongjin.delivery.drawn import diagram
from gongjin.delivery.states import ASSIGNMENT

DOCS = Path(__file__).resolve().parents[4] / "docs" / "delivery.md"


@pytest.mark.skipif(not DOCS.is_file(), reason="docs lie in a checkout only")
def test_the_diagram_in_the_docs_is_the_tables() -> None:
    drawn = diagram(ASSIGNMENT)
    assert drawn in DOCS.read_text(encoding="utf-8"), f"put this into {DOCS.name}:\n{drawn}"


def test_every_state_and_every_act_is_drawn() -> None:
    drawn = diagram(ASSIGNMENT)
    assert all(str(rule.label) in drawn for rule in ASSIGNMENT.rules)
    assert all(f"{state}: " in drawn for state in ASSIGNMENT.states)
