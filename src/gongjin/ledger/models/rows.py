"""Lasting rows, and what each version says of them."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjin.audit.models import Audited
from gongjin.ledger.models.plans import Origin, Plan, PlanVersion
from gongjin.people.models import Unit
from gongjin.store.fields import FigureField


class RowKind(models.TextChoices):
    """What a row of the ledger is."""

    TASK = "task", _("任务")
    MEASURE = "measure", _("举措")
    TARGET = "target", _("量化目标")
    COMMITMENT = "commitment", _("定性要求")


NAMED_BY = 24
"""Characters of its words by which a row without a title is named."""


def _begun(words: str) -> str:
    return words if len(words) <= NAMED_BY else f"{words[:NAMED_BY]}…"


class Row(Audited):
    """A task, measure, target or commitment as a lasting identity. Assignments, trackers and evidence point here.

    `code` is its number inside the plan (2.3.1); with the plan's code it is printed as 2024-2.3.1.
    `state` is 'current', or 'dropped' once a version no longer has it; nothing dropped is deleted.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="rows")
    kind = models.CharField(_("类别"), max_length=20, choices=RowKind)
    code = models.CharField(_("编号"), max_length=40)
    state = models.CharField(_("状态"), max_length=20, default="current")

    class Meta:
        verbose_name = _("条目")
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="ledger_row_code")]

    def __str__(self) -> str:
        return f"{self.plan.code}-{self.code}"

    @property
    def audit_chain(self) -> str:
        return self.plan.jurisdiction.code

    @property
    def audit_state(self) -> str:
        return self.state

    @property
    def audit_name(self) -> str:
        said = max(self.readings.all(), key=lambda reading: reading.pk, default=None)
        return f"{self} {_begun(said.title or said.text) if said else ''}".strip()

    @classmethod
    def audit_listed(cls, found: models.QuerySet[Self, Self]) -> models.QuerySet[Self, Self]:
        return found.select_related("plan").prefetch_related("readings")

    @classmethod
    def audit_called(cls, words: str) -> models.Q:
        plan, dash, code = words.partition("-")
        return models.Q(code=words) | models.Q(plan__code=plan, code=code) if dash else models.Q(code=words)


class OfVersion(Audited):
    """What belongs to one version and is never changed after it is published."""

    class Meta:
        abstract = True

    version: models.ForeignKey[PlanVersion, PlanVersion]

    @property
    def audit_chain(self) -> str:
        return self.version.plan.jurisdiction.code

    @property
    def audit_name(self) -> str:
        said = (str(getattr(self, name, "")) for name in ("title", "written", "name", "text"))
        return _begun(next(filter(None, said), ""))


class Section(OfVersion):
    """A node of a version's outline. `number` is its place (2.3); `start`..`end` the heading, `body_*` all its text."""

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="sections")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    order = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=40)
    label = models.CharField(max_length=20, blank=True)
    title = models.CharField(_("标题"), max_length=300)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    body_start = models.PositiveIntegerField()
    body_end = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("章节")
        ordering = ["version", "order"]


