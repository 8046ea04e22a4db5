"""Who may look at the pages of registers; what may be done there the matrix says."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.audit.page_rules import PageRule
from gongjin.people.roles import READERS, RECORDERS

PAGES = (
    PageRule(_("名录台账"), READERS, ("tracking:register", "tracking:register-entry", "tracking:register-export")),
    PageRule(
        _("名录台账的登记"),
        RECORDERS,
        (
            "tracking:register-new",
            "tracking:register-move",
            "tracking:register-figures",
            "tracking:register-change",
            "tracking:register-withdraw",
            "tracking:register-move-many",
            "tracking:register-sheet",
            "tracking:register-sheet-apply",
        ),
    ),
)
