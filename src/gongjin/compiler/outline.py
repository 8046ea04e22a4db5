"""The outline: which line is a heading, how deep it stands, and how far its own text reaches.

Depth comes from a stack of the styles that are open, and from what the document itself has shown: a style that once
stood below another never holds it later. A wrong, skipped or repeated number derails nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from gongjin.compiler.document import Span
from gongjin.compiler.heading import Heading
from gongjin.compiler.headings import find_headings
from gongjin.compiler.labels import STYLES
from gongjin.compiler.plan import Section
from gongjin.compiler.tables.beside import Tables
from gongjin.compiler.tables.row import Cell, Column, TableRow
from gongjin.compiler.tidy import Tidy
from gongjin.compiler.unlabelled import STYLED

_RANK: dict[str, float] = {style: rank for rank, style in enumerate(STYLES)} | {
    "plain": -1, "plain-inner": 0, "annex": -2, "paragraph": len(STYLES),
    "between": STYLES.index("cn-paren") + 0.5,
    **{style: -0.9 + depth / 100 for depth, style in enumerate(STYLED)},
}  # fmt: skip


_OPENING = frozenset({"between", "paragraph", "annex"})
"""Headings without a number, under whatever stands above them."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections, and beside each the heading that it was made from."""

    sections: list[Section] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    beside: list[TableRow] = field(default_factory=list)

    def rows(self) -> list[tuple[TableRow, Section]]:
        """The rows of tables, each with its section: a task with its own, others with the one that they stand in."""
        pairs = zip(self.sections, self.headings, strict=True)
        own = [(heading.row, section) for section, heading in pairs if heading.row is not None and heading.row.cells]
        if not self.beside or not self.sections:
            return own
        return sorted([*own, *((row, self.around(row.start)) for row in self.beside)], key=lambda pair: pair[0].start)

    def around(self, place: int) -> Section:
        """The section whose own text a place stands in; the first for what stands before it."""
        return self.sections[max(0, bisect_right(self.sections, place, key=lambda each: each.body.start) - 1)]

    def run_on(self) -> set[str]:
        """The ids of the sections whose heading is the first sentence of their text."""
        return {section.id for section, heading in zip(self.sections, self.headings, strict=True) if heading.run_on}


def _set_levels(headings: list[Heading]) -> None:
    above: dict[str, set[str]] = {}
    stack: list[str] = []
    for heading in headings:
        style = heading.style
        if heading.row is not None:
            heading.level = len(stack) + heading.row.depth
            continue
        if style == "annex":
            stack = [style]
            heading.level = 1
            continue
        if style in stack:
            del stack[stack.index(style) :]
        elif style in above:
            while stack and (style in above.get(stack[-1], ()) or _closes(style, stack[-1], above[style])):
                stack.pop()
        elif heading.number != 1 and style not in _OPENING:
            while stack and stack[-1] not in _OPENING and _RANK[stack[-1]] > _RANK[style]:
                stack.pop()
        above.setdefault(style, set()).update(stack)
        stack.append(style)
        heading.level = len(stack)


def _closes(style: str, top: str, above: set[str]) -> bool:
    return top not in above and _RANK[top] > _RANK[style]


def _by_themselves(read: Tables) -> list[TableRow]:
    """The rows of figures as tasks, for a document that has nothing but these."""
    return [
        TableRow(None, row.title, row.span.start, row.span.end, cells=[Cell(Column.METRIC, row.title)])
        for row in read.figures
    ]


def outline(tidy: Tidy, read: Tables) -> Outline:
    """The sections with their parents and their own text; the tasks of tables are sections too."""
    headings = find_headings(tidy, read.tasks, read.beside) or find_headings(tidy, _by_themselves(read))
    _set_levels(headings)
    result = Outline(headings=headings, beside=read.beside)
    open_ids: list[str] = []
    for index, heading in enumerate(headings):
        end = headings[index + 1].start if index + 1 < len(headings) else len(tidy.text)
        del open_ids[heading.level - 1 :]
        identity = f"s{index + 1}"
        result.sections.append(
            Section(
                id=identity,
                parent=open_ids[-1] if open_ids else None,
                level=heading.level,
                label=heading.label,
                title=tidy.text[heading.title : heading.end],
                span=Span(heading.start, heading.end),
                body=Span(heading.start, end),
                confidence=heading.confidence,
                reason=heading.reason,
            )
        )
        open_ids.append(identity)
    return result