class Reading(OfVersion):
    """What a version says of a row. Columns that a kind does not use stay empty.

    `title` is the task's heading or the target's metric; `text` the words of the plan from `start` to `end`.
    `parent` is the row that this one stands in: a task for a measure, a measure or task for a target.
    """

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="readings")
    row = models.ForeignKey(Row, models.PROTECT, related_name="readings")
    section = models.ForeignKey(Section, models.PROTECT, related_name="readings")
    parent = models.ForeignKey(Row, models.PROTECT, null=True, related_name="parts_read")
    order = models.PositiveIntegerField()
    title = models.CharField(_("名称"), max_length=300)
    text = models.TextField(_("原文"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    confidence = models.FloatField(default=1.0)
    reason = models.TextField(blank=True)
    origin = models.CharField(_("来源"), max_length=10, choices=Origin, default=Origin.PLAN)
    strength = models.CharField(_("表述强度"), max_length=10, blank=True)

    comparator = models.CharField(_("比较"), max_length=10, blank=True)
    value = FigureField(_("目标值"), null=True)
    value2 = FigureField(_("上限"), null=True)
    unit_of_measure = models.CharField(_("计量单位"), max_length=30, blank=True)
    target_kind = models.CharField(_("指标类型"), max_length=12, blank=True)
    accrual = models.CharField(max_length=12, blank=True)
    base = FigureField(_("基数"), null=True)
    base_period = models.CharField(_("基期"), max_length=30, blank=True)
    scope = models.CharField(_("范围"), max_length=100, blank=True)
    each = models.BooleanField(default=False)
    part_of = models.ForeignKey(Row, models.PROTECT, null=True, related_name="among_read")
    period = models.CharField(_("期间"), max_length=30, blank=True)

    commitment_kind = models.CharField(_("要求类型"), max_length=12, blank=True)
    reference = models.CharField(_("参照"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("文本")
        ordering = ["version", "order"]
        constraints = [models.UniqueConstraint(fields=["row", "version"], name="ledger_reading_once")]


class Responsibility(OfVersion):
    """A unit that answers for a row, as the version names it; `unit` is empty for a name that is no single unit."""

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="responsibilities")
    row = models.ForeignKey(Row, models.PROTECT, related_name="responsibilities")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="responsibilities")
    written = models.CharField(_("原文写法"), max_length=120)
    role = models.CharField(_("角色"), max_length=12)
    order = models.PositiveIntegerField()
    is_class = models.BooleanField(default=False)
    open_ended = models.BooleanField(_("等"), default=False)
    inferred = models.BooleanField(_("推定"), default=False)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    confidence = models.FloatField(default=1.0)
    origin = models.CharField(_("来源"), max_length=10, choices=Origin, default=Origin.PLAN)

    class Meta:
        verbose_name = _("责任")
        ordering = ["version", "row", "order"]


class Deadline(OfVersion):
    """A date, period or cadence that the version states for a row; `date` and `starts` are ISO prefixes."""

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="deadlines")
    row = models.ForeignKey(Row, models.PROTECT, related_name="deadlines")
    kind = models.CharField(max_length=10)
    starts = models.CharField(max_length=10, blank=True)
    date = models.CharField(_("时限"), max_length=10, blank=True)
    rule = models.CharField(max_length=100, blank=True)
    text = models.CharField(_("原文"), max_length=200)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    origin = models.CharField(_("来源"), max_length=10, choices=Origin, default=Origin.PLAN)

    class Meta:
        verbose_name = _("时限")
        ordering = ["version", "start"]


class Citation(OfVersion):
    """A cited document 《》 or quoted programme “” of a version."""

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="citations")
    kind = models.CharField(max_length=10, choices=[("document", _("引用文件")), ("programme", _("专名"))])
    name = models.CharField(_("名称"), max_length=200)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("引用")
        ordering = ["version", "start"]


class TaskForce(OfVersion):
    """The task force that a version sets up: posts, never a person's name."""

    version = models.OneToOneField(PlanVersion, models.PROTECT, related_name="task_force")
    name = models.CharField(_("名称"), max_length=120, blank=True)
    convener_post = models.CharField(_("召集人职务"), max_length=120, blank=True)
    deputy_posts = models.JSONField(default=list)
    office_in = models.CharField(_("办公室所在单位"), max_length=120, blank=True)
    duties = models.CharField(_("职责"), max_length=300, blank=True)
    members_open_ended = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("工作专班")


class TaskForceMember(OfVersion):
    """A member unit, as named, and the unit of the directory that it was matched to."""

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="members")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="memberships")
    written = models.CharField(_("原文写法"), max_length=120)
    order = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("专班成员单位")
        ordering = ["version", "order"]
