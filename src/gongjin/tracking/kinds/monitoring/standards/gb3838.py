"""GB 3838-2002 地表水环境质量标准, table 1: limits of the basic items by class, in mg/L unless said.

Water temperature (item 1) is a change that people cause and has no class; it is not here. Total nitrogen has limits for
lakes and reservoirs only. Source: GB 3838-2002, table 1 (国家环境保护总局、国家质量监督检验检疫总局, 2002-04-28, in
force from 2002-06-01). Which items make up the class of a section: 环办〔2011〕22号, 地表水环境质量评价办法（试行）,
that is table 1 without water temperature, total nitrogen and faecal coliforms, which are judged on their own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from gongjin.core.texts import gettext as _

NAME: Final = "GB 3838-2002"
CLASSES: Final = 5
WORSE: Final = 6
"""劣Ⅴ类, worse than the fifth."""
NUMERALS: Final = "ⅠⅡⅢⅣⅤ"


class WaterBody(StrEnum):
    """湖库 or 河流: total phosphorus and nitrogen have their own limits in lakes and reservoirs."""

    LAKE = "lake"
    RIVER = "river"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A row of the table. `limits` are those of classes I to V; `lake` where lakes and reservoirs differ.

    `at_least` is said of dissolved oxygen, of which more is better; `band` of pH, which any class wants within it.
    `judged` tells whether it takes part in the class of a section; `rivers` whether the table has limits for rivers.
    """

    code: str
    name: str
    unit: str
    limits: tuple[Decimal, ...] = ()
    lake: tuple[Decimal, ...] = ()
    at_least: bool = False
    band: tuple[Decimal, Decimal] | None = None
    judged: bool = True
    rivers: bool = True

    def limits_in(self, body: WaterBody) -> tuple[Decimal, ...]:
        """The five limits in a water body; empty where the table has none."""
        if body is WaterBody.LAKE:
            return self.lake or self.limits
        return self.limits if self.rivers else ()

    def class_of(self, value: Decimal | Fraction, body: WaterBody) -> int | None:
        """The class of a value, 1 to 5, 6 for 劣Ⅴ; a value at a limit is within it. None where there are no limits."""
        if self.band is not None:
            return 1 if self.band[0] <= value <= self.band[1] else WORSE
        limits = self.limits_in(body)
        if not limits:
            return None
        within = (value >= limit if self.at_least else value <= limit for limit in limits)
        return next((number for number, met in enumerate(within, 1) if met), WORSE)

    def exceedance(self, value: Decimal | Fraction, wanted: int, body: WaterBody) -> Fraction | None:
        """超标倍数: by how many times a value is above the limit of a class; None where it is not above it, and for
        pH and dissolved oxygen, of which no such factor is stated."""
        limits = self.limits_in(body)
        if self.band is not None or self.at_least or not limits or not 1 <= wanted <= CLASSES:
            return None
        limit = Fraction(limits[wanted - 1])
        return Fraction(value) / limit - 1 if value > limit else None


def _row(code: str, name: str, text: str, unit: str = "mg/L", lake: str = "") -> Parameter:
    limits, own = (tuple(Decimal(part) for part in raw.split()) for raw in (text, lake))
    return Parameter(code, name, unit, limits, own)


PARAMETERS: Final = {
    row.code: row
    for row in (
        Parameter("ph", _("pH 值"), "", band=(Decimal(6), Decimal(9))),
        replace(_row("do", _("溶解氧"), "7.5 6 5 3 2"), at_least=True),
        _row("codmn", _("高锰酸盐指数"), "2 4 6 10 15"),
        _row("cod", _("化学需氧量"), "15 15 20 30 40"),
        _row("bod5", _("五日生化需氧量"), "3 3 4 6 10"),
        _row("nh3n", _("氨氮"), "0.15 0.5 1.0 1.5 2.0"),
        _row("tp", _("总磷"), "0.02 0.1 0.2 0.3 0.4", lake="0.01 0.025 0.05 0.1 0.2"),
        replace(_row("tn", _("总氮"), "0.2 0.5 1.0 1.5 2.0"), judged=False, rivers=False),
        _row("cu", _("铜"), "0.01 1.0 1.0 1.0 1.0"),
        _row("zn", _("锌"), "0.05 1.0 1.0 2.0 2.0"),
        _row("f", _("氟化物"), "1.0 1.0 1.0 1.5 1.5"),
        _row("se", _("硒"), "0.01 0.01 0.01 0.02 0.02"),
        _row("as", _("砷"), "0.05 0.05 0.05 0.1 0.1"),
        _row("hg", _("汞"), "0.00005 0.00005 0.0001 0.001 0.001"),
        _row("cd", _("镉"), "0.001 0.005 0.005 0.005 0.01"),
        _row("cr6", _("铬（六价）"), "0.01 0.05 0.05 0.05 0.1"),
        _row("pb", _("铅"), "0.01 0.01 0.05 0.05 0.1"),
        _row("cn", _("氰化物"), "0.005 0.05 0.2 0.2 0.2"),
        _row("phenol", _("挥发酚"), "0.002 0.002 0.005 0.01 0.1"),
        _row("oil", _("石油类"), "0.05 0.05 0.05 0.5 1.0"),
        _row("las", _("阴离子表面活性剂"), "0.2 0.2 0.2 0.3 0.3"),
        _row("sulphide", _("硫化物"), "0.05 0.1 0.2 0.5 1.0"),
        replace(_row("fc", _("粪大肠菌群"), "200 2000 10000 20000 40000", "个/L"), judged=False),
    )
}
"""The rows by code, in the table's order."""


def class_name(number: int) -> str:
    """Ⅰ类 to Ⅴ类, and 劣Ⅴ类."""
    return _("劣Ⅴ类") if number == WORSE else _("%(numeral)s类") % {"numeral": NUMERALS[number - 1]}


def class_number(text: str) -> int | None:
    """1 to 5 of Ⅲ, III, 3 or Ⅲ类; None for anything else."""
    typed = text.strip().upper().removesuffix("类").strip()
    for number, names in enumerate((("Ⅰ", "I", "1"), ("Ⅱ", "II", "2"), ("Ⅲ", "III", "3"), ("Ⅳ", "IV", "4"),
                                    ("Ⅴ", "V", "5")), 1):  # fmt: skip
        if typed in names:
            return number
    return None


def worst(classes: list[int | None]) -> int | None:
    """The worst class of several, as a section is judged by its worst item; None where there is none."""
    return max((number for number in classes if number is not None), default=None)
