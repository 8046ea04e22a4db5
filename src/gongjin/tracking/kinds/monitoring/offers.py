"""Which rows of a plan monitoring is offered for, from the plan's own words."""

from __future__ import annotations

import re

from gongjin.core.periods import PeriodKind
from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.monitoring.rule import NATIONAL
from gongjin.tracking.kinds.monitoring.standards.gb3838 import PARAMETERS, class_number
from gongjin.tracking.kinds.monitoring.templates_ready import USUAL
from gongjin.tracking.kinds.protocol import Offer, Said
from gongjin.tracking.kinds.wording import matter

_WATER = re.compile("水质|断面|水环境质量|地表水|水体.{0,6}类|入湖口|入河口")
_LAKE = re.compile("湖|水库|库区")
_REDUCED = re.compile("减排|削减|减少|消减|减量")
_TO_REDUCE = re.compile("(?:削减|减排|减量)[^，。；]{0,6}任务")
_NATIONAL = re.compile("国家|国控|国考|省控|考核(?:目标|要求|任务)")
_CLASS = re.compile("[ⅠⅡⅢⅣⅤ]类|(?:IV|V?I{1,3}|V)类")
_SHARE = re.compile("达标率|优良(?:率|比例)|比例|达到或优于")
_BETTER = re.compile("下降|降低|改善|好转|提升|提高")
_NAMES = {row.name: code for code, row in PARAMETERS.items() if len(row.name) > 1}


def offered(said: Said) -> Offer | None:
    """The offer for a target or commitment about the quality of water."""
    if said.row_kind not in {"target", "commitment"}:
        return None
    text = f"{said.title}{said.text}"
    parameter = next((code for name, code in _NAMES.items() if name in text), "")
    if not parameter and not _WATER.search(text):
        return None
    lake = bool(_LAKE.search(text + "".join(said.above[-1:])))
    found = _CLASS.search(text)
    if said.unit.endswith("吨") or (_REDUCED.search(text) and (said.unit.endswith("吨") or "工程减排" in text)):
        why = _("减排吨数按来源登记、相加")
        return _offer(said, "load", {"read": "load"}, {}, [parameter or "tp"], lake, 92, why)
    if said.row_kind == "commitment" and _TO_REDUCE.search(text):
        why = _("减排吨数按来源登记、相加；任务数须由下达文件录入，录入前不亮灯")
        asked_load: dict[str, object] = {"wanted": "ge", "unit": "吨", "mode": "accumulate"}
        return _offer(said, "load", {"read": "load"}, asked_load, [parameter or "tp"], lake, 95, why)
    if said.unit in {"%", "％"} and (_SHARE.search(text) or not parameter):
        wanted = class_number(found[0]) if found else 3
        rule = {"read": "compliance", "parameter": parameter, "class": str(wanted or 3)}
        return _offer(said, "section", rule, {"mode": "level"}, [], lake, 90, _("各站逐月定类，计算达标率"))
    asked: dict[str, object] = {"mode": "level"}
    rule = {"read": "mean", "parameter": parameter} if parameter else {"read": "class", "parameter": ""}
    if said.row_kind == "commitment" and found and (number := class_number(found[0])):
        rule |= {"read": "class", "class": str(number)}
    if rule["read"] == "class":
        asked |= {"wanted": "le", "unit": "类"}
    elif said.row_kind == "commitment":
        falling = said.commitment_kind == "directional" and _BETTER.search(text) and not _NATIONAL.search(text)
        asked |= {"wanted": "fall" if falling else "le", "unit": "mg/L"}
    else:
        asked |= {"wanted": "le"} if said.comparator in {"", "eq"} else {}
    if said.row_kind == "commitment" and asked["wanted"] == "le" and "class" not in rule:
        rule |= {"target_from": NATIONAL}
        why = _("对照考核目标；目标值须由考核文件录入，录入前不亮灯")
        return _offer(said, "section", rule, asked, [parameter] if parameter else [], lake, 94, why)
    why = _("按监测断面的读数计算")
    return _offer(said, "section", rule, asked, [parameter] if parameter else [], lake, 90, why)


def _offer(
    said: Said, template: str, rule: dict[str, str], asked: dict[str, object], parameters: list[str], lake: bool,
    fit: int, why: str,
) -> Offer:  # fmt: skip
    body = "lake" if lake else "river"
    if template == "section":
        template = "lake_phosphorus" if lake and parameters == ["tp"] else f"{body}_section"
    return Offer(
        kind="monitoring",
        fit=fit,
        template=template,
        name=matter(said)[:60],
        unit_of_measure="吨" if template == "load" else "mg/L",
        cycle=PeriodKind.QUARTER if template == "load" else PeriodKind.MONTH,
        settings={"water_body": body, "parameters": parameters or USUAL},
        rule=dict(rule),
        asked=asked,
        why=why,
    )
