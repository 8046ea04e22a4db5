"""What a lint rule is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from gongjin.compiler.plan import CompiledPlan, Finding


@runtime_checkable
class Rule(Protocol):
    """One rule: a stable id, why it matters in one Chinese sentence, and the check itself."""

    id: str
    doc: str

    def check(self, plan: CompiledPlan) -> Iterable[Finding]:
        """The findings in a plan; none where all is well."""
        ...
