"""Blocks in the making, and the cells of a table with its merges: what readers of formats with layout share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from gongjin.compiler.document import Block, BlockKind
from gongjin.compiler.errors import RefusedFile
from gongjin.core.texts import gettext as _

SOFT = "\u2028"
"""The break inside a block: between the lines of a paragraph and between the paragraphs of a cell."""
_SOFT_HYPHEN = "\xad"
MOST_BLOCKS: Final = 300_000
"""A plan of 200 pages with its tables has some 10,000."""


@dataclass(slots=True)
class Piece:
    """A cell as files store it: its place, and whether it only continues the cell above it or at its left."""

    text: str
    column: int
    span: int = 1
    up: bool = False
    left: bool = False
    bold: tuple[str, ...] = ()


@dataclass(slots=True)
class Cell:
    """A cell as it stands on paper: how many rows and columns it covers, from its first."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    bold: tuple[str, ...] = ()


def merged(rows: Iterable[Iterable[Piece]]) -> list[list[Cell]]:
    """The cells of each row; a continued one makes the first longer, and words left in it follow the first's."""
    table: list[list[Cell]] = []
    added: dict[int, tuple[Cell, list[str]]] = {}
    above: dict[int, Cell] = {}
    for index, pieces in enumerate(rows):
        cells: list[Cell] = []
        open_: dict[int, Cell] = {}
        last: Cell | None = None
        for piece in pieces:
            first = above.get(piece.column) if piece.up else last if piece.left else None
            if first is None:
                first = Cell(piece.text, index, piece.column, column_span=piece.span, bold=piece.bold)
                cells.append(first)
            else:
                if piece.up:
                    first.row_span = index - first.row + 1
                first.column_span = max(first.column_span, piece.column + piece.span - first.column)
                if piece.text:
                    added.setdefault(id(first), (first, [first.text] if first.text else []))[1].append(piece.text)
            open_[piece.column] = last = first
        table.append(cells)
        above = open_
    for cell, texts in added.values():
        cell.text = SOFT.join(texts)
    return table


class Blocks:
    """The blocks of a document, put one after the other."""

    def __init__(self) -> None:
        self.done: list[Block] = []
        self._start = 0
        self._tables = 0

    def paragraph(
        self,
        text: str,
        kind: BlockKind = BlockKind.PARAGRAPH,
        emphasis: bool = False,
        heading: int = 0,
        bold: tuple[str, ...] = (),
    ) -> None:
        """Add a paragraph; line feeds in it would break blocks and become soft breaks."""
        text = _one_line(text)
        self._bounded()
        self.done.append(Block(text, self._start, kind, emphasis, heading=heading, bold=bold))
        self._start += len(text) + 1

    def table(self) -> int:
        """The number of the next table."""
        self._tables += 1
        return self._tables - 1

    def cell(self, table: int, cell: Cell) -> None:
        """Add a cell of a table."""
        text = _one_line(cell.text)
        self._bounded()
        self.done.append(
            Block(
                text, self._start, BlockKind.CELL, False, table,
                cell.row, cell.column, cell.row_span, cell.column_span, bold=cell.bold,
            )
        )  # fmt: skip
        self._start += len(text) + 1

    def _bounded(self) -> None:
        if len(self.done) >= MOST_BLOCKS:
            raise too_many()


def too_many() -> RefusedFile:
    """The refusal of a file with more paragraphs, cells or lines than any plan has."""
    return RefusedFile(
        "too-complex", _("文件的段落多得不合常理，已停止读取。请只保留方案的文字和表格，另存为 .docx 后再上传。")
    )


def _one_line(text: str) -> str:
    if _SOFT_HYPHEN in text:
        text = text.replace(_SOFT_HYPHEN, "")
    return text.replace("\n", SOFT) if "\n" in text else text


@dataclass(slots=True)
class Edged:
    """A cell as .doc and RTF place it: between two edges measured across the page."""

    text: str
    left: int
    right: int
    up: bool = False
    joined: bool = False
    """Whether it only continues the cell at its left."""


_NEAR = 40
"""Edges this near (in twentieths of a point) are one: rows of one table are often a hair apart."""


def by_edges(rows: Sequence[Sequence[Edged]]) -> list[list[Piece]]:
    """The cells of each row by column: the columns are the edges that occur anywhere in the table."""
    edges = sorted({edge for row in rows for cell in row for edge in (cell.left, cell.right)})
    columns: dict[int, int] = {}
    last = 0
    for edge in edges:
        columns[edge] = 0 if not columns else columns[last] + (edge - last > _NEAR)
        last = edge
    return [
        [Piece(c.text, columns[c.left], max(1, columns[c.right] - columns[c.left]), c.up, c.joined) for c in row]
        for row in rows
    ]
