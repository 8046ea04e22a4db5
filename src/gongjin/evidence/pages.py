"""Who may look at the pages of evidence: whoever hands it in, and who oversees."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.audit.page_rules import PageRule
from gongjin.people.roles import OVERSEERS, RECORDERS

PAGES = (
    PageRule(_("佐证材料"), RECORDERS | OVERSEERS, ("evidence:list", "evidence:download", "evidence:picture")),
    PageRule(_("上传、撤销佐证材料"), RECORDERS, ("evidence:upload", "evidence:revoke")),
)
