"""分工: what the office settles over what the plan says."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjin.audit.models import Audited
from gongjin.ledger.models.plans import Plan
from gongjin.ledger.models.rows import Row
from gongjin.people.models import Unit
from gongjin.store.fields import FigureField


class Cadence(models.TextChoices):
    """How often a row is reported."""

    WEEKLY = "weekly", _("每周")
    MONTHLY = "monthly", _("每月")
    QUARTERLY = "quarterly", _("每季度")
    HALF_YEARLY = "half_yearly", _("每半年")
    YEARLY = "yearly", _("每年")
    BY_EVENT = "by_event", _("按节点")


class DivisionPart(models.TextChoices):
    """What a unit does for a row."""

    SUMS_UP = "sums_up", _("汇总")
    DOES = "does", _("承担")
    COOPERATES = "cooperates", _("配合")


class Division(Audited):
    """The division of one plan as a whole: open for comment, fixed by the office, or extended.

    It is extended once a version adds rows to a plan whose division is fixed: what was fixed stays, the added rows
    (`RowInDivision.added`) are open until the division is fixed again.
    """

    plan = models.OneToOneField(Plan, models.PROTECT, related_name="division")
    state = models.CharField(_("状态"), max_length=10, default="open")

    class Meta:
        verbose_name = _("任务分解表")

    @property
    def audit_chain(self) -> str:
        return self.plan.jurisdiction.code

    @property
    def audit_state(self) -> str:
        return self.state

    @property
    def audit_name(self) -> str:
        return self.plan.audit_name

    @classmethod
    def audit_listed(cls, found: models.QuerySet[Self, Self]) -> models.QuerySet[Self, Self]:
        return found.select_related("plan")

    @classmethod
    def audit_called(cls, words: str) -> models.Q:
        return models.Q(plan__code=words) | models.Q(plan__title__icontains=words)


class OfRow(Audited):
    """What the office settled for one row; a person knows it by the row."""

    class Meta:
        abstract = True

    row: models.OneToOneField[Row, Row]

    @property
    def audit_chain(self) -> str:
        return self.row.plan.jurisdiction.code

    @property
    def audit_name(self) -> str:
        return str(self.row)

    @classmethod
    def audit_listed(cls, found: models.QuerySet[Self, Self]) -> models.QuerySet[Self, Self]:
        return found.select_related("row__plan")


class DivisionEntry(Audited):
    """One cell of the matrix of rows and units. At most one unit of a row sums up; an action holds that."""

    row = models.ForeignKey(Row, models.PROTECT, related_name="division_entries")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="division_entries")
    part = models.CharField(_("分工"), max_length=12, choices=DivisionPart)

    class Meta:
        verbose_name = _("分工")
        ordering = ["row", "pk"]
        constraints = [models.UniqueConstraint(fields=["row", "unit"], name="ledger_division_cell")]

    @property
    def audit_chain(self) -> str:
        return self.row.plan.jurisdiction.code

    @property
    def audit_name(self) -> str:
        return f"{self.row} {self.unit}"

    @classmethod
    def audit_listed(cls, found: models.QuerySet[Self, Self]) -> models.QuerySet[Self, Self]:
        return found.select_related("row__plan", "unit")


class RowInDivision(OfRow):
    """How a row stands in its plan's division where that is not as with every other row.

    `added`: a version added it after the division was fixed, and it is open until the division is fixed again.
    `undivided` (不分工): a task that the office leaves with nobody, such as a chapter of goals or safeguards.
    """

    row = models.OneToOneField(Row, models.PROTECT, related_name="in_division")
    added = models.BooleanField(_("新增待分工"), default=False)
    undivided = models.BooleanField(_("不分工"), default=False)

    class Meta:
        verbose_name = _("分工标记")


class OfficeValues(OfRow):
    """What the office settled for a row where the plan is silent or the office must say more; empty means not set.

    Every value here has the origin 专班确定 and is shown as such, beside the plan's own.
    """

    row = models.OneToOneField(Row, models.PROTECT, related_name="office_values")
    due = models.DateField(_("完成时限"), null=True)
    cadence = models.CharField(_("填报周期"), max_length=12, choices=Cadence, blank=True)
    metric = models.CharField(_("指标名称"), max_length=300, blank=True)
    unit_of_measure = models.CharField(_("计量单位"), max_length=30, blank=True)
    base = FigureField(_("基数"), null=True)
    base_period = models.CharField(_("基期"), max_length=30, blank=True)
    period = models.CharField(_("期间"), max_length=30, blank=True)
    note = models.CharField(_("备注"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("专班确定值")
