"""Exact figures at rest: a 64-bit count of hundred-thousandths on every database (see docs/decisions)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression

from gongjin.core.figures import from_scaled, to_scaled

if TYPE_CHECKING:
    _BigInteger = models.BigIntegerField[Any, Any]
else:
    _BigInteger = models.BigIntegerField


class FigureField(_BigInteger):
    """A `Decimal` in Python, an integer in the database, so that sums and borders are exact on SQLite too.

    Raises what `core.figures.to_scaled` raises when a value has more than five decimals or is out of range.
    """

    def from_db_value(
        self, value: int | None, expression: Expression, connection: BaseDatabaseWrapper
    ) -> Decimal | None:
        return None if value is None else from_scaled(int(value))

    def to_python(self, value: Any) -> Decimal | None:
        return None if value is None or value == "" else Decimal(str(value))

    def get_prep_value(self, value: Any) -> int | None:
        return None if value is None else to_scaled(Decimal(str(value)))

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else str(value)
