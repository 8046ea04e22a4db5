"""States and permissions as data: per object one table of action x states x roles.

Deny is the default: an action without a rule cannot run, a role without a reach may not use it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise

Text = str | Promise


class Reach(StrEnum):
    """How far a role's right goes: objects of the actor's own unit, or any in the actor's jurisdiction."""

    OWN = "own"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Rule:
    """One action on one kind of object: who may, in which states, and which state it leads to.

    An empty `before` means that the action makes the object; `after` None leaves the state as it is.
    """

    action: str
    label: Text
    roles: Mapping[str, Reach]
    before: frozenset[str] = frozenset()
    after: str | None = None


@dataclass(frozen=True, slots=True)
class StateTable:
    """All rules of one kind of object. `states` maps each state's name to its Chinese label."""

    kind: str
    label: Text
    states: Mapping[str, Text]
    rules: tuple[Rule, ...]
    _by_action: dict[str, Rule] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_action = {rule.action: rule for rule in self.rules}
        if len(by_action) != len(self.rules):
            raise ValueError(f"{self.kind}: an action has two rules")
        for rule in self.rules:
            unknown = (rule.before | ({rule.after} if rule.after else set())) - set(self.states)
            if unknown:
                raise ValueError(f"{self.kind}.{rule.action}: unknown states {sorted(unknown)}")
        object.__setattr__(self, "_by_action", by_action)
        _TABLES[self.kind] = self

    def rule(self, action: str) -> Rule:
        """The rule of an action; raises `KeyError` if there is none, which is a fault of the program."""
        return self._by_action[action]


_TABLES: dict[str, StateTable] = {}


def tables() -> Iterator[StateTable]:
    """Every state table of the program, by kind."""
    return iter(sorted(_TABLES.values(), key=lambda table: table.kind))
