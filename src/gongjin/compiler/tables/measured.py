"""Tables of figures: indicators by year, and tasks shared out among townships; and what the headings of these say.

Their rows are no tasks: what they tell belongs to the section around the table. A table of marks (分值、评分标准) tells
how work is judged and promises nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from gongjin.compiler.document import Span
from gongjin.compiler.numerals import SCALE, arabic
from gongjin.compiler.plan import Comparator
from gongjin.compiler.tables.columns import column_of
from gongjin.compiler.tables.row import UNITS, Column, TableRow
from gongjin.compiler.units_of_measure import UNIT, normal

_YEAR = re.compile(
    r"(?:到|至)?(20[0-9]{2})年?(?:底|末)?度?(?P<what>目标值?|计划数?|预期|任务数?|实际|完成(?:值|数|情况)?|现状值?|基[期数]值?|"
    r"预计(?:完成)?|数?值?|（[^）]*）)*"
)
_DONE = re.compile("实际|完成|现状|基期|基数|预计")
_BASE = re.compile(r"(?:基期|现状|基准|上年|目前)[\u4e00-\u9fff]{0,6}|基数|(?:实际)?完成[值数]")
_AREA = re.compile(
    r"(?:乡镇|镇街|街道|镇|乡|村|县区|区县|县市区|市县|市州|地区|地市|单位|片区|区域|园区|村庄|行政村|各?乡（?镇）?（?街道）?|"
    r"乡镇（?街道）?|乡镇（[^）]{1,6}）|镇（[^）]{1,6}）|村（社区）|县（市、区）|县[市区]?（[^）]{1,6}）|责任主体|年度|年份)(?:名称)?"
)
YEAR_ROW = re.compile("(20[0-9]{2})年度?")
"""The name of a row that tells what is to be done in a year."""
_MARKS = re.compile(r".{0,6}(?:分值|评分|计分|得分|扣分|加分|赋分|权重).{0,6}|分数|满分")
_UNIT_IN_HEADING = re.compile(rf"[（(/]?(?:单位：)?({SCALE})?({UNIT}|年|岁)[）)]?")
_BRACKET_AT_END = re.compile(r"（([^（）]{1,14})）$")
_NUMBER = re.compile(
    rf"[〔【（]?(?P<before>≥|>=|＞|>|≤|<=|＜|<|不[低少]于|不[高超][于过]|超过|突破|约|达到|达|力争)?(?P<number>-?[0-9][0-9,]{{0,14}}(?:\.[0-9]{{1,6}})?)"
    rf"(?P<scale>{SCALE})?(?P<unit>{UNIT}|年|岁)?(?P<after>及?以[上下内]|左右|[上下])?[〕】）]?"
)
_NOTHING = re.compile(r"[—\-－–/／\\无]*")
_COMPARED = {
    "≥": Comparator.GE, ">=": Comparator.GE, "不低于": Comparator.GE, "不少于": Comparator.GE,
    "＞": Comparator.GT, ">": Comparator.GT, "超过": Comparator.GT, "突破": Comparator.GT,
    "≤": Comparator.LE, "<=": Comparator.LE, "不高于": Comparator.LE, "不超过": Comparator.LE,
    "＜": Comparator.LT, "<": Comparator.LT, "约": Comparator.ABOUT, "左右": Comparator.ABOUT,
    "以上": Comparator.GE, "及以上": Comparator.GE, "以下": Comparator.LE, "及以下": Comparator.LE,
    "以内": Comparator.LE, "及以内": Comparator.LE,
}  # fmt: skip
_FEWEST = 2


class Holds(StrEnum):
    """What a column of a table of figures holds."""

    NAME = "name"
    VALUE = "value"
    BASE = "base"
    UNIT = "unit"
    ANSWER = "answer"
    NOTE = "note"


class Heading(NamedTuple):
    """A column: what it holds, its words without a unit, the scale and unit that it gives, its year, and whether its
    words say that it is a goal (目标) or was reached already; `column` for who answers."""

    holds: Holds
    words: str
    scale: str = ""
    unit: str = ""
    year: int | None = None
    goal: bool = False
    column: Column = Column.OTHER


class Read(NamedTuple):
    """What a cell says: comparator, value, unit."""

    comparator: Comparator
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of a row, in the column that it stands in."""

    heading: Heading
    read: Read
    span: Span


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row: its name (an indicator, or a township with `area`), where this and the row stand, its figures."""

    name: str
    area: bool
    title: Span
    span: Span
    entries: tuple[Entry, ...] = field(default=())


def headings_of(names: Sequence[str], noted: str) -> list[Heading] | None:
    """What the columns of a table of figures hold; None where the headings are of another table.

    `noted` is the unit that a note above the table gives (单位：亩), or empty.
    """
    words = [re.sub(r"[ \n]", "", name) for name in names]
    if len(words) < _FEWEST or any(len(each) > 24 for each in words):
        return None
    kinds = [column_of(each) for each in words]
    if any(kind in (Column.TASK, Column.TITLE) for kind in kinds):
        return None
    both = list(enumerate(zip(words, kinds, strict=True)))
    indicators = [index for index, kind in enumerate(kinds) if kind is Column.METRIC]
    areas = [index for index, each in enumerate(words) if _AREA.fullmatch(each)]
    if indicators:
        key = indicators[-1]
        found = [_of_indicators(each, kind, index == key) for index, (each, kind) in both]
    elif areas:
        key = areas[0]
        found = [_of_areas(each, kind, noted, index == key) for index, (each, kind) in both]
    else:
        return None
    values = sum(each.holds is Holds.VALUE for each in found)
    return found if values else None


def is_of_marks(names: Sequence[str]) -> bool:
    """Whether a table gives marks for work, and neither goals nor who answers."""
    words = [re.sub(r"[ \n]", "", name) for name in names]
    if not any(_MARKS.fullmatch(each) for each in words):
        return False
    kinds = {column_of(each) for each in words}
    return not kinds & (UNITS | {Column.VALUE, Column.DUE}) and not any(_YEAR.fullmatch(each) for each in words)


def _of_indicators(words: str, kind: Column | None, key: bool) -> Heading:
    if key:
        return Heading(Holds.NAME, words)
    if kind in UNITS and words != "单位":
        return Heading(Holds.ANSWER, words, column=kind or Column.OTHER)
    if kind is Column.MEASURED_IN or words == "单位":
        return Heading(Holds.UNIT, words)
    year = _YEAR.fullmatch(words)
    if year:
        done = _DONE.search(words) is not None
        goal = "目标" in words or "计划" in words or "任务" in words
        return Heading(Holds.BASE if done and not goal else Holds.VALUE, words, year=int(year.group(1)), goal=goal)
    if _BASE.fullmatch(words):
        return Heading(Holds.BASE, words)
    if kind in (Column.VALUE, Column.GOAL):
        return Heading(Holds.VALUE, words, goal=True)
    return Heading(Holds.NOTE, words)


def _of_areas(words: str, kind: Column | None, noted: str, key: bool) -> Heading:
    if key:
        return Heading(Holds.NAME, words)
    if kind in UNITS:
        return Heading(Holds.ANSWER, words, column=kind or Column.OTHER)
    if kind in (Column.NUMBER, Column.DUE, Column.LEADER):
        return Heading(Holds.NOTE, words)
    bracket = _BRACKET_AT_END.search(words)
    unit = _unit(bracket.group(1)) if bracket else None
    if unit is not None and bracket is not None:
        return Heading(Holds.VALUE, words[: bracket.start()], *unit)
    if noted and kind is not Column.OTHER:
        given = _unit(noted)
        if given is not None:
            return Heading(Holds.VALUE, words, *given)
    return Heading(Holds.NOTE, words)


def _unit(words: str) -> tuple[str, str] | None:
    """The scale and the unit of a bracket (万亩)."""
    found = _UNIT_IN_HEADING.fullmatch(words)
    return (found.group(1) or "", found.group(2)) if found else None


def read_row(text: str, cells: Sequence[Span], headings: Sequence[Heading], span: Span) -> FigureRow | None:
    """A row of a table; None where its cells do not fit the headings."""
    name, unit, scale = "", "", ""
    area, title = False, span
    for cell, heading in zip(cells, headings, strict=False):
        words = text[slice(*cell)].replace("\n", "").strip(" ")
        if heading.holds is Holds.NAME:
            name, title = words, cell
            area = _AREA.fullmatch(heading.words) is not None
        elif heading.holds is Holds.UNIT:
            given = _unit(words)
            scale, unit = given or ("", words)
    bracket = _BRACKET_AT_END.search(name)
    own = _unit(bracket.group(1)) if bracket else None
    if bracket is not None and own is not None:
        name, (scale, unit) = name[: bracket.start()], own
    elif bracket is not None and bracket.group(1).startswith("%"):
        name, unit = name[: bracket.start()], "%"
    if not name or (name[0].isdigit() and not (area and YEAR_ROW.fullmatch(name))):
        return None
    entries: list[Entry] = []
    empty = 0
    for cell, heading in zip(cells, headings, strict=False):
        if heading.holds not in (Holds.VALUE, Holds.BASE):
            continue
        words = text[slice(*cell)].replace("\n", "").strip(" ")
        if _NOTHING.fullmatch(words):
            empty += 1
            continue
        read = _read(words, heading.scale or scale, heading.unit or unit)
        if read is None:
            continue
        entries.append(Entry(heading, read, cell))
    if not entries and not empty:
        return None
    return FigureRow(name, area, title, span, tuple(entries))


def row_figures(text: str, row: TableRow) -> FigureRow | None:
    """The figures of a task that is an indicator; None where it is none."""
    cells = [cell for cell in row.cells if not cell.carried]
    if not any(cell.column is Column.METRIC for cell in cells):
        return None
    headings = headings_of([cell.heading for cell in cells], "")
    return read_row(text, [cell.span for cell in cells], headings, Span(row.start, row.end)) if headings else None


def _read(words: str, scale: str, unit: str) -> Read | None:
    found = _NUMBER.fullmatch(words)
    if found is None or found.group("number").startswith("-"):
        return None
    unit = found.group("unit") or unit
    scale = found.group("scale") or ("" if found.group("unit") else scale)
    word = found.group("after") or found.group("before") or ""
    if not unit:
        return None
    return Read(_COMPARED.get(word, Comparator.EQ), arabic(found.group("number").strip("-"), scale), normal(unit))
