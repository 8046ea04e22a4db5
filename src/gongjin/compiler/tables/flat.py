"""Tables that were copied into plain text: a cell a line, or a row a line with blanks or bars between the cells.

The headings tell the columns and their order; each piece that follows goes into the next column that it fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongjin.compiler.document import Span
from gongjin.compiler.labels import label_at
from gongjin.compiler.tables.beside import Tables, unit_noted
from gongjin.compiler.tables.columns import column_of, columns_of
from gongjin.compiler.tables.measured import headings_of, is_of_marks
from gongjin.compiler.tables.row import UNITS, WORDS, Cell, Column, TableRow
from gongjin.compiler.tables.titles import first_sentence
from gongjin.compiler.tidy import Line, Tidy
from gongjin.compiler.unit_names import is_class, is_unit, split_names

_FEWEST = 3
"""A table in plain text has at least so many columns; two could be anything."""
_MOST = 14
"""A longer run of words that look like headings is something else."""
_NAMES = (Column.TITLE, Column.PROBLEM, Column.METRIC, Column.TASK, Column.GOAL)
"""The columns that a task takes its name from, the first that is there."""
_NUMBER = re.compile(r"[0-9]{1,3}")
_NUMBERED = re.compile(r"([0-9]{1,3})(?:[.、．] ?| )(?=\S)")
_CHINESE_NUMBERED = re.compile(r"（?[一二三四五六七八九十]{1,3}）?(?:[、.] ?| )(?=[^。]{2,30}$)")
_DUE = re.compile(
    r"(?:到|至)?(?:20[0-9]{2}[年./])?[0-9]{0,2}[月.]?(?:[0-9]{1,2}[日号])?(?:上|中|下)?[年季月旬半度初底末前内止]{1,4}[^。；]{0,8}|"
    r"20[0-9]{2}[年.][^。；]{0,14}|[0-9]\.20[0-9]{2}年.{0,20}|[一二三四]季度[^。；]{0,6}|长期[^。；]{0,4}|全年|立行立改|持续[^。；]{0,6}|每[年月季][^。；]{0,8}|[0-9]{1,2}月[^。；]{0,10}"
)
_VALUE = re.compile(r"[≥≤<>＞＜]?[0-9][0-9.,]*[^，。；\n]{0,12}")
_DUE_AFTER_STOP = re.compile(r"(?<=[。；])(?=(?:20[0-9]{2}年|年底|[0-9]{1,2}月|长期|持续|全年|每[年月季]))")
_LONG_HEADING = 24
_RUNS_ON = re.compile(rf"[^\s|｜\u200b\ufeff]{{{_LONG_HEADING + 1}}}")
_BARS = re.compile("[\t|｜]")
_GLUED = re.compile(r"(?<=[局委办厅院部社队])(?=[省市县区州]\S)")


def flat_tables(tidy: Tidy) -> Tables:
    """What stands in the tables of plain lines, each from its row of headings on."""
    lines = [line for line in tidy.lines if tidy.text[line.start : line.end].strip(" ")]
    found = Tables()
    index = 0
    while index < len(lines):
        if _runs_on(tidy, lines[index]):
            index += 1
            continue
        header = _header(tidy, lines, index)
        if header is None:
            index = _of_figures(tidy, lines, index, found)
            continue
        columns, names, index, across = header
        reader = _Reader(tidy, columns, names)
        while index < len(lines) and _header(tidy, lines, index) is None:
            line = lines[index]
            if reader.rows and _ends(tidy, lines, index, across=across):
                break
            if across:
                reader.line(line)
            else:
                following = lines[index + 1] if index + 1 < len(lines) else None
                reader.cell(line, following)
            index += 1
        found.tasks += [row for row in reader.rows if row.title.start >= 0]
    return found


_CHAPTERS = frozenset({"part", "chapter", "section", "cn"})


def _ends(tidy: Tidy, lines: Sequence[Line], index: int, *, across: bool) -> bool:
    """Whether a line stands below the table: a heading of the text, or a paragraph with sentences of its own."""
    text, line = tidy.text, lines[index]
    words = text[line.start : line.end].strip(" ")
    label = label_at(text, line.start, line.end)
    if label is not None and label.style in _CHAPTERS and (label.style != "cn" or "。" in words):
        return not _BARS.search(tidy.slice(Span(line.start, line.end)))
    if across and len(_cells(tidy, line)) > 1:
        return False
    return across and "。" in words[:-1] and text[lines[index - 1].end : line.start].count("\n") > 1


def _of_figures(tidy: Tidy, lines: Sequence[Line], index: int, found: Tables) -> int:
    """Read a table of figures or of marks that begins at a line; the index of the line after it, or of the next."""
    text = tidy.text
    cells = _cells(tidy, lines[index])
    if len(cells) < _FEWEST - 1:
        return index + 1
    names = [text[start:end] for start, end in cells]
    if any(len(name) > _LONG_HEADING for name in names):
        return index + 1
    marks = len(cells) >= _FEWEST and is_of_marks(names)
    headings = None if marks else headings_of(names, unit_noted(tidy, lines, index))
    if not marks and headings is None:
        return index + 1
    begin = index
    index += 1
    while index < len(lines):
        row = _cells(tidy, lines[index])
        if len(row) < 2 or len(row) > len(cells) or (headings is not None and not found.take(text, row, headings)):
            break
        if headings is None:
            found.hide(row)
        index += 1
    if index > begin + 1:
        found.hide(cells)
    return index


def _runs_on(tidy: Tidy, line: Line) -> bool:
    """Whether a line goes on without a blank or a bar for longer than any heading of a column: a sentence."""
    return _RUNS_ON.search(tidy.source, *tidy.back(Span(line.start, line.end))) is not None


def _cells(tidy: Tidy, line: Line) -> list[Span]:
    """The cells of a line that holds a whole row; of a row with bars at both ends, without what is outside."""
    cells = tidy.cells(line.start, line.end)
    if tidy.text.startswith(("|", "｜"), line.start) and cells and cells[0].start == cells[0].end:
        del cells[0]
    return cells


def _header(tidy: Tidy, lines: Sequence[Line], index: int) -> tuple[list[Column], list[str], int, bool] | None:
    """Columns, their headings, the index of the first line below, and whether a row stands in one line."""
    text = tidy.text
    if _runs_on(tidy, lines[index]):
        return None
    pieces = [text[start:end] for start, end in _cells(tidy, lines[index])]
    if len(pieces) >= _FEWEST:
        kinds = columns_of(pieces)
        if kinds is not None and all(kinds):
            return [kind or Column.OTHER for kind in kinds], pieces, index + 1, True
    names: list[str] = []
    stop = index
    while (
        stop < len(lines) and stop - index <= _MOST and column_of(text[lines[stop].start : lines[stop].end]) is not None
    ):
        names.append(text[lines[stop].start : lines[stop].end])
        stop += 1
    if names and column_of(names[0]) is Column.GROUP and stop < len(lines) and _is_number(text, lines[stop]):
        names.pop()
        stop -= 1
    if not _FEWEST <= len(names) <= _MOST or column_of(names[0]) not in (
        Column.NUMBER,
        Column.GROUP,
        Column.TASK,
        Column.TITLE,
    ):
        return None
    kinds = columns_of(names)
    if kinds is None or not {kind for kind in kinds if kind} & UNITS:
        return None
    return [kind or Column.OTHER for kind in kinds], names, stop, False


def _is_number(text: str, line: Line) -> bool:
    return bool(_NUMBER.fullmatch(text[line.start : line.end].strip(" ")))


class _Reader:
    """Puts cell after cell into columns."""

    def __init__(self, tidy: Tidy, columns: list[Column], names: list[str]) -> None:
        self._tidy, self._text, self._columns, self._names = tidy, tidy.text, columns, names
        self._next = 0
        self._depth = 1
        self.rows: list[TableRow] = []

    def line(self, line: Line) -> None:
        """A line that holds a row, or the caption of those that follow."""
        text = self._text
        cells = _cells(self._tidy, line)
        if len(cells) == len(self._columns):
            self._whole(cells)
            return
        caption = _CHINESE_NUMBERED.match(text, line.start, line.end)
        if caption:
            self._caption(Span(line.start, caption.end()), caption.end(), line.end)
            return
        number = _NUMBERED.match(text, line.start, line.end)
        if number:
            self._begin(Span(*number.span(1)))
            cells = self._tidy.cells(number.end(), line.end)
        elif Column.NUMBER not in self._columns:
            short = len(cells) < len(self._columns) and self._columns[0] is Column.TITLE
            if short and self.rows and self.rows[-1].label is not None:
                self._next = 1
            else:
                self._begin(None)
        for cell in cells:
            for piece in self._cut(*cell):
                self._put(piece)

    def _whole(self, cells: Sequence[Span]) -> None:
        """A row in which each column has its cell, be it empty."""
        text = self._text
        by_column = list(zip(self._columns, self._names, cells, strict=True))
        filled = [entry for entry in by_column if text[slice(*entry[2])].strip(" -")]
        if not filled:
            return
        number = next((cell for column, _name, cell in filled if column is Column.NUMBER), None)
        self._begin(number)
        row = self.rows[-1]
        row.start, row.end = filled[0][2].start, filled[-1][2].end
        row.cells += [Cell(column, cell, name) for column, name, cell in filled if column is not Column.NUMBER]
        named = [cell for wanted in _NAMES for cell in row.cells if cell.column is wanted]
        if named:
            start, end = named[0].span
            order = _NUMBERED.match(text, start, end)
            if order is not None and number is None:
                row.label, start = Span(*order.span(1)), order.end()
            row.title = Span(start, first_sentence(text, start, end))

    def cell(self, line: Line, following: Line | None) -> None:
        """A line that holds one cell."""
        text, words = self._text, self._text[line.start : line.end].strip(" ")
        if _NUMBER.fullmatch(words) and self._columns[0] in (Column.NUMBER, Column.GROUP):
            self._begin(Span(line.start, line.end))
            return
        caption = _CHINESE_NUMBERED.match(text, line.start, line.end)
        before_number = following is not None and _is_number(text, following)
        plain = (
            len(words) <= 20 and not re.search("[。；，]", words) and not is_unit(words) and not _DUE.fullmatch(words)
        )
        if caption or (before_number and plain and (self._columns[0] is Column.GROUP or not self.rows)):
            self._caption(
                Span(line.start, caption.end()) if caption else None, caption.end() if caption else line.start, line.end
            )
            return
        if Column.NUMBER not in self._columns and (not self.rows or self._next >= len(self._columns)):
            self._begin(None)
        self._put(Span(line.start, line.end))

    def _cut(self, start: int, end: int) -> Iterator[Span]:
        """A date that only a lost blank kept apart from the sentence before it is a cell of its own."""
        if Column.DUE in self._columns:
            for mark in _DUE_AFTER_STOP.finditer(self._text, start, end):
                if _DUE.fullmatch(self._text, mark.start(), end):
                    yield Span(start, mark.start())
                    start = mark.start()
                    break
        yield Span(start, end)

    def _begin(self, label: Span | None) -> None:
        at = label.start if label else -1
        self.rows.append(TableRow(label, Span(-1, -1), at, label.end if label else -1, self._depth))
        self._next = self._columns.index(Column.NUMBER) + 1 if Column.NUMBER in self._columns else 0

    def _caption(self, label: Span | None, start: int, end: int) -> None:
        self.rows.append(TableRow(label, Span(start, end), label.start if label else start, end, caption=True))
        self._depth = 2
        self._next = len(self._columns)

    def _put(self, span: Span) -> None:
        if not self.rows or self.rows[-1].caption:
            return
        row = self.rows[-1]
        index = self._column_for(span, row)
        column = self._columns[index]
        self._next = index + 1
        row.cells.append(Cell(column, span, self._names[index]))
        row.end = span.end
        if row.start < 0:
            row.start = span.start
        if row.title.start < 0 and (column in WORDS or column is Column.PROBLEM):
            row.title = Span(span.start, first_sentence(self._text, *span))

    def _column_for(self, span: Span, row: TableRow) -> int:
        """The next column that the piece fits; more of the last one; else more of the task's own words."""
        for index in range(self._next, len(self._columns)):
            if self._fits(span, self._columns[index]):
                return index
        last = self._next - 1
        if last >= 0 and self._columns[last] in UNITS and self._fits(span, self._columns[last]):
            return last
        words = [index for index, column in enumerate(self._columns) if column in WORDS]
        spare = [index for index, column in enumerate(self._columns) if column is Column.OTHER]
        if spare and row.cells and not self._text[span.start : span.end].rstrip(" ").endswith("。"):
            return spare[-1]
        return words[-1] if words else last

    def _fits(self, span: Span, column: Column) -> bool:
        text = self._text
        words = text[span.start : span.end].strip(" ")
        if column in UNITS:
            names = split_names(text, *span)
            return (names.clean or bool(_GLUED.search(words))) and all(
                is_unit(name.text) or is_class(name.text) for name in names.names
            )
        if column is Column.DUE:
            return len(words) <= 20 and bool(_DUE.fullmatch(words))
        if column is Column.VALUE:
            return bool(_VALUE.fullmatch(words))
        if column in (Column.NUMBER, Column.GROUP):
            return False
        if column is Column.LEADER:
            return len(words) <= 24 and not re.search("[。；]|[0-9]", words) and not split_names(text, *span).clean
        return True
