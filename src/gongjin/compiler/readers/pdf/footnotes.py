"""Footnotes: the small lines at the foot of a page that begin with a mark."""

from __future__ import annotations

import re
from typing import Final

from gongjin.compiler.readers.pdf.lines import Line
from gongjin.compiler.readers.pdf.margins import Laid

_SMALLER: Final = 0.93
_MARK: Final = re.compile(
    r"\s*(?:[①-⑳]|[⁰¹²³⁴-⁹]{1,3}|[\[［〔【]\d{1,3}[\]］〕】]|\d{1,3}(?=[\s\u4e00-\u9fff《“])|[*＊※†])"
)
_RAISED: Final = re.compile("[⁰¹²³⁴-⁹]+")
_SHORT_RULE: Final = 0.45
_FIGURES: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def take_notes(page: Laid, size: float) -> None:
    """Move the footnotes of a page, whose text has that size, from its lines to its notes, and the marks that point
    at them out of the text."""
    first = len(page.lines)
    while first > 0 and page.lines[first - 1].size < _SMALLER * size:
        first -= 1
    last_grid = max((grid.ys[-1] for grid in page.grids), default=0.0)
    tail = [line for line in page.lines[first:] if line.y > last_grid]
    ruled = [
        rule.y0
        for rule in page.rules
        if rule.across and 20 < rule.x1 - rule.x0 < _SHORT_RULE * page.width and rule.y0 > 0.3 * page.height
    ]
    start = next(
        (
            index
            for index, line in enumerate(tail)
            if _MARK.match(line.text) and (not ruled or any(line.y - 4 * line.size < y < line.y for y in ruled))
        ),
        None,
    )
    if start is None:
        return
    page.notes = tail[start:]
    members = {id(line) for line in page.notes}
    page.lines = [line for line in page.lines if id(line) not in members]
    marks = {_key(found.group()) for line in page.notes if (found := _MARK.match(line.text))}
    for line in page.lines:
        line.text = _RAISED.sub(lambda found: "" if _key(found.group()) in marks else found.group(), line.text)


def note_texts(notes: list[Line]) -> list[str]:
    """The notes, each in one piece, without the raised form of its mark."""
    texts: list[str] = []
    for line in notes:
        if _MARK.match(line.text) or not texts:
            texts.append(_RAISED.sub(lambda found: found.group().translate(_FIGURES) + " ", line.text, count=1))
        else:
            texts[-1] += line.text
    return [text.strip() for text in texts]


def _key(mark: str) -> str:
    return mark.strip().translate(_FIGURES)
