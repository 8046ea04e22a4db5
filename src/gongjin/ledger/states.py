"""The state tables of the ledger: plans, versions, rows, division."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.audit.actors import SYSTEM
from gongjin.audit.states import Reach, Rule, StateTable
from gongjin.people.roles import Role

OFFICE = {Role.OFFICE.value: Reach.ANY, SYSTEM: Reach.ANY}

PLAN = StateTable(
    kind="ledger.plan",
    label=_("方案"),
    states={"review": _("核对中"), "published": _("已发布")},
    rules=(
        Rule("ledger.plan.import", _("导入方案"), OFFICE, after="review"),
        Rule("ledger.plan.add_version", _("导入新版本"), OFFICE, frozenset({"published"})),
    ),
)

VERSION = StateTable(
    kind="ledger.planversion",
    label=_("方案版本"),
    states={
        "review": _("核对中"),
        "published": _("现行"),
        "superseded": _("已被替代"),
        "discarded": _("已放弃"),
    },
    rules=(
        Rule("ledger.version.publish", _("发布"), OFFICE, frozenset({"review"}), "published"),
        Rule("ledger.version.discard", _("放弃本次导入"), OFFICE, frozenset({"review"}), "discarded"),
    ),
)

ROW = StateTable(
    kind="ledger.row",
    label=_("条目"),
    states={"current": _("有效"), "dropped": _("已取消")},
    rules=(
        Rule("ledger.row.settle", _("设定专班确定值"), OFFICE, frozenset({"current"})),
        Rule("ledger.row.part", _("分解目标"), OFFICE, frozenset({"current"})),
    ),
)

OPEN_ROWS = frozenset({"open", "extended"})
"""States of a division in which some of its rows at least may be settled."""

DIVISION = StateTable(
    kind="ledger.division",
    label=_("任务分解表"),
    states={"open": _("征求意见"), "extended": _("已确定，有新增待分工"), "fixed": _("已确定")},
    rules=(
        Rule("ledger.division.settle", _("填写分工"), OFFICE, OPEN_ROWS),
        Rule("ledger.division.fix", _("确定分工"), OFFICE, OPEN_ROWS, "fixed"),
        Rule("ledger.division.reopen", _("重新打开分工"), OFFICE, frozenset({"fixed", "extended"}), "open"),
        Rule("ledger.division.read_back", _("读回工作簿"), OFFICE, OPEN_ROWS),
    ),
)
