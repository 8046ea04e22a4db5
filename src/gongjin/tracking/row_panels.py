"""The progress of a row, for its page and drawer in the ledger."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.core import clock
from gongjin.core.rooms import RowPanel
from gongjin.ledger.models import Row
from gongjin.tracking.models import Tracker
from gongjin.tracking.queries.standings import standings


def panel(row: Row) -> RowPanel | None:
    """The progress of today with a way to the page that tells all; None for a row that is no longer in force."""
    if row.state != "current":
        return None
    tracker = Tracker.objects.filter(row=row, replaced_at=None).select_related("data_set").first()
    today = clock.today()
    progress = standings([row], today)[row.pk] if tracker else None
    context = {"tracker": tracker, "progress": progress, "on": today, "row": row}
    return RowPanel("progress", _("进度"), "tracking/row_panel.html", context)
