"""The state tables of tracking. A kind's own acts on its data sets stand in the kind's `states.py`, as `acts(...)`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.audit.actors import SYSTEM
from gongjin.audit.states import Reach, Rule, StateTable, Text
from gongjin.people.roles import Role

OFFICE = {Role.OFFICE.value: Reach.ANY, SYSTEM: Reach.ANY}
OWNER = {
    Role.OFFICE.value: Reach.ANY, Role.HEAD.value: Reach.OWN, Role.REPORTER.value: Reach.OWN, SYSTEM: Reach.ANY,
}  # fmt: skip
"""The office, and the head and the reporters of the unit that the data set belongs to."""

OPEN = frozenset({"open"})

DATA_SET = StateTable(
    kind="tracking.dataset",
    label=_("数据集"),
    states={"open": _("在用"), "closed": _("停用")},
    rules=(
        Rule("tracking.data_set.add", _("建立数据集"), OFFICE, after="open"),
        Rule("tracking.data_set.change", _("修改数据集"), OFFICE, OPEN),
        Rule("tracking.data_set.close", _("停用数据集"), OFFICE, OPEN, "closed"),
        Rule("tracking.data_set.reopen", _("重新启用数据集"), OFFICE, frozenset({"closed"}), "open"),
        Rule("tracking.items.add", _("登记条目"), OWNER, OPEN),
        Rule("tracking.item.change", _("修改条目"), OWNER, OPEN),
        Rule("tracking.item.withdraw", _("撤销条目"), OWNER, OPEN),
        Rule("tracking.facts.correct", _("更正数据"), OWNER, OPEN),
        Rule("tracking.facts.void", _("作废数据"), OWNER, OPEN),
        Rule("tracking.facts.confirm", _("确认本期无变化"), OWNER, OPEN),
        Rule("tracking.facts.prove", _("补充佐证"), OWNER, OPEN),
        Rule("tracking.period.freeze", _("冻结时期"), OFFICE, OPEN),
        Rule("tracking.period.reopen", _("重开时期"), OFFICE, OPEN),
    ),
)


def acts(kind: str, label: Text, *rules: tuple[str, Text]) -> StateTable:
    """The table of a kind's own acts on an open data set, each by whoever reports for its unit, or by the office."""
    made = tuple(Rule(action, text, OWNER, OPEN) for action, text in rules)
    return StateTable(kind=f"tracking.{kind}", label=label, states=DATA_SET.states, rules=made)


ROW = StateTable(
    kind="tracking.row",
    label=_("条目的计量"),
    states={"current": _("有效"), "dropped": _("已取消")},
    rules=(
        Rule("tracking.tracker.set", _("确定计量方式"), OFFICE, frozenset({"current"})),
        Rule("tracking.tracker.leave", _("确定不量化"), OFFICE, frozenset({"current"})),
        Rule("tracking.row.judge", _("记录专班研判"), OFFICE, frozenset({"current"})),
    ),
)

PLAN = StateTable(
    kind="tracking.plan",
    label=_("方案的进度"),
    states={"review": _("核对中"), "published": _("已发布")},
    rules=(
        Rule("tracking.trackers.accept", _("批量确定计量方式"), OFFICE, frozenset({"published"})),
        Rule("tracking.lights.set", _("设定进度灯规则"), OFFICE, frozenset({"published"})),
    ),
)

OUTLINE = StateTable(
    kind="tracking.outline",
    label=_("行政区划轮廓"),
    states={"kept": _("有效")},
    rules=(Rule("tracking.outline.set", _("上传行政区划轮廓"), OFFICE, after="kept"),),
)
