"""Ready-made projects: the milestones that such work usually has, with weights to be changed as one sees fit."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from gongjin.audit.states import Text
from gongjin.core.periods import PeriodKind
from gongjin.tracking.kinds.project.settings import checked_settings
from gongjin.tracking.kinds.protocol import Template

_P, _C, _O = "preliminary", "construction", "output"
_LENGTH = {"code": "length", "label": "建成长度", "unit": "公里"}
_AREA = {"code": "area", "label": "完成面积", "unit": "亩"}

Steps = tuple[tuple[str, str, int], ...]

_PRELIMINARY: Final[Steps] = (
    ("项目建议书批复", _P, 10), ("可行性研究报告批复", _P, 25), ("用地预审与选址意见", _P, 15),
    ("环境影响评价批复", _P, 15), ("初步设计批复", _P, 25), ("施工许可", _P, 10),
)  # fmt: skip
_LINE: Final[Steps] = (
    ("可行性研究报告批复", _P, 8), ("用地批复", _P, 8), ("初步设计批复", _P, 8), ("施工招标完成", _P, 6),
    ("开工", _C, 10), ("主体工程完成过半", _C, 20), ("主体工程完工", _C, 25), ("交工验收", _C, 10), ("投入使用", _C, 5),
)  # fmt: skip

_STEPS: Final[dict[str, tuple[Text, Text, Steps, tuple[dict[str, str], ...], PeriodKind]]] = {
    "preliminary": (_("项目前期工作"), _("立项、可研、初设、用地、环评的批复"), _PRELIMINARY, (), PeriodKind.MONTH),
    "line": (_("道路、堤防等线性工程"), _("从批复到投用，按公里计实物量"), _LINE, (_LENGTH,), PeriodKind.MONTH),
    "restoration": (
        _("生态保护修复工程"), _("实施方案、施工、验收和管护，按亩计实物量"),
        (("实施方案批复", _P, 15), ("施工招标完成", _P, 10), ("开工", _C, 10), ("工程量完成过半", _C, 20),
         ("工程完工", _C, 25), ("竣工验收", _C, 15), ("移交管护", _C, 5)), (_AREA,), PeriodKind.MONTH,
    ),
    "pipes": (
        _("管网、供水等工程"), _("设计、分段施工、通水（气）验收，按公里计实物量"),
        (("管线普查与设计", _P, 15), ("施工招标完成", _P, 10), ("开工", _C, 10), ("敷设完成过半", _C, 20),
         ("敷设完成", _C, 25), ("试压与验收", _C, 15), ("通水投用", _C, 5)), (_LENGTH,), PeriodKind.MONTH,
    ),
    "photovoltaic": (
        _("光伏、储能等电站"), _("备案、接入、建设到并网，按兆瓦计装机"),
        (("项目备案", _P, 10), ("用地与环评手续", _P, 10), ("接入系统批复", _P, 15), ("开工", _C, 10),
         ("组件安装完成", _C, 30), ("首批并网", _C, 15), ("全容量并网", _C, 10)),
        ({"code": "capacity", "label": "并网容量", "unit": "兆瓦"},), PeriodKind.MONTH,
    ),
    "building": (
        _("房屋建筑"), _("学校、医院、场馆等单体工程"),
        (("立项批复", _P, 10), ("用地与规划许可", _P, 10), ("施工图审查", _P, 10), ("开工", _C, 10),
         ("主体封顶", _C, 30), ("装饰与设备安装", _C, 15), ("竣工验收", _C, 10), ("投入使用", _C, 5)),
        (), PeriodKind.MONTH,
    ),
    "policy": (
        _("制度文件制定"), _("方案、办法、意见从起草到印发"),
        (("起草初稿", _O, 25), ("征求意见", _O, 20), ("合法性审查", _O, 15), ("会议审议", _O, 20), ("印发", _O, 20)),
        (), PeriodKind.QUARTER,
    ),
    "task_list": (
        _("年度任务清单落实"), _("上级或本级清单分解、推进、自查、总结"),
        (("制定年度任务清单", _O, 25), ("上半年推进情况报告", _O, 25), ("三季度推进情况报告", _O, 25),
         ("年度完成情况报告", _O, 25)), (), PeriodKind.QUARTER,
    ),
    "spatial_plan": (
        _("空间规划编制"), _("从基础评估到批复、上图入库"),
        (("基础评估与专题研究", _O, 15), ("规划草案", _O, 25), ("公示与论证", _O, 15), ("审议上报", _O, 15),
         ("批复", _O, 20), ("数据库汇交", _O, 10)), (), PeriodKind.QUARTER,
    ),
    "outputs": (
        _("阶段成果"), _("没有量化目标的举措，约定几项可以核验的成果"),
        (("工作方案", _O, 1), ("阶段进展报告", _O, 1), ("总结报告", _O, 1)), (), PeriodKind.QUARTER,
    ),
}  # fmt: skip


def templates() -> tuple[Template, ...]:
    """All of them."""
    return tuple(
        Template(
            code=code,
            label=label,
            note=note,
            settings=checked_settings(
                {
                    "milestones": [{"name": name, "kind": kind, "weight": str(weight)} for name, kind, weight in steps],
                    "figures": list(figures),
                }
            ),
            cycle=cycle,
        )
        for code, (label, note, steps, figures, cycle) in _STEPS.items()
    )


def template(code: str) -> Template:
    """One of them; raises `KeyError`."""
    return {item.code: item for item in templates()}[code]
