"""What may be done with an indicator's values, beside what may be done with any facts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.tracking import states

TABLE = states.acts("indicator", _("指标数据"), ("tracking.indicator.record", _("填报指标数据")))
