"""The form of a duty's settings: how often and when it is due, what is counted, where its findings go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext, gettext_lazy

from gongjin.tracking.kinds.duty.slots import Cadence
from gongjin.tracking.kinds.protocol import Json
from gongjin.tracking.kinds.rule_forms import YES, Choices, RuleField, values_of
from gongjin.tracking.kinds.settings_forms import Line, Table, coded

_ = gettext_lazy


def fields(settings: Json, registers: Choices = ()) -> Sequence[RuleField]:
    """What is one answer."""
    cadences = tuple((item.value, item.label) for item in Cadence)
    months = tuple((str(number), gettext("%(n)d月") % {"n": number}) for number in range(1, 13))
    again = _("改了频次或季节，已过去的时期也按新的重新计算。")
    into = (("", _("不转")), *registers)
    return (
        RuleField("cadence", _("频次"), cadences, again),
        RuleField("times", _("每期几次")),
        RuleField("months", _("季节（哪几个月要做）"), months, _("不选为全年"), many=True),
        RuleField("each_place", _("每个点位都要做到"), flag=True),
        RuleField("noun", _("一次叫什么"), note=_("如 次、期、场")),
        RuleField("findings_into", _("发现的问题转入哪个名录"), into),
    )


def tables(settings: Json) -> Sequence[Table]:
    """What is counted on each occasion."""
    columns = (RuleField("label", _("名称")), RuleField("unit", _("计量单位")))
    note = _("每次记录时一并填写的数，如里程、只数、人数。已有记录的可以改名，不能删除。")
    return (Table("counts", _("登记哪些数"), columns, note, "key"),)


def settings_of(given: Mapping[str, str], rows: Mapping[str, Sequence[Line]], before: Json) -> Json:
    """The settings that the form says; `checked_settings` refuses what does not hold together."""
    counts = rows["counts"]
    return {
        **given,
        "months": [int(text) for text in values_of(given["months"]) if text.isdecimal()],
        "each_place": given["each_place"] == YES,
        "counts": [
            {"key": key, "label": line["label"], "unit": line["unit"]}
            for key, line in zip(coded(counts, "count"), counts, strict=True)
        ],
    }
