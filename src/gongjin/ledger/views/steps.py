"""The steps from an imported file to the ledger, as the line of links on top of their pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from gongjin.ledger.models import PlanVersion
from gongjin.ledger.queries import plans as queries


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `left` is how much of it is still to be done."""

    name: str
    label: str
    url: str
    left: int
    left_text: str
    current: bool

    @property
    def done(self) -> bool:
        return self.left == 0 and self.name != "publish"


def steps(version: PlanVersion, current: str) -> list[Step]:
    """核对, 单位名称, 版本匹配 (from the second version on), 发布."""
    left = queries.left(version)
    known = [
        ("review", _("核对"), left.rows, _("待核 %(count)d") % {"count": left.rows}),
        ("names", _("单位名称"), left.names, _("待确认 %(count)d") % {"count": left.names}),
        ("pairings", _("版本匹配"), left.pairings, _("待确认 %(count)d") % {"count": left.pairings}),
        ("publish", _("发布"), 0, ""),
    ]
    return [
        Step(name, label, reverse(f"ledger:{name}", args=[version.public_id]), count, text, name == current)
        for name, label, count, text in known
        if name != "pairings" or version.number > 1
    ]


def next_url(version: PlanVersion, after: str) -> str:
    """Where to go on when a step is done."""
    following = {"review": "names", "names": "pairings" if version.number > 1 else "publish", "pairings": "publish"}
    return reverse(f"ledger:{following[after]}", args=[version.public_id])
