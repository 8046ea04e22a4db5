"""What the office may settle for a row, and how each value is typed, kept and shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjin.audit.errors import Invalid
from gongjin.core import figures
from gongjin.core.periods import Period, PeriodError, PeriodKind
from gongjin.ledger.models import Cadence, OfficeValues, RowKind

Value = date | Decimal | str | None

_DATE: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+0{1,2}:00(?::00)?)?")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DASHES: Final = str.maketrans(dict.fromkeys("—–−－~～至", "-"))
_NUMERALS: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "中": 2, "下": 3}
_PERIODS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period]], ...]] = (
    (re.compile(r"(\d{4})年?"), lambda m: Period.of_year(int(m[1]))),
    (re.compile(r"(\d{4})年?[-/]+(\d{4})年?"), lambda m: Period.of_years(int(m[1]), int(m[2]))),
    (re.compile(r"(\d{4})年([上下])半年"), lambda m: Period(PeriodKind.HALF, int(m[1]), 1 if m[2] == "上" else 2)),
    (
        re.compile(r"(\d{4})年第?([一二三四1-4])季度"),
        lambda m: Period(PeriodKind.QUARTER, int(m[1]), _NUMERALS.get(m[2]) or int(m[2])),
    ),
    (re.compile(r"(\d{4})年1月?-+2月"), lambda m: Period(PeriodKind.JANUARY_FEBRUARY, int(m[1]))),
    (re.compile(r"(\d{4})年(\d{1,2})月"), lambda m: Period(PeriodKind.MONTH, int(m[1]), int(m[2]))),
    (
        re.compile(r"(\d{4})年(\d{1,2})月([上中下])旬"),
        lambda m: Period(PeriodKind.TEN_DAYS, int(m[1]), (int(m[2]) - 1) * 3 + _NUMERALS[m[3]]),
    ),
)


def folded(text: str) -> str:
    """A typed text with full-width forms made half-width and outer spaces gone."""
    return unicodedata.normalize("NFKC", text).strip()


def parse_date(text: str) -> date | None:
    """The day that somebody typed (2024-06-30, 2024/6/30, 2024年6月30日, 20240630), None when empty; or `Invalid`."""
    typed = folded(text)
    if not typed:
        return None
    found = _DATE.fullmatch(typed) or _COMPACT.fullmatch(typed)
    shown = {"text": text.strip()[:30]}
    if found is None:
        raise Invalid(_("“%(text)s”不是完整的日期，请写到日，例如 2024-06-30。") % shown, "due")
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise Invalid(_("“%(text)s”这一天不存在，请检查。") % shown, "due") from error
    if not 1949 <= day.year <= 2199:
        raise Invalid(_("“%(text)s”的年份不在 1949 至 2199 年之间，请检查。") % shown, "due")
    return day


def parse_period(text: str) -> str:
    """The code of the period that somebody typed as code or in words (2024年上半年); empty when empty; or `Invalid`."""
    typed = folded(text).replace(" ", "")
    if not typed:
        return ""
    try:
        return str(Period.parse(typed))
    except PeriodError:
        pass
    words, shown = typed.translate(_DASHES), {"text": text.strip()[:30]}
    for pattern, make in _PERIODS:
        found = pattern.fullmatch(words)
        if found:
            try:
                return str(make(found))
            except PeriodError as error:
                raise Invalid(_("“%(text)s”这个期间不存在，请检查年份和月份。") % shown) from error
    raise Invalid(
        _("“%(text)s”不是期间，请写成 2024年、2024年上半年、2024年第三季度、2024年6月或 2023—2026年。") % shown
    )


def period_label(code: str) -> str:
    """A period's code in words; what is no code is shown as it is."""
    try:
        return Period.parse(code).label
    except PeriodError:
        return code


def parse_cadence(text: str) -> str:
    """The cadence for its name or its label (每月); empty when empty; or `Invalid`."""
    typed = folded(text)
    for member in Cadence:
        if typed in {member.value, str(member.label)}:
            return member.value
    if not typed:
        return ""
    choices = "、".join(str(member.label) for member in Cadence)
    raise Invalid(_("“%(text)s”不是填报周期，请选：%(choices)s。") % {"text": typed[:30], "choices": choices})


def cadence_label(code: str) -> str:
    """The Chinese label of a cadence, empty for none."""
    return str(Cadence(code).label) if code in Cadence.values else code


def _parse_figure(text: str) -> Decimal | None:
    if not text.strip():
        return None
    try:
        return figures.parse(text)
    except figures.FigureError as error:
        raise Invalid(str(error)) from error


def _show(value: Value) -> str:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case Decimal():
            return figures.grouped(value)
        case str():
            return value


def _parse_text(longest: int, label: str | Promise) -> Callable[[str], str]:
    def parse(text: str) -> str:
        typed = " ".join(text.split())
        if len(typed) > longest:
            raise Invalid(_("“%(label)s”最多 %(n)d 个字。") % {"label": label, "n": longest})
        return typed

    return parse


@dataclass(frozen=True, slots=True)
class SettledField:
    """One value that the office may settle: its column in `OfficeValues`, and the kinds of row that it fits."""

    name: str
    label: str | Promise
    parse: Callable[[str], Value]
    show: Callable[[str], str] | None = None
    kinds: frozenset[str] = frozenset(RowKind.values)

    def read(self, text: str, kind: str) -> Value:
        """What is kept for a typed text on a row of a kind; empty clears. Raises `Invalid` with this field's name."""
        if text.strip() and kind not in self.kinds:
            shown = {"label": self.label, "kind": RowKind(kind).label}
            raise Invalid(_("“%(kind)s”没有“%(label)s”，只有量化目标和定性要求可以填。") % shown, self.name)
        try:
            return self.parse(text)
        except Invalid as error:
            raise Invalid(error.message, self.name) from error

    def shown(self, text: str, kind: str) -> str:
        """A typed text as pages would show it once it was settled. Raises `Invalid`."""
        value = self.read(text, kind)
        return self.show(value) if self.show and isinstance(value, str) and value else _show(value)

    def of(self, values: OfficeValues | None) -> str:
        """The settled value as pages show it and as it may be typed again; empty when not settled."""
        if values is None:
            return ""
        kept: Value = getattr(values, self.name)
        return self.show(kept) if self.show and isinstance(kept, str) and kept else _show(kept)


_MEASURED: Final = frozenset({RowKind.TARGET.value, RowKind.COMMITMENT.value})
_METRIC, _UNIT, _NOTE = gettext_lazy("指标名称"), gettext_lazy("计量单位"), gettext_lazy("备注")

FIELDS: Final[dict[str, SettledField]] = {
    field.name: field
    for field in (
        SettledField("due", gettext_lazy("完成时限"), parse_date),
        SettledField("cadence", gettext_lazy("填报周期"), parse_cadence, cadence_label),
        SettledField("metric", _METRIC, _parse_text(300, _METRIC), kinds=_MEASURED),
        SettledField("unit_of_measure", _UNIT, _parse_text(30, _UNIT), kinds=_MEASURED),
        SettledField("base", gettext_lazy("基数"), _parse_figure, kinds=_MEASURED),
        SettledField("base_period", gettext_lazy("基期"), parse_period, period_label, kinds=_MEASURED),
        SettledField("period", gettext_lazy("期间"), parse_period, period_label),
        SettledField("note", _NOTE, _parse_text(500, _NOTE)),
    )
}
"""Every field by its name, in the order of the columns."""
