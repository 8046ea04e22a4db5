"""When two spellings mean one unit: a short name keeps some characters of the long one (县发改局, 县发展和改革局)."""

from __future__ import annotations

from collections.abc import Iterable

_LEVELS = "国省市区县镇乡州旗"
_LEAST = 2
"""A short name of one character between level and ending (县工会) could mean too many."""


def same_unit(one: str, other: str) -> bool:
    """Whether the names are alike, or one is the other shortened: same level, same ending, characters in order.

    A branch is not its parent (市生态环境局, 市生态环境局东县分局).
    """
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) == len(long) or len(short) < _LEAST + 2 or long.startswith(short):
        return False
    if short[0] != long[0] or short[-1] != long[-1] or short[0] not in _LEVELS:
        return False
    rest = iter(long[1:-1])
    return all(sign in rest for sign in short[1:-1])


def named_in(unit: str, names: Iterable[str]) -> bool:
    """Whether the unit stands among the names, in whatever spelling."""
    return any(same_unit(unit, name) for name in names)
