"""进度灯: the rule that gives a light, as data, and in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from gongjin.core.texts import gettext as _


class Light(StrEnum):
    """Colour; a page shows it with its shape and word. From the worst to the best, as lists sort them."""

    RED = "red"
    YELLOW = "yellow"
    GREY = "grey"
    GREEN = "green"
    BLUE = "blue"

    @property
    def worse_first(self) -> int:
        """Its place in a list that begins with what needs looking at."""
        return list(Light).index(self)


@dataclass(frozen=True, slots=True)
class LightRule:
    """From when on a row is behind. `green` and `yellow` are percentage points behind what should have been reached;
    `near_days` before the due day a row is marked 临期; `fresh_cycles` cycles after its last fact it is stale."""

    green: Decimal = Decimal(10)
    yellow: Decimal = Decimal(30)
    near_days: int = 30
    fresh_cycles: int = 1

    def colour(self, behind: Decimal) -> Light:
        """The light of what is neither attained nor overdue, by percentage points behind (negative: ahead)."""
        if behind <= self.green:
            return Light.GREEN
        return Light.YELLOW if behind <= self.yellow else Light.RED

    def words(self) -> tuple[str, ...]:
        """The rule as the page states it."""
        shown = {"green": f"{self.green:f}", "yellow": f"{self.yellow:f}", "near": self.near_days}
        return (
            _("已完成：达到目标"),
            _("正常：落后序时进度不超过 %(green)s 个百分点") % shown,
            _("滞后：落后超过 %(green)s、不超过 %(yellow)s 个百分点") % shown,
            _("严重滞后：落后超过 %(yellow)s 个百分点，或到期未完成") % shown,
            _("无数据：本期没有数据，或尚未量化；不会显示为正常"),
            _("临期：距到期不超过 %(near)s 天") % shown,
        )

    def as_json(self) -> dict[str, str]:
        """As it is kept."""
        return {
            "green": f"{self.green:f}",
            "yellow": f"{self.yellow:f}",
            "near_days": str(self.near_days),
            "fresh_cycles": str(self.fresh_cycles),
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, object]) -> LightRule:
        """The rule that was kept."""
        return cls(
            Decimal(str(raw["green"])),
            Decimal(str(raw["yellow"])),
            int(str(raw["near_days"])),
            int(str(raw["fresh_cycles"])),
        )
