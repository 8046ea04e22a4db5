"""From an outline's shapes to the paths of an SVG: whole units, north up, east and west scaled by the latitude."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians

WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shape as SVG draws it: `path` for a path's `d`, and where its name stands."""

    name: str
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """All shapes and the size that they fill."""

    width: int
    height: int
    shapes: tuple[Drawn, ...]


def draw(shapes: Sequence[Mapping[str, object]]) -> Drawing | None:
    """The drawing of shapes as `rules.outline` gives them; None where there is nothing to draw.

    Lengths on a screen are no figures of the plan, and so floats will do here.
    """
    rings = [(str(shape["name"]), _rings(shape["rings"])) for shape in shapes]
    points = [point for _name, own in rings for ring in own for point in ring]
    if not points:
        return None
    west, east = min(lon for lon, _ in points), max(lon for lon, _ in points)
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    narrow = cos(radians((south + north) / 2_000_000))
    scale = WIDTH / max((east - west) * narrow, (north - south) * 0.6, 1)

    def place(point: tuple[int, int]) -> tuple[int, int]:
        return round((point[0] - west) * narrow * scale), round((north - point[1]) * scale)

    drawn = []
    for name, own in rings:
        placed = [[place(point) for point in ring] for ring in own]
        path = " ".join("M" + "L".join(f"{x} {y}" for x, y in ring) + "Z" for ring in placed)
        x, y = _middle(max(placed, key=_area))
        drawn.append(Drawn(name, path, x, y))
    corner = place((east, south))
    return Drawing(max(corner[0], 1), max(corner[1], 1), tuple(drawn))


def _rings(raw: object) -> list[list[tuple[int, int]]]:
    return [[(int(lon), int(lat)) for lon, lat in ring] for ring in raw]  # type: ignore[attr-defined]


def _area(ring: Sequence[tuple[int, int]]) -> int:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs))


def _middle(ring: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The centre of gravity of a ring, or of its corners where it has no area."""
    twice = x = y = 0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        twice, x, y = twice + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    if not twice:
        return sum(px for px, _ in ring) // len(ring), sum(py for _, py in ring) // len(ring)
    return round(x / (3 * twice)), round(y / (3 * twice))
