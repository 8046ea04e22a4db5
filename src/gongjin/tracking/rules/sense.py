"""Whether what is asked can be asked at all: what would be attained from the first day on, or never, is no measure."""

from __future__ import annotations

import re

from gongjin.core.texts import gettext as _
from gongjin.tracking.rules.asked import DIRECTIONS, Asked, Mode, Wanted

_UNIT = re.compile(r"[\w%％‰/·²³µ℃（）()\- ]{0,30}")


def refusal(asked: Asked, said: Asked) -> tuple[str, str] | None:
    """The field and the reason for which a settlement is refused; None where it holds together.

    `said` is what the row itself says; a figure of the plan is never refused here.
    """
    value = asked.value
    adds_up = value is not None and value != said.value and asked.mode is Mode.ACCUMULATE
    nothing = value == 0 and not asked.less_is_better and asked.wanted not in DIRECTIONS
    if adds_up and value is not None and (value < 0 or nothing):
        return "value", _("累计的目标值应大于 0；不增加的要求请选“不超过”，或选择“水平”类进度。")
    if asked.wanted is Wanted.RANGE and value is not None and asked.value2 is not None and asked.value2 <= value:
        return "value2", _("区间的上限应大于下限。")
    if asked.tolerance is not None and asked.tolerance < 0:
        return "tolerance", _("容差不能小于 0。")
    if not _UNIT.fullmatch(asked.unit):
        return "unit", _("单位“%(unit)s”看不懂，请写成家、公里、万元的样子。") % {"unit": asked.unit}
    return None
