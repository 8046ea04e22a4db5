"""Data sets, the things in them, and facts, which are only ever added."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjin.audit.models import Audited
from gongjin.evidence.models import Evidence
from gongjin.people.models import Jurisdiction, Unit
from gongjin.store.fields import FigureField


class DataSet(Audited):
    """A series, register, project, duty or set of stations that exists on its own and outlives plans.

    `kind` is the folder in `tracking.kinds` that understands it; `settings` are that kind's own (stages and fields of
    a register, parameters of stations), checked by it. `cycle` is how often new facts are due (a `PeriodKind`),
    `lag_days` how long after a period they may take. `template` names the ready-made form that it was made from.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="data_sets")
    code = models.CharField(_("编号"), max_length=20)
    kind = models.CharField(_("类别"), max_length=20)
    name = models.CharField(_("名称"), max_length=120)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="data_sets", verbose_name=_("责任单位"))
    unit_of_measure = models.CharField(_("计量单位"), max_length=30, blank=True)
    cycle = models.CharField(_("数据周期"), max_length=20, default="month")
    lag_days = models.PositiveSmallIntegerField(_("数据滞后天数"), default=0)
    template = models.CharField(max_length=40, blank=True)
    settings = models.JSONField(default=dict)
    state = models.CharField(_("状态"), max_length=10, default="open")

    class Meta:
        verbose_name = _("数据集")
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "code"], name="tracking_data_set_code")]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_chain(self) -> str:
        return self.jurisdiction.code

    @property
    def audit_state(self) -> str:
        return self.state

    @property
    def audit_units(self) -> frozenset[str]:
        return frozenset({str(self.unit.public_id)}) if self.unit else frozenset()


class OfDataSet(Audited):
    """What belongs to a data set."""

    class Meta:
        abstract = True

    data_set: models.ForeignKey[DataSet, DataSet]

    @property
    def audit_chain(self) -> str:
        return self.data_set.jurisdiction.code

    @property
    def audit_units(self) -> frozenset[str]:
        return self.data_set.audit_units


class Item(OfDataSet):
    """A thing that facts are about: an entry of a register, a milestone, a station, a place of duty.

    `fields` are declared texts (the figures that are counted are facts); `place` is a point on the map as texts
    `{"lon": "112.40", "lat": "29.37"}`. A withdrawn item counts no longer from that moment on.
    """

    data_set = models.ForeignKey(DataSet, models.PROTECT, related_name="items")
    code = models.CharField(_("编号"), max_length=40)
    name = models.CharField(_("名称"), max_length=120)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="items", verbose_name=_("责任单位"))
    township = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="items_there", verbose_name=_("乡镇"))
    fields = models.JSONField(default=dict)
    place = models.JSONField(default=dict)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("名录条目")
        ordering = ["data_set", "code"]
        constraints = [models.UniqueConstraint(fields=["data_set", "code"], name="tracking_item_code")]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_state(self) -> str:
        return "withdrawn" if self.withdrawn_at else "current"


class Fact(OfDataSet):
    """One value, stage, milestone, record or reading. It is never changed: what was wrong is replaced by another fact.

    `aspect` says what it tells (its kind's words: `value`, `stage`, `figure.area`, `plan.date`, `reading.tp`); `period`
    is the code of the period that it holds for, `ends` its last day; `recorded_at` the moment from which it was known.
    `replaces` is the fact that it corrects; with `void` it says only that the earlier one never held.
    `origin` is how it came in: typed, imported, or carried over from a report.
    """

    data_set = models.ForeignKey(DataSet, models.PROTECT, related_name="facts")
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="facts")
    aspect = models.CharField(_("内容"), max_length=40)
    period = models.CharField(_("时期"), max_length=20)
    ends = models.DateField(_("截至"))
    value = FigureField(_("数值"), null=True)
    word = models.CharField(_("文字"), max_length=200, blank=True)
    detail = models.JSONField(default=dict)
    provisional = models.BooleanField(_("初步数"), default=False)
    source = models.CharField(_("依据"), max_length=200, blank=True)
    origin = models.CharField(_("录入方式"), max_length=12, default="typed")
    recorded_at = models.DateTimeField(_("记录时间"))
    recorded_by = models.CharField(max_length=64)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")
    void = models.BooleanField(_("作废"), default=False)
    why = models.CharField(_("更正原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("数据")
        ordering = ["data_set", "ends", "recorded_at", "pk"]
        indexes = [models.Index(fields=["data_set", "aspect", "ends"], name="tracking_fact_place")]


class Proof(OfDataSet):
    """A file that proves a fact, tied to it at a moment; whether the file still holds is the evidence's own matter."""

    data_set = models.ForeignKey(DataSet, models.PROTECT, related_name="proofs")
    fact = models.ForeignKey(Fact, models.PROTECT, related_name="proofs")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="proofs")
    tied_at = models.DateTimeField()

    class Meta:
        verbose_name = _("数据佐证")
        constraints = [models.UniqueConstraint(fields=["fact", "evidence"], name="tracking_proof_once")]


class FrozenPeriod(OfDataSet):
    """A period of a data set in which nothing may be added or corrected; reopened with a reason."""

    OPEN: ClassVar[str] = "reopened"

    data_set = models.ForeignKey(DataSet, models.PROTECT, related_name="frozen")
    period = models.CharField(_("时期"), max_length=20)
    starts = models.DateField()
    ends = models.DateField()
    frozen_at = models.DateTimeField(_("冻结时间"))
    reopened_at = models.DateTimeField(_("重开时间"), null=True)
    reopened_why = models.CharField(_("重开原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("冻结的时期")
        ordering = ["data_set", "starts", "pk"]

    @property
    def audit_state(self) -> str:
        return self.OPEN if self.reopened_at else "frozen"
