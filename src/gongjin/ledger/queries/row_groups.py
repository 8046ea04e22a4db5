"""The list in groups: by unit a row stands once under each unit that answers for it, by section once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from gongjin.ledger.models import DivisionEntry, Reading, Responsibility

NOBODY = ""
"""The group of rows for which nobody is named."""


@dataclass(frozen=True, slots=True)
class Group:
    """Where a line stands: the group's name, how many lines it has in all, and the unit's roles in this row.

    `roles` are codes, those of the plan (lead, cooperate) before those of the office's division (sums_up).
    """

    name: str
    count: int
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the list grouped by unit: which reading, and in which group."""

    reading: int
    group: Group


def places_by_unit(found: QuerySet[Reading]) -> list[Place]:
    """Every place of some ordered readings, unit after unit in the directory's order, those without any unit last.

    Units are those named for the row, else for the task or measure that it stands in, and those of the division.
    """
    readings = list(found.values_list("pk", "row", "parent", "version"))
    versions = {version for _pk, _row, _parent, version in readings}
    within = Reading.objects.filter(version__in=versions).order_by()
    above: dict[int, int | None] = dict(within.values_list("row", "parent"))
    named, keys = _named(versions)
    divided: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    of_rows = DivisionEntry.objects.filter(row__plan__versions__in=versions).order_by("pk")
    for row, name, key, part in of_rows.values_list("row", "unit__name", "unit__sort_key", "part"):
        divided[row][name].append(part)
        keys.setdefault(name, key)
    met: list[tuple[str, int, tuple[str, ...]]] = []
    for pk, row, parent, _version in readings:
        answer = named.get(row) or named.get(parent or 0) or named.get(above.get(parent or 0) or 0) or {}
        units = {name: [*answer.get(name, ()), *divided[row].get(name, ())] for name in (*answer, *divided[row])}
        met += [(name, pk, tuple(dict.fromkeys(roles))) for name, roles in units.items()] or [(NOBODY, pk, ())]
    counts = Counter(name for name, _pk, _roles in met)
    met.sort(key=lambda place: (place[0] == NOBODY, keys.get(place[0], ""), place[0]))
    return [Place(pk, Group(name, counts[name], roles)) for name, pk, roles in met]


def section_counts(found: QuerySet[Reading]) -> Mapping[int, int]:
    """How many of some readings each section holds."""
    return dict(found.order_by().values_list("section").annotate(Count("pk")))


def _named(versions: set[int]) -> tuple[dict[int, dict[str, list[str]]], dict[str, str]]:
    """For each row its units with their roles, and for each unit's name what it sorts by. People are no units."""
    named: dict[int, dict[str, list[str]]] = {}
    keys: dict[str, str] = {}
    found = Responsibility.objects.filter(version__in=versions).exclude(role="supervise", unit=None)
    wanted = found.order_by("row", "order", "pk").values_list("row", "unit__name", "unit__sort_key", "written", "role")
    for row, name, key, written, role in wanted:
        named.setdefault(row, {}).setdefault(name or written, []).append(role)
        keys.setdefault(name or written, key or written)
    return named, keys
