"""Rows and cells of a WordprocessingML table: which there are, and how they are merged (clauses 17.4.17, 17.4.84)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from gongjin.compiler.readers.docx import names as w
from gongjin.compiler.readers.docx.numbering import integer


def rows_of(table: etree._Element) -> list[tuple[int, list[etree._Element]]]:
    """Each row that stands once revisions are accepted: the column it begins at, and its cells."""
    return [
        (_before(row), [cell for cell in _within(row, w.TC) if not _deleted(cell.find(w.TC_PR), w.CELL_DELETED)])
        for row in _within(table, w.TR)
        if not _deleted(row.find(w.TABLE_ROW), w.DELETED)
    ]


def reach(cell: etree._Element) -> tuple[int, bool, bool]:
    """How many columns a cell takes, whether it continues the cell above, and whether the one at its left."""
    props = cell.find(w.TC_PR)
    if props is None:
        return 1, False, False
    span = props.find(w.GRID_SPAN)
    width = max(1, integer(span.get(w.VAL), 1)) if span is not None else 1
    return min(width, w.MOST_COLUMNS), _continues(props.find(w.V_MERGE)), _continues(props.find(w.H_MERGE))


def _continues(mark: etree._Element | None) -> bool:
    return mark is not None and mark.get(w.VAL, "continue") == "continue"


def _deleted(props: etree._Element | None, mark: str) -> bool:
    return props is not None and props.find(mark) is not None


def _before(row: etree._Element) -> int:
    props = row.find(w.TABLE_ROW)
    skipped = props.find(w.GRID_BEFORE) if props is not None else None
    return min(integer(skipped.get(w.VAL), 0), w.MOST_COLUMNS) if skipped is not None else 0


def _within(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows or cells of a table, through content controls and accepted insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in w.DROPPED:
            yield from _within(child, tag)
