"""What this kind offers as tabs of a data set."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.tracking.kinds.tabs import Tab

TABS = (
    Tab(_("填报读数"), "tracking:monitoring-entry"),
    Tab(_("类别和趋势"), "tracking:monitoring-classes"),
    Tab(_("减排量"), "tracking:monitoring-loads"),
    Tab(_("导入"), "tracking:monitoring-import"),
)
