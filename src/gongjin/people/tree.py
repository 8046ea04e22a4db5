"""The directory as a tree: each unit below the one it stands under; departments come first, then by reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongjin.people.models import Unit, UnitKind

_KINDS = {kind: place for place, kind in enumerate(UnitKind.values)}
DEEPEST = 6
"""Levels that are set in; what lies deeper stands in line with the last of them."""


@dataclass(frozen=True, slots=True)
class TreeLine:
    """One unit of the tree: how deep it stands (1 at the top), how many stand directly below it and in all.

    `asked` is False for one that is only there to show where those below it stand.
    """

    unit: Unit
    level: int
    below: int
    all_below: int
    asked: bool = True

    @property
    def indent(self) -> int:
        """The level as far as it is shown."""
        return min(self.level, DEEPEST)


def tree(units: Iterable[Unit], asked: set[int] | None = None) -> list[TreeLine]:
    """The units in the order of the tree; with `asked` (keys) only those and what stands above them.

    A unit whose superior is not among them stands at the top, so that none is lost.
    """
    each = {unit.pk: unit for unit in units}
    below: dict[int | None, list[Unit]] = {}
    for unit in sorted(each.values(), key=_order):
        below.setdefault(unit.parent_id if unit.parent_id in each else None, []).append(unit)
    shown = set(each) if asked is None else _with_superiors(each, asked & set(each))
    lines: list[TreeLine] = []
    seen: set[int] = set()
    for top in below.get(None, []):
        lines += _below(top, 1, below, shown, asked, seen)
    for unit in each.values():  # a circle has no top: it is cut at the unit that comes first
        if unit.pk not in seen:
            lines += _below(unit, 1, below, shown, asked, seen)
    return lines


def _order(unit: Unit) -> tuple[int, str, int]:
    return _KINDS.get(unit.kind, len(_KINDS)), unit.sort_key, unit.pk


def _with_superiors(each: dict[int, Unit], asked: set[int]) -> set[int]:
    found: set[int] = set()
    for key in asked:
        at: int | None = key
        while at is not None and at in each and at not in found:
            found.add(at)
            at = each[at].parent_id
    return found


def _all_below(unit: Unit, below: dict[int | None, list[Unit]]) -> set[int]:
    found: set[int] = set()
    waiting = [unit]
    while waiting:
        for child in below.get(waiting.pop().pk, []):
            if child.pk not in found:
                found.add(child.pk)
                waiting.append(child)
    return found


def _below(
    unit: Unit,
    level: int,
    below: dict[int | None, list[Unit]],
    shown: set[int],
    asked: set[int] | None,
    seen: set[int],
) -> list[TreeLine]:
    if unit.pk in seen:
        return []
    seen.add(unit.pk)
    if unit.pk not in shown:  # then none of those below it is
        seen.update(_all_below(unit, below))
        return []
    under = [line for child in below.get(unit.pk, []) for line in _below(child, level + 1, below, shown, asked, seen)]
    direct = sum(line.level == level + 1 for line in under)
    return [TreeLine(unit, level, direct, len(under), asked is None or unit.pk in asked), *under]
