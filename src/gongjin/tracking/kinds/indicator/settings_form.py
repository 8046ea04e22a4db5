"""The form of an indicator's settings: what sort of figure it holds, and how its values are looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from gongjin.audit.states import Text
from gongjin.tracking.kinds.indicator.rule import Sort
from gongjin.tracking.kinds.protocol import Json
from gongjin.tracking.kinds.rule_forms import YES, Choices, RuleField
from gongjin.tracking.kinds.settings_forms import Line, Table

_SORTS: tuple[tuple[str, Text], ...] = (
    (Sort.FLOW.value, _("期间数（产值、收入）")),
    (Sort.STOCK.value, _("时点数（容量、保有量）")),
    (Sort.RATE.value, _("比率、增速")),
    (Sort.RANK.value, _("位次")),
    (Sort.SHARE.value, _("占比")),
)
_PEERS = ("name", "class", "publisher", "count")


def fields(settings: Json, registers: Choices = ()) -> Sequence[RuleField]:
    """What is one answer."""
    flow, added, rank = (Sort.FLOW.value,), (Sort.FLOW.value, Sort.STOCK.value), (Sort.RANK.value,)
    return (
        RuleField("measure", _("指标类型"), _SORTS),
        RuleField("accumulates", _("填报的是年内累计数"), flag=True, when=flow),
        RuleField("rollup", _("由各乡镇填报后汇总"), flag=True, when=added),
        RuleField("jump", _("比上期变动超过百分之几时请填报人确认")),
        RuleField("decimals", _("小数位数"), note=_("0 至 5")),
        RuleField("peers_name", _("榜单名称"), key="peers.name", when=rank),
        RuleField("peers_class", _("类别（如 Ⅱ类县）"), key="peers.class", when=rank),
        RuleField("peers_publisher", _("谁发布"), key="peers.publisher", when=rank),
        RuleField("peers_count", _("共多少个参评"), key="peers.count", when=rank),
    )


def tables(settings: Json) -> Sequence[Table]:
    """None."""
    return ()


def settings_of(given: Mapping[str, str], rows: Mapping[str, Sequence[Line]], before: Json) -> Json:
    """The settings that the form says; `checked_settings` refuses what does not hold together."""
    return {
        "measure": given["measure"],
        "accumulates": given["accumulates"] == YES,
        "rollup": given["rollup"] == YES,
        "jump": given["jump"],
        "decimals": given["decimals"],
        "peers": {name: given[f"peers_{name}"] for name in _PEERS},
    }
