"""Readings with what stands around them, without the documents they came from.

A version's text and compiled form may be megabytes, and a join would bring a copy along with each row.
"""

from __future__ import annotations

from django.db.models import QuerySet

from gongjin.ledger.models import PlanVersion, Reading


def around(readings: QuerySet[Reading]) -> QuerySet[Reading]:
    """The readings, each with its row, plan, section and version in the same query."""
    return readings.select_related("row__plan", "section", "version").defer(*PlanVersion.HEAVY)
