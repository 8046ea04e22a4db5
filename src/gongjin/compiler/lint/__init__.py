"""lint: what the drafter of a plan should look at before it is issued.

In: a compiled plan. Does: runs one module a rule, found by looking into this folder. Out: findings with a place.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from gongjin.compiler.lint.rule import Rule
from gongjin.compiler.plan import CompiledPlan, Finding


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of this folder, by id. A module that has a `RULE` is one; nothing needs to be registered."""
    found: list[Rule] = []
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        if not module.ispkg:
            rule = getattr(import_module(module.name), "RULE", None)
            if isinstance(rule, Rule):
                found.append(rule)
    return tuple(sorted(found, key=lambda rule: rule.id))


def lint(plan: CompiledPlan) -> list[Finding]:
    """The findings of all rules, in the order of the text."""
    return sorted(
        (finding for rule in rules() for finding in rule.check(plan)), key=lambda finding: (finding.span, finding.rule)
    )
