"""The text of one cell of a table."""

from __future__ import annotations

from typing import Final

from gongjin.compiler.readers.blocks import SOFT
from gongjin.compiler.readers.pdf.frames import Frame, Placed, placed
from gongjin.compiler.readers.pdf.grids import Cell
from gongjin.compiler.readers.pdf.lines import Line, lines
from gongjin.compiler.readers.pdf.paragraphs import ENDED, LABEL, joined

_PADDING: Final = 11.0
"""What a table leaves empty beside the text of a cell, left and right together, in points: Word's is 10.8."""


def cell_text(cell: Cell) -> str:
    """A cell's text: lines that were wrapped are joined, lines that were ended stay apart by U+2028."""
    found = lines(cell.glyphs)
    if not found:
        return ""
    frame = Frame(min(line.x0 for line in found), max(line.x1 for line in found))
    width = cell.x1 - cell.x0
    text = ""
    last: Placed | None = None
    for line in placed(found, frame):
        if last is None:
            text = line.line.text
        elif _ended(last, line, width, text):
            text += SOFT + line.line.text
        else:
            text = joined(text, line.line.text)
        last = line
    return text


def _ended(last: Placed, line: Placed, width: float, text: str) -> bool:
    """Whether a line was ended by hand: the next word would have fitted, or a number begins."""
    size = last.line.size
    room = width - _PADDING - _length(last.line)
    indented = line.indent > 1.3 and last.indent < 0.5 and last.frame.right - last.line.x1 < 1.5 * size
    if room > line.line.lead + 0.5 * size or indented:
        return True
    return bool(LABEL.match(line.line.text)) and text[-1:] in ENDED


def _length(line: Line) -> float:
    return line.x1 - line.x0
