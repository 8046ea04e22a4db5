"""The review of a version before it is published: scratch, without chain and without effect.

Publishing is the act. Until then several reviewers change rows side by side; `revision` shows them their conflicts,
and steps can be undone.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjin.ledger.models.plans import PlanVersion
from gongjin.ledger.models.rows import Row
from gongjin.people.models import Unit, User


class DraftKind(models.TextChoices):
    """What a row under review is."""

    SECTION = "section", _("章节")
    MEASURE = "measure", _("举措")
    RESPONSIBILITY = "responsibility", _("责任单位")
    TARGET = "target", _("量化目标")
    COMMITMENT = "commitment", _("定性要求")
    DEADLINE = "deadline", _("时限")
    CITATION = "citation", _("引用")
    MEMBER = "member", _("成员单位")
    TASK_FORCE = "task_force", _("工作专班")


class DraftRow(models.Model):
    """One thing that was understood. `values` holds what its kind has, figures as strings, links as `key`s.

    `key` is the compiler's id (or a new one) and lasts through the review; `section` is the key of its section.
    """

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="drafts")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=20, choices=DraftKind)
    key = models.CharField(max_length=40)
    section = models.CharField(max_length=40, blank=True)
    order = models.PositiveIntegerField()
    values = models.JSONField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    confidence = models.FloatField()
    reason = models.TextField(blank=True)
    status = models.CharField(
        max_length=10,
        default="open",
        choices=[("open", _("待核")), ("accepted", _("已核")), ("removed", _("已删"))],
    )
    origin = models.CharField(
        max_length=10,
        default="compiled",
        choices=[("compiled", _("自动识别")), ("corrected", _("人工更正")), ("added", _("人工补充"))],
    )

    class Meta:
        verbose_name = _("核对条目")
        ordering = ["version", "start", "order"]
        constraints = [models.UniqueConstraint(fields=["version", "kind", "key"], name="ledger_draft_key")]


class DraftStep(models.Model):
    """One step of a review, with the rows before and after, so that it can be undone."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="steps")
    user = models.ForeignKey(User, models.PROTECT, null=True)
    at = models.DateTimeField()
    label = models.CharField(max_length=120)
    before = models.JSONField()
    after = models.JSONField()
    undone = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("核对步骤")
        ordering = ["version", "pk"]


class DraftName(models.Model):
    """A unit's name as the document writes it, and the unit that it is proposed or confirmed to be."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="names")
    written = models.CharField(max_length=120)
    unit = models.ForeignKey(Unit, models.CASCADE, null=True)
    score = models.FloatField(default=0)
    reason = models.CharField(max_length=200, blank=True)
    status = models.CharField(
        max_length=10,
        default="open",
        choices=[
            ("open", _("待确认")),
            ("matched", _("已对应")),
            ("new", _("新增单位")),
            ("aside", _("不对应具体单位")),
        ],
    )

    class Meta:
        verbose_name = _("单位名称对应")
        ordering = ["version", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "written"], name="ledger_draft_name")]


class PairingKind(models.TextChoices):
    """What became of a row from one version to the next."""

    KEPT = "kept", _("保留")
    REWORDED = "reworded", _("改写")
    SPLIT = "split", _("拆分")
    MERGED = "merged", _("合并")
    DROPPED = "dropped", _("取消")
    NEW = "new", _("新增")


class DraftPairing(models.Model):
    """A proposed match between a lasting row and a row under review; either side may be empty (new, dropped)."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="pairings")
    row = models.ForeignKey(Row, models.CASCADE, null=True)
    draft = models.ForeignKey(DraftRow, models.CASCADE, null=True, related_name="pairings")
    kind = models.CharField(max_length=10, choices=PairingKind)
    score = models.FloatField(default=0)
    confirmed = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("版本匹配")
        ordering = ["version", "pk"]
