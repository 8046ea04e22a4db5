"""What delivery puts into the menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.core.rooms import MenuItem
from gongjin.people.roles import OVERVIEW, UNIT_ROLES

MENU = [
    MenuItem(_("我的任务"), "delivery:mine", 15, icon="inbox", roles=UNIT_ROLES),
    MenuItem(_("交办"), "delivery:assignments", 45, icon="send", roles=OVERVIEW),
]
