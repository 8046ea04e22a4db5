"""How rows are measured: trackers, the decision to measure nothing, the rule of lights, judgements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action
from gongjin.audit.errors import Invalid
from gongjin.audit.states import StateTable
from gongjin.core import clock
from gongjin.ledger.models import Plan, Reading, Row
from gongjin.tracking import states
from gongjin.tracking.kinds import kind
from gongjin.tracking.models import DataSet, Judgement, PlanLights, Standing, Tracker
from gongjin.tracking.queries.asked import default_asked
from gongjin.tracking.rules.asked import asked_from
from gongjin.tracking.rules.light import LightRule
from gongjin.tracking.rules.sense import refusal


@dataclass(frozen=True)
class SetTracker(Action[Row]):
    """Tie a row to a data set by a rule; the tracker before it stays as the past's.

    Raises `Invalid` for a data set of another government, a rule that its kind does not take, or settings of what is
    asked that do not hold together.
    """

    code: ClassVar[str] = "tracking.tracker.set"
    table: ClassVar[StateTable] = states.ROW
    data_set: DataSet
    rule: Mapping[str, object]
    asked: Mapping[str, object] = field(default_factory=dict)
    beside: DataSet | None = None
    why: str = ""

    def change(self, target: Row, act: Act) -> Row:
        if self.data_set.audit_chain != target.audit_chain or self.data_set.state != "open":
            raise Invalid(_("“%(set)s”已停用或不属于本辖区。") % {"set": self.data_set}, "data_set")
        rule = dict(kind(self.data_set.kind).checked_rule(self.rule, self.data_set.settings))
        self._check_beside(target)
        reading = Reading.objects.select_related("row__plan").filter(row=target, version__state="published").first()
        if reading is None:
            raise Invalid(_("这一条已不在现行方案中，不能确定计量方式。"))
        try:
            said = default_asked(reading)
            asked = asked_from(self.asked, fallback=said)
        except (ValueError, ArithmeticError) as error:
            raise Invalid(_("要求的数值、日期或进度安排填写有误，请检查。"), "asked") from error
        if asked.due < asked.starts:
            raise Invalid(_("到期日不能早于开始日。"), "due")
        refused = refusal(asked, said)
        if refused is not None:
            raise Invalid(refused[1], refused[0])
        _replace(target, act)
        tracker = Tracker(
            row=target,
            data_set=self.data_set,
            beside=self.beside,
            rule=rule,
            asked=dict(self.asked),
            why=self.why.strip()[:300],
            made_at=clock.now(),
        )
        act.create(tracker)
        # Those of the same data set may now count other things as theirs.
        Standing.objects.filter(tracker__data_set=self.data_set).delete()
        return target

    def _check_beside(self, target: Row) -> None:
        beside = self.beside
        if beside is None:
            return
        if beside.audit_chain != target.audit_chain or beside.state != "open":
            raise Invalid(_("“%(set)s”已停用或不属于本辖区。") % {"set": beside}, "beside")
        if beside == self.data_set:
            raise Invalid(_("数据集不能与自己比较，请另选对比的数据集。"), "beside")
        if beside.kind != self.data_set.kind:
            raise Invalid(_("“%(set)s”不是指标，不能比较增速。") % {"set": beside}, "beside")


@dataclass(frozen=True)
class LeaveUnquantified(Action[Row]):
    """Record the decision that nothing measures a row, with the reason; its light stays grey."""

    code: ClassVar[str] = "tracking.tracker.leave"
    table: ClassVar[StateTable] = states.ROW
    why: str

    def change(self, target: Row, act: Act) -> Row:
        if not self.why.strip():
            raise Invalid(_("请写明不量化的原因。"), "why")
        _replace(target, act)
        act.create(Tracker(row=target, why=self.why.strip()[:300], made_at=clock.now()))
        return target


@dataclass(frozen=True)
class JudgeRow(Action[Row]):
    """The office's word on a row, with date and author: a judgement, never a number or a colour."""

    code: ClassVar[str] = "tracking.row.judge"
    table: ClassVar[StateTable] = states.ROW
    words: str

    def change(self, target: Row, act: Act) -> Row:
        if not self.words.strip():
            raise Invalid(_("请填写研判意见。"), "words")
        if len(self.words) > 2000:
            raise Invalid(_("研判意见不超过 2000 字。"), "words")
        act.create(Judgement(row=target, words=self.words.strip(), made_at=clock.now(), made_by=act.actor.actor_id))
        return target


@dataclass(frozen=True)
class SetLights(Action[Plan]):
    """State the plan's rule of lights anew; what was shown before stays as it was for the days before."""

    code: ClassVar[str] = "tracking.lights.set"
    table: ClassVar[StateTable] = states.PLAN
    rule: LightRule

    def payload(self) -> dict[str, object]:
        return {"rule": self.rule.as_json()}

    def change(self, target: Plan, act: Act) -> Plan:
        rule = self.rule
        if not 0 <= rule.green < rule.yellow <= 100:
            raise Invalid(_("落后点数应从 0 到 100，且黄灯上限大于绿灯上限。"), "green")
        if not (0 <= rule.near_days <= 366 and 1 <= rule.fresh_cycles <= 12):
            raise Invalid(_("临期天数应在 0 至 366 之间，数据有效期应在 1 至 12 个周期之间。"), "near_days")
        act.create(PlanLights(plan=target, rule=rule.as_json(), made_at=clock.now()))
        Standing.objects.filter(row__plan=target).delete()
        return target


@dataclass(frozen=True, slots=True)
class Choice:
    """One row of a bulk confirmation: an existing data set, or a new one made by `make`; see `SetTracker`."""

    row: Row
    data_set: DataSet
    rule: Mapping[str, object]
    asked: Mapping[str, object]
    beside: DataSet | None = None
    why: str = ""


def _replace(target: Row, act: Act) -> None:
    for tracker in Tracker.objects.filter(row=target, replaced_at=None):
        tracker.replaced_at = clock.now()
        act.save(tracker)
    Standing.objects.filter(row=target).delete()


def set_tracker(choice: Choice, act: Act) -> None:
    """`SetTracker` inside a larger act, after its same checks."""
    action = SetTracker(choice.data_set, choice.rule, choice.asked, choice.beside, choice.why)
    action.change(choice.row, act)


def current_trackers(rows: Sequence[Row]) -> dict[int, Tracker]:
    """The tracker of each row that has one."""
    found = Tracker.objects.filter(row__in=[row.pk for row in rows], replaced_at=None)
    return {tracker.row_id: tracker for tracker in found.select_related("data_set", "beside")}
