"""From the coordinates of a file (points upwards from the bottom) to those of a page as one looks at it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

Point = tuple[float, float]
_ASKEW = math.radians(4)


@dataclass(frozen=True, slots=True)
class Place:
    """The visible box of a page in the file's coordinates, and its quarter turns (clockwise)."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0

    @property
    def width(self) -> float:
        """Points from left to right, as shown."""
        return self.top - self.bottom if self.rotation % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Points from top to bottom, as shown."""
        return self.right - self.left if self.rotation % 2 else self.top - self.bottom

    def at(self, x: float, y: float) -> Point:
        """The point as shown, from the top left corner."""
        match self.rotation:
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case 3:
                return self.top - y, self.right - x
            case _:
                return x - self.left, self.top - y

    def turn_of(self, a: float, b: float) -> int | None:
        """The clockwise quarter turns of text that runs along (a, b) in the file; None where it is askew."""
        angle = math.atan2(b, a) if math.isfinite(a) and math.isfinite(b) else 0.0
        quarter = -angle / (math.pi / 2)
        if abs(quarter - round(quarter)) * (math.pi / 2) > _ASKEW:
            return None
        return (round(quarter) + self.rotation) % 4

    def upright(self, turn: int) -> Callable[[float, float], Point]:
        """The map of shown points to a page turned back by so many clockwise quarters."""
        width, height = self.width, self.height
        maps: dict[int, Callable[[float, float], Point]] = {
            0: lambda x, y: (x, y),
            1: lambda x, y: (y, width - x),
            2: lambda x, y: (width - x, height - y),
            3: lambda x, y: (height - y, x),
        }
        return maps[turn % 4]
