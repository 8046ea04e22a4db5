"""Who may look at the pages of evidence: whoever hands it in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.audit.page_rules import PageRule
from gongjin.people.roles import Role

RECORDERS = frozenset({Role.OFFICE.value, Role.REPORTER.value})

PAGES = (
    PageRule(_("佐证材料"), RECORDERS, ("evidence:list", "evidence:download", "evidence:picture")),
    PageRule(_("上传、撤销佐证材料"), RECORDERS, ("evidence:upload", "evidence:revoke")),
)
