"""Who may look at what, as data: each room lists its addresses in `pages.py` as `PAGES = (PageRule(...), ...)`.

Deny is the default: an address that no rule names is shown to nobody, and a role that its rule does not name is
refused. What may be done there is the state tables' matter; an address of an act stands here too, because a preview
or a refusal shows something as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from gongjin.audit.states import Text
from gongjin.core.rooms import offered_by_rooms

SIGNED_IN = "self"
"""The role that every active account has, over itself; the only one of an account without posts."""


@dataclass(frozen=True, slots=True)
class PageRule:
    """Pages that belong together, named by their addresses (`ledger:rows`), and the roles that may look at them."""

    label: Text
    roles: frozenset[str]
    addresses: tuple[str, ...]


@cache
def page_rules() -> tuple[PageRule, ...]:
    """Every page rule of the program, the lowest room first."""
    return tuple(rule for module in offered_by_rooms("pages") for rule in module.PAGES)


def roles_by_address(rules: Iterable[PageRule]) -> dict[str, frozenset[str]]:
    """The rules by address; raises `ValueError` for an address that stands in two, which is a fault of the program."""
    found: dict[str, frozenset[str]] = {}
    for rule in rules:
        for address in rule.addresses:
            if address in found:
                raise ValueError(f"{address} has two page rules")
            found[address] = rule.roles
    return found


@cache
def _known() -> Mapping[str, frozenset[str]]:
    return roles_by_address(page_rules())


def has_rule(address: str) -> bool:
    """Whether any rule names the address; one that none names is closed to everybody."""
    return address in _known()


def may_see(roles: Iterable[str], address: str) -> bool:
    """Whether somebody with these roles may see the address."""
    return not _known().get(address, frozenset()).isdisjoint(roles)
