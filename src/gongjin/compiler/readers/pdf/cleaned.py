"""A page turned upright, without what was printed across or beside its text: watermarks, doubled characters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from gongjin.compiler.readers.pdf.glyphs import Glyph, Page, Rule, is_ideograph
from gongjin.compiler.readers.pdf.place import Place

_PALE, _WHITE = 0.55, 0.97
_FAINT: Final = 0.5
_LARGE: Final = 1.4
"""A pale or faint text this many times as large as the page's own is a watermark."""
_DOUBLE: Final = 0.12
"""Two equal characters this near (in parts of their size) are one, printed twice to look bold."""
_STACK: Final = 4
"""So many characters below each other, beside the text, are a vertical watermark or binding mark."""


def cleaned(page: Page) -> Page:
    """The same page with its text upright; what was left out is in `aside`, one text a piece."""
    _turn(page)
    _without_hidden(page)
    _without_watermarks(page)
    page.glyphs = _without_doubles(page.glyphs)
    return page


def body_size(glyphs: Iterable[Glyph]) -> float:
    """The size, in points, of most of the characters; 0 where there are none."""
    counts = Counter(round(glyph.ink.size, 1) for glyph in glyphs if not glyph.text.isspace())
    return max(counts, key=lambda size: (counts[size], size)) if counts else 0.0


def _turn(page: Page) -> None:
    turns = Counter(glyph.ink.turn for glyph in page.glyphs if glyph.ink.visible and not glyph.text.isspace())
    turns.pop(None, None)
    if not turns:
        return
    main = max(turns, key=lambda turn: turns[turn]) or 0
    page.aside += _texts(glyph for glyph in page.glyphs if glyph.ink.turn != main)
    page.glyphs = [glyph for glyph in page.glyphs if glyph.ink.turn == main]
    if main == 0:
        return
    turned = Place(0, 0, page.width, page.height).upright(main)
    if main % 2:
        page.width, page.height = page.height, page.width
    for index, rule in enumerate(page.rules):
        (ax, ay), (bx, by) = turned(rule.x0, rule.y0), turned(rule.x1, rule.y1)
        page.rules[index] = Rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _texts(glyphs: Iterable[Glyph]) -> list[str]:
    """The texts of pieces drawn alike, in the order of the file."""
    pieces: list[str] = []
    ink = None
    for glyph in glyphs:
        if glyph.ink is not ink:
            pieces.append("")
            ink = glyph.ink
        pieces[-1] += glyph.text
    return [piece.strip() for piece in pieces if piece.strip()]


def _without_hidden(page: Page) -> None:
    """Text that is not drawn counts only where it is all there is: then it is what a scanner recognised."""
    drawn = [glyph for glyph in page.glyphs if glyph.ink.visible]
    if len(drawn) >= page.hidden:
        page.glyphs, page.hidden = drawn, 0


def _without_watermarks(page: Page) -> None:
    size = body_size(page.glyphs)
    kept: list[Glyph] = []
    dropped: list[Glyph] = []
    for glyph in page.glyphs:
        ink = glyph.ink
        faint = _PALE <= ink.grey < _WHITE or ink.opacity < _FAINT
        (dropped if faint and ink.size > _LARGE * size else kept).append(glyph)
    page.glyphs = kept
    page.aside += _texts(dropped)


def _without_doubles(glyphs: list[Glyph]) -> list[Glyph]:
    seen: dict[tuple[str, int, int], Glyph] = {}
    kept: list[Glyph] = []
    for glyph in glyphs:
        near = _DOUBLE * glyph.ink.size
        cell = max(near, 0.1) * 2
        column, row = int(glyph.x0 // cell), int(glyph.y // cell)
        doubled = any(
            (other := seen.get((glyph.text, column + dx, row + dy))) is not None
            and abs(other.x0 - glyph.x0) <= near
            and abs(other.y - glyph.y) <= near
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
        )
        if not doubled:
            seen[glyph.text, column, row] = glyph
            kept.append(glyph)
    return kept


def without_stacks(page: Page) -> None:
    """Leave out characters that stand one below the other beside the text."""
    columns: defaultdict[int, list[Glyph]] = defaultdict(list)
    for glyph in page.glyphs:
        if is_ideograph(glyph.text):
            columns[round((glyph.x0 + glyph.x1) / 2)].append(glyph)
    for middle in {min(columns, default=0), max(columns, default=0)}:
        stack = sorted(columns[middle], key=lambda glyph: glyph.y)
        if not _STACK <= len(stack) <= 60:
            continue
        size = max(glyph.ink.size for glyph in stack)
        if not all(0.6 * size <= b.y - a.y <= 4 * size for a, b in pairwise(stack)):
            continue
        members = {id(glyph) for glyph in stack}
        others = [glyph for glyph in page.glyphs if id(glyph) not in members]
        if len(others) < 3 * len(stack):
            continue
        left, right = min(glyph.x0 for glyph in others), max(glyph.x1 for glyph in others)
        if not left - size < middle < right + size:
            page.aside.append("".join(glyph.text for glyph in stack))
            page.glyphs = others
