"""The form of an indicator's rule, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from gongjin.audit.states import Text
from gongjin.tracking.kinds.indicator.rule import ADDABLE, Read, Sort
from gongjin.tracking.kinds.protocol import Json
from gongjin.tracking.kinds.rule_forms import YES, Choices, RuleField

LABELS: Mapping[Read, Text] = {
    Read.LATEST: _("最新一期数值"),
    Read.SUM: _("计划期内逐期相加"),
    Read.SAME_PERIOD_GROWTH: _("最新一期比上年同期增长"),
    Read.CUMULATIVE_GROWTH: _("年内累计比上年同期增长"),
    Read.CHANGE_FROM_BASE: _("比基数增加的数值"),
    Read.DIFFERENCE: _("与对比数据集的增速之差"),
    Read.RANK: _("位次"),
    Read.COVERAGE: _("已覆盖数占总数的比例"),
    Read.DIRECTION: _("与基数相比的升降"),
}
"""What each reading is called."""
_OF_RANKS = (Read.RANK, Read.DIRECTION)
_ADDED = frozenset({Read.SUM, Read.SAME_PERIOD_GROWTH, Read.CUMULATIVE_GROWTH})


def fields(settings: Json, things: Choices = ()) -> Sequence[RuleField]:
    """What is read of a series of this sort; which township; the base of a change; the tolerance of a difference."""
    sort = Sort(str(settings.get("measure") or Sort.FLOW))
    note = _("如 2023；不填按上年")
    by = (("", _("数值")), (YES, _("百分比")))
    step = _("“基本同步”允许相差多少；不填为 1")
    return (
        RuleField("read", _("读什么"), tuple((read.value, LABELS[read]) for read in _readable(sort))),
        RuleField("item", _("只看一个乡镇"), (("", _("全县")), *things), key="where.item"),
        RuleField("base_period", _("基期"), note=note, when=(Read.CHANGE_FROM_BASE.value, Read.DIRECTION.value)),
        RuleField("percent", _("变化按"), by, when=(Read.CHANGE_FROM_BASE.value,)),
        RuleField("tolerance", _("容差（个百分点）"), note=step, when=(Read.DIFFERENCE.value,)),
    )


def _readable(sort: Sort) -> Sequence[Read]:
    if sort is Sort.RANK:
        return _OF_RANKS
    taken = [read for read in Read if read is not Read.RANK]
    if sort is Sort.FLOW:
        return taken
    growing = _ADDED - {Read.SUM} if sort in ADDABLE else frozenset()
    return [read for read in taken if read not in _ADDED or read in growing]


def rule_of(given: Mapping[str, str], settings: Json) -> Json:
    """The rule that the fields say; `checked_rule` refuses what does not hold together."""
    item = given.get("item", "")
    return {
        "read": given.get("read", ""),
        "where": {"item": item} if item else {},
        "base_period": given.get("base_period", ""),
        "percent": given.get("percent") == YES,
        "tolerance": given.get("tolerance", ""),
    }
