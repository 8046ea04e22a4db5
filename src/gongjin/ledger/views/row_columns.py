"""The columns of the grid: one declaration for the grid, its column choice and what may be edited or pasted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongjin.ledger.models import Cadence
from gongjin.ledger.typed_values import FIELDS


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column. `width` in px; `shown` at first, until the user chooses; `sorts` if the server can sort by it."""

    name: str
    title: str | Promise
    width: int
    shown: bool = True
    sorts: bool = False
    right: bool = False

    def as_json(self, may_settle: bool) -> dict[str, object]:
        """What the grid needs of it."""
        settled = self.name in FIELDS
        return {
            "field": self.name,
            "title": str(self.title),
            "width": self.width,
            "shown": self.shown,
            "sorts": self.sorts,
            "right": self.right,
            "settled": settled,
            "kinds": sorted(FIELDS[self.name].kinds) if settled else [],
            "edit": settled and may_settle,
            "choices": [str(label) for label in Cadence.labels] if self.name == "cadence" else [],
        }


COLUMNS: Final = (
    GridColumn("code", _("编号"), 136),
    GridColumn("kind_label", _("类别"), 88),
    GridColumn("text", _("内容"), 280),
    GridColumn("figure", _("目标值"), 124, right=True),
    GridColumn("light", _("进度"), 104),
    GridColumn("units", _("责任单位"), 180, sorts=True),
    GridColumn("due", _("完成时限"), 136, sorts=True),
    GridColumn("cadence", _("填报周期"), 124),
    GridColumn("sums_up", _("汇总单位"), 112),
    GridColumn("note", _("备注"), 112),
    GridColumn("handed", _("交办"), 140, shown=False),
    GridColumn("section", _("章节"), 200, shown=False, sorts=True),
    GridColumn("strength", _("表述强度"), 88, shown=False),
    GridColumn("metric", _("指标名称"), 200, shown=False),
    GridColumn("unit_of_measure", _("计量单位"), 120, shown=False),
    GridColumn("base", _("基数"), 120, shown=False, right=True),
    GridColumn("base_period", _("基期"), 120, shown=False),
    GridColumn("period", _("期间"), 128, shown=False),
)
