"""A target's figure in words: value, unit and comparator as people say them (≥80 个 is 80 个以上)."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from gongjin.core import figures

_TIGHT = frozenset({"%", "％", "‰"})


class HasFigure(Protocol):
    """What carries a figure: a reading of a target."""

    comparator: str
    value: Decimal | None
    value2: Decimal | None
    unit_of_measure: str


def amount_text(value: Decimal, unit: str) -> str:
    """The value with its unit: `7%`, `80 个`, `20.8万亩`; large figures by 万 and 亿 where that is no longer."""
    grouped, words = figures.grouped(value), figures.in_words(value)
    shown = words if len(words) < len(grouped) else grouped
    return f"{shown}{unit}" if unit in _TIGHT or not unit or shown[-1] in "万亿" else f"{shown} {unit}"


def figure_text(target: HasFigure, unit: str | None = None) -> str:
    """The figure with its comparator (以上, 以内 include the number; 超过, 低于 do not); empty without a value."""
    if target.value is None:
        return ""
    unit = target.unit_of_measure if unit is None else unit
    shown = {"value": amount_text(target.value, unit)}
    match target.comparator:
        case "ge":
            return _("%(value)s以上") % shown
        case "gt":
            return _("超过 %(value)s") % shown
        case "le":
            return _("%(value)s以内") % shown
        case "lt":
            return _("低于 %(value)s") % shown
        case "about":
            return _("%(value)s左右") % shown
        case "range" if target.value2 is not None:
            ends = {"low": amount_text(target.value, ""), "high": amount_text(target.value2, unit)}
            return _("%(low)s—%(high)s") % ends
        case _:
            return shown["value"]


def exact_text(target: HasFigure) -> str:
    """The exact value with its unit, grouped, for a tooltip; empty without a value."""
    if target.value is None:
        return ""
    high = "" if target.value2 is None else f"—{figures.grouped(target.value2)}"
    return f"{figures.grouped(target.value)}{high} {target.unit_of_measure}".strip()
