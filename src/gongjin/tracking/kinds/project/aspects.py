"""What the facts of a project tell, and the sorts of milestone."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.protocol import Wording

WEIGHT: Final = "plan.weight"
"""A milestone's weight among all; its period is the day on which it was settled."""
DATE: Final = "plan.date"
"""A milestone's planned day. A revision replaces it; its detail keeps under `first` the day first planned."""
FORECAST: Final = "plan.forecast"
"""The day on which whoever answers for it now expects a milestone to be done."""
DONE: Final = "done"
"""The day on which a milestone was done; where proof is required it counts only while it is proved."""
BUDGET: Final = "plan.money"
"""Money that is to come from a source (the fact's word), in yuan."""
IN_PLACE: Final = "in_place"
"""Money of a source that has arrived, in yuan."""
PAID: Final = "paid"
"""Money paid out, in yuan."""
LAND_NEEDED: Final = "plan.land"
"""Land that the project needs, in mu."""
LAND: Final = "land.approved"
"""Land approved by a day, altogether, in mu."""
CONFORMS: Final = "land.conforms"
"""Whether the project lies within the spatial plan: the word is `yes` or `no`."""
PHOTO: Final = "photo"
"""A photo of a day; the word is what it shows."""
FIGURE: Final = "figure."
"""Before the code of a figure of work done that the settings declare: `figure.length`."""

MONEY: Final = (BUDGET, IN_PLACE, PAID)


class MilestoneKind(StrEnum):
    """What a milestone is about."""

    PRELIMINARY = "preliminary"
    CONSTRUCTION = "construction"
    OUTPUT = "output"
    MONEY = "money"

    @property
    def label(self) -> str:
        """In Chinese."""
        return {
            MilestoneKind.PRELIMINARY: _("前期"),
            MilestoneKind.CONSTRUCTION: _("建设"),
            MilestoneKind.OUTPUT: _("成果"),
            MilestoneKind.MONEY: _("资金"),
        }[self]


def money_label(aspect: str) -> str:
    """What an amount is, in Chinese."""
    return {BUDGET: _("计划投资"), IN_PLACE: _("到位资金"), PAID: _("完成支付")}[aspect]


def wording(aspect: str, word: str, figures: Mapping[str, tuple[str, str]]) -> Wording:
    """What a fact of a project is of, and the unit that it is kept in."""
    if aspect in MONEY:
        return Wording(money_label(aspect) + (f" {word}" if word else ""), _("元"))
    if aspect == CONFORMS:
        return Wording(_("符合国土空间规划") if word == "yes" else _("不符合国土空间规划"))
    if aspect.startswith(FIGURE):
        return Wording(*figures.get(aspect.removeprefix(FIGURE), (_("实物量"), "")))
    named = {
        WEIGHT: Wording(_("权重")), DATE: Wording(_("计划日期")), FORECAST: Wording(_("预计日期")),
        DONE: Wording(_("完成")), LAND: Wording(_("已批用地"), _("亩")), LAND_NEEDED: Wording(_("所需用地"), _("亩")),
        PHOTO: Wording(_("现场照片") + (f" {word}" if word else "")),
    }  # fmt: skip
    return named.get(aspect, Wording(word))
