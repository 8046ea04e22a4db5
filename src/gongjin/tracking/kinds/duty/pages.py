"""Who may look at the pages of duties; what may be done there the matrix says."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.audit.page_rules import PageRule
from gongjin.people.roles import READERS, RECORDERS

PAGES = (
    PageRule(_("常态工作"), READERS, ("tracking:duty", "tracking:duty-export")),
    PageRule(
        _("常态工作的登记"),
        RECORDERS,
        (
            "tracking:duty-record",
            "tracking:duty-place",
            "tracking:duty-void",
            "tracking:duty-sheet",
            "tracking:duty-sheet-apply",
        ),
    ),
)
