"""Parts of a target by unit or township, under a stated rule."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjin.audit.models import Audited
from gongjin.ledger.models.rows import Row
from gongjin.people.models import Unit
from gongjin.store.fields import FigureField


class PartsRule(models.TextChoices):
    """How parts make the whole: they add up (checked), each reaches the figure, or they say nothing of it."""

    SUM = "sum", _("合计（各分项之和应等于目标值）")
    EACH = "each", _("各自达到")
    NONE = "none", _("不可加总（率、位次）")


class Parts(Audited):
    """The rule for one target's parts."""

    row = models.OneToOneField(Row, models.PROTECT, related_name="parts")
    rule = models.CharField(_("规则"), max_length=10, choices=PartsRule)

    class Meta:
        verbose_name = _("目标分解")

    @property
    def audit_chain(self) -> str:
        return self.row.plan.jurisdiction.code


class Part(Audited):
    """One unit's part of a target, in the target's unit of measure."""

    parts = models.ForeignKey(Parts, models.PROTECT, related_name="items")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="target_parts")
    value = FigureField(_("分解值"))

    class Meta:
        verbose_name = _("分解项")
        ordering = ["parts", "pk"]
        constraints = [models.UniqueConstraint(fields=["parts", "unit"], name="ledger_part_once")]

    @property
    def audit_chain(self) -> str:
        return self.parts.row.plan.jurisdiction.code
