"""The form of a rule of monitoring, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from gongjin.tracking.kinds.monitoring.rule import NATIONAL, Read, parameters_of, texts
from gongjin.tracking.kinds.monitoring.standards.gb3838 import CLASSES, PARAMETERS, class_name
from gongjin.tracking.kinds.protocol import Json
from gongjin.tracking.kinds.rule_forms import Choices, RuleField


def fields(settings: Json, things: Choices = ()) -> Sequence[RuleField]:
    """What is read, of which parameter and stations, against which class, and where a national target comes from."""
    parameters = tuple((code, PARAMETERS[code].name) for code in parameters_of(settings))
    classes = tuple((str(number), class_name(number)) for number in range(1, CLASSES + 1))
    reads = (
        (Read.MEAN.value, _("浓度均值")),
        (Read.CLASS.value, _("水质类别")),
        (Read.COMPLIANCE.value, _("达标率")),
        (Read.LOAD.value, _("减排量")),
    )
    of_water = (Read.MEAN.value, Read.CLASS.value, Read.COMPLIANCE.value)
    stations = tuple((code, f"{code} {name}") for code, name in things)
    return (
        RuleField("read", _("读什么"), reads),
        RuleField("parameter", _("监测项目"), (("", _("各项目")), *parameters), when=of_water),
        RuleField(
            "stations", _("只看哪些站点"), stations, _("不勾选为全部站点"), many=bool(stations), lines=not stations
        ),
        RuleField("class", _("达标类别"), (("", _("不设")), *classes), when=of_water[1:]),
        RuleField("target_from", _("目标"), (("", _("方案所写")), (NATIONAL, _("国家考核目标")))),
        RuleField("source", _("国家考核目标的出处文件"), note=_("未注明出处时不亮灯")),
    )


def rule_of(given: Mapping[str, str], settings: Json) -> Json:
    """The rule that the fields say; `checked_rule` refuses what does not hold together."""
    return {**given, "stations": texts(given.get("stations", ""))}
