"""What may be done with readings and loads, beside what may be done with any facts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.tracking import states

TABLE = states.acts(
    "monitoring",
    _("监测数据"),
    ("tracking.monitoring.record", _("填报监测数据")),
    ("tracking.monitoring.load", _("填报减排量")),
)
