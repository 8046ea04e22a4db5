"""To whom each row was handed, for lists of the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from gongjin.core.rooms import RowNote
from gongjin.delivery.models import Assignment
from gongjin.delivery.states import ASSIGNMENT, OPEN
from gongjin.ledger.models import Row


def notes(rows: Sequence[Row]) -> Mapping[int, RowNote]:
    """The open assignments of each row in a few words, in one query."""
    found = Assignment.objects.filter(row__in=rows, parent=None, state__in=OPEN).select_related("unit").order_by("pk")
    by_row: dict[int, list[Assignment]] = {}
    for item in found:
        if item.row_id is not None:
            by_row.setdefault(item.row_id, []).append(item)
    urls = {row.pk: reverse("ledger:row", args=[row.public_id]) for row in rows}
    return {row: RowNote(_word(items), _whole(items), urls[row]) for row, items in by_row.items()}


def _word(items: Sequence[Assignment]) -> str:
    if len(items) == 1:
        return f"{items[0].unit.short_name or items[0].unit.name} {ASSIGNMENT.states[items[0].state]}"
    signed = sum(item.state == "signed" for item in items)
    return _("%(n)d 个单位，已签收 %(signed)d") % {"n": len(items), "signed": signed}


def _whole(items: Sequence[Assignment]) -> str:
    return "、".join(f"{item.unit.name}（{ASSIGNMENT.states[item.state]}）" for item in items)
