"""The walk through a document's body, paragraph by paragraph, in the order in which it is read.

Every revision is taken as accepted. A table's cell is one block, its paragraphs parted by U+2028; a cell merged into
the one above or at its left has no block, an empty cell has an empty one. Text boxes and notes follow the paragraph
that holds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from gongjin.compiler.document import Block, BlockKind
from gongjin.compiler.readers.docx import names as w
from gongjin.compiler.readers.docx.numbering import Numbering, integer
from gongjin.compiler.readers.docx.styles import Styles

_SOFT = "\u2028"
_PAGE = "\f"
_SYMBOL_FONT = {
    0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "·", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0x6D: "μ",
}  # fmt: skip
"""Symbol font, code to character, for those that stand in figures; Wingdings and the like keep their code."""


class Body:
    """The blocks of a document in the making."""

    def __init__(
        self,
        numbering: Numbering,
        styles: Styles,
        notes: dict[tuple[str, str], etree._Element],
        deleted_marks: bool,
    ) -> None:
        self.blocks: list[Block] = []
        self.boxed: list[str] = []
        self._numbering = numbering
        self._styles = styles
        self._notes = notes
        self._deleted_marks = deleted_marks
        self._start = 0
        self._tables = 0
        self._cell: list[str] | None = None
        self._carried = ""
        self._aside: list[tuple[etree._Element, BlockKind]] = []
        self._kind = BlockKind.PARAGRAPH

    def container(self, parent: Iterable[etree._Element]) -> None:
        """Everything in a body, cell, note, text box or content control, in order."""
        for child in parent:
            tag = child.tag
            if tag == w.P:
                self._paragraph(child)
            elif tag == w.TBL:
                self._table(child)
            elif tag not in w.DROPPED:
                self.container(_chosen(child))

    def finish(self) -> tuple[Block, ...]:
        """The blocks, once the body is through."""
        if self._carried:
            self._emit(self._carried, False)
        return tuple(self.blocks)

    def _paragraph(self, paragraph: etree._Element) -> None:
        pieces: list[str] = []
        props: etree._Element | None = None
        bold = True
        for child in paragraph:
            tag = child.tag
            if tag == w.R:
                bold = self._run(child, pieces) and bold
            elif tag == w.PPR:
                props = child
            elif tag not in w.DROPPED:
                bold = self._inline(child, pieces) and bold
        text = "".join(pieces)
        if "\n" in text:
            text = text.replace("\n", " ")
        if _PAGE in text:
            text = text.strip(_PAGE).replace(_PAGE, _SOFT)
        emphasis = bold and bool(pieces)
        if props is not None:
            label, set_apart = self._properties(props)
            text = label + text
            emphasis = (emphasis or set_apart) and bool(text)
            if self._deleted_marks and (mark := props.find(w.RPR)) is not None and mark.find(w.DELETED) is not None:
                self._carried += text
                return
        if self._carried:
            text, self._carried = self._carried + text, ""
        self._emit(text, emphasis)
        if self._aside and self._cell is None:
            self._flush()

    def _emit(self, text: str, emphasis: bool) -> None:
        if self._cell is not None:
            if text:
                self._cell.append(text)
            return
        self.blocks.append(Block(text, self._start, self._kind, emphasis))
        self._start += len(text) + 1

    def _properties(self, props: etree._Element) -> tuple[str, bool]:
        """The automatic number of a paragraph, and whether its style sets it apart."""
        named = props.find(w.PSTYLE)
        name = named.get(w.VAL, "") if named is not None else ""
        style = self._styles.get(name)
        number, depth = style.number, style.depth
        own = props.find(w.NUMPR)
        if own is not None:
            own_number, own_depth = own.find(w.NUMID), own.find(w.ILVL)
            if own_number is not None:
                number, depth = own_number.get(w.VAL), 0
            if own_depth is not None:
                depth = integer(own_depth.get(w.VAL), 0)
        if not number:
            return "", style.heading or style.bold
        if depth is None:
            depth = self._numbering.level_of_style(number, name)
        return self._numbering.label(number, depth), style.heading or style.bold

    def _run(self, run: etree._Element, out: list[str]) -> bool:
        """Take a run's text; whether it is bold, or has no text to be bold."""
        bold = False
        before = len(out)
        for part in run:
            tag = part.tag
            if tag == w.T:
                if part.text:
                    out.append(part.text)
            elif tag == w.RPR:
                mark = part.find(w.BOLD)
                bold = mark is not None and mark.get(w.VAL) not in w.OFF
            elif tag in w.MARKS:
                out.append(w.MARKS[tag])
            elif tag == w.BREAK:
                out.append(_PAGE if part.get(w.TYPE) in ("page", "column") else _SOFT)
            elif tag == w.SYMBOL:
                out.append(_symbol(part))
            elif tag in (w.FOOTNOTE, w.ENDNOTE):
                note = self._notes.pop((tag, part.get(w.ID, "")), None)
                if note is not None:
                    self._aside.append((note, BlockKind.FOOTNOTE))
            elif tag not in w.DROPPED:
                self._inline(part, out)
        return bold or not any(piece.strip() for piece in out[before:])

    def _inline(self, parent: etree._Element, out: list[str]) -> bool:
        """The runs inside a hyperlink, insertion, field, content control, drawing; text boxes are set aside."""
        bold = True
        if parent.tag == w.TEXTBOX:
            self._aside.append((parent, BlockKind.PARAGRAPH))
            return True
        for child in _chosen(parent):
            tag = child.tag
            if tag == w.R:
                bold = self._run(child, out) and bold
            elif tag in (w.T, w.MATH_TEXT):
                out.append(child.text or "")
            elif tag not in w.DROPPED:
                bold = self._inline(child, out) and bold
        return bold

    def _flush(self) -> None:
        """Put the text boxes and notes set aside after what held them."""
        aside, self._aside = self._aside, []
        outer = self._kind
        for element, kind in aside:
            first = len(self.blocks)
            self._kind = kind
            self.container(element)
            if kind is BlockKind.PARAGRAPH:
                self.boxed += [block.text for block in self.blocks[first:]]
        self._kind = outer

    def _table(self, table: etree._Element) -> None:
        rows = [list(_within(row, w.TC)) for row in _within(table, w.TR)]
        if self._cell is not None or (len(rows) == 1 and len(rows[0]) == 1):
            # A table in a cell belongs to the cell; a table of one cell is a frame around ordinary paragraphs.
            for cell in (cell for row in rows for cell in row):
                self.container(cell)
            return
        number = self._tables
        self._tables += 1
        for index, (row, cells) in enumerate(zip(_within(table, w.TR), rows, strict=True)):
            column = _before(row)
            for cell in cells:
                span, merged = _cell(cell)
                self._cell = []
                self.container(cell)
                text, self._cell = _SOFT.join(self._cell), None
                if text or not merged:
                    self.blocks.append(Block(text, self._start, BlockKind.CELL, table=number, row=index, column=column))
                    self._start += len(text) + 1
                column += span
            if self._aside:
                self._flush()


