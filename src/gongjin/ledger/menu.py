"""What the ledger puts into the menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.core.rooms import MenuItem
from gongjin.people.roles import OVERVIEW, READERS

MENU = [
    MenuItem(_("工作台"), "ledger:desk", 10, icon="layout-dashboard", roles=OVERVIEW),
    MenuItem(_("方案"), "ledger:plans", 20, icon="file-text", roles=OVERVIEW),
    MenuItem(_("任务清单"), "ledger:rows", 30, icon="list-check", roles=READERS),
]
