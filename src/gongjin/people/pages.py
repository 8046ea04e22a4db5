"""Who may look at the pages of units, accounts and the system."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.audit.page_rules import SIGNED_IN, PageRule
from gongjin.people.roles import READERS, THREE_POWERS, Role

DIRECTORY = frozenset({Role.OFFICE.value, Role.ADMINISTRATOR.value})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR.value})
SECURITY = frozenset({Role.SECURITY.value})
AUDITOR = frozenset({Role.AUDITOR.value})

PAGES = (
    PageRule(
        _("本人密码、二次验证、退出登录"),
        frozenset({SIGNED_IN}),
        ("people:password", "people:second-factor-codes", "people:sign-out"),
    ),
    PageRule(_("单位名录"), READERS, ("people:units",)),
    PageRule(
        _("新增、修改单位，用 Excel 维护名录"),
        DIRECTORY,
        (
            "people:unit-add",
            "people:unit-change",
            "people:units-export",
            "people:units-sheet",
            "people:units-sheet-apply",
        ),
    ),
    PageRule(
        _("用户、撤销登录链接"),
        ADMINISTRATOR | SECURITY,
        ("people:users", "people:user", "people:links-revoke"),
    ),
    PageRule(
        _("新增用户、签发登录链接，用 Excel 维护用户"),
        ADMINISTRATOR,
        (
            "people:user-add",
            "people:invite",
            "people:user-link",
            "people:users-export",
            "people:users-sheet",
            "people:users-sheet-apply",
        ),
    ),
    PageRule(_("解除登录等待、重置二次验证"), SECURITY, ("people:user-lift", "people:factor-reset")),
    PageRule(_("登录规则"), ADMINISTRATOR | SECURITY, ("people:sign-in-rules",)),
    PageRule(_("单位人员的交接"), DIRECTORY, ("people:hand-overs", "people:hand-over")),
    PageRule(_("系统"), THREE_POWERS, ("people:system",)),
    PageRule(_("权限矩阵"), READERS | SECURITY, ("people:permissions",)),
    PageRule(_("审计"), ADMINISTRATOR | AUDITOR, ("people:chain", "people:record", "people:verify")),
)
