"""A batch that was handed out, and each assignment of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjin.audit.models import Audited
from gongjin.core import clock
from gongjin.delivery.states import OPEN
from gongjin.ledger.models import Cadence, DivisionPart, Row
from gongjin.people.models import Jurisdiction, Unit
from gongjin.store.fields import FigureField


class Authority(models.TextChoices):
    """Where an assignment comes from. There is none without."""

    PLAN = "plan", _("方案")
    RESOLUTION = "resolution", _("议定事项")
    INSTRUCTION = "instruction", _("领导批示")


class Batch(Audited):
    """What was handed out by one act. `once` is the mark of the page that it was sent from: it is sent once only.

    `approver` is a post, never a person's name; it and `hurry` are there when something falls due at short notice.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="batches")
    code = models.CharField(_("批次号"), max_length=20)
    once = models.UUIDField(unique=True)
    note = models.CharField(_("说明"), max_length=500, blank=True)
    sent_at = models.DateTimeField(_("下达时间"))
    sent_by = models.CharField(max_length=64)
    sign_days = models.PositiveSmallIntegerField(_("签收期限（工作日）"))
    approver = models.CharField(_("批准人职务"), max_length=60, blank=True)
    hurry = models.CharField(_("不足两个工作日的原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("下达批次")
        ordering = ["-sent_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "code"], name="delivery_batch_code")]

    def __str__(self) -> str:
        return self.code

    @property
    def audit_chain(self) -> str:
        return self.jurisdiction.code

    @property
    def audit_state(self) -> str:
        return "sent"

    @classmethod
    def audit_called(cls, words: str) -> models.Q:
        return models.Q(code=words)


class Assignment(Audited):
    """Something handed to one unit with a due date.

    What it asks (`title`, dates, `authority*`, `value`) is kept as it was when it was sent: a later version of the plan
    changes the row, not what was handed out. `report_day` is the day of the week, or of the period's last month, by
    which a report is due. `sign_by` is empty when that year's working days are not published yet. `why` is the reason
    to send it although it looked asked twice; `reason` the last word on a decline, an insisting or a withdrawal.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="assignments")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="assignments")
    code = models.CharField(_("编号"), max_length=40)
    row = models.ForeignKey(Row, models.PROTECT, null=True, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments", verbose_name=_("单位"))
    part = models.CharField(_("分工"), max_length=12, choices=DivisionPart)
    title = models.CharField(_("事项"), max_length=300)
    due = models.DateField(_("完成时限"))
    cadence = models.CharField(_("填报周期"), max_length=12, choices=Cadence)
    report_day = models.PositiveSmallIntegerField(_("填报日"), default=0)
    first_report = models.DateField(_("首次填报"), null=True)
    evidence = models.CharField(_("佐证要求"), max_length=300, blank=True)
    value = FigureField(_("数额"), null=True)
    unit_of_measure = models.CharField(_("计量单位"), max_length=30, blank=True)
    authority = models.CharField(_("来源依据"), max_length=12, choices=Authority)
    authority_reference = models.CharField(_("依据文号或名称"), max_length=200)
    authority_date = models.DateField(_("依据日期"))
    authority_text = models.TextField(_("依据内容"))
    why = models.CharField(_("重复仍下达的原因"), max_length=300, blank=True)
    state = models.CharField(_("状态"), max_length=12, default="sent")
    sent_at = models.DateTimeField(_("下达时间"))
    sign_by = models.DateField(_("签收期限"), null=True)
    signed_at = models.DateTimeField(_("签收时间"), null=True)
    reason = models.CharField(_("原因"), max_length=300, blank=True)
    handler = models.CharField(_("承办科室或岗位"), max_length=60, blank=True)
    handed_over = models.CharField(_("移交督查文号"), max_length=120, blank=True)
    handed_over_at = models.DateTimeField(_("移交督查时间"), null=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    instead_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        verbose_name = _("交办事项")
        ordering = ["due", "pk"]
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "code"], name="delivery_assignment_code")]
        indexes = [
            models.Index(fields=["unit", "state", "due"], name="delivery_of_unit"),
            models.Index(fields=["jurisdiction", "state", "due"], name="delivery_by_state"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def audit_chain(self) -> str:
        return self.jurisdiction.code

    @property
    def audit_state(self) -> str:
        return self.state

    @property
    def audit_units(self) -> frozenset[str]:
        return frozenset({str(self.unit.public_id)})

    @property
    def audit_name(self) -> str:
        return f"{self.code} {self.title[:24]}"

    @classmethod
    def audit_called(cls, words: str) -> models.Q:
        return models.Q(code=words) | models.Q(title__icontains=words)

    @property
    def is_open(self) -> bool:
        """Whether it asks something of somebody."""
        return self.state in OPEN

    @property
    def is_late(self) -> bool:
        """Whether it is open after its due date."""
        return self.is_open and self.due < clock.today()

    @property
    def sign_late(self) -> bool:
        """Whether it was not signed for in time."""
        return self.state == "sent" and self.sign_by is not None and self.sign_by < clock.today()
