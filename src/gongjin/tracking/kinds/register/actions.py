"""Every change of a register. None of them takes a count or a share: those come of stages and figures."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action
from gongjin.audit.errors import Invalid
from gongjin.audit.states import StateTable
from gongjin.core.periods import Period
from gongjin.evidence.models import Evidence
from gongjin.people.models import Unit
from gongjin.tracking.actions.data_sets import AddItems, ChangeItem, NewItem
from gongjin.tracking.kinds.register.checks import checked_fields, checked_place, once
from gongjin.tracking.kinds.register.drafts import Amount, Move, figure_drafts, stage_drafts
from gongjin.tracking.kinds.register.form import Form, form_of
from gongjin.tracking.kinds.register.likeness import Names
from gongjin.tracking.kinds.register.states import TABLE
from gongjin.tracking.models import DataSet, Item
from gongjin.tracking.recording import record


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to be entered; with `stage` it is at that stage from `on` on, which `proofs` prove. `figures` are typed
    amounts by the key of their field and hold for `on`."""

    name: str
    code: str = ""
    unit: Unit | None = None
    township: Unit | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    place: Mapping[str, str] = field(default_factory=dict)
    stage: str = ""
    on: date | None = None
    figures: Mapping[str, str | Decimal] = field(default_factory=dict)
    proofs: tuple[Evidence, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class AddEntries(Action[DataSet]):
    """Enter entries, all or none.

    Raises `Invalid` for fields that the register does not take and for what looks like an entry twice: the same code,
    the same name in a township, the same unique field, or a name that is nearly the same unless `likeness_seen`.
    """

    code: ClassVar[str] = "tracking.register.enter"
    table: ClassVar[StateTable] = TABLE
    entries: Sequence[NewEntry]
    likeness_seen: bool = False

    def payload(self) -> dict[str, object]:
        return {"entries": [{"name": entry.name, "stage": entry.stage} for entry in self.entries]}

    def change(self, target: DataSet, act: Act) -> DataSet:
        self.enter(target, act)
        return target

    def enter(self, target: DataSet, act: Act) -> list[Item]:
        """Enter the entries and return them, for an act that goes on with them."""
        form = form_of(target.settings)
        if not self.entries:
            raise Invalid(_("没有要登记的条目。"))
        there = list(target.items.filter(withdrawn_at=None).select_related("township"))
        new = [_new_item(form, entry) for entry in self.entries]
        _not_twice(form, there, new, likeness_seen=self.likeness_seen)
        made = AddItems(new).enter(target, act)
        pairs = list(zip(made, self.entries, strict=True))
        moves = [Move(item, entry.stage, _day_of(entry), entry.proofs, source=entry.source)
                 for item, entry in pairs if entry.stage]  # fmt: skip
        amounts = [Amount(item, Period.of_day(_day_of(entry)), entry.figures, entry.proofs, entry.source)
                   for item, entry in pairs if entry.figures]  # fmt: skip
        drafts = [*stage_drafts(target, form, moves, fresh=True), *figure_drafts(target, form, amounts)]
        if drafts:
            record(target, drafts, act)
        return made


@dataclass(frozen=True)
class ChangeEntry(Action[DataSet]):
    """Correct what is written of an entry. Raises `Invalid` as `AddEntries` does, and where the entry is not as it was
    `seen` (its revision): what another has just written is not written over unread."""

    code: ClassVar[str] = "tracking.register.change"
    table: ClassVar[StateTable] = TABLE
    item: Item
    name: str
    unit: Unit | None = None
    township: Unit | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    place: Mapping[str, str] = field(default_factory=dict)
    seen: int | None = field(default=None, metadata={"secret": True})

    def change(self, target: DataSet, act: Act) -> DataSet:
        form = form_of(target.settings)
        now = Item.objects.filter(pk=self.item.pk).values_list("revision", flat=True).first()
        if self.seen is not None and now != self.seen:
            shown = {"name": self.item.name}
            raise Invalid(_("“%(name)s”刚被他人修改过，您的改动没有保存；请核对最新内容后再改。") % shown, "name")
        self.write(form, target, act)
        refuse_twice(form, target, {self.item.pk})
        return target

    def write(self, form: Form, target: DataSet, act: Act) -> None:
        """Correct it without looking for its like, for an act that corrects many and looks once (`refuse_twice`)."""
        fields, place = checked_fields(form, self.fields), checked_place(self.place)
        ChangeItem(self.item, self.name, self.unit, self.township, fields, place).change(target, act)


@dataclass(frozen=True)
class MoveMany(Action[DataSet]):
    """Say that entries are at a stage from a day on, all or none.

    Raises `Invalid` for a stage that was left out, a day that does not fit the moves around it, or a move back without
    its reason. A stage that needs evidence counts from when a file proves it.
    """

    code: ClassVar[str] = "tracking.register.move"
    table: ClassVar[StateTable] = TABLE
    moves: Sequence[Move]

    def payload(self) -> dict[str, object]:
        return {"moves": [move.payload() for move in self.moves]}

    def change(self, target: DataSet, act: Act) -> DataSet:
        if not self.moves:
            raise Invalid(_("请选择要登记阶段的条目。"))
        record(target, stage_drafts(target, form_of(target.settings), self.moves), act)
        return target


@dataclass(frozen=True)
class MoveStage(Action[DataSet]):
    """`MoveMany` for one entry."""

    code: ClassVar[str] = "tracking.register.move"
    table: ClassVar[StateTable] = TABLE
    item: Item
    stage: str
    on: date
    proofs: tuple[Evidence, ...] = ()
    why: str = ""
    source: str = ""

    def payload(self) -> dict[str, object]:
        return {"moves": [self._move.payload()]}

    @property
    def _move(self) -> Move:
        return Move(self.item, self.stage, self.on, self.proofs, self.why, self.source)

    def change(self, target: DataSet, act: Act) -> DataSet:
        return MoveMany([self._move]).change(target, act)


@dataclass(frozen=True)
class RecordFigures(Action[DataSet]):
    """Record figures of entries (亩, 公里, 户), all or none, each in its field's unit.

    Raises `Invalid` for a unit of another sort, for money that is unlike the rest of its column (元 among 万元) unless
    its unit is written beside it, and for a second value of one period.
    """

    code: ClassVar[str] = "tracking.register.figures"
    table: ClassVar[StateTable] = TABLE
    amounts: Sequence[Amount]

    def payload(self) -> dict[str, object]:
        return {"amounts": [amount.payload() for amount in self.amounts]}

    def change(self, target: DataSet, act: Act) -> DataSet:
        drafts = figure_drafts(target, form_of(target.settings), self.amounts)
        if not drafts:
            raise Invalid(_("没有填写任何数值。"))
        record(target, drafts, act)
        return target


def _day_of(entry: NewEntry) -> date:
    if entry.on is None:
        raise Invalid(_("请填写“%(name)s”的日期。") % {"name": entry.name}, "on")
    return entry.on


def _new_item(form: Form, entry: NewEntry) -> NewItem:
    fields, place = checked_fields(form, entry.fields), checked_place(entry.place)
    return NewItem(entry.name, entry.code, entry.unit, entry.township, fields, place)


def refuse_twice(form: Form, target: DataSet, changed: Collection[int]) -> None:
    """Raise `Invalid` if one of the changed entries (keys) has the name of another in its township, or its unique
    field."""
    there = list(target.items.filter(withdrawn_at=None))
    _not_twice(
        form,
        [item for item in there if item.pk not in changed],
        [item for item in there if item.pk in changed],
        likeness_seen=True,
    )


def _not_twice(form: Form, there: Sequence[Item], new: Sequence[Item | NewItem], *, likeness_seen: bool) -> None:
    """Each of the new ones against those there and against those of the same act before it."""
    everyone: list[Item | NewItem] = [*there, *new]
    for declared in form.texts:
        if not declared.unique:
            continue
        values = [(str(each.fields[declared.key]), each.name) for each in everyone if each.fields.get(declared.key)]
        twice = once(values)
        if twice is not None:
            raise Invalid(
                _("%(names)s的“%(field)s”相同，请核对是否同一条。") % {"names": twice, "field": declared.label},
                declared.key,
            )
    names = Names()
    for item in there:
        names.add(item.name, _town(item))
    for each in new:
        for other in names.like(each.name, _town(each)):
            shown = {"name": each.name, "other": other}
            if other.strip() == each.name.strip():
                raise Invalid(_("“%(name)s”已在名录中，请勿重复登记。") % shown, "name")
            if not likeness_seen:
                raise Invalid(
                    _("“%(name)s”与名录中的“%(other)s”很像，请核对；确是两条的，请确认后再登记。") % shown, "name"
                )
        names.add(each.name, _town(each))


def _town(entry: Item | NewItem) -> int | None:
    return entry.township_id if isinstance(entry, Item) else entry.township.pk if entry.township else None
