"""Ruling lines put together to the grids of tables.

Pieces on one line are joined; lines that cross make a grid; a grid's cell that has no line towards its neighbour is
one with it. Lines that cross nothing (under a letterhead, above footnotes) make no table, nor does a single frame.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from gongjin.compiler.readers.pdf.glyphs import Glyph, Rule

_NEAR: Final = 2.0
"""Points within which two lines are one, and the ends of two lines touch."""
_SHARE: Final = 0.6
"""The share of an edge that must be drawn for it to part two cells."""
MAX_LINES: Final = 3_000
"""Ruling lines of one page after joining; beyond it they are a drawing."""
MAX_CELLS: Final = 20_000


@dataclass(slots=True)
class Cell:
    """One cell in a grid: its first row and column, how far it reaches, its box, its characters."""

    row: int
    column: int
    row_span: int
    column_span: int
    x0: float
    y0: float
    x1: float
    y1: float
    glyphs: list[Glyph] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A table on a page: the places of its columns' and rows' edges, and its cells in reading order."""

    xs: list[float]
    ys: list[float]
    cells: list[Cell]


def grids(rules: list[Rule], glyphs: list[Glyph]) -> tuple[list[Grid], list[Glyph]]:
    """The tables with their characters, from top to bottom, and the characters that stand in none."""
    across = _joined([rule for rule in rules if rule.across], lambda r: (r.y0, r.x0, r.x1), _flat)
    down = _joined([rule for rule in rules if not rule.across], lambda r: (r.x0, r.y0, r.y1), _upright)
    if not across or not down or len(across) + len(down) > MAX_LINES:
        return [], glyphs
    found = [grid for group in _groups(across, down) if (grid := _grid(*group)) is not None]
    found.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    found, glyphs = _filled(found, glyphs)
    return found, glyphs


def _flat(at: float, start: float, end: float) -> Rule:
    return Rule(start, at, end, at)


def _upright(at: float, start: float, end: float) -> Rule:
    return Rule(at, start, at, end)


def _joined(
    rules: list[Rule], parts: Callable[[Rule], tuple[float, float, float]], make: Callable[[float, float, float], Rule]
) -> list[Rule]:
    """The lines after pieces that lie on one line and touch were joined."""
    lanes: list[list[tuple[float, float, float]]] = []
    for piece in sorted(map(parts, rules)):
        if lanes and piece[0] - lanes[-1][0][0] <= _NEAR:
            lanes[-1].append(piece)
        else:
            lanes.append([piece])
    joined: list[Rule] = []
    for lane in lanes:
        at = sum(piece[0] for piece in lane) / len(lane)
        start = end = None
        for _at, first, last in sorted(lane, key=lambda piece: piece[1:]):
            if start is None or end is None or first - end > _NEAR:
                if start is not None and end is not None:
                    joined.append(make(at, start, end))
                start, end = first, last
            else:
                end = max(end, last)
        if start is not None and end is not None:
            joined.append(make(at, start, end))
    return joined


def _groups(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The lines that hang together by crossing or touching."""
    owner = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    for i, flat in enumerate(across):
        for j, upright in enumerate(down):
            if flat.x0 - _NEAR <= upright.x0 <= flat.x1 + _NEAR and upright.y0 - _NEAR <= flat.y0 <= upright.y1 + _NEAR:
                owner[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, flat in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(flat)
    for j, upright in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(upright)
    return [group for group in groups.values() if len(group[0]) >= 2 and group[1]]


def _edges(places: list[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _NEAR * 1.5:
            edges.append(place)
    return edges


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    """The grid of lines that hang together; None for a frame around text and for what is no grid."""
    ys = _edges([rule.y0 for rule in across])
    xs = _edges([rule.x0 for rule in down])
    # A table whose outer sides are not drawn reaches as far as its lines across.
    left, right = min(rule.x0 for rule in across), max(rule.x1 for rule in across)
    if xs[0] - left > 5:
        xs.insert(0, left)
        down = [*down, Rule(left, ys[0], left, ys[-1])]
    if right - xs[-1] > 5:
        xs.append(right)
        down = [*down, Rule(right, ys[0], right, ys[-1])]
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns < 2 or rows * columns > MAX_CELLS:
        return None
    below = _drawn([(rule.y0, rule.x0, rule.x1) for rule in across], ys, xs)
    beside = _drawn([(rule.x0, rule.y0, rule.y1) for rule in down], xs, ys)
    cells = _cells(xs, ys, below, beside)
    return Grid(xs, ys, cells) if len(cells) > 1 else None


def _drawn(lines: list[tuple[float, float, float]], lanes: list[float], edges: list[float]) -> list[list[bool]]:
    """For each lane and each stretch between two edges, whether a line is drawn there."""
    drawn = [[False] * (len(edges) - 1) for _lane in lanes]
    for at, start, end in lines:
        lane = min(range(len(lanes)), key=lambda index: abs(lanes[index] - at))
        for index in range(len(edges) - 1):
            first, last = edges[index], edges[index + 1]
            if min(last, end) - max(first, start) >= _SHARE * (last - first):
                drawn[lane][index] = True
    return drawn


def _cells(xs: list[float], ys: list[float], below: list[list[bool]], beside: list[list[bool]]) -> list[Cell]:
    rows, columns = len(ys) - 1, len(xs) - 1
    taken = [[False] * columns for _row in range(rows)]
    cells: list[Cell] = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            right = column + 1
            while right < columns and not beside[right][row] and not taken[row][right]:
                right += 1
            bottom = row + 1
            while bottom < rows and not any(below[bottom][c] or taken[bottom][c] for c in range(column, right)):
                bottom += 1
            for r in range(row, bottom):
                taken[r][column:right] = [True] * (right - column)
            cells.append(Cell(row, column, bottom - row, right - column, xs[column], ys[row], xs[right], ys[bottom]))
    return cells


def _filled(found: list[Grid], glyphs: list[Glyph]) -> tuple[list[Grid], list[Glyph]]:
    """The grids that hold text, each cell with its characters; of a grid inside another only the inner one."""
    places: dict[tuple[int, int, int], Cell] = {}
    for number, grid in enumerate(found):
        for cell in grid.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    places[number, row, column] = cell
    free: list[Glyph] = []
    inner_first = sorted(range(len(found)), key=lambda n: _area(found[n]))
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.y - 0.35 * glyph.ink.size
        for number in inner_first:
            grid = found[number]
            if grid.xs[0] <= x < grid.xs[-1] and grid.ys[0] <= y < grid.ys[-1]:
                places[number, _index(grid.ys, y), _index(grid.xs, x)].glyphs.append(glyph)
                break
        else:
            free.append(glyph)
    kept = []
    for grid in found:
        filled = sum(1 for cell in grid.cells if any(not glyph.text.isspace() for glyph in cell.glyphs))
        if filled > 1:
            kept.append(grid)
        else:
            free += [glyph for cell in grid.cells for glyph in cell.glyphs]
    return kept, free


def _area(grid: Grid) -> float:
    return (grid.xs[-1] - grid.xs[0]) * (grid.ys[-1] - grid.ys[0])


def _index(edges: list[float], place: float) -> int:
    """The stretch between edges that holds a place (which lies inside)."""
    low, high = 0, len(edges) - 1
    while high - low > 1:
        middle = (low + high) // 2
        if edges[middle] <= place:
            low = middle
        else:
            high = middle
    return low
