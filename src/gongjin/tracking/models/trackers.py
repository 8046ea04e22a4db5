"""What ties a row of a plan to a data set, the rule of lights, and the office's judgements."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjin.audit.models import Audited
from gongjin.ledger.models import Plan, Row
from gongjin.tracking.models.data import DataSet


class OfRow(Audited):
    """What belongs to a row of a plan."""

    class Meta:
        abstract = True

    row: models.ForeignKey[Row, Row]

    @property
    def audit_chain(self) -> str:
        return self.row.plan.jurisdiction.code


class Tracker(OfRow):
    """The rule by which one row is measured. It is never changed: a new one replaces it, so that the past stays told.

    `rule` is the kind's own (what counts, which stage or figure, filters); `asked` what the office settled over what
    the row says (dates, mode, base, tolerance, schedule), with figures as texts. Without a data set it is the recorded
    decision that the row is not quantified, for the reason in `why`. `beside` is the series that a relative row is
    compared with.
    """

    row = models.ForeignKey(Row, models.PROTECT, related_name="trackers")
    data_set = models.ForeignKey(DataSet, models.PROTECT, null=True, related_name="trackers")
    beside = models.ForeignKey(DataSet, models.PROTECT, null=True, related_name="compared_by")
    rule = models.JSONField(default=dict)
    asked = models.JSONField(default=dict)
    why = models.CharField(_("说明"), max_length=300, blank=True)
    made_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("计量方式")
        ordering = ["row", "made_at", "pk"]

    @property
    def audit_state(self) -> str:
        return "replaced" if self.replaced_at else "current"


class PlanLights(Audited):
    """The rule of lights of one plan from a moment on; without one the default of `rules.light` holds."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="lights")
    rule = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("进度灯规则")
        ordering = ["plan", "made_at", "pk"]

    @property
    def audit_chain(self) -> str:
        return self.plan.jurisdiction.code


class Judgement(OfRow):
    """The office's word on a row that nothing measures: never a number, never a colour."""

    row = models.ForeignKey(Row, models.PROTECT, related_name="judgements")
    words = models.TextField(_("研判意见"))
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("专班研判")
        ordering = ["row", "-made_at", "-pk"]
