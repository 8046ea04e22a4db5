"""Who may look at the pages of tracking. A kind lists its own in its `pages.py`."""

from __future__ import annotations

import importlib
import importlib.util

from django.utils.translation import gettext_lazy as _

from gongjin.audit.page_rules import PageRule
from gongjin.people.roles import OVERSEERS, READERS, RECORDERS, Role
from gongjin.tracking import kinds

OFFICE = frozenset({Role.OFFICE.value})


def _of_kinds() -> tuple[PageRule, ...]:
    names = [f"{kinds.__name__}.{name}.pages" for name in kinds.folders()]
    return tuple(
        rule for name in names if importlib.util.find_spec(name) for rule in importlib.import_module(name).PAGES
    )


PAGES: tuple[PageRule, ...] = (
    PageRule(
        _("进度总览、条目进度、章节单位乡镇、对比、地图、大屏"),
        READERS,
        (
            "tracking:overview",
            "tracking:lines",
            "tracking:row",
            "tracking:sections",
            "tracking:units",
            "tracking:townships",
            "tracking:compare",
            "tracking:map",
            "tracking:screen",
        ),
    ),
    PageRule(_("数据集"), READERS, ("tracking:data", "tracking:data-set", "tracking:data-items")),
    PageRule(_("更正和作废数据"), RECORDERS, ("tracking:data-fact",)),
    PageRule(_("冻结的时期、数据集设置"), RECORDERS | OVERSEERS, ("tracking:data-periods", "tracking:data-settings")),
    PageRule(
        _("建立数据集、计量方式、进度灯规则、研判、行政区划轮廓"),
        OFFICE,
        ("tracking:data-add", "tracking:tracker", "tracking:lights", "tracking:row-judge", "tracking:map-outline"),
    ),
    PageRule(_("计量方式的确认"), OFFICE, ("tracking:settle", "tracking:settle-accept", "tracking:settle-leave")),
    *_of_kinds(),
)
