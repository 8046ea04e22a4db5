"""Rows while they are made: a row is frozen for whoever gets the plan, and still to be completed by who makes it.

`dataclasses.replace` reads every field of a row to change one, and every row passes here several times.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar, cast

from gongjin.compiler.plan import Row

_R = TypeVar("_R", bound=Row)


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(each.name for each in fields(cast("type[Row]", kind)))


def changed(row: _R, **changes: Any) -> _R:
    """A copy of the row with these fields changed."""
    kind = type(row)
    values = {name: getattr(row, name) for name in _names(cast("Hashable", kind))}
    values.update(changes)
    return kind(**values)


def complete(row: Row, **fields_of_row: Any) -> None:
    """Write fields of a row in place. Only for rows that this compile has made and not handed out yet."""
    for name, value in fields_of_row.items():
        setattr(row, name, value)
