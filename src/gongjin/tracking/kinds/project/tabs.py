"""What this kind offers as tabs of a data set."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.tracking.kinds.tabs import Tab

TABS = (Tab(_("节点与资金"), "tracking:project"),)
