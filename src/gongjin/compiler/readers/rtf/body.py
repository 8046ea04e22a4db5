"""Paragraphs and tables of an RTF file, as its control words tell them."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongjin.compiler.document import BlockKind
from gongjin.compiler.readers.blocks import SOFT, Blocks, by_edges, merged
from gongjin.compiler.readers.lists import spaced
from gongjin.compiler.readers.rows import Line, Mark, Rows
from gongjin.compiler.readers.symbols import raised

PAGE = "\f"


@dataclass(slots=True)
class Aside:
    """A note or a text box, read in its own body, for the place after what holds it."""

    kind: BlockKind
    lines: list[Line]


@dataclass(slots=True)
class Body:
    """The text in the making: of the document, or of one note or text box."""

    blocks: Blocks | None = None
    """Where blocks go; a body without keeps its lines (`lines`)."""
    lines: list[Line] = field(default_factory=list)
    boxed: list[str] = field(default_factory=list)
    label: list[str] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _bold: bool = True
    _carried: list[str] = field(default_factory=list)
    _met: list[Aside] = field(default_factory=list)
    _table: Rows[Aside] = field(default_factory=Rows)
    _marks: list[Mark] = field(default_factory=list)
    _flags: tuple[bool, bool] = (False, False)

    @property
    def said(self) -> bool:
        """Whether the paragraph has any text yet."""
        return bool(self._pieces)

    def put(self, text: str, *, bold: bool, high: bool) -> None:
        """Add text to the paragraph."""
        if text:
            self._pieces.append(raised(text) if high else text)
            self._bold = self._bold and (bold or not text.strip())

    def set_aside(self, aside: Aside) -> None:
        """Keep a note or text box for the place after the paragraph or row."""
        self._met.append(aside)

    def end_paragraph(self, *, in_table: bool, apart: bool, heading: int = 0, joined: bool = False) -> None:
        """End the paragraph; `joined` where a revision took its mark away."""
        text = "".join(self._pieces)
        if any("\ud800" <= sign <= "\udfff" for sign in text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if PAGE in text:
            text = text.strip(PAGE).replace(PAGE, SOFT)
        bold = self._bold and bool(text)
        self._pieces, self._bold = [], True
        if joined:
            self._carried.append(text)
            return
        text = "".join((self._label(), *self._carried, text))
        self._carried.clear()
        emphasis = bool(text) and (bold or apart)
        if in_table:
            self._table.add(text, emphasis, heading)
            return
        self._finish_table()
        self._emit((text, emphasis, heading))
        self._flush()

    def end_cell(self, *, apart: bool) -> None:
        """End the cell, and the paragraph with it."""
        self.end_paragraph(in_table=True, apart=apart)
        self._table.end_cell()

    def begin_row(self) -> None:
        """What is said of cells from here on is said of a new row."""
        self._marks, self._flags = [], (False, False)

    def cell_flags(self, *, up: bool = False, joined: bool = False) -> None:
        """What is said of the next cell's merging."""
        self._flags = (self._flags[0] or up, self._flags[1] or joined)

    def cell_edge(self, right: int) -> None:
        """The right edge of the next cell, in twentieths of a point."""
        left = self._marks[-1].right if self._marks else min(0, right)
        self._marks.append(Mark(left, max(left, right), *self._flags))
        self._flags = (False, False)

    def end_row(self) -> None:
        """End the row with what was said of its cells."""
        if self.said:
            self.end_cell(apart=False)
        if self._table.open:
            self._table.end_row(self._marks, self._met)
            self._met = []

    def finish(self) -> None:
        """End whatever is open."""
        if self.said or self._carried:
            self.end_paragraph(in_table=False, apart=False)
        self._finish_table()
        self._flush()

    def _label(self) -> str:
        label = "".join(self.label).strip()
        self.label.clear()
        return spaced(label) if any(sign.isalnum() for sign in label) else ""

    def _finish_table(self) -> None:
        if not self._table.begun:
            return
        if self._table.open:
            self._table.end_row([], [])
        table, self._table = self._table, Rows()
        frame = table.frame()
        if frame is not None or self.blocks is None:
            for line in frame or [(cell.text, False, 0) for row in table.rows for cell in row]:
                self._emit(line)
            self._met += [aside for met in table.met for aside in met]
            self._flush()
            return
        number = self.blocks.table()
        later, self._met = self._met, []
        for cells, met in zip(merged(by_edges(table.rows)), table.met, strict=True):
            for cell in cells:
                self.blocks.cell(number, cell)
            self._met = met
            self._flush()
        self._met = later

    def _emit(self, line: Line, kind: BlockKind = BlockKind.PARAGRAPH) -> None:
        if self.blocks is None:
            self.lines.append(line)
        else:
            text, emphasis, heading = line
            self.blocks.paragraph(text, kind, emphasis, heading)

    def _flush(self) -> None:
        met, self._met = self._met, []
        for aside in met:
            if aside.kind is BlockKind.PARAGRAPH:
                self.boxed += [text for text, _emphasis, _heading in aside.lines]
            for line in aside.lines:
                self._emit(line, aside.kind)
