"""What a change of a duty's declaration would take away from the records that are there."""

from __future__ import annotations

from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.duty.form import COUNT, Form
from gongjin.tracking.kinds.protocol import Used


def lost(before: Form, after: Form, used: Used) -> str:
    """The first count that records hold and that would be gone or mean something else; empty for none."""
    for item in before.counts:
        if COUNT + item.key not in used.details:
            continue
        now, shown = after.count(item.key), {"count": item.label, "unit": item.unit or _("无单位")}
        if now is None:
            return _("记录里已有“%(count)s”，不能删除这个计数项目；可以改名。") % shown
        if now.unit != item.unit:
            return _("“%(count)s”已按“%(unit)s”登记，不能改计量单位；请另加一个计数项目。") % shown
    return ""
