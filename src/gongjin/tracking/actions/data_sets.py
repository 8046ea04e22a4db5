"""Data sets and the things in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action
from gongjin.audit.actors import Actor
from gongjin.audit.errors import Invalid
from gongjin.audit.states import StateTable
from gongjin.core import clock
from gongjin.core.periods import PeriodKind
from gongjin.people.models import Jurisdiction, Unit
from gongjin.tracking import states
from gongjin.tracking.kinds import all_kinds, kind
from gongjin.tracking.models import DataSet, Item, Tracker
from gongjin.tracking.queries.used import used_of
from gongjin.tracking.recording import forget_standings

CYCLES = frozenset({PeriodKind.TEN_DAYS, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR})

LONGEST_NAME = 120
"""Characters of a thing's name."""


def next_code(jurisdiction: Jurisdiction) -> str:
    """The next free number of a data set: D001, D002, …"""
    last = DataSet.objects.filter(jurisdiction=jurisdiction).order_by("-pk").values_list("code", flat=True).first()
    number = int(last[1:]) + 1 if last and last[1:].isdigit() else 1
    return f"D{number:03}"


@dataclass(frozen=True)
class AddDataSet(Action[DataSet]):
    """Set up a data set. Raises `Invalid` for a name that is taken or settings that its kind does not take."""

    code: ClassVar[str] = "tracking.data_set.add"
    table: ClassVar[StateTable] = states.DATA_SET
    jurisdiction: Jurisdiction
    kind: str
    name: str
    unit: Unit | None = None
    unit_of_measure: str = ""
    cycle: str = PeriodKind.MONTH.value
    lag_days: int = 0
    template: str = ""
    settings: Mapping[str, object] = field(default_factory=dict)

    def new(self, actor: Actor) -> DataSet:
        return DataSet(
            jurisdiction=self.jurisdiction,
            code="",
            kind=self.kind,
            name=self.name.strip(),
            unit=self.unit,
            unit_of_measure=self.unit_of_measure.strip(),
            cycle=self.cycle,
            lag_days=self.lag_days,
            template=self.template,
        )

    def change(self, target: DataSet, act: Act) -> DataSet:
        if self.kind not in all_kinds():
            raise Invalid(_("没有“%(kind)s”这一类数据集。") % {"kind": self.kind}, "kind")
        _checked(target)
        target.settings = dict(kind(self.kind).checked_settings(self.settings))
        target.code = next_code(target.jurisdiction)
        return act.create(target)


@dataclass(frozen=True)
class ChangeDataSet(Action[DataSet]):
    """Change a data set's name, owner, cycle or settings; its kind cannot change.

    Raises `Invalid` for settings that its kind does not take, that what is there could not be read by any more, or
    that a row which is measured by it needs otherwise.
    """

    code: ClassVar[str] = "tracking.data_set.change"
    table: ClassVar[StateTable] = states.DATA_SET
    name: str
    unit: Unit | None
    unit_of_measure: str
    cycle: str
    lag_days: int
    settings: Mapping[str, object]

    def change(self, target: DataSet, act: Act) -> DataSet:
        target.name, target.unit = self.name.strip(), self.unit
        target.unit_of_measure, target.cycle = self.unit_of_measure.strip(), self.cycle
        target.lag_days = self.lag_days
        _checked(target)
        settings = dict(kind(target.kind).checked_settings(self.settings))
        if settings != target.settings:
            _check_nothing_is_lost(target, settings)
        target.settings = settings
        forget_standings(target)
        return act.save(target)


@dataclass(frozen=True)
class CloseDataSet(Action[DataSet]):
    """Take a data set out of use; what it holds stays, and what it measured stays measured."""

    code: ClassVar[str] = "tracking.data_set.close"
    table: ClassVar[StateTable] = states.DATA_SET

    def change(self, target: DataSet, act: Act) -> DataSet:
        target.state = "closed"
        return act.save(target)


@dataclass(frozen=True)
class ReopenDataSet(Action[DataSet]):
    """Put a data set back into use."""

    code: ClassVar[str] = "tracking.data_set.reopen"
    table: ClassVar[StateTable] = states.DATA_SET

    def change(self, target: DataSet, act: Act) -> DataSet:
        target.state = "open"
        return act.save(target)


