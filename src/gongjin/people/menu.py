"""What the room puts into the menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.core.rooms import MenuItem
from gongjin.people.roles import READERS, THREE_POWERS

MENU = [
    MenuItem(_("单位"), "people:units", 90, icon="building", roles=READERS),
    MenuItem(_("系统"), "people:system", 100, icon="settings", roles=THREE_POWERS),
]
