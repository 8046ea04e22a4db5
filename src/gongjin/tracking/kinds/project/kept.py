"""What a change of a project's settings would take away from what is reported of it."""

from __future__ import annotations

from collections.abc import Iterable

from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.project.aspects import FIGURE, MONEY
from gongjin.tracking.kinds.project.settings import figures_of
from gongjin.tracking.kinds.protocol import Json, Used


def lost(before: Json, after: Json, used: Used) -> str:
    """The first figure or source that facts speak of and that would be gone; empty for none."""
    there = figures_of(after)
    for code, (label, unit) in figures_of(before).items():
        if FIGURE + code not in used.aspects:
            continue
        if code not in there:
            return _("实物量“%(label)s”已有数据，不能删除；可以改名。") % {"label": label}
        if there[code][1] != unit:
            shown = {"label": label, "unit": unit}
            return _("实物量“%(label)s”已按“%(unit)s”填报，不能改计量单位；请另加一项。") % shown
    named = after.get("sources")
    kept = {str(item) for item in named} if isinstance(named, Iterable) else set()
    paid = {word for aspect in MONEY for word in used.words.get(aspect, frozenset()) if word}
    if gone := sorted(paid - kept):
        return _("资金来源“%(source)s”已有数据，不能删除或改名。") % {"source": gone[0]}
    return ""
