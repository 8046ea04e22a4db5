"""Findings as SARIF 2.1.0 (OASIS), which editors and code hosts show beside the text, and as plain JSON."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any, TypeAlias

from gongjin.compiler.document import Span
from gongjin.compiler.lint import rules
from gongjin.compiler.plan import CompiledPlan, Finding, Severity

Json: TypeAlias = dict[str, Any]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note", Severity.INFO: "note"}


def place(plan: CompiledPlan, span: Span) -> tuple[int, int]:
    """Line and column, from 1, of a span's first character in the plan's text; a block of the file is a line."""
    line = plan.text.count("\n", 0, span.start) + 1
    return line, span.start - (plan.text.rfind("\n", 0, span.start) + 1) + 1


def finding_as_json(plan: CompiledPlan, finding: Finding) -> Json:
    """One finding with its place, its words and its mend."""
    line, column = place(plan, finding.span)
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "why": finding.reason,
        "suggestion": finding.suggestion,
        "text": plan.text[finding.span.start : finding.span.end],
        "line": line,
        "column": column,
        "span": list(finding.span),
        "confidence": finding.confidence,
    }


def as_sarif(plans: Iterable[tuple[str, CompiledPlan]]) -> Json:
    """One SARIF log with one run for several plans, each named by its file (a relative or absolute URI)."""
    listed = rules()
    positions = {rule.id: index for index, rule in enumerate(listed)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "gongjin lint",
                        "version": version("gongjin"),
                        "rules": [
                            {
                                "id": rule.id,
                                "fullDescription": {"text": rule.doc},
                                "defaultConfiguration": {"level": _LEVELS[rule.severity]},
                            }
                            for rule in listed
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(uri, plan, finding, positions[finding.rule])
                    for uri, plan in plans
                    for finding in plan.findings
                ],
            }
        ],
    }


def _result(uri: str, plan: CompiledPlan, finding: Finding, position: int) -> Json:
    line, column = place(plan, finding.span)
    end_line, end_column = place(plan, Span(finding.span.end, finding.span.end))
    region = {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": finding.span.start,
        "charLength": finding.span.end - finding.span.start,
        "snippet": {"text": plan.text[finding.span.start : finding.span.end]},
    }
    return {
        "ruleId": finding.rule,
        "ruleIndex": position,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}{finding.suggestion}"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
    }
