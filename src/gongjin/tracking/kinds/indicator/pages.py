"""Who may look at the pages of indicators."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.audit.page_rules import PageRule
from gongjin.people.roles import READERS, RECORDERS

PAGES = (
    PageRule(
        _("指标的填报"),
        RECORDERS,
        ("tracking:indicator-entry", "tracking:indicator-import", "tracking:indicator-import-apply"),
    ),
    PageRule(_("指标的导出"), READERS, ("tracking:indicator-export",)),
)
