"""The reading order of a page that is set in two columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from gongjin.compiler.readers.pdf.glyphs import Glyph
from gongjin.compiler.readers.pdf.lines import Line, lines

_GUTTER: Final = 0.9
"""The narrowest gutter, in parts of the text's size."""
_FEWEST: Final = 4
"""So many lines on either side make two columns; beside a long one, one less."""
_FULL: Final = 0.8
"""A quarter of the lines of a column are at least so full."""


@dataclass(slots=True)
class Strip:
    """Lines that follow one another in one column. `columns` says whether the page has two at this place."""

    lines: list[Line]
    columns: bool = False


@dataclass(slots=True)
class _Piece:
    x0: float
    x1: float
    y: float


def strips(pages: list[tuple[list[Line], float]]) -> list[list[Strip]]:
    """For each page (its lines and its width) the lines in reading order: one strip, or zones of two columns with what
    runs across between them. A gutter that most pages have counts on the others too."""
    gutters = [_gutter(lines_, width) if len(lines_) >= 2 * _FEWEST else None for lines_, width in pages]
    known = [gutter for gutter in gutters if gutter is not None]
    usual = median(known) if len(known) >= max(1, len(pages) / 3) else None
    found: list[list[Strip]] = []
    for (page, _width), own in zip(pages, gutters, strict=True):
        gutter = own
        if gutter is None and usual is not None:
            across = sum(1 for line in page if _crosses(line, usual))
            gutter = usual if across <= len(page) / 3 else None
        found.append(_parted(page, gutter) if gutter is not None else [Strip(page)] if page else [])
    return found


def _parted(page: list[Line], gutter: float) -> list[Strip]:
    found: list[Strip] = []
    zone: list[Line] = []
    for line in page:
        if _crosses(line, gutter):
            found += _zone(zone, gutter)
            zone = []
            if found and not found[-1].columns:
                found[-1].lines.append(line)
            else:
                found.append(Strip([line]))
        else:
            zone.append(line)
    return found + _zone(zone, gutter)


def _zone(zone: list[Line], gutter: float) -> list[Strip]:
    glyphs = [glyph for line in zone for glyph in line.glyphs]
    halves = [
        lines(glyph for glyph in glyphs if _middle(glyph) < gutter),
        lines(glyph for glyph in glyphs if _middle(glyph) >= gutter),
    ]
    return [Strip(half, columns=True) for half in halves if half]


def _middle(glyph: Glyph) -> float:
    return (glyph.x0 + glyph.x1) / 2


def _pieces(line: Line) -> list[_Piece]:
    """The stretches of a line between gaps as wide as a gutter."""
    pieces: list[_Piece] = []
    for glyph in line.ink:
        if pieces and glyph.x0 - pieces[-1].x1 < _GUTTER * line.size:
            pieces[-1].x1 = max(pieces[-1].x1, glyph.x1)
        else:
            pieces.append(_Piece(glyph.x0, glyph.x1, line.y))
    return pieces


def _crosses(line: Line, gutter: float) -> bool:
    return any(piece.x0 < gutter < piece.x1 for piece in _pieces(line))


def _gutter(page: list[Line], width: float) -> float | None:
    """The place that parts two columns, or None."""
    pieces = [piece for line in page for piece in _pieces(line)]
    best: tuple[int, float] | None = None
    for step in range(int(0.3 * width), int(0.7 * width), 3):
        crossing = sorted(piece.y for piece in pieces if piece.x0 < step < piece.x1)
        if len(crossing) > len(pieces) / 2:
            continue
        bounds = [-1.0, *crossing, float("inf")]
        support = 0
        for top, bottom in pairwise(bounds):
            support += _support([p for p in pieces if top < p.y < bottom], step)
        if support and (best is None or support > best[0]):
            best = (support, float(step))
    return None if best is None else best[1]


def _support(zone: list[_Piece], gutter: float) -> int:
    """How many lines stand on both sides of a gutter, where they look like columns of text."""
    left = [piece for piece in zone if piece.x1 <= gutter]
    right = [piece for piece in zone if piece.x0 >= gutter]
    fewer, more = sorted((len(left), len(right)))
    if fewer < _FEWEST and (fewer < _FEWEST - 1 or more < 2 * _FEWEST):
        return 0
    left_width = max(p.x1 for p in left) - min(p.x0 for p in left)
    right_width = max(p.x1 for p in right) - min(p.x0 for p in right)
    full = (
        _upper(p.x1 - p.x0 for p in left) >= _FULL * left_width
        and _upper(p.x1 - p.x0 for p in right) >= _FULL * right_width
    )
    balanced = min(left_width, right_width) >= 0.5 * max(left_width, right_width)
    return len(left) + len(right) if full and balanced else 0


def _upper(widths: Iterable[float]) -> float:
    """What a quarter of the widths reach."""
    ordered = sorted(widths)
    return ordered[len(ordered) * 3 // 4]
