"""What a lint rule is, and how it states what it found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from gongjin.compiler.document import Span
from gongjin.compiler.plan import CompiledPlan, Finding, Severity


@runtime_checkable
class Rule(Protocol):
    """One rule: a stable id, its usual severity, why it matters in one Chinese sentence, and the check itself."""

    id: str
    severity: Severity
    doc: str

    def check(self, plan: CompiledPlan) -> Iterable[Finding]:
        """The findings in a plan; none where all is well."""
        ...


def found(
    rule: Rule, span: Span, message: str, suggestion: str, *, severity: Severity | None = None, confidence: float = 1.0
) -> Finding:
    """A finding of a rule at a place, with a suggested mend; `confidence` is that of the rows it rests on."""
    return Finding(
        rule=rule.id,
        severity=severity or rule.severity,
        message=message,
        suggestion=suggestion,
        span=span,
        confidence=confidence,
        reason=rule.doc,
    )
