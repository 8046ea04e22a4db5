"""The state tables and page rules as a page shows them: a line for each action and page, a cell for each role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from gongjin.audit.page_rules import SIGNED_IN, PageRule
from gongjin.audit.states import Reach, StateTable, Text
from gongjin.people.roles import Role

_REACH: dict[Reach | None, Text] = {Reach.ANY: _("本辖区全部"), Reach.OWN: _("仅本单位、本人"), None: ""}


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action: in which states, what it leads to, and the words for each role's reach in the order of the roles."""

    label: Text
    code: str
    before: list[Text]
    after: Text
    cells: list[Text]


@dataclass(frozen=True, slots=True)
class ObjectPart:
    """One kind of object with its actions."""

    label: Text
    actions: list[ActionLine]


@dataclass(frozen=True, slots=True)
class PageLine:
    """Pages that belong together, and for each role in their order whether it may look at them."""

    label: Text
    seen: list[bool]


def page_lines(rules: Iterable[PageRule]) -> list[PageLine]:
    """Every page rule as a line for the page; what is everybody's own is every role's."""
    return [PageLine(rule.label, [bool(rule.roles & {role.value, SIGNED_IN}) for role in Role]) for rule in rules]


def matrix(tables: Iterable[StateTable]) -> list[ObjectPart]:
    """Every table as lines for the page."""
    parts = []
    for table in tables:
        lines = []
        for rule in table.rules:
            reaches = [rule.roles.get(role.value, rule.roles.get("self")) for role in Role]
            cells = [_REACH[reach] for reach in reaches]
            before = [table.states[state] for state in sorted(rule.before)]
            after = table.states.get(rule.after or "", "")
            lines.append(ActionLine(rule.label, rule.action, before, after, cells))
        parts.append(ObjectPart(table.label, lines))
    return parts
