"""Whether a target's parts make its whole: exact, with the comparator in mind, and said in one Chinese sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from gongjin.core import figures
from gongjin.ledger.figure_words import figure_text
from gongjin.ledger.models import PartsRule, Reading

_RATES = frozenset({"%", "％", "‰", "个百分点", "百分点"})


@dataclass(frozen=True, slots=True)
class PartsCheck:
    """The answer: `total` is the exact sum, None where a sum means nothing; `divided` whether there are any parts."""

    holds: bool
    sentence: str
    total: Decimal | None = None
    divided: bool = True


def default_rule(reading: Reading) -> str:
    """The rule that fits before anybody chose one: each if it says 每个, none for rates and ranks, else sum."""
    if reading.each:
        return PartsRule.EACH
    if reading.target_kind == "rank" or reading.unit_of_measure in _RATES:
        return PartsRule.NONE
    return PartsRule.SUM


def attains(value: Decimal, reading: Reading) -> bool:
    """Whether a value fulfils what the target asks. Of 左右 only the figure itself does for sure."""
    asked = reading.value if reading.value is not None else Decimal(0)
    match reading.comparator:
        case "ge":
            return value >= asked
        case "gt":
            return value > asked
        case "le":
            return value <= asked
        case "lt":
            return value < asked
        case "range":
            return asked <= value and (reading.value2 is None or value <= reading.value2)
        case _:
            return value == asked


def check_parts(rule: str, reading: Reading, values: Sequence[Decimal]) -> PartsCheck:
    """The check of a target's parts under a rule. An empty list holds: nothing has been divided."""
    target = figure_text(reading)
    if not values:
        return PartsCheck(True, _("尚未分解"), divided=False)
    if rule == PartsRule.NONE:
        return PartsCheck(True, _("各分项不加总，不与目标 %(target)s比较") % {"target": target})
    if rule == PartsRule.EACH:
        short = sum(not attains(value, reading) for value in values)
        shown = {"target": target, "n": len(values), "short": short}
        if short:
            return PartsCheck(False, _("%(n)d 个分项中有 %(short)d 个不符合目标 %(target)s") % shown)
        return PartsCheck(True, _("%(n)d 个分项均符合目标 %(target)s") % shown)
    return _check_sum(reading, values, target)


def _check_sum(reading: Reading, values: Sequence[Decimal], target: str) -> PartsCheck:
    total = sum(values, Decimal(0))
    unit = reading.unit_of_measure
    shown = {"total": _with_unit(total, unit), "target": target}
    if reading.comparator == "about":
        # What 左右 allows is nobody's to decide here: a difference is named and left to the office.
        if total == reading.value:
            return PartsCheck(True, _("合计 %(total)s，与目标 %(target)s一致") % shown, total)
        return PartsCheck(True, _("合计 %(total)s，目标为 %(target)s，请自行核对是否相符") % shown, total)
    if attains(total, reading):
        if total == reading.value:
            return PartsCheck(True, _("合计 %(total)s，与目标 %(target)s一致") % shown, total)
        return PartsCheck(True, _("合计 %(total)s，符合目标 %(target)s") % shown, total)
    low = reading.value if reading.value is not None else Decimal(0)
    high = reading.value2 if reading.comparator == "range" and reading.value2 is not None else low
    if total < low:
        shown["gap"] = _with_unit(low - total, unit)
        return PartsCheck(False, _("合计 %(total)s，比目标 %(target)s少 %(gap)s") % shown, total)
    if total > high:
        shown["gap"] = _with_unit(total - high, unit)
        return PartsCheck(False, _("合计 %(total)s，比目标 %(target)s多 %(gap)s") % shown, total)
    return PartsCheck(False, _("合计 %(total)s，恰在界限上，不算达到“%(target)s”") % shown, total)


def _with_unit(value: Decimal, unit: str) -> str:
    return f"{figures.grouped(value)}{'' if unit in _RATES else ' '}{unit}".strip()


def even_parts(value: Decimal, count: int) -> list[Decimal]:
    """The value in `count` parts that add up to it exactly, as even as its own decimals allow.

    A whole number is split into whole numbers; what is left over goes to the first ones (largest remainder with equal
    shares). Raises `ValueError` for a count below 1.
    """
    if count < 1:
        raise ValueError("no parts to share among")
    exponent = value.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    steps = int(Fraction(value) * 10**places)
    share, rest = divmod(steps, count)
    return [Decimal(share + (1 if place < rest else 0)).scaleb(-places) for place in range(count)]
