"""Lint: what a drafter should look at before a plan is issued. One module a rule, found by discovery.

A module has `ID` (stable), `SEVERITY`, a docstring that says why it matters, and `check(plan) -> Iterator[Finding]`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import Protocol, cast

from gongjin.compiler.plan import CompiledPlan, Finding, Severity


class Rule(Protocol):
    """What a module of this package offers."""

    ID: str
    SEVERITY: Severity

    def check(self, plan: CompiledPlan) -> Iterator[Finding]:
        """The findings on a plan, in the order of its text."""


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, by id."""
    modules = (importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    found = [cast("Rule", module) for module in modules if hasattr(module, "check")]
    return tuple(sorted(found, key=lambda rule: rule.ID))


def lint(plan: CompiledPlan) -> tuple[Finding, ...]:
    """The findings of all rules, in the order of the text."""
    findings = [finding for rule in rules() for finding in rule.check(plan)]
    return tuple(sorted(findings, key=lambda finding: (finding.span, finding.rule)))
