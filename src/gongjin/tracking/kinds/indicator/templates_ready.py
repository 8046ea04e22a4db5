"""Ready-made indicators."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.core.periods import PeriodKind
from gongjin.tracking.kinds.protocol import Template

YEAR, QUARTER, MONTH = PeriodKind.YEAR, PeriodKind.QUARTER, PeriodKind.MONTH

TEMPLATES = (
    Template("growth_rate", _("统计部门公布的增速"), _("按可比价计算，由统计部门公布，如生产总值增速"),
             {"measure": "rate"}, "%", QUARTER),
    Template("year_to_date", _("年内累计总量"), _("按月公布、从年初累计，如投资、零售额、财政收入"),
             {"measure": "flow", "accumulates": True}, "万元", MONTH),
    Template("income", _("居民收入"), _("按季公布、从年初累计，增速由总量计算"),
             {"measure": "flow", "accumulates": True}, "元", QUARTER),
    Template("output", _("年度产量"), _("一年一次的产量、产能或投放量"), {"measure": "flow"}, "吨", YEAR),
    Template("by_township", _("乡镇汇总数"), _("由各乡镇逐期上报、系统汇总，缺报的列名"),
             {"measure": "flow", "rollup": True}, "", MONTH),
    Template("capacity", _("规模与能力"), _("时点数，如装机容量、储备能力、保有量"), {"measure": "stock"}, "", QUARTER),
    Template("rate", _("比率"), _("可靠率、合格率、到位率一类"), {"measure": "rate"}, "%", MONTH),
    Template("share", _("占比"), _("部分占全部的比重，如城镇化率"), {"measure": "share"}, "%", YEAR),
    Template("coverage", _("覆盖率"), _("已覆盖数与总数分别填报，比例由系统计算"), {"measure": "stock"}, "个", QUARTER),
    Template("rank", _("位次"), _("在同类县区中的排名，由上级公布"), {"measure": "rank"}, "位", YEAR),
)  # fmt: skip
