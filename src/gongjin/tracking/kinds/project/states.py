"""Who may do what with an open project."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.tracking import states

TABLE = states.acts(
    "project",
    _("项目"),
    ("tracking.project.plan", _("安排项目节点")),
    ("tracking.project.revise", _("调整节点计划")),
    ("tracking.project.forecast", _("预计节点完成日期")),
    ("tracking.project.report", _("填报节点完成")),
    ("tracking.project.money", _("填报项目资金")),
    ("tracking.project.land", _("填报用地保障")),
    ("tracking.project.figure", _("填报实物量")),
    ("tracking.project.photos", _("上传现场照片")),
    ("tracking.project.read_back", _("读回节点工作簿")),
    ("tracking.project.money_sheet", _("读回资金工作簿")),
)
