"""From the bytes of a PDF to its blocks: the pipeline of the format."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from gongjin.compiler.document import Block, BlockKind, Document
from gongjin.compiler.marks import refuse_marked_lines
from gongjin.compiler.readers.blocks import Blocks
from gongjin.compiler.readers.notices import headers
from gongjin.compiler.readers.pdf.cleaned import body_size, cleaned, without_stacks
from gongjin.compiler.readers.pdf.columns import Strip, strips
from gongjin.compiler.readers.pdf.footnotes import note_texts, take_notes
from gongjin.compiler.readers.pdf.frames import Placed, frames, own_frame, placed
from gongjin.compiler.readers.pdf.glyphs import Glyph, Page
from gongjin.compiler.readers.pdf.grids import Grid, grids
from gongjin.compiler.readers.pdf.lines import lines
from gongjin.compiler.readers.pdf.margins import Laid, without_margins
from gongjin.compiler.readers.pdf.paragraphs import Style, paragraphs, style_of
from gongjin.compiler.readers.pdf.readable import notices, refuse_unreadable
from gongjin.compiler.readers.pdf.source import damaged, pages
from gongjin.compiler.readers.pdf.tables import Table, continued, table

_CONTINUED: Final = re.compile(r"[（(【]?\s*(?:接上页|续\s*上?\s*表?|上接第\d+页)\s*\d{0,2}\s*[）)】]?")

Item = Placed | Table | str
"""What follows one another in reading order: a line, a table, the text of a footnote."""


def read_pages(data: bytes) -> Document:
    """The blocks of a PDF; raises `RefusedFile`."""
    return composed(pages(data))


def composed(pages_: Iterable[Page]) -> Document:
    """The blocks of pages with their characters and ruling lines, whatever the format; raises `RefusedFile`."""
    taken = [cleaned(page) for page in pages_]
    if not any(page.width for page in taken):
        raise damaged()
    refuse_unreadable(taken)
    laid = [_laid(page) for page in taken]
    size = body_size(glyph for page in laid for line in page.lines for glyph in line.glyphs)
    without_margins(laid, size)
    refuse_marked_lines(text for page in laid for text in page.aside)
    for page in laid:
        take_notes(page, size)
    columns = _columns(laid)
    style = style_of([[line for line in column if isinstance(line, Placed)] for column in columns], size)
    blocks = _blocks([item for column in columns for item in column], style)
    aside = dict.fromkeys(text for page in laid for text in page.aside)
    told = notices(taken, "".join(block.text for block in blocks))
    return Document(blocks, (*told, *headers(list(aside))))


def _laid(page: Page) -> Laid:
    found, page.glyphs[:] = _with_tables(page)
    without_stacks(page)
    free = lines(page.glyphs)
    return Laid(page.number, page.width, page.height, free, found, page.rules, aside=page.aside)


def _with_tables(page: Page) -> tuple[list[Grid], list[Glyph]]:
    return grids(page.rules, page.glyphs)


def _columns(laid: list[Laid]) -> list[list[Item]]:
    """The items of every column of every page, in reading order."""
    read = strips([(page.lines, page.width) for page in laid])
    set_: list[tuple[Laid, list[Strip]]] = list(zip(laid, read, strict=True))
    measured = frames(
        [
            (page.number, page.width, [line for strip in strips_ if not strip.columns for line in strip.lines])
            for page, strips_ in set_
        ]
    )
    columns: list[list[Item]] = []
    for page, strips_ in set_:
        tables = [table(grid, page.number) for grid in page.grids]
        tops = [grid.ys[0] for grid in page.grids]
        for strip in strips_:
            frame = own_frame(strip.lines) if strip.columns else measured[page.number]
            column: list[Item] = []
            for line in placed(strip.lines, frame, page.rules):
                while tops and tops[0] < line.line.y and not strip.columns:
                    column.append(tables.pop(0))
                    tops.pop(0)
                column.append(line)
            columns.append(column)
        columns.append([*tables, *note_texts(page.notes)])
    return columns


def _blocks(items: list[Item], style: Style) -> tuple[Block, ...]:
    """Paragraphs and tables as blocks. A footnote follows the paragraph that its page ends in."""
    out = Blocks()
    run: list[Placed] = []
    notes: list[str] = []
    whole: Table | None = None

    def finish() -> None:
        nonlocal whole
        for paragraph in paragraphs(run, style):
            out.paragraph(paragraph.text, emphasis=paragraph.emphasis(style))
        for note in notes:
            out.paragraph(note, BlockKind.FOOTNOTE)
        if whole is not None:
            number = out.table()
            for cell in whole.sorted():
                out.cell(number, cell)
        run.clear()
        notes.clear()
        whole = None

    for item in items:
        if isinstance(item, Table):
            if whole is not None and continued(whole, item):
                continue
            finish()
            whole = item
        elif isinstance(item, str):
            notes.append(item)
        elif whole is not None and _CONTINUED.fullmatch(item.line.text):
            continue
        else:
            if whole is not None:
                finish()
            run.append(item)
    finish()
    return tuple(out.done)
