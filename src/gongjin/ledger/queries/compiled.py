"""A version's compiled plan, as the compiler gave it when the file was imported."""

from __future__ import annotations

from gongjin.compiler.plan import CompiledPlan
from gongjin.compiler.serialise import from_json
from gongjin.ledger.models import PlanVersion


def compiled_plan(version: PlanVersion) -> CompiledPlan:
    """The plan of a version; its text is stored beside the rest, once."""
    return from_json({**version.compiled, "text": version.text})
