"""Who may look at the pages of projects."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.audit.page_rules import PageRule
from gongjin.people.roles import READERS, RECORDERS

PAGES = (
    PageRule(
        _("项目"),
        READERS,
        ("tracking:projects", "tracking:project", "tracking:project-milestones", "tracking:project-money"),
    ),
    PageRule(
        _("项目的填报"),
        RECORDERS,
        (
            "tracking:project-act",
            "tracking:project-item-act",
            "tracking:project-read-back",
            "tracking:project-read-back-apply",
            "tracking:project-money-sheet",
            "tracking:project-money-apply",
        ),
    ),
)