def _chosen(element: etree._Element) -> Iterable[etree._Element]:
    """The children of an element; of alternatives for old and new programs only one."""
    choices = [child for child in element if child.tag == w.CHOICE]
    if choices:
        return choices[:1]
    return element


def _within(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows or cells of a table, through content controls and accepted insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in w.DROPPED:
            yield from _within(child, tag)


def _before(row: etree._Element) -> int:
    props = row.find(w.TABLE_ROW)
    skipped = props.find(w.GRID_BEFORE) if props is not None else None
    return integer(skipped.get(w.VAL), 0) if skipped is not None else 0


def _cell(cell: etree._Element) -> tuple[int, bool]:
    """How many columns a cell takes, and whether it is merged into the one above or at its left."""
    props = cell.find(w.TC_PR)
    if props is None:
        return 1, False
    span, up, left = props.find(w.GRID_SPAN), props.find(w.V_MERGE), props.find(w.H_MERGE)
    merged = any(mark is not None and mark.get(w.VAL, "continue") == "continue" for mark in (up, left))
    return (max(1, integer(span.get(w.VAL), 1)) if span is not None else 1), merged


def _symbol(element: etree._Element) -> str:
    try:
        code = int(element.get(w.CHARACTER, ""), 16)
        character = chr(code)
    except (ValueError, OverflowError):
        return ""
    if "Symbol" in (element.get(w.FONT) or ""):
        return _SYMBOL_FONT.get(code & 0xFF, character)
    return "" if 0xD800 <= code < 0xE000 or code < 0x20 else character
