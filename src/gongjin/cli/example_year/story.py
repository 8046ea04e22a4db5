"""What is decided by the seed: how each data set fares. Choices of one data set do not depend on the others."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Final

FATES: Final = (("ahead", 25), ("steady", 35), ("behind", 25), ("failing", 15))
_PACES: Final = {"ahead": (108, 125), "steady": (97, 106), "behind": (62, 84), "failing": (22, 48)}


@dataclass(frozen=True, slots=True)
class Fate:
    """How one data set fares: `pace` is what share of the work the year gets done, `silent` whether its unit forgets
    to confirm months in which nothing moved."""

    name: str
    pace: Decimal
    silent: bool

    @property
    def late(self) -> bool:
        """Whether it never gets there."""
        return self.pace < 1 and self.name in {"behind", "failing"}


@dataclass(frozen=True, slots=True)
class Story:
    """The seed's choices; the same names give the same dice."""

    seed: int

    def dice(self, *names: str) -> Random:
        """Dice of their own for a part of the story."""
        return Random("/".join((str(self.seed), *names)))  # noqa: S311 - a story, no secret

    def fate(self, name: str) -> Fate:
        """The fate of a data set."""
        dice = self.dice(name, "fate")
        chosen = dice.choices([fate for fate, _n in FATES], [weight for _fate, weight in FATES])[0]
        return Fate(chosen, Decimal(dice.randint(*_PACES[chosen])) / 100, chosen == "failing" and dice.random() < 0.4)


def around(dice: Random, value: Decimal, percent: int) -> Decimal:
    """A figure within some percent of another, exact."""
    return value * (1 + Decimal(dice.randint(-percent * 10, percent * 10)) / 1000)
