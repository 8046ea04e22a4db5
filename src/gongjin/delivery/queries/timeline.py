"""The acts on one assignment as the chain tells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from gongjin.audit.queries import records_of
from gongjin.audit.telling import labels
from gongjin.delivery.models import Assignment
from gongjin.people.queries import who_acted

SHOWN: Final = 200
_WORDS: Final = ("reason", "handler", "reference", "note")


@dataclass(frozen=True, slots=True)
class Step:
    """One act: when, what, who for which unit, and the words that were given with it."""

    at: datetime
    label: str
    name: str
    unit: str
    words: str


def timeline(target: Assignment) -> list[Step]:
    """The acts that touched the assignment, the first first."""
    records = list(reversed(records_of([target])[:SHOWN]))
    who, known = who_acted(records), labels()
    return [
        Step(
            record.at,
            known.get(record.action, record.action),
            who[record.pk].name,
            who[record.pk].unit,
            _said(getattr(record, "payload", None) and record.payload.body),
        )
        for record in records
    ]


def _said(body: Mapping[str, object] | None) -> str:
    """The words of an act; of a payload that was blanked, that it was."""
    if body is None:
        return _("（内容已按规定清除）")
    return "；".join(str(body[name]) for name in _WORDS if body.get(name))
