"""Reads a page from beginning to end into lines and tables, as a browser would lay them out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from gongjin.compiler.readers.blocks import MOST_BLOCKS, SOFT, Cell, too_many
from gongjin.compiler.readers.html.article import Article
from gongjin.compiler.readers.numerals import numeral
from gongjin.compiler.readers.symbols import raised

_BLOCKS: Final = frozenset(
    (
        "address", "article", "blockquote", "body", "center", "dd", "details", "dir", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "menu", "ol",
        "p", "pre", "section", "summary", "table", "caption", "tbody", "thead", "tfoot", "tr", "td", "th", "ul",
        "ucapcontent",
    )
)  # fmt: skip
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_BOLD_TAGS: Final = frozenset(("b", "strong", *_HEADINGS))
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w -]+)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BROKEN_CHINESE = re.compile(r"(?<=[^\x00-\x7f])[ \t]*[\r\n][ \t\r\n]*(?=[^\x00-\x7f])")
_NUMBERED = re.compile(r"\s*(?:[一二三四五六七八九十]+、|[（(]?[\d一二三四五六七八九十]{1,3}[)）.．、]|第|[①-⑳])")
_FILE = re.compile(r"\.(?:docx?|wps|pdf|xlsx?|et|ofd|zip|rar|7z|rtf|pptx?|txt|jpe?g|png)(?:[?#]|$)", re.IGNORECASE)
_FORMS: Final = {
    "cjk-ideographic": ("chineseCountingThousand", "%s、"),
    "simp-chinese-informal": ("chineseCountingThousand", "%s、"),
    "trad-chinese-informal": ("chineseCountingThousand", "%s、"), "lower-alpha": ("lowerLetter", "%s."),
    "upper-alpha": ("upperLetter", "%s."), "lower-latin": ("lowerLetter", "%s."), "upper-latin": ("upperLetter", "%s."),
    "lower-roman": ("lowerRoman", "%s."), "upper-roman": ("upperRoman", "%s."), "a": ("lowerLetter", "%s."),
    "A": ("upperLetter", "%s."), "i": ("lowerRoman", "%s."), "I": ("upperRoman", "%s."),
}  # fmt: skip
_UNNUMBERED: Final = frozenset(("none", "disc", "circle", "square"))
_MOST_COLUMNS, _MOST_ROWS = 1_000, 10_000
"""Past these a span is nonsense, and what it would reach over is not marked one by one."""


@dataclass(slots=True)
class Line:
    """A line of the page.

    `inside` says that it stands in the article; `files` are the names of the files that it links to, and `linked` says
    that it has no other words.
    """

    text: str
    emphasis: bool = False
    heading: int = 0
    inside: bool = False
    files: tuple[str, ...] = ()
    linked: bool = False


@dataclass(slots=True)
class Table:
    """A table of the page, its merged cells put in place."""

    rows: list[list[Cell]]
    inside: bool


Item = Line | Table


@dataclass(slots=True)
class _OpenCell:
    items: list[Item] = field(default_factory=list)
    row_span: int = 1
    column_span: int = 1


@dataclass(slots=True)
class _OpenTable:
    rows: list[list[_OpenCell]] = field(default_factory=list)
    inside: bool = False
    layout: bool = False
    """Whether it stands around the article or around another table, and so only lays the page out."""


class Flow:
    """The lines and tables of a page, in order."""

    def __init__(self, root: etree._Element, article: Article) -> None:
        self.items: list[Item] = []
        self.pictures = 0
        self.inserted = self.deleted = 0
        """Revisions that Word marked in a page of its own."""
        self._article = article
        self._into: list[list[Item]] = [self.items]
        self._tables: list[_OpenTable] = []
        self._lists: list[tuple[str, str, int]] = []
        self._pieces: list[tuple[str, bool, bool]] = []
        self._label = ""
        self._bold = self._pre = self._raised = self._files = self._heading = 0
        self._inside = False
        self._walk(root)
        self._end_line()

    def _walk(self, root: etree._Element) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            gone = element in self._article.gone
            if event == "start":
                self.inserted += element.tag == "ins"
                self.deleted += element.tag == "del"
                if gone:
                    walk.skip_subtree()
                else:
                    self._start(element)
                    self._text(element.text)
            else:
                if not gone:
                    self._end(element)
                if element is not root:
                    self._text(element.tail)

    def _start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _BLOCKS or element is self._article.main:
            self._end_line()
        if element is self._article.main:
            self._inside = True
            for table in self._tables:
                table.layout = True
        self._weigh(element, 1)
        if tag == "br" and self._heading:
            self._text(SOFT)
        elif tag == "br":
            self._end_line()
        elif tag == "img":
            self.pictures += self._inside
        elif tag in ("ol", "ul"):
            self._start_list(element)
        elif tag == "li":
            self._label = self._next_label(element)
        else:
            self._start_table_part(element)

    def _start_table_part(self, element: etree._Element) -> None:
        if element.tag == "table":
            for table in self._tables:
                table.layout = True
            self._tables.append(_OpenTable(inside=self._inside))
        elif element.tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif element.tag in ("td", "th") and self._tables:
            self._start_cell(element)

    def _end(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _BLOCKS or element is self._article.main:
            self._end_line()
        self._weigh(element, -1)
        if element is self._article.main:
            self._inside = False
        if tag in ("td", "th") and len(self._into) > 1:
            self._into.pop()
        elif tag == "table" and self._tables:
            self._end_table(self._tables.pop())
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()
            self._label = ""

    def _weigh(self, element: etree._Element, step: int) -> None:
        """Enter or leave what holds for all text in an element."""
        tag = element.tag
        style = element.get("style")
        if tag in _BOLD_TAGS or (style is not None and _BOLD.search(style)):
            self._bold += step
        if tag in _HEADINGS:
            self._heading = int(tag[1]) if step > 0 else 0
        elif tag == "pre":
            self._pre += step
        elif tag == "sup":
            self._raised += step
        elif tag == "a" and _FILE.search(element.get("href") or ""):
            self._files += step

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self._pre and "\n" in text:
            if text.count("\n") > MOST_BLOCKS:
                raise too_many()
            first, *rest = text.split("\n")
            self._text(first)
            for line in rest:
                self._end_line()
                self._text(line)
            return
        if self._raised:
            text = raised(text)
        self._pieces.append((text, self._bold > 0, self._files > 0))

    def _end_line(self) -> None:
        pieces, self._pieces = self._pieces, []
        text = _BROKEN_CHINESE.sub("", "".join(piece for piece, _bold, _file in pieces))
        text = _SPACE.sub(" ", text).replace(f" {SOFT}", SOFT).strip().strip(SOFT)
        if not text:
            return
        shown = [piece for piece in pieces if piece[0].strip()]
        label, self._label = self._label, ""
        if label and not _NUMBERED.match(text):
            text = label + text
        self._into[-1].append(
            Line(
                text,
                all(bold for _text, bold, _file in shown),
                self._heading,
                self._inside,
                tuple(piece.strip() for piece, _bold, file in shown if file),
                all(file for _text, _bold, file in shown),
            )
        )

    def _start_cell(self, element: etree._Element) -> None:
        table = self._tables[-1]
        if not table.rows:
            table.rows.append([])
        cell = _OpenCell([], _span(element, "rowspan", _MOST_ROWS), _span(element, "colspan", _MOST_COLUMNS))
        table.rows[-1].append(cell)
        self._into.append(cell.items)

    def _end_table(self, table: _OpenTable) -> None:
        rows = placed(table.rows)
        columns = max((cell.column + cell.column_span for row in rows for cell in row), default=0)
        if columns > 1 and not table.layout:
            self._into[-1].append(Table(rows, table.inside))
            return
        # so does a table of one column
        for row in table.rows:
            for cell in row:
                self._into[-1].extend(cell.items)

    def _start_list(self, element: etree._Element) -> None:
        style = _STYLE.search(element.get("style") or "")
        form = style[1].strip().lower() if style else element.get("type") or ""
        kind = element.tag if form not in _UNNUMBERED else "ul"
        start = element.get("start") or ""
        self._lists.append((kind, form, int(start) if start.isascii() and start.isdecimal() and len(start) < 6 else 1))

    def _next_label(self, element: etree._Element) -> str:
        """The number that a browser puts before an item of an ordered list."""
        if not self._lists or self._lists[-1][0] != "ol":
            return ""
        kind, form, number = self._lists[-1]
        value = element.get("value") or ""
        number = int(value) if value.isascii() and value.isdecimal() and len(value) < 6 else number
        self._lists[-1] = (kind, form, number + 1)
        name, pattern = _FORMS.get(form, ("decimal", "%s."))
        return pattern % numeral(number, name)


def placed(rows: list[list[_OpenCell]]) -> list[list[Cell]]:
    """The cells of each row in their columns, past those that reach down from the rows above."""
    taken: dict[int, int] = {}
    table: list[list[Cell]] = []
    for index, row in enumerate(rows):
        cells: list[Cell] = []
        column = 0
        for cell in row:
            while taken.get(column, 0) > index:
                column += 1
            height = min(cell.row_span, len(rows) - index)
            width = max(1, min(cell.column_span, _MOST_COLUMNS - column))
            text = SOFT.join(item.text for item in cell.items if isinstance(item, Line))
            cells.append(Cell(text, index, column, height, width))
            for reached in range(column, column + width):
                taken[reached] = index + height
            column += width
        table.append(cells)
    return table


def _span(element: etree._Element, name: str, most: int) -> int:
    try:
        return max(1, min(int(element.get(name) or 1), most))
    except ValueError:
        return 1
