"""How pages say a confidence and a draft's figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from gongjin.core.figures import FigureError
from gongjin.ledger.figure_words import figure_text

CONFIDENT, DOUBTFUL = 0.9, 0.7


def confidence_level(confidence: float) -> str:
    """`high`, `middle` or `low`: what a page colours and sorts by."""
    return "high" if confidence >= CONFIDENT else "middle" if confidence >= DOUBTFUL else "low"


def confidence_word(confidence: float) -> str:
    """How sure the compiler is, as a reviewer reads it."""
    return {"high": _("把握高"), "middle": _("把握中"), "low": _("把握低")}[confidence_level(confidence)]


@dataclass(slots=True)
class _Figure:
    comparator: str
    value: Decimal | None
    value2: Decimal | None
    unit_of_measure: str


def _decimal(value: object) -> Decimal | None:
    return Decimal(str(value)) if value not in (None, "") else None


def quantity(values: Mapping[str, object]) -> str:
    """The figure of a target under review as the ledger will say it; what is no figure stands as it is."""
    comparator, unit = str(values.get("comparator") or "eq"), str(values.get("unit") or "")
    try:
        return figure_text(_Figure(comparator, _decimal(values.get("value")), _decimal(values.get("value2")), unit))
    except (InvalidOperation, FigureError):
        return f"{values.get('value')} {unit}".strip()
