"""The form of the settings of monitoring: the water, and what is measured in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from gongjin.audit.states import Text
from gongjin.tracking.kinds.monitoring.standards.gb3838 import PARAMETERS, WaterBody
from gongjin.tracking.kinds.protocol import Json
from gongjin.tracking.kinds.rule_forms import Choices, RuleField, values_of
from gongjin.tracking.kinds.settings_forms import Line, Table

_WATERS: tuple[tuple[str, Text], ...] = ((WaterBody.LAKE.value, _("湖库")), (WaterBody.RIVER.value, _("河流")))


def fields(settings: Json, registers: Choices = ()) -> Sequence[RuleField]:
    """What is one answer."""
    measured = tuple((code, row.name) for code, row in PARAMETERS.items())
    return (
        RuleField("water_body", _("水体类型"), _WATERS, _("湖库与河流的限值不同，改了以后类别重新计算。")),
        RuleField("parameters", _("监测项目"), measured, many=True),
    )


def tables(settings: Json) -> Sequence[Table]:
    """None."""
    return ()


def settings_of(given: Mapping[str, str], rows: Mapping[str, Sequence[Line]], before: Json) -> Json:
    """The settings that the form says; `checked_settings` refuses what does not hold together."""
    return {"water_body": given["water_body"], "parameters": values_of(given["parameters"])}
