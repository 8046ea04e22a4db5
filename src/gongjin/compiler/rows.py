"""A row with some fields changed: what `dataclasses.replace` does, several times faster, since every row
passes here."""

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
    """The row with these fields changed."""
    kind = type(row)
    values = {name: getattr(row, name) for name in _names(cast("Hashable", kind))}
    values.update(changes)
    return kind(**values)
