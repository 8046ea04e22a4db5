"""Exact figures. At rest a figure is a 64-bit integer that counts units of 10⁻⁵; in the program it is a `Decimal`.

One representation on every database: sums, borders and sorting are those of integers. 10⁻⁵ is fine enough for the
limits of GB 3838-2002 (mercury 0.00005 mg/L), and the range of ±92 万亿 holds what a county counts in yuan. See
docs/decisions/0001-figures.md. No float enters: a float is refused with `TypeError`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, Inexact, InvalidOperation
from fractions import Fraction
from typing import Final

from gongjin.core.texts import gettext as _

PLACES: Final = 5
SCALE: Final = 10**PLACES
MAX_SCALED: Final = 2**63 - 1
MIN_SCALED: Final = -(2**63)
_MULTIPLES: Final = {
    "": 0,
    "百": 2,
    "千": 3,
    "万": 4,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "万亿": 12,
}
# Wide enough for all that passes the checks below; anything that would be rounded raises instead.
_EXACT: Final = Context(prec=100, traps=[Inexact, InvalidOperation])
_LOOSE: Final = Context(prec=100)
_MAX_TYPED: Final = 60


class FigureError(ValueError):
    """A figure that cannot be kept or read; the message is Chinese and says what to do."""


class TooManyDecimals(FigureError):
    """More than five decimals."""


class OutOfRange(FigureError):
    """Beyond what 64 bits of 10⁻⁵ hold."""


class NotAFigure(FigureError):
    """A text that is no figure."""


class InexactConversion(FigureError):
    """A conversion whose result has no finite form with five decimals; state `places` to round."""


def to_scaled(value: Decimal | int) -> int:
    """The integer that a figure is kept as. Raises `TooManyDecimals` or `OutOfRange`; never rounds."""
    if type(value) is bool or not isinstance(value, (Decimal, int)):
        raise TypeError(f"a figure is a Decimal or an int, not {type(value).__name__}")
    exact = Decimal(value)
    if not exact.is_finite():
        raise NotAFigure(_("“%(text)s”不是一个确定的数。") % {"text": str(exact)})
    # Looked at before any arithmetic, so that 1E+999999999 costs nothing.
    if exact and exact.adjusted() > 14:
        raise OutOfRange(_("数值 %(text)s 过大，系统最多记到 92 万亿。") % {"text": str(exact)})
    if exact and exact.adjusted() < -PLACES:
        raise TooManyDecimals(_too_many(exact))
    numerator, denominator = exact.as_integer_ratio() if exact else (0, 1)
    scaled, rest = divmod(numerator * SCALE, denominator)
    if rest:
        raise TooManyDecimals(_too_many(exact))
    if not MIN_SCALED <= scaled <= MAX_SCALED:
        raise OutOfRange(_("数值 %(text)s 过大，系统最多记到 92 万亿。") % {"text": str(exact)})
    return scaled


def _too_many(value: Decimal) -> str:
    return _("数值 %(text)s 的小数超过 %(places)d 位，请四舍五入后再填。") % {
        "text": str(value),
        "places": PLACES,
    }


def from_scaled(scaled: int) -> Decimal:
    """The figure that an integer at rest stands for, without trailing zeros."""
    return _plain(Decimal(scaled).scaleb(-PLACES, _EXACT))


def _plain(value: Decimal) -> Decimal:
    """The same value with no trailing zeros, no positive exponent and no negative zero."""
    if not value:
        return Decimal(0)
    value = value.normalize(_EXACT)
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal(1), context=_EXACT) if isinstance(exponent, int) and exponent > 0 else value


def canonical(value: Decimal | int) -> str:
    """The one text of a figure, as canonical JSON keeps it: no exponent, no trailing zeros, no plus, no -0."""
    return format(from_scaled(to_scaled(value)), "f")


# --- as people type them ---------------------------------------------------------------------------------------------

_TYPED = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)?(?:\.(?P<part>\d*))?(?P<multiple>百万|千万|万亿|[百千万亿])?(?P<rest>.*)"
)
_LOOKALIKES = str.maketrans(
    {
        "，": ",",
        "、": ",",
        "。": ".",
        "．": ".",
        "－": "-",
        "−": "-",
        "–": "-",
        "—": "-",
        "＋": "+",
    }
)
_CHINESE_DIGITS = re.compile(r"[零〇一二三四五六七八九十两]")


def parse(text: str, unit: str = "") -> Decimal:
    """The figure that somebody typed: full-width digits, separators, stray spaces, 万 and 亿, and the unit are taken.

    A percentage is the number before its mark: `12.5％` is 12.5. `20.8万` is 208000; in 万元 it is refused, for nobody
    can tell which of the two was meant, and `20.8万元` is 20.8. Raises `FigureError`.
    """
    typed = re.sub(r"\s", "", unicodedata.normalize("NFKC", text.translate(_LOOKALIKES))).translate(_LOOKALIKES)
    shown = {"text": text.strip()[:_MAX_TYPED]}
    if not typed:
        raise NotAFigure(_("没有填写数值。"))
    if len(typed) > _MAX_TYPED:
        raise NotAFigure(_("“%(text)s”太长，不是一个数值。") % shown)
    known = unicodedata.normalize("NFKC", unit)
    by_ten_thousands = known.startswith(("万", "亿"))
    found = _TYPED.fullmatch(typed.removesuffix(known) if by_ten_thousands else typed)
    if found is None or not (found["whole"] or found["part"]):
        if _CHINESE_DIGITS.search(typed):
            raise NotAFigure(_("“%(text)s”请改写成阿拉伯数字，例如 35 或 20.8万。") % shown)
        raise NotAFigure(_("“%(text)s”不是数值，请只填数字，例如 1200 或 20.8万。") % shown)
    rest = found["rest"]
    if by_ten_thousands and found["multiple"] and not rest:
        # 300万 in a column of 万元: three hundred of them, or ten thousand times as much.
        raise NotAFigure(_("“%(text)s”的单位应为“%(unit)s”，请换算后只填数字。") % {**shown, "unit": unit})
    if rest and rest not in {known, "%" if known in {"", "%"} else known}:
        if rest.startswith((",", ".")) or rest[0].isdigit():
            raise NotAFigure(_("“%(text)s”中的逗号或小数点位置不对，请检查。") % shown)
        if known:
            raise NotAFigure(_("“%(text)s”的单位应为“%(unit)s”，请换算后只填数字。") % {**shown, "unit": unit})
        raise NotAFigure(_("“%(text)s”中“%(rest)s”多余，请只填数字。") % {**shown, "rest": rest[:10]})
    number = f"{found['sign']}{(found['whole'] or '0').replace(',', '')}.{found['part'] or '0'}"
    value = Decimal(number).scaleb(_MULTIPLES[found["multiple"] or ""], _EXACT)
    return from_scaled(to_scaled(value))


# --- for pages -------------------------------------------------------------------------------------------------------


def rounded(value: Decimal | Fraction | int, places: int) -> Decimal:
    """Half up, as offices round (GB/T 8170 is for measuring laboratories). `places` is decimals kept."""
    if isinstance(value, Fraction):
        scaled = abs(value) * 10**places
        whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
        return Decimal(whole if value >= 0 else -whole).scaleb(-places, _EXACT)
    return Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, context=_LOOSE)


def grouped(value: Decimal | int, places: int | None = None) -> str:
    """`1,234,567.5`: grouped by thousands; exact, or rounded to `places` decimals."""
    shown = from_scaled(to_scaled(value)) if places is None else rounded(value, places)
    return format(shown, ",f")


def in_words(value: Decimal | int, places: int | None = None) -> str:
    """`20.8万`, `3.5亿`, `1.2万亿`: as people say large figures; exact unless `places` are stated."""
    exact = from_scaled(to_scaled(value))
    for word, power in (("万亿", 12), ("亿", 8), ("万", 4)):
        if abs(exact) >= 10**power:
            part = exact.scaleb(-power, _EXACT)
            part = _plain(part if places is None else rounded(part, places))
            return f"{part:f}{word}"
    return format(exact if places is None else _plain(rounded(exact, places)), "f")


def percentages(parts: Sequence[Decimal | int], places: int = 1) -> list[Decimal]:
    """Shares of the whole in percent that add up to exactly 100 (largest remainder); all 0 when the whole is 0.

    Equal remainders go to the larger part, then to the earlier one. Raises `FigureError` for a negative part.
    """
    exact = [Fraction(Decimal(part)) for part in parts]
    if any(part < 0 for part in exact):
        raise FigureError(_("占比只能由非负数计算。"))
    whole = sum(exact)
    if not whole:
        return [Decimal(0)] * len(exact)
    steps = 100 * 10**places
    shares = [part * steps / whole for part in exact]
    floors = [share.numerator // share.denominator for share in shares]
    order = sorted(range(len(exact)), key=lambda i: (floors[i] - shares[i], -exact[i], i))
    for i in order[: steps - sum(floors)]:
        floors[i] += 1
    return [Decimal(floor).scaleb(-places, _EXACT) for floor in floors]


# --- units -----------------------------------------------------------------------------------------------------------

# Each unit as a multiple of its dimension's base. 1 hectare = 15 mu exactly (State Council order of 1984-02-27).
_UNITS: Final[dict[str, tuple[str, Fraction]]] = {
    **{name: ("area", Fraction(n, d)) for name, n, d in (
        ("平方米", 1, 1), ("亩", 2000, 3), ("公顷", 10**4, 1), ("平方公里", 10**6, 1), ("平方千米", 10**6, 1))},
    **{name: ("mass", Fraction(n)) for name, n in (
        ("克", 1), ("斤", 500), ("公斤", 1000), ("千克", 1000), ("担", 50_000), ("吨", 10**6))},
    **{name: ("length", Fraction(n)) for name, n in (("米", 1), ("里", 500), ("公里", 1000), ("千米", 1000))},
    **{name: ("volume", Fraction(n, d)) for name, n, d in (
        ("升", 1, 1000), ("立方米", 1, 1), ("方", 1, 1), ("立方千米", 10**9, 1))},
    **{name: ("money", Fraction(n)) for name, n in (("元", 1),)},
    **{name: ("concentration", Fraction(n, d)) for name, n, d in (
        ("微克/升", 1, 1000), ("毫克/升", 1, 1), ("mg/L", 1, 1), ("μg/L", 1, 1000))},
    **{name: ("power", Fraction(n)) for name, n in (("千瓦", 1), ("兆瓦", 1000))},
}  # fmt: skip


def _unit(name: str) -> tuple[str, Fraction]:
    multiple = Fraction(1)
    for word in ("万亿", "亿", "千万", "百万", "万", "千", "百", ""):
        rest = name.removeprefix(word)
        if name.startswith(word) and rest in _UNITS and name not in _UNITS:
            multiple, name = Fraction(10 ** _MULTIPLES[word]), rest
    if name not in _UNITS:
        raise FigureError(_("不认识计量单位“%(unit)s”，无法换算。") % {"unit": name})
    dimension, factor = _UNITS[name]
    return dimension, factor * multiple


def convert_exactly(value: Decimal | int, from_unit: str, to_unit: str) -> Fraction:
    """The value in another unit of the same dimension, as an exact fraction (10 亩 are 2/3 公顷)."""
    (dimension, factor), (other, divisor) = _unit(from_unit), _unit(to_unit)
    if dimension != other:
        raise FigureError(_("“%(a)s”和“%(b)s”不是同类单位，无法换算。") % {"a": from_unit, "b": to_unit})
    return Fraction(Decimal(value)) * factor / divisor


def convert(value: Decimal | int, from_unit: str, to_unit: str, places: int | None = None) -> Decimal:
    """The value in another unit: exact, or rounded half up to `places` when stated.

    Raises `InexactConversion` when exactness is not to be had and no `places` were stated: no rounding unseen.
    """
    exact = convert_exactly(value, from_unit, to_unit)
    if places is not None:
        return rounded(exact, places)
    scaled = exact * SCALE
    if scaled.denominator != 1:
        raise InexactConversion(
            _("%(value)s%(a)s换算成%(b)s不是有限小数，请说明保留几位。")
            % {"value": str(value), "a": from_unit, "b": to_unit}
        )
    if not MIN_SCALED <= scaled.numerator <= MAX_SCALED:
        raise OutOfRange(_("数值 %(text)s 过大，系统最多记到 92 万亿。") % {"text": str(exact)})
    return from_scaled(scaled.numerator)
