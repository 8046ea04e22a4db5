"""The light of each row, for lists of the rooms below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from gongjin.core import clock
from gongjin.core.rooms import RowMark
from gongjin.ledger.models import Row
from gongjin.tracking.models import Tracker
from gongjin.tracking.queries.standings import standings
from gongjin.tracking.templatetags.tracking import word_of


def marks(rows: Sequence[Row]) -> Mapping[int, RowMark]:
    """The light of the rows that have a tracker, or the decision for none, today."""
    tracked = set(Tracker.objects.filter(row__in=rows, replaced_at=None).values_list("row", flat=True))
    today = clock.today()
    found = standings([row for row in rows if row.pk in tracked], today) if tracked else {}
    return {
        row.pk: RowMark(
            found[row.pk].light.value,
            word_of(found[row.pk], today),
            found[row.pk].reason,
            reverse("tracking:row", args=[row.public_id]),
        )
        for row in rows
        if row.pk in found
    }
