"""How far the text of a page reaches to the left and to the right: what an indent and a short line are measured by."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from gongjin.compiler.readers.pdf.glyphs import Rule
from gongjin.compiler.readers.pdf.lines import OPENING, Line

_SHARED: Final = 0.35
"""Edges that differ by less than this part of the size are the same edge."""
_ENDS: Final = "。；：！？"


@dataclass(frozen=True, slots=True)
class Frame:
    """The left and right edge of a column of text, in points."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A line in its frame; `gap` is the distance from the base line above it in the same column, in points; `ruled`
    says that a ruling line parts the two."""

    line: Line
    frame: Frame
    gap: float | None
    ruled: bool = False

    @property
    def indent(self) -> float:
        """How far it begins from the left edge, in parts of its size."""
        return (self.line.x0 - self.frame.left) / self.line.size

    @property
    def room(self) -> float:
        """What is left between its end and the right edge, in parts of its size."""
        return (self.frame.right - self.line.x1) / self.line.size

    @property
    def centred(self) -> bool:
        """Whether it stands in the middle, as far from the left edge as from the right."""
        return abs(self.indent - self.room) < 1.0


def placed(lines: list[Line], frame: Frame, rules: list[Rule] | None = None) -> list[Placed]:
    """The lines of one column in their frame, and where ruling lines of a page part them."""
    half = (frame.right - frame.left) / 2
    parting = [r.y0 for r in rules or () if r.across and min(r.x1, frame.right) - max(r.x0, frame.left) > half]
    found: list[Placed] = []
    before: Line | None = None
    for line in lines:
        if before is None:
            found.append(Placed(line, frame, None))
        else:
            # A rule close under a line's characters underlines them.
            below = before.y + 0.4 * before.size
            ruled = any(below < y < line.y - 0.5 * line.size for y in parting)
            found.append(Placed(line, frame, line.y - before.y, ruled))
        before = line
    return found


def own_frame(lines: list[Line]) -> Frame:
    """The edges that lines show by themselves: the outermost that two of them share, else the outermost."""
    size = median(line.size for line in lines)
    # An opening mark cut to half its width stands half a character to the left of where its line begins.
    lefts = sorted(line.x0 for line in lines if line.text[:1] not in OPENING) or [min(line.x0 for line in lines)]
    rights = sorted((line.edge for line in lines), reverse=True)
    return Frame(_shared(lefts, _SHARED * size), _shared(rights, _SHARED * size))


def _shared(edges: list[float], near: float) -> float:
    for a, b in pairwise(edges):
        if abs(a - b) <= near:
            return a
    return edges[0]


def frames(pages: list[tuple[int, float, list[Line]]]) -> dict[int, Frame]:
    """The frame of every page with one column: (number, width, lines). A page with few lines, or with indented lines
    only, takes over the edges that the others have; left and right pages may differ."""
    own = {number: own_frame(lines) for number, _width, lines in pages if len(lines) >= 4}
    widths = {number: width for number, width, _lines in pages}
    found: dict[int, Frame] = {}
    for number, width, lines in pages:
        if not lines:
            continue
        size = median(line.size for line in lines)
        alike = [n for n in own if abs(widths[n] - width) < 1]
        same_side = [n for n in alike if n % 2 == number % 2] if len(alike) >= 4 else alike
        mine = own.get(number) or own_frame(lines)
        if not same_side:
            found[number] = _wide(mine, lines, width, size)
            continue
        left, right = median(own[n].left for n in same_side), median(own[n].right for n in same_side)
        few = len(lines) < 4
        if few or size < mine.left - left < 4 * size:
            mine = Frame(min(left, *(line.x0 for line in lines)), mine.right)
        if few or size < right - mine.right:
            mine = Frame(mine.left, max(right, mine.right))
        found[number] = _wide(mine, lines, width, size)
    return found


def _wide(frame: Frame, lines: list[Line], width: float, size: float) -> Frame:
    """A right edge at which hardly any sentence goes on below is not the margin: then the margins are taken as equally
    wide."""
    going_on = 0
    for line, below in pairwise(lines):
        reaches = line.x1 > frame.right - size and abs(line.size - size) < 0.1 * size
        if reaches and line.text[-1:] not in _ENDS:
            going_on += 2 if below.x0 < line.x0 - size else 1
    if going_on < 2 or (going_on < 3 and len(lines) > 20):
        return Frame(frame.left, max(frame.right, width - frame.left))
    return frame
