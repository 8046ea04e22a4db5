"""What a change of an indicator's settings would make of the values that are there."""

from __future__ import annotations

from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.protocol import Json, Used


def lost(before: Json, after: Json, used: Used) -> str:
    """Values that are there would be read as something else; empty where none are or nothing changes for them."""
    if not used.aspects:
        return ""
    if before.get("measure") != after.get("measure"):
        return _("这个指标已有数据，不能改指标类型；请另建一个指标。")
    if bool(before.get("accumulates")) != bool(after.get("accumulates")):
        return _("这个指标已有数据，不能在当期数与年内累计数之间更改；请另建一个指标。")
    if bool(before.get("rollup")) != bool(after.get("rollup")):
        return _("这个指标已有数据，不能在全县填报与乡镇汇总之间更改；请另建一个指标。")
    return ""
