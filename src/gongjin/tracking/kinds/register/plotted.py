"""Pictures of a register, in whole numbers: the funnel of its stages, and its entries as points on a plain map with the
county's outline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongjin.people.models import Jurisdiction
from gongjin.tracking.kinds.register.queries import Bar, Line
from gongjin.tracking.models import Outline

WIDTH = 1000
MARGIN = 30
FUNNEL_WIDTH, FUNNEL_ROW = 380, 40
_MILLION = 1_000_000
_NARROW = (87, 100)
"""A degree of longitude against one of latitude at 29° north, where the plans of the lake country are."""


@dataclass(frozen=True, slots=True)
class Dot:
    """An entry at its place in the drawing."""

    line: Line
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """`height` for a width of 1000; `shapes` are the points of polygons as SVG takes them."""

    height: int
    shapes: tuple[tuple[str, str], ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """A stage: where its words stand, where its bar begins, and how long it is."""

    bar: Bar
    text: int
    top: int
    long: int


@dataclass(frozen=True, slots=True)
class Funnel:
    """The stages below one another."""

    width: int
    height: int
    steps: tuple[FunnelStep, ...]


def funnel_drawn(bars: Sequence[Bar]) -> Funnel:
    """The funnel; a stage that something has reached has a bar that can be seen."""
    steps = tuple(
        FunnelStep(bar, place * FUNNEL_ROW + 14, place * FUNNEL_ROW + 20, _long(bar)) for place, bar in enumerate(bars)
    )
    return Funnel(FUNNEL_WIDTH, FUNNEL_ROW * len(bars), steps)


def _long(bar: Bar) -> int:
    return max(2, FUNNEL_WIDTH * bar.share // 100) if bar.reached else 0


def drawing(jurisdiction: Jurisdiction, lines: Sequence[Line]) -> Drawing | None:
    """The map of the entries that have a position; None where none has."""
    placed = [(line, *_degrees(line.item.place)) for line in lines if line.item.place]
    if not placed:
        return None
    outline = Outline.objects.filter(jurisdiction=jurisdiction).order_by("-made_at", "-pk").first()
    rings = [(shape["name"], ring) for shape in (outline.shapes if outline else ()) for ring in shape["rings"]]
    points = [(east, north) for _line, east, north in placed] + [(x, y) for _name, ring in rings for x, y in ring]
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    span = max((east - west) * _NARROW[0] // _NARROW[1], (north - south), 20_000)
    inner = WIDTH - 2 * MARGIN

    def at(x: int, y: int) -> tuple[int, int]:
        across = (x - west) * _NARROW[0] // _NARROW[1]
        return MARGIN + across * inner // span, MARGIN + (north - y) * inner // span

    shapes = tuple((name, " ".join("{},{}".format(*at(x, y)) for x, y in ring)) for name, ring in rings)
    dots = tuple(Dot(line, *at(x, y)) for line, x, y in placed)
    return Drawing(2 * MARGIN + max((north - south) * inner // span, 1), shapes, dots)


def _degrees(place: dict[str, str]) -> tuple[int, int]:
    return int(Decimal(place["lon"]) * _MILLION), int(Decimal(place["lat"]) * _MILLION)
