"""What tracking puts into the menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.core.rooms import MenuItem
from gongjin.people.roles import READERS

MENU = [MenuItem(_("进度"), "tracking:overview", 40, icon="chart-bar", roles=READERS, also=("/data/",))]
