"""What rooms above the ledger say beside its rows. The ledger does not know them; see `core.rooms`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gongjin.core.rooms import PlanLink, RowMark, RowNote, RowPanel, offered_by_rooms
from gongjin.ledger.models import Plan, Row


def are_marked() -> bool:
    """Whether any room marks rows, so that the list has a column for it."""
    return any(True for _module in offered_by_rooms("row_marks"))


def marks_of(rows: Sequence[Row]) -> dict[int, RowMark]:
    """The mark of each row that has one, by its key; a higher room's stands before a lower one's."""
    found: dict[int, RowMark] = {}
    for module in offered_by_rooms("row_marks"):
        found.update(module.marks(rows))
    return found


def notes_of(rows: Sequence[Row]) -> dict[int, RowNote]:
    """The words beside each row that has some, by its key."""
    found: dict[int, RowNote] = {}
    for module in offered_by_rooms("row_notes"):
        found.update(module.notes(rows))
    return found


def panels_of(row: Row) -> list[RowPanel]:
    """The panels that rooms add to a row's page."""
    made = (module.panel(row) for module in offered_by_rooms("row_panels"))
    return [panel for panel in made if panel is not None]


def links_of(plan: Plan, state: str, roles: Iterable[str]) -> list[PlanLink]:
    """Where rooms lead on from a plan's division in this state."""
    return [link for module in offered_by_rooms("plan_links") for link in module.links(plan, state, frozenset(roles))]
