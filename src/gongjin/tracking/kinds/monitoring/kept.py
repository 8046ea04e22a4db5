"""What a change of the settings of monitoring would take away from the readings that are there."""

from __future__ import annotations

from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.monitoring.means import READING
from gongjin.tracking.kinds.monitoring.rule import parameters_of
from gongjin.tracking.kinds.monitoring.standards.gb3838 import PARAMETERS
from gongjin.tracking.kinds.protocol import Json, Used


def lost(before: Json, after: Json, used: Used) -> str:
    """The first parameter that has readings and would be gone; empty for none."""
    kept = parameters_of(after)
    for code in parameters_of(before):
        if READING + code in used.aspects and code not in kept:
            return _("“%(what)s”已有监测数据，不能去掉。") % {"what": PARAMETERS[code].name}
    return ""
