"""Who may look at the pages of monitoring."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.audit.page_rules import PageRule
from gongjin.people.roles import READERS, RECORDERS

PAGES = (
    PageRule(
        _("监测的填报"),
        RECORDERS,
        ("tracking:monitoring-entry", "tracking:monitoring-import", "tracking:monitoring-import-apply"),
    ),
    PageRule(_("监测的类别和导出"), READERS, ("tracking:monitoring-classes", "tracking:monitoring-export")),
)
