"""The state table of evidence."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.audit.actors import SYSTEM
from gongjin.audit.states import Reach, Rule, StateTable
from gongjin.people.roles import Role

WHO = {
    Role.OFFICE.value: Reach.ANY, Role.HEAD.value: Reach.OWN, Role.REPORTER.value: Reach.OWN, SYSTEM: Reach.ANY,
}  # fmt: skip

EVIDENCE = StateTable(
    kind="evidence.evidence",
    label=_("佐证材料"),
    states={"valid": _("有效"), "revoked": _("已撤销")},
    rules=(
        Rule("evidence.add", _("上传佐证材料"), WHO, after="valid"),
        Rule("evidence.revoke", _("撤销佐证材料"), WHO, frozenset({"valid"}), "revoked"),
    ),
)
