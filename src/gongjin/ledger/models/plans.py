"""A plan, and each document that stated it."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjin.audit.models import Audited
from gongjin.people.models import Jurisdiction


class Origin(models.TextChoices):
    """Where a value comes from; what the office sets never looks as if the plan had said it."""

    PLAN = "plan", _("方案原文")
    OFFICE = "office", _("专班确定")
    UNIT = "unit", _("单位填报")


class Plan(Audited):
    """A plan through all its versions. `code` is printed before every row's number (2024-2.3.1)."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="plans")
    code = models.CharField(_("编号"), max_length=30)
    title = models.CharField(_("标题"), max_length=200)
    state = models.CharField(_("状态"), max_length=20, default="review")

    class Meta:
        verbose_name = _("方案")
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "code"], name="ledger_plan_code")]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_chain(self) -> str:
        return self.jurisdiction.code

    @property
    def audit_state(self) -> str:
        return self.state

    @property
    def audit_name(self) -> str:
        return f"{self.code}《{self.title}》"

    @classmethod
    def audit_called(cls, words: str) -> models.Q:
        return models.Q(code=words) | models.Q(title__icontains=words)


class PlanVersion(Audited):
    """One issued document of a plan. `text` is what all spans refer to; `compiled` is what the machine understood.

    Both may be megabytes: a list of rows names its versions with `HEAVY` deferred, or each row brings a copy along.
    """

    HEAVY: ClassVar[tuple[str, ...]] = ("version__text", "version__compiled")

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("版本"))
    state = models.CharField(_("状态"), max_length=20, default="review")
    file_name = models.CharField(_("文件名"), max_length=255)
    file_digest = models.CharField(max_length=64)
    text = models.TextField()
    text_digest = models.CharField(max_length=64)
    compiled = models.JSONField()
    compiler = models.CharField(max_length=20)
    imported_at = models.DateTimeField(_("导入时间"))
    published_at = models.DateTimeField(_("发布时间"), null=True)

    class Meta:
        verbose_name = _("方案版本")
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="ledger_version_number")]

    def __str__(self) -> str:
        return f"{self.plan.title} v{self.number}"

    @property
    def audit_chain(self) -> str:
        return self.plan.jurisdiction.code

    @property
    def audit_state(self) -> str:
        return self.state

    @property
    def audit_name(self) -> str:
        return str(_("%(plan)s第 %(number)d 版") % {"plan": self.plan.audit_name, "number": self.number})

    @classmethod
    def audit_listed(cls, found: models.QuerySet[Self, Self]) -> models.QuerySet[Self, Self]:
        return found.select_related("plan").defer("text", "compiled")

    @classmethod
    def audit_called(cls, words: str) -> models.Q:
        return models.Q(plan__code=words) | models.Q(plan__title__icontains=words)
