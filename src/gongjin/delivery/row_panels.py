"""What was handed out of a row, for its page and drawer in the ledger."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.core.rooms import RowPanel
from gongjin.delivery.queries.assignments import of_row
from gongjin.ledger.models import Row


def panel(row: Row) -> RowPanel:
    """To whom it was handed and how that stands."""
    return RowPanel("delivery", _("交办"), "delivery/row_panel.html", {"items": of_row(row), "row": row})