@dataclass(frozen=True, slots=True)
class NewItem:
    """A thing to be entered. Without a code it gets the next number of its data set."""

    name: str
    code: str = ""
    unit: Unit | None = None
    township: Unit | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    place: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class AddItems(Action[DataSet]):
    """Enter things, all or none. Raises `Invalid` for a name or code that is there already or stands twice."""

    code: ClassVar[str] = "tracking.items.add"
    table: ClassVar[StateTable] = states.DATA_SET
    items: Sequence[NewItem]

    def payload(self) -> dict[str, object]:
        return {"items": [item.name for item in self.items]}

    def change(self, target: DataSet, act: Act) -> DataSet:
        self.enter(target, act)
        return target

    def enter(self, target: DataSet, act: Act) -> list[Item]:
        """Enter the things and return them, for an act that goes on with them."""
        there = list(target.items.all())
        codes = {item.code for item in there}
        names = {(item.name, item.township_id) for item in there if item.withdrawn_at is None}
        made: list[Item] = []
        number = len(there)
        for new in self.items:
            name, code = new.name.strip(), new.code.strip()
            _name_fits(name)
            while not code or (not new.code.strip() and code in codes):
                number += 1
                code = f"{number:03}"
            if code in codes:
                raise Invalid(_("编号“%(code)s”已被使用。") % {"code": code}, "code")
            key = (name, new.township.pk if new.township else None)
            if key in names:
                raise Invalid(_("“%(name)s”已在名录中，请勿重复登记。") % {"name": name}, "name")
            codes.add(code)
            names.add(key)
            made.append(
                Item(
                    data_set=target,
                    code=code,
                    name=name,
                    unit=new.unit,
                    township=new.township,
                    fields=dict(new.fields),
                    place=dict(new.place),
                    added_at=clock.now(),
                )
            )
        forget_standings(target)
        return act.create_all(made)


@dataclass(frozen=True)
class ChangeItem(Action[DataSet]):
    """Correct what is written of a thing. Raises `Invalid`."""

    code: ClassVar[str] = "tracking.item.change"
    table: ClassVar[StateTable] = states.DATA_SET
    item: Item
    name: str
    unit: Unit | None = None
    township: Unit | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    place: Mapping[str, str] = field(default_factory=dict)

    def change(self, target: DataSet, act: Act) -> DataSet:
        item = _own(target, self.item)
        name = self.name.strip()
        _name_fits(name)
        item.name, item.unit, item.township = name, self.unit, self.township
        item.fields, item.place = dict(self.fields), dict(self.place)
        act.save(item)
        forget_standings(target)
        return target


@dataclass(frozen=True)
class WithdrawItem(Action[DataSet]):
    """Take a thing off the list with the reason: it counts no longer from this moment on."""

    code: ClassVar[str] = "tracking.item.withdraw"
    table: ClassVar[StateTable] = states.DATA_SET
    item: Item
    why: str

    def change(self, target: DataSet, act: Act) -> DataSet:
        item = _own(target, self.item)
        if not self.why.strip():
            raise Invalid(_("请写明撤销原因。"), "why")
        item.withdrawn_at, item.withdrawn_why = clock.now(), self.why.strip()[:300]
        act.save(item)
        forget_standings(target)
        return target


def _name_fits(name: str) -> None:
    if not name:
        raise Invalid(_("请填写名称。"), "name")
    if len(name) > LONGEST_NAME:
        shown = {"most": LONGEST_NAME, "length": len(name)}
        raise Invalid(_("名称最多 %(most)d 个字，这里有 %(length)d 个字，请写简称。") % shown, "name")


def _own(target: DataSet, item: Item) -> Item:
    found = Item.objects.filter(data_set=target, pk=item.pk).first()
    if found is None or found.withdrawn_at is not None:
        raise Invalid(_("“%(item)s”不在“%(set)s”中，或已撤销。") % {"item": item, "set": target}, "item")
    return found


def _check_nothing_is_lost(target: DataSet, after: Mapping[str, object]) -> None:
    own = kind(target.kind)
    if words := own.lost(target.settings, after, used_of(target)):
        raise Invalid(words, "settings")
    for tracker in Tracker.objects.filter(data_set=target, replaced_at=None).select_related("row__plan"):
        try:
            own.checked_rule(tracker.rule, after)
        except Invalid as error:
            shown = {"row": tracker.row, "why": error.message}
            raise Invalid(
                _("%(row)s 的计量方式用到了它：%(why)s请先改那一行的计量方式。") % shown, "settings"
            ) from error


def _checked(target: DataSet) -> None:
    if not target.name:
        raise Invalid(_("请填写数据集名称。"), "name")
    if target.cycle not in CYCLES:
        raise Invalid(_("请选择数据周期：旬、月、季、半年或年。"), "cycle")
    if not 0 <= target.lag_days <= 366:
        raise Invalid(_("数据滞后天数应在 0 至 366 之间。"), "lag_days")
    others = DataSet.objects.filter(jurisdiction=target.jurisdiction_id, name=target.name).exclude(pk=target.pk)
    if others.exists():
        raise Invalid(_("已有名为“%(name)s”的数据集。") % {"name": target.name}, "name")
