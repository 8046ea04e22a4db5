"""What the settings and rules of monitoring may say, in their one form, and the rules in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from gongjin.audit.errors import Invalid
from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.monitoring.standards import gb3838
from gongjin.tracking.kinds.monitoring.standards.gb3838 import PARAMETERS, WaterBody, class_name, class_number

Json = Mapping[str, object]
NATIONAL = "national"


class Read(StrEnum):
    """What is read from the stations."""

    MEAN = "mean"
    CLASS = "class"
    COMPLIANCE = "compliance"
    LOAD = "load"


def settings_from(raw: Json) -> dict[str, object]:
    """The settings of a set of stations. Raises `Invalid`."""
    body = str(raw.get("water_body") or WaterBody.RIVER)
    if body not in set(WaterBody):
        raise Invalid(_("水体类型请选择湖库或河流。"), "water_body")
    parameters = texts(raw.get("parameters"))
    unknown = [code for code in parameters if code not in PARAMETERS]
    if unknown:
        named = "、".join(unknown[:5])
        raise Invalid(_("标准中没有这些监测项目：%(named)s。") % {"named": named}, "parameters")
    ordered = [code for code in PARAMETERS if code in parameters]
    return {"water_body": body, "parameters": ordered or ["tp"], "standard": gb3838.NAME}


def texts(raw: object) -> list[str]:
    """A list of texts of a JSON value; a single text is split at commas and spaces."""
    if isinstance(raw, str):
        return [part for part in raw.replace("，", ",").replace("、", ",").replace(",", " ").split() if part]
    return [str(item) for item in raw] if isinstance(raw, Iterable) else []


def parameters_of(settings: Json) -> list[str]:
    """The codes of the parameters that a data set holds."""
    return texts(settings.get("parameters"))


def rule_from(raw: Json, settings: Json) -> dict[str, object]:
    """A tracker's rule. Raises `Invalid`.

    `target_from` 'national' says that the target is the state's; it holds only with the document that it is typed
    from (`source`), and the light is grey until both are there.
    """
    try:
        read = Read(str(raw.get("read") or Read.MEAN))
    except ValueError as error:
        raise Invalid(_("请选择监测数据的读法：均值、类别、达标率或减排量。"), "read") from error
    found: dict[str, object] = {"read": read.value, "stations": sorted(set(texts(raw.get("stations"))))}
    parameter = str(raw.get("parameter") or "")
    if parameter and parameter not in parameters_of(settings):
        raise Invalid(_("本数据集不监测这一项目。"), "parameter")
    if read is Read.MEAN and not parameter:
        raise Invalid(_("请选择要计算均值的监测项目。"), "parameter")
    if read is not Read.LOAD:
        found["parameter"] = parameter
    wanted = str(raw.get("class") or "")
    if wanted and class_number(wanted) is None:
        raise Invalid(_("水质类别请填写Ⅰ至Ⅴ。"), "class")
    if read is Read.COMPLIANCE and not wanted:
        raise Invalid(_("请选择达标的水质类别。"), "class")
    if wanted:
        found["class"] = class_number(wanted)
    if raw.get("target_from") == NATIONAL:
        found["target_from"] = NATIONAL
    source = str(raw.get("source") or "").strip()
    if source:
        found["source"] = source[:120]
    return found


def words(rule: Json) -> str:
    """What counts, in one phrase."""
    row = PARAMETERS.get(str(rule.get("parameter") or ""))
    shown = {"what": row.name if row else _("各监测项目"), "class": _class(rule), "standard": gb3838.NAME}
    match Read(str(rule.get("read"))):
        case Read.MEAN:
            text = _("%(what)s浓度均值：各站月均值的平均，再对各月平均") % shown
        case Read.CLASS:
            text = _("%(what)s均值对照 %(standard)s 的水质类别") % shown
        case Read.COMPLIANCE:
            text = _("%(what)s月均值达到%(class)s的比例（%(standard)s）") % shown
        case _:
            text = _("各来源减排量之和")
    stations = texts(rule.get("stations"))
    if stations:
        text = _("%(text)s，站点：%(stations)s") % {"text": text, "stations": "、".join(stations)}
    if rule.get("target_from") == NATIONAL:
        source = rule.get("source") or _("尚未录入")
        text = _("%(text)s；目标依据：%(source)s") % {"text": text, "source": source}
    return text


def _class(rule: Json) -> str:
    number = rule.get("class")
    return class_name(int(str(number))) if number else ""
