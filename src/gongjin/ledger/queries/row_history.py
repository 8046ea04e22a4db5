"""What was done to a row, act by act, with what each act set: a unit's part that was taken away too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from gongjin.audit.models import Record
from gongjin.audit.states import tables
from gongjin.ledger.actions.previewed import PART, UNDIVIDED, Change
from gongjin.ledger.models import DivisionEntry, DivisionPart, OfficeValues, PartsRule, Reading, Row, RowInDivision
from gongjin.ledger.typed_values import FIELDS
from gongjin.people.models import Unit, User

SHOWN_RECORDS = 100


@dataclass(frozen=True, slots=True)
class Happening:
    """One act on the row: when, by whom, which, and what it set."""

    at: datetime
    actor: str
    action: str
    details: tuple[str, ...]


def history_of(row: Row, readings: Sequence[Reading]) -> list[Happening]:
    """The acts that touched a row, its readings or what the office settled for it, the latest first, at most 100."""
    ids: set[UUID] = {row.public_id, *(reading.public_id for reading in readings)}
    ids.update(OfficeValues.objects.filter(row=row).values_list("public_id", flat=True))
    ids.update(RowInDivision.objects.filter(row=row).values_list("public_id", flat=True))
    ids.update(DivisionEntry.objects.filter(row=row).values_list("public_id", flat=True))
    found = Record.objects.filter(chain=row.audit_chain, touched__object_id__in=ids).distinct()
    records = list(found.select_related("payload").order_by("-sequence")[:SHOWN_RECORDS])
    actors = {record.actor for record in records if _uuid(record.actor)}
    names = {str(key): name for key, name in _names(actors)}
    labels = {rule.action: str(rule.label) for table in tables() for rule in table.rules}
    settled = {record.pk: _settled(record, row) for record in records}
    units = _unit_names({change.unit for changes in settled.values() for change in changes if change.unit})
    return [
        Happening(
            record.at,
            names.get(record.actor) or (_("系统") if record.actor == "system" else _("已注销的账号")),
            labels.get(record.action, record.action),
            tuple(_in_words(change, units) for change in settled[record.pk]) or _details(record, row),
        )
        for record in records
    ]


def _names(actors: set[str]) -> list[tuple[UUID, str]]:
    return list(User.objects.filter(public_id__in=actors).values_list("public_id", "display_name"))


def _settled(record: Record, row: Row) -> list[Change]:
    """What an act on the division changed of this row."""
    if record.action not in ("ledger.division.settle", "ledger.division.read_back"):
        return []
    return [change for change in map(_change, _body(record).get("changes") or ()) if change.row == str(row.public_id)]


def _change(kept: Mapping[str, str]) -> Change:
    return Change(**{name: str(kept.get(name, "")) for name in Change._fields})


def _unit_names(keys: set[str]) -> dict[str, str]:
    found = Unit.objects.filter(public_id__in=keys).values_list("public_id", "name")
    return {str(key): name for key, name in found}


def _in_words(change: Change, units: Mapping[str, str]) -> str:
    labels = {value: str(label) for value, label in DivisionPart.choices}
    if change.name == UNDIVIDED:
        return _("标为不分工") if change.now else _("取消不分工")
    if change.name != PART:
        return _set(change.name, change.now)
    shown = {"unit": units.get(change.unit) or _("已删除的单位")}
    shown |= {"was": labels.get(change.was, change.was), "now": labels.get(change.now, change.now)}
    if not change.now:
        return _("%(unit)s：取消%(was)s") % shown
    return (_("%(unit)s：%(was)s改为%(now)s") if change.was else _("%(unit)s：%(now)s")) % shown


def _body(record: Record) -> dict[str, Any]:
    """What an act was given; empty once it was blanked."""
    payload = getattr(record, "payload", None)
    return payload.body if payload is not None and isinstance(payload.body, dict) else {}


def _uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _details(record: Record, row: Row) -> tuple[str, ...]:
    """What an act set on this row, as far as its payload tells (it may have been blanked)."""
    body = _body(record)
    if record.action == "ledger.row.settle":
        others = body.get("others") or {}
        values = others.get(str(row.public_id)) or body.get("values") or {}
        return tuple(_set(name, str(text)) for name, text in values.items() if name in FIELDS)
    if record.action == "ledger.row.part":
        items = body.get("items") or {}
        rule = body.get("rule")
        if not items:
            return (_("取消分解"),)
        label = PartsRule(rule).label if rule in PartsRule.values else ""
        return (_("%(rule)s，%(n)d 个单位") % {"rule": label, "n": len(items)},)
    return ()


def _set(name: str, text: str) -> str:
    label = FIELDS[name].label if name in FIELDS else name
    if not text.strip():
        return _("%(label)s：清除专班确定值") % {"label": label}
    return _("%(label)s：%(text)s") % {"label": label, "text": text}
