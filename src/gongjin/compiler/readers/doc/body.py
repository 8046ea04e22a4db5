"""The walk through the text of a .doc, paragraph by paragraph, in the order in which it is read.

As in a .docx: revisions are accepted, a cell is one block, a table in a cell stands in it line by line, notes and text
boxes follow the paragraph or row that holds them.
"""

from __future__ import annotations

from gongjin.compiler.document import BlockKind
from gongjin.compiler.readers.blocks import Blocks, by_edges, merged
from gongjin.compiler.readers.doc import tables
from gongjin.compiler.readers.doc.asides import Range
from gongjin.compiler.readers.doc.formatting import Formatting
from gongjin.compiler.readers.doc.paragraphs import Paragraph, paragraphs
from gongjin.compiler.readers.doc.styles import Style
from gongjin.compiler.readers.doc.words import Words
from gongjin.compiler.readers.lists import Numbering
from gongjin.compiler.readers.rows import Rows

_PLAIN = Style()


class Body:
    """The blocks of a document in the making."""

    def __init__(
        self,
        text: str,
        formatting: Formatting,
        words: Words,
        numbering: Numbering,
        styles: dict[int, Style],
        sections: frozenset[int],
        notes: dict[int, Range],
        boxes: dict[int, Range],
    ) -> None:
        self.blocks = Blocks()
        self.boxed: list[str] = []
        self.old_numbers = False
        self._text = text
        self._formatting = formatting
        self._words = words
        self._numbering = numbering
        self._styles = styles
        self._sections = sections
        self._notes = notes
        self._boxes = boxes
        self._kind = BlockKind.PARAGRAPH
        self._met: list[int] = []

    def walk(self, start: int, end: int) -> None:
        """Add the blocks of a range of the text."""
        table: Rows[int] = Rows()
        carried: list[str] = []
        for paragraph in paragraphs(self._text, start, end, self._sections, self._formatting):
            if paragraph.depth == 0 and table.begun:
                self._finish(table)
                table = Rows()
            if paragraph.row_end:
                if paragraph.depth == 1:
                    table.end_row(tables.marks(paragraph.properties), self._met)
                    self._met = []
                continue
            said = self._words.read(paragraph.start, paragraph.mark)
            self._met += said.met
            cell_end = self._text[paragraph.mark : paragraph.mark + 1] == "\x07"
            if not cell_end and self._words.deleted_mark(min(paragraph.mark, end - 1)):
                carried.append(said.text)
                continue
            label, style = self._properties(paragraph)
            line = "".join((label, *carried, said.text))
            carried.clear()
            emphasis = (style.heading or style.bold or (said.bold and bool(said.text))) and bool(line)
            if paragraph.depth:
                table.add(line, emphasis, style.level)
                if cell_end and paragraph.depth == 1:
                    table.end_cell()
            else:
                self.blocks.paragraph(line, self._kind, emphasis, style.level)
                self._flush()
        if table.begun:
            self._finish(table)
        if carried:
            self.blocks.paragraph("".join(carried), self._kind)
        self._flush()

    def box(self, start: int, end: int) -> None:
        """Add the blocks of a text box, and keep its lines for the check of classification marks."""
        first = len(self.blocks.done)
        self.walk(start, end)
        self.boxed += [block.text for block in self.blocks.done[first:]]

    def _finish(self, table: Rows[int]) -> None:
        if table.open:
            table.end_row([], [])
        lines = table.frame()
        if lines is not None:
            for text, emphasis, heading in lines:
                self.blocks.paragraph(text, self._kind, emphasis, heading)
            self._met += [place for met in table.met for place in met]
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

    def _flush(self) -> None:
        """Put the notes and text boxes that were met after what holds them."""
        met, self._met = self._met, []
        outer = self._kind
        for place in met:
            note, box = self._notes.pop(place, None), self._boxes.pop(place, None)
            if note is not None:
                self._kind = BlockKind.FOOTNOTE
                self.walk(*_without_mark(self._text, *note))
                self._kind = outer
            if box is not None:
                self.box(*_without_mark(self._text, *box))

    def _properties(self, paragraph: Paragraph) -> tuple[str, Style]:
        """The automatic number of a paragraph, and its style."""
        style = self._styles.get(paragraph.style, _PLAIN)
        self.old_numbers |= paragraph.old_number
        number = style.number if paragraph.list is None else paragraph.list
        if not number:
            return "", style
        depth = paragraph.level if paragraph.level is not None else style.depth
        if depth is None:
            depth = self._numbering.level_of_style(str(number), str(paragraph.style))
        return self._numbering.label(str(number), depth), style


def _without_mark(text: str, start: int, end: int) -> Range:
    """A story without the empty paragraphs that close it."""
    while end > start and text[end - 1 : end] == "\r":
        end -= 1
    return start, end
