"""What may be done with a duty, and by whom."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.tracking import states

TABLE = states.acts("duty", _("常态工作"), ("tracking.duty.record", _("登记工作记录")))
