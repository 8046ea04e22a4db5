"""Accepting rows: they are as the document says."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongjin.ledger.models import DraftRow, PlanVersion
from gongjin.ledger.review.steps import Changes, Seen, step
from gongjin.ledger.review.values import problem
from gongjin.people.models import User


def accept(version: PlanVersion, user: User | None, seen: Seen) -> int:
    """Accept these rows; returns how many were open. Raises `Invalid` for one whose values do not hold together."""
    with step(version, user, _("接受")) as changes:
        rows = changes.rows(seen)
        for row in rows:
            wrong = problem(row.kind, row.values)
            if wrong is not None:
                raise wrong
        return changes.set_status([row for row in rows if row.status == "open"], "accepted")


def reopen(version: PlanVersion, user: User | None, seen: Seen) -> int:
    """Take accepted rows back to be checked again; returns how many."""
    with step(version, user, _("重新核对")) as changes:
        return changes.set_status([row for row in changes.rows(seen) if row.status == "accepted"], "open")


def below(changes: Changes, section: str) -> set[str]:
    """The keys of a section and of all sections below it."""
    keys = {section}
    for row in changes.outline():
        if row.values.get("parent") in keys:
            keys.add(row.key)
    return keys


def accept_section(version: PlanVersion, user: User | None, section: str | None, threshold: float = 0.0) -> int:
    """Accept the open rows of a section and those below it (None: of the whole document) whose confidence is at least
    `threshold`; returns how many. Rows whose values do not hold together stay open."""
    with step(version, user, _("整节接受") if section is not None else _("全部接受")) as changes:
        rows = changes.live() if section is None else changes.inside(below(changes, section))

        def fits(row: DraftRow) -> bool:
            return row.status == "open" and row.confidence >= threshold and not problem(row.kind, row.values)

        return changes.set_status([row for row in rows if fits(row)], "accepted")
