"""The form of a project's settings: what proves a milestone, the work that is measured, the sources of money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from gongjin.tracking.kinds.project.aspects import MilestoneKind
from gongjin.tracking.kinds.protocol import Json
from gongjin.tracking.kinds.rule_forms import YES, Choices, RuleField, values_of
from gongjin.tracking.kinds.settings_forms import Line, Table, coded


def fields(settings: Json, registers: Choices = ()) -> Sequence[RuleField]:
    """What is one answer."""
    return (
        RuleField("proof", _("节点须有佐证才算完成"), flag=True),
        RuleField("late_days", _("节点逾期多少天后亮红灯")),
        RuleField("sources", _("资金来源"), note=_("每行一个"), lines=True),
    )


def tables(settings: Json) -> Sequence[Table]:
    """Figures of work done, and the milestones that a new plan of the project is suggested."""
    kinds = tuple((item.value, item.label) for item in MilestoneKind)
    figures = (RuleField("label", _("名称")), RuleField("unit", _("计量单位")))
    milestones = (RuleField("name", _("节点名称")), RuleField("kind", _("类别"), kinds), RuleField("weight", _("权重")))
    planned = _("安排节点时预先填好的；已安排的节点在“节点”页修改。")
    return (
        Table("figures", _("实物量"), figures, _("如 建成长度（公里）。已有数据的可以改名，不能删除。")),
        Table("milestones", _("建议的节点"), milestones, planned, "name"),
    )


def settings_of(given: Mapping[str, str], rows: Mapping[str, Sequence[Line]], before: Json) -> Json:
    """The settings that the form says; `checked_settings` refuses what does not hold together."""
    figures = rows["figures"]
    return {
        "proof": given["proof"] == YES,
        "late_days": given["late_days"],
        "sources": values_of(given["sources"]),
        "figures": [
            {"code": code, "label": line["label"], "unit": line["unit"]}
            for code, line in zip(coded(figures, "figure"), figures, strict=True)
        ],
        "milestones": [
            {"name": line["name"], "kind": line["kind"], "weight": line["weight"] or "1"} for line in rows["milestones"]
        ],
    }
