"""The walk through a document's body, paragraph by paragraph, in the order in which it is read.

Every revision is taken as accepted. A table's cell is one block, its paragraphs parted by U+2028, a table inside it
line by line; a merged cell is one block at its first place, an empty cell an empty one. Text boxes and notes follow
the paragraph (or the row of a table) that holds them.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from gongjin.compiler.document import Block, BlockKind
from gongjin.compiler.readers.blocks import SOFT, Blocks, Piece, merged
from gongjin.compiler.readers.docx import names as w
from gongjin.compiler.readers.docx.cells import reach, rows_of
from gongjin.compiler.readers.docx.numbering import integer
from gongjin.compiler.readers.docx.runs import PAGE, Marked, Runs, chosen
from gongjin.compiler.readers.docx.styles import Style, Styles
from gongjin.compiler.readers.lists import Numbering

Aside = etree._Element | tuple[str, str]
"""A text box, or a note by kind of reference and number."""


class Body:
    """The blocks of a document in the making."""

    def __init__(
        self,
        numbering: Numbering,
        styles: Styles,
        notes: dict[tuple[str, str], etree._Element],
        marked: Marked,
    ) -> None:
        self.boxed: list[str] = []
        self._blocks = Blocks()
        self._numbering = numbering
        self._styles = styles
        self._notes = notes
        self._marked = marked
        self._cell: list[str] | None = None
        self._bold: list[str] = []
        """The words in bold of the cell that is being read."""
        self._carried: list[str] = []
        self._aside: list[Aside] = []
        self._kind = BlockKind.PARAGRAPH

    def container(self, parent: Iterable[etree._Element]) -> None:
        """Everything in a body, cell, note, text box or content control, in order."""
        for child in parent:
            tag = child.tag
            if tag == w.P:
                self._paragraph(child)
            elif tag == w.TBL:
                self._drop_carried()
                self._table(child)
            elif tag not in w.DROPPED:
                self.container(chosen(child))

    def finish(self) -> tuple[Block, ...]:
        """The blocks, once the body is through."""
        self._drop_carried()
        self._flush()
        return tuple(self._blocks.done)

    def _paragraph(self, paragraph: etree._Element) -> None:
        runs = Runs(self._marked)
        props: etree._Element | None = None
        for child in paragraph:
            tag = child.tag
            if tag == w.R:
                runs.run(child)
            elif tag == w.PPR:
                props = child
            elif tag not in w.DROPPED:
                runs.inline(child)
        self._aside += runs.aside
        text = "".join(runs.pieces)
        if "\n" in text:
            text = text.replace("\n", " ")
        if PAGE in text:
            text = text.strip(PAGE).replace(PAGE, SOFT)
        named, own, mark = (None, None, None) if props is None else _parts(props)
        if mark is not None and _joined_to_next(mark):
            # The paragraph that follows keeps its own number and style, and takes this one's words at its head.
            self._carried.append(text)
            return
        if self._carried:
            text = "".join((*self._carried, text))
            self._carried.clear()
        emphasis = runs.bold and bool(text) and bool(runs.pieces)
        level = 0
        if props is not None:
            label, style = self._numbered(named, own)
            text = label + text
            emphasis = (emphasis or style.heading or style.bold) and bool(text)
            level = style.level
        self._emit(text, emphasis, level, () if emphasis else tuple(runs.strong))
        if self._aside and self._cell is None:
            self._flush()

    def _emit(self, text: str, emphasis: bool, level: int = 0, bold: tuple[str, ...] = ()) -> None:
        if self._cell is None:
            self._blocks.paragraph(text, self._kind, emphasis, level, bold)
        elif text:
            self._cell.append(text)
            self._bold += (text,) if emphasis else bold

    def _drop_carried(self) -> None:
        """Words whose paragraph ends nowhere stand as a paragraph of their own."""
        if self._carried:
            text = "".join(self._carried)
            self._carried.clear()
            self._emit(text, False)

    def _numbered(self, named: etree._Element | None, own: etree._Element | None) -> tuple[str, Style]:
        """The automatic number of a paragraph, and its style: where the style is `named`, and the list of its `own`."""
        name = named.get(w.VAL, "") if named is not None else ""
        style = self._styles.get(name)
        number, depth = style.number, style.depth
        if own is not None:
            own_number, own_depth = own.find(w.NUMID), own.find(w.ILVL)
            if own_number is not None:
                number, depth = own_number.get(w.VAL), 0
            if own_depth is not None:
                depth = integer(own_depth.get(w.VAL), 0)
        if not number:
            return "", style
        if depth is None:
            depth = self._numbering.level_of_style(number, name)
        return self._numbering.label(number, depth), style

    def _flush(self) -> None:
        """Put the text boxes and notes set aside after what held them."""
        aside, self._aside = self._aside, []
        outer = self._kind
        for met in aside:
            first = len(self._blocks.done)
            if isinstance(met, tuple):
                note = self._notes.pop(met, None)
                if note is not None:
                    self._kind = BlockKind.FOOTNOTE
                    self.container(note)
            else:
                self._kind = outer
                self.container(met)
                self.boxed += [block.text for block in self._blocks.done[first:]]
        self._kind = outer

    def _table(self, table: etree._Element) -> None:
        rows = rows_of(table)
        if self._cell is not None or (len(rows) == 1 and len(rows[0][1]) == 1):
            # A table in a cell belongs to the cell; a table of one cell is a frame around ordinary paragraphs.
            for _column, cells in rows:
                for cell in cells:
                    self.container(cell)
                    self._drop_carried()
            return
        pieces: list[list[Piece]] = []
        asides: list[list[Aside]] = []
        for before, cells in rows:
            pieces.append([])
            column = before
            for cell in cells:
                span, up, left = reach(cell)
                words = self._words(cell)
                pieces[-1].append(Piece(words, column, span, up, left, tuple(self._bold)))
                column += span
            asides.append(self._aside)
            self._aside = []
        number = self._blocks.table()
        for row, aside in zip(merged(pieces), asides, strict=True):
            for placed in row:
                self._blocks.cell(number, placed)
            if aside:
                self._aside = aside
                self._flush()

    def _words(self, cell: etree._Element) -> str:
        lines: list[str] = []
        self._bold = []
        self._cell = lines
        self.container(cell)
        self._drop_carried()
        self._cell = None
        return SOFT.join(lines)


def _parts(props: etree._Element) -> tuple[etree._Element | None, etree._Element | None, etree._Element | None]:
    """Of a paragraph's properties its style, its list and its mark, the first of each; found in one walk."""
    style: etree._Element | None = None
    listed: etree._Element | None = None
    mark: etree._Element | None = None
    for prop in props:
        tag = prop.tag
        if tag == w.PSTYLE:
            style = prop if style is None else style
        elif tag == w.NUMPR:
            listed = prop if listed is None else listed
        elif tag == w.RPR:
            mark = prop if mark is None else mark
    return style, listed, mark


def _joined_to_next(mark: etree._Element) -> bool:
    """Whether a revision took the mark at the paragraph's end away."""
    return mark.find(w.DELETED) is not None or mark.find(w.MOVED_FROM) is not None
