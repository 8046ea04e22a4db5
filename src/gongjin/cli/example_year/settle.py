"""What the office settles before the year begins: how each row is measured, who owns the data, the rule of lights."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from gongjin.cli.example_year.desk import Aim, Desk, Work
from gongjin.cli.example_year.people import reporters
from gongjin.cli.example_year.story import Story
from gongjin.core.texts import gettext as _
from gongjin.ledger.models import Plan
from gongjin.people.models import Unit, UnitKind
from gongjin.tracking.actions.data_sets import AddDataSet, ChangeDataSet
from gongjin.tracking.actions.offers import AcceptOffers
from gongjin.tracking.actions.trackers import LeaveUnquantified, SetLights, SetTracker
from gongjin.tracking.kinds.monitoring.rule import NATIONAL
from gongjin.tracking.models import DataSet, Tracker
from gongjin.tracking.queries.asked import readings_of
from gongjin.tracking.queries.offers import Offered, offered
from gongjin.tracking.queries.progress import asked_of
from gongjin.tracking.rules.light import LightRule

NATIONAL_LIMIT: Final = "0.05"
"""Class III of total phosphorus in lakes, as the made-up letter of the example sets it."""
LAST_YEAR: Final = "120"
"""What was added the year before, where the example has no year before."""


def settle(desk: Desk, plan: Plan, story: Story) -> list[Work]:
    """Settle the plan's rows; the work to be done, data set by data set."""
    rows = offered(plan)
    if any(not item.settled and item.offer is not None for item in rows):
        desk.act(AcceptOffers(), desk.office, plan)
    for item in offered(plan):
        if not item.settled:
            desk.act(LeaveUnquantified(_("本年度不设量化口径，由专班研判（演示数据）。")), desk.office, item.row)
    _what_offers_leave_open(desk, plan)
    owners = _owners(desk, plan, rows)
    desk.act(SetLights(LightRule(near_days=45)), desk.office, plan)
    return _works(desk, plan, story, owners)


def _what_offers_leave_open(desk: Desk, plan: Plan) -> None:
    """The series that a relative row is compared with, and the state's target from its letter."""
    for tracker in _trackers(plan):
        data_set = tracker.data_set
        if data_set is None:
            continue
        if tracker.rule.get("read") == "difference" and tracker.beside is None:
            name = str(tracker.rule.get("compared_with") or "") or _("%(name)s的对比指标") % {
                "name": data_set.name[:100]
            }
            add = AddDataSet(
                desk.jurisdiction, data_set.kind, name, unit_of_measure=data_set.unit_of_measure, cycle=data_set.cycle,
                settings=data_set.settings,
            )  # fmt: skip
            there = DataSet.objects.filter(jurisdiction=desk.jurisdiction, name=name).first()
            beside = there or desk.act(add, desk.office)
            again = SetTracker(data_set, tracker.rule, tracker.asked, beside, tracker.why)
            desk.act(again, desk.office, tracker.row)
        elif tracker.rule.get("target_from") == NATIONAL and not tracker.rule.get("source"):
            rule = {**tracker.rule, "source": _("省级考核目标函（演示数据）")}
            asked = {**tracker.asked, "value": NATIONAL_LIMIT}
            desk.act(SetTracker(data_set, rule, asked, tracker.beside, tracker.why), desk.office, tracker.row)
        elif data_set.template == "households" and tracker.asked.get("wanted") == "rise":
            asked = {**tracker.asked, "base": LAST_YEAR}
            desk.act(SetTracker(data_set, tracker.rule, asked, None, tracker.why), desk.office, tracker.row)


def _owners(desk: Desk, plan: Plan, rows: list[Offered]) -> Mapping[int, Unit]:
    """The unit of each data set, set where it is missing: the first that the row names, else the first department."""
    named = {
        item.row.pk: next((each.unit for each in item.line.responsibilities if each.unit is not None), None)
        for item in rows
    }
    departments = Unit.objects.filter(jurisdiction=desk.jurisdiction, kind=UnitKind.DEPARTMENT.value).order_by("pk")
    fallback = departments[1] if departments.count() > 1 else departments[0]
    owners: dict[int, Unit] = {}
    for tracker in _trackers(plan):
        for data_set in (tracker.data_set, tracker.beside):
            if data_set is None or data_set.pk in owners:
                continue
            owner = data_set.unit or named.get(tracker.row_id) or fallback
            owners[data_set.pk] = owner
            if data_set.unit is None:
                change = ChangeDataSet(
                    data_set.name, owner, data_set.unit_of_measure, data_set.cycle, data_set.lag_days,
                    data_set.settings,
                )  # fmt: skip
                desk.act(change, desk.office, data_set)
    return owners


def _works(desk: Desk, plan: Plan, story: Story, owners: Mapping[int, Unit]) -> list[Work]:
    actors = reporters(desk, owners.values())
    townships = tuple(
        Unit.objects.filter(jurisdiction=desk.jurisdiction, kind=UnitKind.TOWNSHIP.value).order_by("pk")
    ) or (next(iter(owners.values())),)
    aims: dict[int, list[Aim]] = {}
    trackers = list(_trackers(plan))
    readings = readings_of(tracker.row for tracker in trackers)
    for tracker in trackers:
        aim = Aim(tracker.rule, asked_of(tracker, readings))
        aims.setdefault(tracker.data_set_id or 0, []).append(aim)
        if tracker.beside_id:
            # Compared with it: about its own level, at the pace of a year that is as planned.
            aims.setdefault(tracker.beside_id, []).append(Aim({"read": "latest"}, aim.asked.with_value(Decimal(6))))
    sets = DataSet.objects.filter(pk__in=owners).select_related("unit", "jurisdiction").order_by("code")
    return [
        Work(
            data_set, actors[owners[data_set.pk].pk], tuple(aims.get(data_set.pk, ())), story.fate(data_set.code),
            story.dice(data_set.code), townships,
        )
        for data_set in sets
    ]  # fmt: skip


def _trackers(plan: Plan) -> list[Tracker]:
    found = Tracker.objects.filter(row__plan=plan, replaced_at=None).exclude(data_set=None)
    return list(found.select_related("data_set__unit", "data_set__jurisdiction", "beside__unit", "row__plan"))
