"""A figure of a data set in the unit that a row asks for."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from gongjin.core.figures import FigureError, convert_exactly
from gongjin.core.texts import gettext as _

_MULTIPLES = (("万亿", 12), ("亿", 8), ("千万", 7), ("百万", 6), ("万", 4), ("千", 3), ("百", 2))
_SAME = {"％": "%", "百分点": "个百分点", "mg/l": "mg/L", "毫克/升": "mg/L"}


def in_unit(value: Decimal | Fraction, own: str, asked: str) -> Fraction:
    """The value in the unit asked, exactly: 亩 to 公顷, 万元 to 亿元, 户 to 万户. A side without a unit is the other's.

    Raises `FigureError` where the two are not of one sort (亩 and 户): a wrong unit is said, never guessed over.
    """
    exact = Fraction(value)
    own, asked = _SAME.get(own, own), _SAME.get(asked, asked)
    if own == asked or not own or not asked:
        return exact
    try:
        return exact * convert_exactly(1, own, asked)
    except FigureError:
        (power, rest), (other, wanted) = _split(own), _split(asked)
        if rest != wanted:
            raise FigureError(
                _("数据的单位“%(own)s”与要求的单位“%(asked)s”不是同类，无法比较") % {"own": own, "asked": asked}
            ) from None
        return exact * Fraction(10) ** (power - other)


def _split(unit: str) -> tuple[int, str]:
    for word, power in _MULTIPLES:
        if unit.startswith(word) and len(unit) > len(word):
            return power, unit.removeprefix(word)
    return 0, unit
