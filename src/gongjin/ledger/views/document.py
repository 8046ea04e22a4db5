"""The text of a version as a page shows it: paragraphs, cut into pieces where rows begin and end.

All offsets are code points of the version's text, as everywhere; the browser gets the offset of each piece.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

SOFT_BREAK = "\u2028"
MASK = "×"
AT = "at"
TITLE, DEEPEST = 5, 4
"""Levels of headings as the style sheet has them: that of the title, and that of whatever lies deeper."""
_SPACES = " \t\u3000\xa0"

# Which colour and underline a kind has in the text; a row of another kind only lights up.
COLOURS = {
    "target": "figure",
    "responsibility": "unit",
    "member": "unit",
    "deadline": "date",
    "citation": "citation",
    "commitment": "quality",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Where one row stands. `accent` is the part that is coloured (a target's figure), else all of it.

    The kind `AT` is no row but a sentence that was asked for: it is lit. `url` makes the words lead to the row's page.
    """

    row: str
    kind: str
    start: int
    end: int
    accent: tuple[int, int] | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text with its pieces as HTML; `start` names it on the page. `heading` is 0 for plain text."""

    start: int
    end: int
    html: SafeString
    heading: int = 0

    @property
    def blank(self) -> bool:
        """Whether there is nothing to read in it."""
        return not self.html.strip()


def paragraph_starts(text: str) -> list[int]:
    """Where each line of the text begins."""
    starts, at = [], 0
    for line in text.split("\n"):
        starts.append(at)
        at += len(line) + 1
    if starts and starts[-1] == len(text):
        starts.pop()
    return starts


def line_of(starts: Sequence[int], offset: int) -> int:
    """The start of the paragraph that holds an offset; `starts` is from `paragraph_starts`."""
    return starts[max(bisect_right(starts, offset) - 1, 0)] if starts else 0


def heading_lines(text: str, title: str, sections: Iterable[tuple[int, int, int]]) -> dict[int, int]:
    """The lines that are nothing but a heading, and its level; a heading that runs on into its text is none.

    `sections` are start, end and level of each heading; the title's line has the level `TITLE`.
    """
    found = {}
    if title and title in text:
        found[text.rfind("\n", 0, text.index(title)) + 1] = TITLE
    for start, end, level in sections:
        line_end = text.find("\n", start)
        if (len(text) if line_end < 0 else line_end) - end <= 1:
            found[text.rfind("\n", 0, start) + 1] = min(level, DEEPEST)
    return found


def paragraphs(
    text: str,
    marks: Iterable[Mark] = (),
    *,
    hidden: Iterable[tuple[int, int]] = (),
    headings: dict[int, int] | None = None,
    first: int = 0,
    last: int | None = None,
) -> list[Paragraph]:
    """The lines from `first` to `last` (offsets) with the marks that touch them.

    `hidden` are spans that no page shows (a person's name): each character becomes a cross, so that offsets hold.
    `headings` gives the level of the lines that are headings, by their start.
    """
    end = len(text) if last is None else last
    for start, stop in hidden:
        text = text[:start] + MASK * (stop - start) + text[stop:]
    starts = paragraph_starts(text)
    wanted = [start for start in starts if first <= start < end]
    by_line: dict[int, list[Mark]] = {start: [] for start in wanted}
    for mark in marks:
        at = bisect_left(wanted, line_of(starts, mark.start))
        while at < len(wanted) and wanted[at] < max(mark.end, mark.start + 1):
            by_line[wanted[at]].append(mark)
            at += 1
    levels = headings or {}
    found = []
    for start in wanted:
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        # Every line is set in by the style sheet: spaces that were typed for it would set it in twice.
        begin = start + len(text[start:stop]) - len(text[start:stop].lstrip(_SPACES))
        found.append(Paragraph(start, stop, _pieces(text, begin, stop, by_line[start]), levels.get(start, 0)))
    return found


def _pieces(text: str, start: int, stop: int, marks: list[Mark]) -> SafeString:
    cuts = {start, stop}
    for mark in marks:
        for at in (mark.start, mark.end, *(mark.accent or ())):
            if start < at < stop:
                cuts.add(at)
    edges = sorted(cuts)
    # The shortest row first: it is the one that a pointer on this piece means.
    inner = sorted(marks, key=lambda mark: (mark.end - mark.start, mark.start))
    return mark_safe("".join(_piece(text, a, b, inner) for a, b in pairwise(edges)))  # noqa: S308


def _piece(text: str, start: int, end: int, marks: list[Mark]) -> SafeString:
    over = [mark for mark in marks if mark.start <= start and end <= mark.end]
    colour = next((COLOURS[mark.kind] for mark in over if mark.kind in COLOURS and _in_accent(mark, start, end)), "")
    classes = " ".join(
        [*([f"ink ink-{colour}"] if colour else []), *(["is-lit"] if any(mark.kind == AT for mark in over) else [])]
    )
    rows = " ".join(mark.row for mark in over if mark.kind != AT)
    url = next((mark.url for mark in over if mark.url), "")
    attributes = format_html_join(
        "", ' {}="{}"', [pair for pair in (("class", classes), ("data-rows", rows), ("href", url)) if pair[1]]
    )
    parts: list[tuple[str, int, str, str, str]] = []
    at = start
    for part in text[start:end].split(SOFT_BREAK):
        parts.append(("a" if url else "span", at, attributes, part, "a" if url else "span"))
        at += len(part) + 1
    return format_html_join(mark_safe("<br>"), '<{} data-s="{}"{}>{}</{}>', parts)


def _in_accent(mark: Mark, start: int, end: int) -> bool:
    return mark.accent is None or (mark.accent[0] <= start and end <= mark.accent[1])
