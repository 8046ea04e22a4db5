"""Who may look at the pages of units, accounts and the system."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.audit.page_rules import SIGNED_IN, PageRule
from gongjin.people.roles import Role

ANY_ROLE = frozenset(Role.values)
DIRECTORY = frozenset({Role.OFFICE.value, Role.ADMINISTRATOR.value})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR.value})

PAGES = (
    PageRule(_("本人密码、退出登录"), frozenset({SIGNED_IN}), ("people:password", "people:sign-out")),
    PageRule(_("单位名录"), ANY_ROLE, ("people:units",)),
    PageRule(_("新增、修改单位"), DIRECTORY, ("people:unit-add", "people:unit-change")),
    PageRule(
        _("用户"),
        ADMINISTRATOR,
        ("people:system", "people:users", "people:user-add", "people:user", "people:user-link", "people:user-lift"),
    ),
    PageRule(_("权限矩阵"), ANY_ROLE, ("people:permissions",)),
    PageRule(_("审计"), ADMINISTRATOR, ("people:chain", "people:record", "people:verify")),
)
