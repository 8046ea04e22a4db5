"""Who may look at the pages of monitoring."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.audit.page_rules import PageRule
from gongjin.people.roles import READERS, RECORDERS

PAGES = (
    PageRule(
        _("监测的填报"),
        RECORDERS,
        (
            "tracking:monitoring-entry",
            "tracking:monitoring-import",
            "tracking:monitoring-import-apply",
            "tracking:monitoring-source",
            "tracking:monitoring-loads-import",
            "tracking:monitoring-loads-apply",
        ),
    ),
    PageRule(
        _("监测的类别、减排量和导出"),
        READERS,
        (
            "tracking:monitoring-classes",
            "tracking:monitoring-export",
            "tracking:monitoring-loads",
            "tracking:monitoring-loads-export",
        ),
    ),
)
