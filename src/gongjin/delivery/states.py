"""The state tables of delivery. Closures will add 已办结 to the assignment's.

The office hands work out and gathers it in; it does not supervise (国务院令第733号). Handing over to the supervision
office is a mark with a reference: it changes no state and hinders no act.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from gongjin.audit.actors import SYSTEM
from gongjin.audit.states import Reach, Rule, StateTable
from gongjin.people.roles import UNIT_ROLES, Role

OFFICE: Final[Mapping[str, Reach]] = {Role.OFFICE.value: Reach.ANY, SYSTEM: Reach.ANY}
UNIT: Final[Mapping[str, Reach]] = {**dict.fromkeys(sorted(UNIT_ROLES), Reach.OWN), SYSTEM: Reach.ANY}

OPEN: Final = frozenset({"sent", "signed", "declined"})
"""States in which an assignment asks something of somebody."""

BATCH = StateTable(
    kind="delivery.batch",
    label=_("下达批次"),
    states={"sent": _("已下达")},
    rules=(Rule("delivery.batch.send", _("下达"), OFFICE, after="sent"),),
)

ASSIGNMENT = StateTable(
    kind="delivery.assignment",
    label=_("交办事项"),
    states={
        "sent": _("待签收"),
        "signed": _("在办"),
        "declined": _("已退回"),
        "reassigned": _("已改派"),
        "withdrawn": _("已撤回"),
    },
    rules=(
        Rule("delivery.assignment.sign", _("签收"), UNIT, frozenset({"sent"}), "signed"),
        Rule("delivery.assignment.decline", _("退回"), UNIT, frozenset({"sent"}), "declined"),
        Rule("delivery.assignment.pass_on", _("转办"), UNIT, frozenset({"signed"})),
        Rule("delivery.assignment.divide", _("分解到乡镇"), UNIT, frozenset({"signed"})),
        Rule("delivery.assignment.take_back", _("收回分解"), UNIT, frozenset({"signed"})),
        Rule("delivery.assignment.reassign", _("改派"), OFFICE, frozenset({"declined"}), "reassigned"),
        Rule("delivery.assignment.insist", _("不同意退回"), OFFICE, frozenset({"declined"}), "sent"),
        Rule("delivery.assignment.withdraw", _("撤回"), OFFICE, OPEN, "withdrawn"),
        Rule("delivery.assignment.hand_over", _("移交督查"), OFFICE, OPEN),
    ),
)
