"""Who may look at the few pages that belong to no room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.audit.page_rules import SIGNED_IN, PageRule

PAGES = (PageRule(_("首页"), frozenset({SIGNED_IN}), ("home",)),)
