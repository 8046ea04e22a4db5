"""Made-up names and places: the county is fictional, and so is everything in it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import product
from random import Random
from typing import Final

from gongjin.core.texts import gettext as _
from gongjin.people.models import Unit

_FIRST, _SECOND = "云青丰竹茶石梓松", "岭溪坪源泉湾塘冲田港"
WEST, SOUTH = Decimal("112.00"), Decimal("29.00")
ACROSS: Final = 4
"""Townships stand in rows of four on the map, a tenth of a degree apart."""


def names(dice: Random, what: str, count: int) -> list[str]:
    """Different names of entries: 云岭绿色工厂（演示数据）."""
    pairs = ["".join(pair) for pair in product(_FIRST, _SECOND)]
    dice.shuffle(pairs)
    lap = len(pairs)
    return [
        _("%(name)s%(what)s%(n)s（演示数据）")
        % {"name": pairs[number % lap], "what": what, "n": number // lap + 1 if number >= lap else ""}
        for number in range(count)
    ]


def point(townships: Sequence[Unit], town: Unit, dice: Random) -> dict[str, str]:
    """A point in a township."""
    number = list(townships).index(town)
    east = WEST + Decimal(number % ACROSS) / 10 + Decimal(dice.randint(10, 90)) / 1000
    north = SOUTH + Decimal(number // ACROSS) / 10 + Decimal(dice.randint(10, 90)) / 1000
    return {"lon": f"{east:f}", "lat": f"{north:f}"}
