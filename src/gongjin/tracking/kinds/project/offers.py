"""Which rows of a plan are projects, understood from the words with which it speaks of them."""

from __future__ import annotations

import re
from typing import Final

from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.project.ready import template
from gongjin.tracking.kinds.protocol import Offer, Said
from gongjin.tracking.kinds.wording import called, matter, of_many, own_words

# The first that is found decides: the more particular ones stand first. Each with its template and fit.
_WRITTEN = r"(?:制定|制订|编制|出台|印发|研究起草|修订|拟定|建立健全)[^，。；]{0,30}"
_WORDS: Final = tuple(
    (re.compile(pattern), code, fit)
    for pattern, code, fit in (
        (r"国土空间(?:总体|详细|专项)?规划|村庄规划编制|控制性详细规划", "spatial_plan", 80),
        (r"前期工作|项目建议书|可行性研究|可研报告|初步设计|谋划储备|项目储备", "preliminary", 85),
        (r"(?:年度|重点)?任务清单|要点落实|年度计划|项目清单", "task_list", 70),
        (_WRITTEN + r"(?:方案|规划|办法|意见|细则|措施|制度|规程|标准|导则|目录|机制)", "policy", 80),
        (r"光伏|储能|风电|电站|并网", "photovoltaic", 75),
        (
            r"(?:生态|湿地|矿山)(?:保护)?修复|退[耕渔养垸]|恢复[^，。；]{0,16}(?:生境|栖息地|湿地|植被|岸线)|(?:修复|综合治理)(?:工程|项目)",
            "restoration",
            80,
        ),
        (r"管网|供水工程|污水(?:处理|收集)|水厂|燃气|管道", "pipes", 75),
        (r"公路|道路|环线|桥梁|大桥|堤防|大堤|堤岸|河道|航道|渠道|铁路|快速通道|高速", "line", 80),
        (r"(?:建设|新建|扩建|迁建)[^，。；]{0,20}(?:学校|幼儿园|医院|卫生院|中心|场馆|园区|市场)", "building", 65),
        (r"(?:推进|推动|加快|实施|启动|开工|建成)[^，。；]{0,40}(?:建设|工程|项目|改造|整治|扩容)", "line", 55),
    )
)
_FIGURE_UNITS: Final = {"公里": "length", "千米": "length", "亩": "area", "公顷": "area", "兆瓦": "capacity",
                        "万千瓦": "capacity"}  # fmt: skip
_TITLE: Final = 60
OUTPUTS: Final = 30
WORKS: Final = 40
LAST_RESORT: Final = 5
"""What moves by itself is better read off a series; where no other kind knows one, outputs are agreed."""


def offer(said: Said) -> Offer | None:
    """A project for what is built, prepared or written; agreed outputs for a measure or task without a figure.

    A target with a figure of length, area or capacity that is built is read off the work done; a row that counts
    things (家, 个, 户) is none of ours.
    """
    words = own_words(said)
    found = next(((m.group(), code, fit) for rx, code, fit in _WORDS if (m := rx.search(words))), None)
    if said.row_kind == "target":
        return _built(said, found)
    moving = said.row_kind == "commitment" and said.commitment_kind in {"relative", "rank", "directional"}
    if moving and (found is None or said.commitment_kind != "directional"):
        return _outputs(said, LAST_RESORT)
    if said.value and said.row_kind == "measure":
        return None
    if found is None or (of_many(said) and found[1] == "line"):
        return _outputs(said, OUTPUTS)  # a bundle of works is none of them
    part, code, fit = found
    why = _("原文说到“%(words)s”，可按节点跟踪") % {"words": part[:30]}
    # What moves by itself is read off a series where there is one, else off the works that are to move it.
    fit = WORKS if moving else fit - 10 if said.row_kind == "task" else fit
    return _made(said, code, fit, {"read": "milestones"}, why)


def _built(said: Said, found: tuple[str, str, int] | None) -> Offer | None:
    if found is None or said.unit not in _FIGURE_UNITS:
        return None
    part, code, fit = found
    figure = _FIGURE_UNITS[said.unit]
    listed = template(code).settings["figures"]
    codes = {str(item["code"]) for item in listed} if isinstance(listed, list) else set()
    if figure not in codes:
        return None
    why = _("原文说到“%(words)s”，以%(unit)s计，可按实物量跟踪") % {"words": part[:30], "unit": said.unit}
    return _made(said, code, min(fit, 70), {"read": f"physical:{figure}"}, why)


def _outputs(said: Said, fit: int) -> Offer | None:
    if said.row_kind not in {"measure", "task", "commitment"}:
        return None
    why = _("没有量化目标，可约定阶段成果，完成并有佐证的才计数")
    return _made(said, "outputs", fit, {"read": "outputs"}, why)


def _made(said: Said, code: str, fit: int, rule: dict[str, object], why: str) -> Offer:
    ready = template(code)
    asked: dict[str, object] = {}
    unit = said.unit
    if rule["read"] == "milestones":
        asked, unit = {"wanted": "ge", "value": "100", "unit": "%", "mode": "accumulate"}, "%"
    elif rule["read"] == "outputs":
        asked, unit = {"wanted": "ge", "unit": _("项"), "mode": "accumulate"}, _("项")
    return Offer(
        kind="project",
        fit=fit,
        template=code,
        name=(matter(said) or called(said))[:_TITLE],
        unit_of_measure=unit,
        cycle=ready.cycle,
        settings=ready.settings,
        rule=rule,
        asked=asked,
        why=why,
    )
