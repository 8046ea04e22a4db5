"""Tables that a reader found as such: cells with row, column and reach."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gongjin.compiler.document import BlockKind, Span
from gongjin.compiler.tables.beside import Tables, unit_noted
from gongjin.compiler.tables.columns import columns_of
from gongjin.compiler.tables.measured import headings_of, is_of_marks
from gongjin.compiler.tables.row import UNITS, Cell, Column, TableRow
from gongjin.compiler.tables.titles import first_sentence
from gongjin.compiler.tidy import Line, Tidy

_HEADER_ROWS = 6
"""In so many rows from its top a table has its headings, or it is no list of tasks."""
_CARRIED = UNITS | {Column.DUE}
"""Columns whose merged cells hold for every task that they stretch over."""
_ORDER = re.compile(r" *(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}|（[一二三四五六七八九十0-9]{1,3}）)[.、．]? *")


class _Place:
    """One cell: its lines in the tidied text put together."""

    __slots__ = ("column", "end", "row", "row_span", "start", "width")

    def __init__(self, line: Line) -> None:
        self.row, self.column = line.row or 0, line.column or 0
        self.row_span, self.width = line.row_span, line.column_span
        self.start, self.end = line.start, line.end


def grid_tables(tidy: Tidy) -> Tables:
    """What stands in the tables that have a row of headings."""
    found = Tables()
    at = 0
    for index, line in enumerate(tidy.lines):
        if line.kind is not BlockKind.CELL or line.table is None or index < at:
            continue
        number = line.table
        last = index
        while last < len(tidy.lines) and tidy.lines[last].table == number:
            last += 1
        at = last
        places = _places(tidy.lines[index:last])
        if not _of_figures(tidy, places, unit_noted(tidy, tidy.lines, index), found):
            tasks = _table(tidy.text, places)
            if tasks:
                found.hide([Span(place.start, place.end) for place in places if place.end <= tasks[0].start])
            found.tasks += tasks
    return found


def _of_figures(tidy: Tidy, places: Sequence[_Place], noted: str, found: Tables) -> bool:
    """Read a table of figures or of marks; False where it is none."""
    text = tidy.text
    rows = _by_row(places)
    for top in sorted(rows)[:_HEADER_ROWS]:
        reach = top + max((place.row_span for place in rows[top]), default=1)
        names = _joined_names(text, rows, top, reach)
        order = sorted(names)
        words = [names[column] for column in order]
        marks = is_of_marks(words)
        headings = None if marks else headings_of(words, noted)
        if not marks and (headings is None or columns_of(words) is not None):
            continue
        for number in sorted(rows):
            cells = _across(rows, number, order)
            own = [Span(place.start, place.end) for place in rows[number]]
            if number < reach or headings is None or cells is None or not found.take(text, cells, headings):
                found.hide(own)
        return True
    return False


def _joined_names(text: str, rows: dict[int, list[_Place]], top: int, reach: int) -> dict[int, str]:
    """The heading of each column, those of two rows put together (目标值 above 2025年)."""
    names: dict[int, str] = {}
    for number in range(top, reach):
        for place in rows.get(number, []):
            for column in range(place.column, place.column + place.width):
                words, above = _words(text, place), names.get(column, "")
                names[column] = words if words == above or not above else _both(above, words)
    return names


def _both(above: str, below: str) -> str:
    """2025年 below 目标值 is 2025年目标值; other pairs just follow each other."""
    return below + above if below[:2] == "20" else above + below


def _across(rows: dict[int, list[_Place]], number: int, order: Sequence[int]) -> list[Span] | None:
    """The cells of a row, column by column, an empty span where it has none; None without any."""
    places = {place.column: place for place in rows[number]}
    if not places:
        return None
    first = min(place.start for place in places.values())
    return [
        Span(places[column].start, places[column].end) if column in places else Span(first, first) for column in order
    ]


def _by_row(places: Iterable[_Place]) -> dict[int, list[_Place]]:
    rows: dict[int, list[_Place]] = {}
    for place in places:
        rows.setdefault(place.row, []).append(place)
    return rows


def _places(lines: Iterable[Line]) -> list[_Place]:
    """The cells of one table; a cell of several lines comes as several lines with one place."""
    places: dict[tuple[int, int], _Place] = {}
    for line in lines:
        key = (line.row or 0, line.column or 0)
        if key in places:
            places[key].end = line.end
        else:
            places[key] = _Place(line)
    return list(places.values())


def _table(text: str, places: Sequence[_Place]) -> list[TableRow]:
    rows = _by_row(places)
    header = _header(text, rows)
    if header is None:
        return []
    columns, first = header
    width = max((place.column + place.width for place in places), default=0)
    found: list[TableRow] = []
    depth = 1
    key = _key_column(columns)
    groups = [column for column, (_name, kind) in columns.items() if kind is Column.GROUP]
    merged: list[_Place] = []
    for number in sorted(row for row in rows if row >= first):
        filled = [place for place in rows[number] if text[place.start : place.end].strip(" \n")]
        if not filled or _repeats(text, filled, columns):
            continue
        if (len(filled) == 1 and filled[0].width >= max(2, width - 1)) or _is_caption(text, filled, columns):
            found.append(_caption(text, filled))
            depth = 2
            continue
        group = next((place for place in filled if place.column in groups), None)
        if group is not None and len(filled) > 1 and _heads_rows(text, group):
            found.append(_caption(text, [group]))
            depth = 2
            filled = [place for place in filled if place is not group]
        fresh = any(place.column == key for place in filled)
        cells = [
            Cell(columns[place.column][1] or Column.OTHER, Span(place.start, place.end), columns[place.column][0])
            for place in filled
            if place.column in columns
        ]
        merged = [place for place in merged if place.row + place.row_span > number]
        if fresh:
            cells += [
                Cell(
                    columns[place.column][1] or Column.OTHER,
                    Span(place.start, place.end),
                    columns[place.column][0],
                    True,
                )
                for place in merged
                if columns.get(place.column, ("", None))[1] in _CARRIED
            ]
        merged += [place for place in filled if place.row_span > 1]
        if not fresh and found and not found[-1].caption:
            found[-1].cells += cells
            found[-1].end = max(found[-1].end, *(cell.span.end for cell in cells), found[-1].end)
            continue
        row = _row(text, cells, depth)
        if row is not None:
            found.append(row)
    return found


def _header(text: str, rows: dict[int, list[_Place]]) -> tuple[dict[int, tuple[str, Column | None]], int] | None:
    """The column of each place across, and the first row below the headings; headings may stand in two rows."""
    for top in sorted(rows)[:_HEADER_ROWS]:
        reach = top + max((place.row_span for place in rows[top]), default=1)
        names: dict[int, str] = {}
        for number in range(top, reach):
            for place in rows.get(number, []):
                for column in range(place.column, place.column + place.width):
                    names[column] = _words(text, place)
        order = sorted(names)
        kinds = columns_of([names[column] for column in order])
        if kinds is not None:
            return {column: (names[column], kind) for column, kind in zip(order, kinds, strict=True)}, reach
    return None


def _words(text: str, place: _Place) -> str:
    return text[place.start : place.end].replace("\n", "").replace(" ", "")


def _key_column(columns: dict[int, tuple[str, Column | None]]) -> int:
    """The column in which a new entry begins a new task: the number, else the title, else the first of words."""
    for wanted in ((Column.NUMBER,), (Column.TITLE,), (Column.PROBLEM,), (Column.METRIC,), (Column.TASK,)):
        for column in sorted(columns):
            if columns[column][1] in wanted:
                return column
    return min(columns)


def _repeats(text: str, filled: Sequence[_Place], columns: dict[int, tuple[str, Column | None]]) -> bool:
    """Whether it is the row of headings again, as at the top of a new page."""
    return all(columns.get(place.column, ("", None))[0] == _words(text, place) for place in filled)


def _is_caption(text: str, filled: Sequence[_Place], columns: dict[int, tuple[str, Column | None]]) -> bool:
    """一 | 空气质量: a number in Chinese and a title, and no other cell."""
    if len(filled) > 2 or len(columns) < 4 or columns.get(filled[-1].column, ("", None))[1] is Column.VALUE:
        return False
    first = text[filled[0].start : filled[0].end].strip(" \n")
    return bool(_ORDER.fullmatch(first)) and not first[:1].isdigit() and "。" not in _words(text, filled[-1])


def _heads_rows(text: str, place: _Place) -> bool:
    """Whether a cell of a column of groups holds for several rows, or is numbered as a heading is."""
    words = text[place.start : place.end].strip(" \n")
    order = _ORDER.match(words)
    numbered = order is not None and order.end() < len(words) and order.group().strip()[-1] in "、.．）"
    return (place.row_span > 1 or numbered) and "。" not in words


def _caption(text: str, filled: Sequence[_Place]) -> TableRow:
    last = filled[-1]
    label = None
    start, end = _trimmed(text, last.start, last.end)
    if len(filled) > 1:
        label = Span(*_trimmed(text, filled[0].start, filled[0].end))
    else:
        order = _ORDER.match(text, start, end)
        marked = order is not None and order.end() < end and order.group().strip()[-1] in "、.．）"
        if order is not None and marked:
            label, start = Span(start, order.end()), order.end()
    return TableRow(label, Span(start, end), filled[0].start, last.end, caption=True)


def _row(text: str, cells: list[Cell], depth: int) -> TableRow | None:
    by_column = {cell.column: cell for cell in reversed(cells)}
    named = next(
        (
            by_column[column]
            for column in (Column.TITLE, Column.PROBLEM, Column.METRIC, Column.TASK, Column.GOAL)
            if column in by_column
        ),
        None,
    )
    if named is None:
        return None
    number = by_column.get(Column.NUMBER)
    start, end = _trimmed(text, *named.span)
    label = Span(*_trimmed(text, *number.span)) if number is not None else None
    order = _ORDER.match(text, start, end)
    if order is not None and order.end() < end and order.group().strip()[-1] in "、.．）":
        label, start = label or Span(start, order.end()), order.end()
    title = Span(start, first_sentence(text, start, end))
    own = [cell.span for cell in cells if not cell.carried]
    return TableRow(label, title, min(own).start, max(span.end for span in own), depth, cells=cells)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \n":
        start += 1
    while end > start and text[end - 1] in " \n":
        end -= 1
    return start, end
