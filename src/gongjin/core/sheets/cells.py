"""One cell: a value to what Excel holds, and back from what people leave there."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from gongjin.core import figures
from gongjin.core.sheets.columns import Column, ColumnKind, Value, clean
from gongjin.core.texts import gettext as _

DATE_FORMAT: Final = 'yyyy"年"m"月"d"日"'
# Excel keeps 15 significant digits; a longer figure is written as text so that it comes back whole.
EXCEL_DIGITS: Final = 15
EXCEL_TEXT: Final = 32_767
# 1900-03-01: Excel counts a 29 February 1900 that never was, so that earlier dates are written as text.
FIRST_EXCEL_DATE: Final = date(1900, 3, 1)


class CellProblem(ValueError):
    """Why a cell cannot be taken, in Chinese."""


def shown(column: Column, value: Value) -> str | Decimal | date | None:
    """What to write into the cell of a value: text, number or date, never a formula."""
    if value is None:
        return None
    if column.format is not None:
        return clean(column.format(value)) or None
    if isinstance(value, Decimal):
        significant = len(figures.canonical(value).lstrip("-").replace(".", "").strip("0"))
        return value if significant <= EXCEL_DIGITS else figures.canonical(value)
    if isinstance(value, date):
        return value if value >= FIRST_EXCEL_DATE else value.isoformat()
    if column.kind is ColumnKind.CHOICE:
        return dict(column.choices).get(value, value)
    text = clean(value)
    if len(text.encode("utf-16-le")) // 2 > EXCEL_TEXT:
        raise ValueError(_("“%(title)s”一格超过 Excel 的 32767 字，无法导出。") % {"title": column.title})
    return text or None


def number_format(value: Decimal) -> str:
    """Grouped, with as many decimals as the value has: a fixed count would hide or invent digits."""
    part = figures.canonical(value).partition(".")[2]
    return "#,##0" + (f".{'0' * len(part)}" if part else "")


def taken(column: Column, raw: object, excel_format: str) -> Value:
    """The value of a cell as openpyxl gives it. Raises `CellProblem`."""
    if raw is None or (isinstance(raw, str) and not clean(raw)):
        return None
    if isinstance(raw, bool):
        raise CellProblem(_("这里是逻辑值（TRUE/FALSE），请填写文字或数值。"))
    try:
        if column.parse is not None:
            return column.parse(clean(_as_text(raw)))
        match column.kind:
            case ColumnKind.FIGURE:
                return _figure(column, raw, excel_format)
            case ColumnKind.DATE:
                return _date(raw)
            case ColumnKind.CHOICE:
                return _choice(column, clean(_as_text(raw)))
            case _:
                return clean(_as_text(raw)) or None
    except CellProblem:
        raise
    except ValueError as error:
        raise CellProblem(str(error)) from error


def _as_text(raw: object) -> str:
    if isinstance(raw, str):
        return raw
    if isinstance(raw, datetime | date):
        return f"{raw.year}年{raw.month}月{raw.day}日"
    if isinstance(raw, int | float):
        return format(_number(raw), "f")
    raise CellProblem(_("不认识这一格的内容，请改填文字。"))


def _number(raw: int | float) -> Decimal:
    """What Excel shows: 15 significant digits, so that the 0.30000000000000004 of a formula is 0.3."""
    exact = Decimal(raw) if isinstance(raw, int) else Decimal(format(raw, f".{EXCEL_DIGITS}g"))
    return Decimal(0) if not exact else exact.normalize() if exact == exact.to_integral_value() else exact


def _figure(column: Column, raw: object, excel_format: str) -> Decimal:
    if isinstance(raw, str):
        return figures.parse(raw, column.unit)
    if isinstance(raw, datetime | date):
        raise CellProblem(_("这里需要数值，但 Excel 把它当成了日期；请把单元格格式改为“常规”后重填。"))
    if not isinstance(raw, int | float):
        raise CellProblem(_("这里需要数值。"))
    value = _number(raw)
    if "%" in excel_format:
        if column.unit not in {"", "%"}:
            raise CellProblem(_("这里的单位是“%(unit)s”，不是百分比。") % {"unit": column.unit})
        value = _number(raw).scaleb(2)
    return figures.from_scaled(figures.to_scaled(value))


def _choice(column: Column, text: str) -> str:
    wanted = unicodedata.normalize("NFKC", text).replace(" ", "")
    for value, label in column.choices:
        if wanted in {unicodedata.normalize("NFKC", name).replace(" ", "") for name in (value, label)}:
            return value
    labels = "、".join(label for _value, label in column.choices)
    raise CellProblem(_("“%(text)s”不在可选范围内，请填：%(labels)s。") % {"text": text[:20], "labels": labels})


_DAY = re.compile(
    r"(\d{4})(?:年(\d{1,2})月(\d{1,2})[日号]?|([-/.])(\d{1,2})\4(\d{1,2})|(\d{2})(\d{2}))(?:[ T]0?0:00(?::00)?)?"
)


def _date(raw: object) -> date:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = clean(_as_text(raw))
    typed = unicodedata.normalize("NFKC", text)
    spaceless = re.sub(r"\s+(?!0?0:00)", "", typed)
    found = _DAY.fullmatch(spaceless)
    if found is None:
        raise CellProblem(_("“%(text)s”不是确切的日期，请写成 2024年6月30日 或 2024-06-30。") % {"text": text[:20]})
    year, month, day = (int(part) for part in found.groups() if part and part.isdigit())
    try:
        return date(year, month, day)
    except ValueError:
        raise CellProblem(_("没有“%(text)s”这一天，请检查。") % {"text": text[:20]}) from None
