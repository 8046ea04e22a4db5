"""What evidence puts into the menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.core.rooms import MenuItem
from gongjin.people.roles import OVERSEERS, RECORDERS

MENU = [MenuItem(_("佐证材料"), "evidence:list", 75, icon="paperclip", roles=RECORDERS | OVERSEERS)]
