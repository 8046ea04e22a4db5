"""What may be done with a register, and by whom."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.tracking import states

TABLE = states.acts(
    "register",
    _("名录台账"),
    ("tracking.register.enter", _("登记名录条目")),
    ("tracking.register.change", _("修改名录条目")),
    ("tracking.register.move", _("登记阶段")),
    ("tracking.register.figures", _("填报条目数据")),
    ("tracking.register.apply", _("从表格更新名录")),
)
