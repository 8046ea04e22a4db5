"""Taking what is offered: data sets and trackers of many rows in one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act, Action
from gongjin.audit.errors import Invalid
from gongjin.audit.states import StateTable
from gongjin.ledger.models import Plan, Row
from gongjin.people.models import Unit
from gongjin.tracking import states
from gongjin.tracking.actions.data_sets import AddDataSet
from gongjin.tracking.actions.trackers import SetTracker
from gongjin.tracking.kinds.protocol import Offer
from gongjin.tracking.models import DataSet
from gongjin.tracking.queries.offers import Offered, existing, offered


@dataclass(frozen=True)
class AcceptOffers(Action[Plan]):
    """Confirm what rows are offered: each gets its data set (one that is there first, else a new one, shared by rows
    that name the same) and its tracker. `rows` None takes every row that has an offer and no tracker.

    Raises `Invalid` when a row has none any more, or nothing is left to confirm; then nothing has happened.
    """

    code: ClassVar[str] = "tracking.trackers.accept"
    table: ClassVar[StateTable] = states.PLAN
    rows: Sequence[Row] | None = None

    def change(self, target: Plan, act: Act) -> Plan:
        waiting = {item.row.pk: item for item in offered(target) if not item.settled and item.offer is not None}
        wanted = list(waiting) if self.rows is None else [row.pk for row in self.rows]
        if not wanted:
            raise Invalid(_("没有待确认的计量方式。"))
        if lost := [pk for pk in wanted if pk not in waiting]:
            raise Invalid(_("有 %(n)d 行已确定计量方式或没有建议，请刷新页面后再试。") % {"n": len(lost)})
        made: list[DataSet] = []
        for pk in wanted:
            item = waiting[pk]
            if item.offer is not None:
                _take(target, item, item.offer, made, act)
        return target


def _take(plan: Plan, item: Offered, offer: Offer, made: list[DataSet], act: Act) -> None:
    data_set = item.there or existing(offer, made) or _new(plan, offer, item.unit, made, act)
    beside = _beside(plan, item, made, act)
    if beside == data_set:  # words of one figure on both sides: the office chooses
        beside = None
    SetTracker(data_set, offer.rule, offer.asked, beside, why=offer.why).change(item.row, act)


def _beside(plan: Plan, item: Offered, made: list[DataSet], act: Act) -> DataSet | None:
    """What a relative row is compared with: the series that another row has or will have, else one of its own."""
    against = item.beside
    if against is None or against.offer is None:
        return against.data_set if against else None
    there = DataSet.objects.filter(jurisdiction=plan.jurisdiction_id, state="open", name=against.name).order_by("pk")
    found = existing(against.offer, [*made, *there])
    return found or _new(plan, against.offer, against.unit, made, act)


def _new(plan: Plan, offer: Offer, unit: Unit | None, made: list[DataSet], act: Act) -> DataSet:
    add = AddDataSet(
        plan.jurisdiction,
        offer.kind,
        _free_name(plan, offer.name),
        unit=unit,
        unit_of_measure=offer.unit_of_measure,
        cycle=offer.cycle.value,
        template=offer.template,
        settings=offer.settings,
    )
    data_set = add.change(add.new(act.actor), act)
    made.append(data_set)
    return data_set


def _free_name(plan: Plan, name: str) -> str:
    """The name, with a number behind it when a data set of another sort has it already."""
    taken = set(DataSet.objects.filter(jurisdiction=plan.jurisdiction_id).values_list("name", flat=True))
    free, number = name[:110], 2
    while free in taken:
        free, number = f"{name[:110]}（{number}）", number + 1
    return free
