"""Who acts, as far as this room knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

SYSTEM = "system"
"""The role of the program itself, which no account can hold."""


@runtime_checkable
class Actor(Protocol):
    """Someone who acts. Ids are opaque, so that the chain names no person.

    `roles` are names of the permission matrix; `units` are public ids of the units that the actor speaks for.
    """

    @property
    def actor_id(self) -> str: ...
    @property
    def jurisdiction(self) -> str: ...
    @property
    def roles(self) -> frozenset[str]: ...
    @property
    def units(self) -> frozenset[str]: ...

    def units_as(self, role: str) -> frozenset[str]:
        """The units for which the actor holds this role: a right as head of one unit is none in another."""
        ...


@dataclass(frozen=True, slots=True)
class SystemActor:
    """The command line and the program's own housekeeping: whoever may read the database file may act as this."""

    actor_id: str = "system"
    jurisdiction: str = ""
    roles: frozenset[str] = frozenset({SYSTEM})
    units: frozenset[str] = frozenset()

    def units_as(self, role: str) -> frozenset[str]:
        """None: what this role may, it may everywhere."""
        return frozenset()
