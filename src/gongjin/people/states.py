"""The state tables of units, accounts and sign-in links."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.audit.actors import SYSTEM
from gongjin.audit.states import Reach, Rule, StateTable
from gongjin.people.roles import Role

OFFICE = {Role.OFFICE.value: Reach.ANY, Role.ADMINISTRATOR.value: Reach.ANY, SYSTEM: Reach.ANY}
ADMINISTRATOR = {Role.ADMINISTRATOR.value: Reach.ANY, SYSTEM: Reach.ANY}
SECURITY = {Role.SECURITY.value: Reach.ANY, SYSTEM: Reach.ANY}
"""Who makes accounts does not loosen what protects them: that is the security administrator's."""

JURISDICTION = StateTable(
    kind="people.jurisdiction",
    label=_("辖区"),
    states={},
    rules=(
        Rule("people.jurisdiction.found", _("设立辖区"), {SYSTEM: Reach.ANY}),
        Rule("people.factor.require", _("设定哪些角色须二次验证"), SECURITY),
    ),
)

UNIT = StateTable(
    kind="people.unit",
    label=_("单位"),
    states={},
    rules=(
        Rule("people.unit.add", _("新增单位"), OFFICE),
        Rule("people.unit.change", _("修改单位"), OFFICE),
        Rule("people.unit.name", _("登记单位别名"), OFFICE),
    ),
)

USER = StateTable(
    kind="people.user",
    label=_("用户"),
    states={},
    rules=(
        Rule("people.user.add", _("新增用户"), ADMINISTRATOR),
        Rule("people.user.change", _("修改用户"), ADMINISTRATOR),
        Rule("people.user.hand_over", _("交接岗位"), OFFICE),
        Rule("people.user.password", _("设置本人密码"), {"self": Reach.OWN, SYSTEM: Reach.ANY}),
        Rule("people.user.lift", _("解除登录等待"), SECURITY),
        Rule("people.link.issue", _("签发一次性登录链接"), ADMINISTRATOR),
        Rule("people.links.revoke", _("撤销未使用的登录链接"), {**ADMINISTRATOR, **SECURITY}),
    ),
)

LINK = StateTable(
    kind="people.signinlink",
    label=_("一次性登录链接"),
    states={"open": _("未使用"), "used": _("已使用")},
    rules=(Rule("people.link.use", _("凭一次性链接登录"), {SYSTEM: Reach.ANY}, frozenset({"open"}), "used"),),
)

SELF = {"self": Reach.OWN, SYSTEM: Reach.ANY}

FACTOR = StateTable(
    kind="people.secondfactor",
    label=_("二次验证"),
    states={},
    rules=(
        Rule("people.factor.set", _("启用本人二次验证"), SELF),
        Rule("people.factor.recover", _("用恢复码登录"), SELF),
        Rule("people.factor.codes", _("换发本人恢复码"), SELF),
        Rule("people.factor.reset", _("重置二次验证"), SECURITY),
    ),
)
