"""What is done with milestones and photos of a project. None takes a percentage: what is done is weighed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action
from gongjin.audit.errors import Invalid
from gongjin.audit.states import StateTable
from gongjin.core import clock
from gongjin.core.periods import Period, PeriodError
from gongjin.evidence.models import Evidence
from gongjin.people.models import Unit
from gongjin.tracking.actions.data_sets import AddItems, NewItem
from gongjin.tracking.kinds.project import aspects, states
from gongjin.tracking.kinds.project.settings import weight_of
from gongjin.tracking.models import DataSet, Fact, Item
from gongjin.tracking.recording import Draft, record


@dataclass(frozen=True, slots=True)
class NewMilestone:
    """A milestone to be planned; without a day it is due with the row that it is counted for."""

    name: str
    kind: str = aspects.MilestoneKind.OUTPUT.value
    weight: Decimal = Decimal(1)
    planned: date | None = None
    code: str = ""
    unit: Unit | None = None

    def as_payload(self) -> dict[str, str | None]:
        """What the chain keeps."""
        planned = self.planned.isoformat() if self.planned else None
        return {"name": self.name, "kind": self.kind, "weight": f"{self.weight:f}", "planned": planned}


@dataclass(frozen=True)
class PlanMilestones(Action[DataSet]):
    """Plan milestones, all or none. Raises `Invalid` for a name that is taken, no weight, or an unknown kind."""

    code: ClassVar[str] = "tracking.project.plan"
    table: ClassVar[StateTable] = states.TABLE
    milestones: Sequence[NewMilestone]

    def payload(self) -> dict[str, object]:
        return {"milestones": [item.as_payload() for item in self.milestones]}

    def change(self, target: DataSet, act: Act) -> DataSet:
        project(target)
        if not self.milestones:
            raise Invalid(_("请至少填写一个节点。"), "name")
        for new in self.milestones:
            if new.kind not in set(aspects.MilestoneKind):
                raise Invalid(_("节点类别应为前期、建设、成果或资金。"), "kind")
        items = [NewItem(new.name, code=new.code, unit=new.unit, fields={"kind": new.kind}) for new in self.milestones]
        made = AddItems(items).enter(target, act)
        today = Period.of_day(clock.today())
        drafts: list[Draft] = []
        for item, new in zip(made, self.milestones, strict=True):
            drafts.append(Draft(aspects.WEIGHT, today, value=weight_of(new.weight), item=item))
            if new.planned is not None:
                drafts.append(Draft(aspects.DATE, day_of(new.planned, "planned"), item=item))
        record(target, drafts, act)
        return target


@dataclass(frozen=True)
class ReviseMilestone(Action[DataSet]):
    """Plan another day, or another weight, with the reason. The day first planned stays known beside the new one.

    Raises `Invalid` without a reason or change, or for a milestone that is done.
    """

    code: ClassVar[str] = "tracking.project.revise"
    table: ClassVar[StateTable] = states.TABLE
    item: Item
    why: str
    planned: date | None = None
    weight: Decimal | None = None

    def change(self, target: DataSet, act: Act) -> DataSet:
        item = milestone_of(target, self.item)
        if not self.why.strip():
            raise Invalid(_("请写明调整原因。"), "why")
        drafts: list[Draft] = []
        now = current(target, aspects.DATE, item)
        if self.planned is not None and (now is None or now.ends != self.planned):
            if is_proved(target, current(target, aspects.DONE, item)):
                raise Invalid(_("“%(item)s”已经完成，不能再调整计划日期。") % {"item": item}, "planned")
            first = {} if now is None else {"first": now.detail.get("first", now.ends.isoformat())}
            drafts.append(Draft(aspects.DATE, day_of(self.planned, "planned"), item=item, detail=first,
                                replaces=now, why=self.why))  # fmt: skip
        weighs = current(target, aspects.WEIGHT, item)
        if self.weight is not None and (weighs is None or weighs.value != self.weight):
            drafts.append(Draft(aspects.WEIGHT, Period.of_day(clock.today()), value=weight_of(self.weight), item=item,
                                replaces=weighs, why=self.why))  # fmt: skip
        if not drafts:
            raise Invalid(_("与现在的计划相同，没有需要调整的内容。"), "planned")
        record(target, drafts, act)
        return target


@dataclass(frozen=True)
class ForecastMilestone(Action[DataSet]):
    """Say on which day a milestone is now expected; the plan stays as it is."""

    code: ClassVar[str] = "tracking.project.forecast"
    table: ClassVar[StateTable] = states.TABLE
    item: Item
    day: date
    why: str = ""

    def change(self, target: DataSet, act: Act) -> DataSet:
        item = milestone_of(target, self.item)
        if self.day < clock.today():
            raise Invalid(_("预计日期不能早于今天；已经完成的请填报完成日期。"), "day")
        if is_proved(target, current(target, aspects.DONE, item)):
            raise Invalid(_("“%(item)s”已经完成，不用再预计。") % {"item": item}, "day")
        now = current(target, aspects.FORECAST, item)
        if now is not None and now.ends == self.day:
            raise Invalid(_("与现在的预计相同。"), "day")
        record(target, [Draft(aspects.FORECAST, day_of(self.day, "day"), item=item, replaces=now, why=self.why)], act)
        return target


@dataclass(frozen=True)
class ReportMilestone(Action[DataSet]):
    """Report the day on which a milestone was done, with what proves it.

    Raises `Invalid` for a day to come, without proof where the project asks for it, or for a milestone that is done
    already, unless `why` says what was wrong. One whose proof was revoked may be reported again.
    """

    code: ClassVar[str] = "tracking.project.report"
    table: ClassVar[StateTable] = states.TABLE
    item: Item
    day: date
    proofs: tuple[Evidence, ...] = ()
    why: str = ""

    def change(self, target: DataSet, act: Act) -> DataSet:
        item = milestone_of(target, self.item)
        if self.day > clock.today():
            raise Invalid(_("完成日期不能晚于今天。"), "day")
        needs_proof(target, self.proofs)
        now = current(target, aspects.DONE, item)
        if now is not None and is_proved(target, now) and not self.why.strip():
            raise Invalid(_("“%(item)s”已填报完成；确需更正请写明原因。") % {"item": item}, "why")
        draft = Draft(aspects.DONE, day_of(self.day, "day"), item=item, proofs=self.proofs, replaces=now, why=self.why)
        record(target, [draft], act)
        return target


@dataclass(frozen=True)
class AddPhotos(Action[DataSet]):
    """Photos of a day, of the whole project or of one milestone. Raises `Invalid` for what is no picture."""

    code: ClassVar[str] = "tracking.project.photos"
    table: ClassVar[StateTable] = states.TABLE
    day: date
    photos: tuple[Evidence, ...]
    caption: str = ""
    item: Item | None = None

    def change(self, target: DataSet, act: Act) -> DataSet:
        project(target)
        if not self.photos:
            raise Invalid(_("请选择照片。"), "photos")
        if self.day > clock.today():
            raise Invalid(_("拍摄日期不能晚于今天。"), "day")
        for photo in self.photos:
            if not photo.media_type.startswith("image/"):
                raise Invalid(_("“%(file)s”不是图片。") % {"file": photo}, "photos")
        item = None if self.item is None else milestone_of(target, self.item)
        draft = Draft(aspects.PHOTO, day_of(self.day, "day"), word=self.caption.strip(), item=item, proofs=self.photos)
        record(target, [draft], act)
        return target


def project(target: DataSet) -> None:
    """Raise `Invalid` unless the data set is a project."""
    if target.kind != "project":
        raise Invalid(_("“%(set)s”不是项目。") % {"set": target})


def milestone_of(target: DataSet, item: Item) -> Item:
    """The milestone as it is in this project; raises `Invalid` for another's or one that was withdrawn."""
    project(target)
    found = Item.objects.filter(data_set=target, pk=item.pk, withdrawn_at=None).first()
    if found is None:
        raise Invalid(_("“%(item)s”不在“%(set)s”中，或已撤销。") % {"item": item, "set": target}, "item")
    return found


def current(target: DataSet, aspect: str, item: Item | None, **more: object) -> Fact | None:
    """The fact that holds now, neither corrected nor void."""
    found = Fact.objects.filter(data_set=target, aspect=aspect, item=item, void=False, replaced_by=None, **more)
    return found.order_by("ends", "recorded_at", "pk").last()


def is_proved(target: DataSet, fact: Fact | None) -> bool:
    """Whether a fact counts: there is one, and it is proved where the project asks for proof."""
    if fact is None or target.settings.get("proof", True) is False:
        return fact is not None
    return fact.proofs.filter(evidence__revoked_at=None).exists()


def needs_proof(target: DataSet, proofs: Sequence[Evidence]) -> None:
    """Raise `Invalid` where the project asks for proof and there is none."""
    if not proofs and target.settings.get("proof", True) is not False:
        raise Invalid(_("请上传佐证材料（批复、验收单、照片等），没有佐证的不计入进度。"), "proofs")


def day_of(day: date, field: str) -> Period:
    """The period of a day. Raises `Invalid` for one that no plan means (before 1900 or after 2199)."""
    try:
        return Period.of_day(day)
    except PeriodError as error:
        raise Invalid(_("日期超出范围，请检查年份。"), field) from error
