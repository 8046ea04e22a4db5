"""Who may look at the pages of indicators."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.audit.page_rules import PageRule
from gongjin.people.roles import Role

RECORDERS = frozenset({Role.OFFICE.value, Role.REPORTER.value})

PAGES = (
    PageRule(
        _("指标的填报"),
        RECORDERS,
        ("tracking:indicator-entry", "tracking:indicator-import", "tracking:indicator-import-apply"),
    ),
    PageRule(_("指标的导出"), frozenset(Role.values), ("tracking:indicator-export",)),
)
