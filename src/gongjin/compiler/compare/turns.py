"""What became of the targets of a task: tighter, looser, otherwise changed, gone, or new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from gongjin.compiler.compare.match import plain_text
from gongjin.compiler.plan import Comparator, Section, Strength, Target

_T = TypeVar("_T", Decimal, int, str)


class Turn(StrEnum):
    """What became of a target: harder to reach, easier, otherwise changed, gone, or new."""

    TIGHTER = "tighter"
    LOOSER = "looser"
    CHANGED = "changed"
    DROPPED = "dropped"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A target that differs: the old row, the new row (one is None where it is new or gone), and how it turned."""

    turn: Turn
    old: Target | None
    new: Target | None


def target_changes(old: Iterable[Target], new: Iterable[Target], before: Section, after: Section) -> list[TargetChange]:
    mine = [row for row in old if row.section == before.id]
    theirs = [row for row in new if row.section == after.id]
    changes: list[TargetChange] = []
    for row in mine:
        twin = next((t for t in theirs if t.metric == row.metric and t.unit == row.unit), None)
        twin = twin or next((t for t in theirs if _alike(row, t)), None)
        if twin is None:
            changes.append(TargetChange(Turn.DROPPED, row, None))
            continue
        theirs.remove(twin)
        turn = _turn(row, twin)
        if turn is not None:
            changes.append(TargetChange(turn, row, twin))
    return changes + [TargetChange(Turn.NEW, None, row) for row in theirs]


def _alike(one: Target, other: Target) -> bool:
    """The same words around another figure."""
    return one.unit == other.unit and _without_figure(one) == _without_figure(other)


def _without_figure(target: Target) -> str:
    start = target.quantity.start - target.span.start
    end = target.quantity.end - target.span.start
    return plain_text(target.text[:start] + target.text[end:]) if 0 <= start <= end else plain_text(target.text)


_CEILING = (Comparator.LE, Comparator.LT)
_FLOOR = (Comparator.GE, Comparator.GT, Comparator.EQ, Comparator.ABOUT)
_FIRM = {Comparator.ABOUT: 0, Comparator.EQ: 1, Comparator.GE: 1, Comparator.GT: 2}
_WILL = {Strength.STRIVE: 0, Strength.PLAIN: 1, Strength.ENSURE: 2}


def _turn(old: Target, new: Target) -> Turn | None:
    """How a promise turned; None where nothing differs.

    A higher floor and a lower ceiling are tighter, and so are firmer words and an earlier date; where these pull in two
    directions, or a floor became a ceiling, it is only changed.
    """
    if (old.comparator in _CEILING) != (new.comparator in _CEILING) or Comparator.RANGE in (
        old.comparator,
        new.comparator,
    ):
        same = (old.comparator, old.value, old.value2) == (new.comparator, new.value, new.value2)
        return None if same else Turn.CHANGED
    signs = {_sign(old.value, new.value) * (-1 if old.comparator in _CEILING else 1)}
    signs.add(_sign(_FIRM.get(old.comparator, 0), _FIRM.get(new.comparator, 0)))
    signs.add(_sign(_WILL[old.strength], _WILL[new.strength]))
    if old.period and new.period:
        signs.add(_sign(new.period, old.period))
    signs.discard(0)
    if not signs:
        return None if (old.period, old.unit) == (new.period, new.unit) else Turn.CHANGED
    return Turn.CHANGED if len(signs) > 1 else Turn.TIGHTER if signs == {1} else Turn.LOOSER


def _sign(old: _T, new: _T) -> int:
    """1 where the new value is greater, -1 where it is less."""
    return int(old < new) - int(new < old)
