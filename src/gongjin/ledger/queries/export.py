"""The ledger of a plan as plain data, for programs: the schema `gongjin.ledger/1`. Figures are text, so that none is
rounded on its way; every value says where it comes from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeAlias

from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid
from gongjin.core.figures import canonical
from gongjin.ledger.models import (
    Citation,
    Deadline,
    DivisionEntry,
    OfficeValues,
    Plan,
    PlanVersion,
    Reading,
    Responsibility,
    Section,
    TaskForce,
    TaskForceMember,
)
from gongjin.ledger.queries.division_gaps import standing_of
from gongjin.ledger.queries.plans import current_version, dropped_rows
from gongjin.people.models import Unit

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
SCHEMA = "gongjin.ledger/1"


def _figure(value: Decimal | None) -> str | None:
    return None if value is None else canonical(value)


def _unit(unit: Unit | None) -> Json:
    return None if unit is None else {"id": str(unit.public_id), "name": unit.name}


def _reading(reading: Reading) -> dict[str, Json]:
    row = reading.row
    found: dict[str, Json] = {
        "id": str(row.public_id),
        "code": f"{row.plan.code}-{row.code}",
        "kind": row.kind,
        "section": reading.section.number,
        "parent": reading.parent.code if reading.parent else None,
        "title": reading.title,
        "text": reading.text,
        "span": [reading.start, reading.end],
        "origin": reading.origin,
        "strength": reading.strength or None,
    }
    if row.kind == "target":
        found["target"] = {
            "comparator": reading.comparator, "value": _figure(reading.value), "value2": _figure(reading.value2),
            "unit": reading.unit_of_measure, "kind": reading.target_kind, "accrual": reading.accrual or None,
            "base": _figure(reading.base), "base_period": reading.base_period or None,
            "period": reading.period or None, "scope": reading.scope or None, "each": reading.each,
            "part_of": reading.part_of.code if reading.part_of else None,
        }  # fmt: skip
    if row.kind == "commitment":
        found["commitment"] = {"kind": reading.commitment_kind, "reference": reading.reference or None}
    return found


def _responsibility(item: Responsibility) -> Json:
    return {
        "role": item.role, "written": item.written, "unit": _unit(item.unit), "class": item.is_class,
        "open_ended": item.open_ended, "inferred": item.inferred, "origin": item.origin,
    }  # fmt: skip


def _deadline(item: Deadline) -> Json:
    return {
        "kind": item.kind, "start": item.starts or None, "date": item.date or None, "rule": item.rule or None,
        "text": item.text, "origin": item.origin,
    }  # fmt: skip


def _office(values: OfficeValues) -> Json:
    return {
        "due": values.due.isoformat() if values.due else None, "cadence": values.cadence or None,
        "metric": values.metric or None, "unit": values.unit_of_measure or None, "base": _figure(values.base),
        "base_period": values.base_period or None, "period": values.period or None, "note": values.note or None,
        "origin": "office",
    }  # fmt: skip


def _by_row(pairs: Iterable[tuple[int, Json]]) -> Mapping[int, list[Json]]:
    found: dict[int, list[Json]] = defaultdict(list)
    for row, value in pairs:
        found[row].append(value)
    return found


def _rows(version: PlanVersion) -> list[Json]:
    readings = Reading.objects.filter(version=version).order_by("order")
    readings = readings.select_related("row__plan", "section", "parent", "part_of")
    answers = Responsibility.objects.filter(version=version).select_related("unit").order_by("order")
    deadlines = Deadline.objects.filter(version=version).order_by("start", "pk")
    entries = DivisionEntry.objects.filter(row__plan=version.plan).select_related("unit").order_by("row", "pk")
    answering = _by_row((item.row_id, _responsibility(item)) for item in answers)
    dates = _by_row((item.row_id, _deadline(item)) for item in deadlines)
    division = _by_row((item.row_id, {"unit": _unit(item.unit), "part": item.part}) for item in entries)
    undivided = standing_of(version.plan_id).undivided
    office = {item.row_id: _office(item) for item in OfficeValues.objects.filter(row__plan=version.plan)}
    return [
        {
            **_reading(reading),
            "responsibilities": answering.get(reading.row_id, []),
            "deadlines": dates.get(reading.row_id, []),
            "division": division.get(reading.row_id, []),
            "undivided": reading.row_id in undivided,
            "office": office.get(reading.row_id),
        }
        for reading in readings
    ]


def _task_force(version: PlanVersion) -> Json:
    force = TaskForce.objects.filter(version=version).first()
    members = TaskForceMember.objects.filter(version=version).select_related("unit").order_by("order")
    if force is None:
        return None
    return {
        "name": force.name or None, "convener_post": force.convener_post or None,
        "deputy_posts": [str(post) for post in force.deputy_posts], "office_in": force.office_in or None,
        "duties": force.duties or None, "open_ended": force.members_open_ended,
        "members": [{"written": member.written, "unit": _unit(member.unit)} for member in members],
    }  # fmt: skip


def as_data(plan: Plan) -> dict[str, Json]:
    """The ledger as it is now. Raises `Invalid` before a version is published."""
    version = current_version(plan)
    if version is None:
        raise Invalid(_("方案 %(code)s 还没有发布，没有台账可以导出。请先核对并发布。") % {"code": plan.code})
    sections = Section.objects.filter(version=version).select_related("parent").order_by("order")
    return {
        "schema": SCHEMA,
        "plan": {"id": str(plan.public_id), "code": plan.code, "title": plan.title},
        "version": {
            "number": version.number,
            "published_at": version.published_at.isoformat() if version.published_at else None,
            "file_name": version.file_name,
            "file_digest": version.file_digest,
        },
        "sections": [
            {
                "number": section.number, "parent": section.parent.number if section.parent else None,
                "label": section.label, "title": section.title, "span": [section.start, section.end],
            }
            for section in sections
        ],
        "rows": _rows(version),
        "dropped": [f"{plan.code}-{row.code}" for row in dropped_rows(plan)],
        "citations": [
            {"kind": item.kind, "name": item.name} for item in Citation.objects.filter(version=version)
        ],
        "task_force": _task_force(version),
    }  # fmt: skip
