"""Freezing what was approved, and reopening it with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action
from gongjin.audit.errors import Invalid
from gongjin.audit.states import StateTable
from gongjin.core import clock
from gongjin.core.periods import Period
from gongjin.tracking import states
from gongjin.tracking.models import DataSet, FrozenPeriod
from gongjin.tracking.recording import EARLIEST_YEAR


@dataclass(frozen=True)
class FreezePeriod(Action[DataSet]):
    """Freeze a period of a data set that is over. Raises `Invalid` if it is not, or is frozen already."""

    code: ClassVar[str] = "tracking.period.freeze"
    table: ClassVar[StateTable] = states.DATA_SET
    period: Period

    def payload(self) -> dict[str, object]:
        return {"period": str(self.period)}

    def change(self, target: DataSet, act: Act) -> DataSet:
        if self.period.year < EARLIEST_YEAR:
            raise Invalid(_("%(period)s没有数据，不必冻结。") % {"period": self.period.label}, "period")
        if self.period.end >= clock.today():
            raise Invalid(_("%(period)s还没有结束，不能冻结。") % {"period": self.period.label}, "period")
        if target.frozen.filter(period=str(self.period), reopened_at=None).exists():
            raise Invalid(_("%(period)s已经冻结。") % {"period": self.period.label}, "period")
        act.create(
            FrozenPeriod(
                data_set=target,
                period=str(self.period),
                starts=self.period.start,
                ends=self.period.end,
                frozen_at=clock.now(),
            )
        )
        return target


@dataclass(frozen=True)
class ReopenPeriod(Action[DataSet]):
    """Reopen a frozen period with the reason, which is kept."""

    code: ClassVar[str] = "tracking.period.reopen"
    table: ClassVar[StateTable] = states.DATA_SET
    period: Period
    why: str

    def payload(self) -> dict[str, object]:
        return {"period": str(self.period), "why": self.why}

    def change(self, target: DataSet, act: Act) -> DataSet:
        frozen = target.frozen.filter(period=str(self.period), reopened_at=None).first()
        if frozen is None:
            raise Invalid(_("%(period)s没有冻结。") % {"period": self.period.label}, "period")
        if not self.why.strip():
            raise Invalid(_("请写明重开原因。"), "why")
        frozen.reopened_at, frozen.reopened_why = clock.now(), self.why.strip()[:300]
        act.save(frozen)
        return target
