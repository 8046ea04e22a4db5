"""The columns of audited tables, told once for each kind: what is stored, and which values need no conversion."""

from __future__ import annotations

from functools import cache
from typing import Any, Final, NamedTuple

from django.db import models

_NATIVE: Final[dict[type[models.Field[Any, Any]], type]] = {
    models.CharField: str,
    models.TextField: str,
    models.BooleanField: bool,
    models.FloatField: float,
    models.IntegerField: int,
    models.BigIntegerField: int,
    models.PositiveIntegerField: int,
    models.PositiveSmallIntegerField: int,
    models.PositiveBigIntegerField: int,
    models.AutoField: int,
    models.BigAutoField: int,
}
"""The fields whose value of exactly this type is kept, read and shown as it is; a subclass may do otherwise."""


class StoredColumn(NamedTuple):
    """One column: its name in a digest, the attribute that holds its value, the type that needs no conversion."""

    name: str
    attribute: str
    native: type | None
    field: models.Field[Any, Any]


@cache
def columns_of(model: type[models.Model]) -> tuple[StoredColumn, ...]:
    """All stored columns of a model, in order."""
    return tuple(StoredColumn(f.name, f.attname, native_type(f), f) for f in model._meta.concrete_fields)


def native_type(field: models.Field[Any, Any]) -> type | None:
    """The type whose values this field takes and gives unchanged; that of a reference is its target's."""
    while type(field) in (models.ForeignKey, models.OneToOneField):
        field = field.target_field  # type: ignore[attr-defined]
    return _NATIVE.get(type(field))
