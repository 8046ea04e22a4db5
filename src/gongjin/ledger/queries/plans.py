"""Plans and their versions, as lists and heads of pages need them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gongjin.ledger.models import Plan, PlanVersion, Row
from gongjin.people.models import Jurisdiction


def plans(of: Jurisdiction) -> QuerySet[Plan, Plan]:
    """The plans of a government that are in force or under review, the newest first; imports given up are left out.

    Each has `rows_in_force`, the number of rows of its ledger.
    """
    live = PlanVersion.objects.filter(plan=OuterRef("pk")).exclude(state="discarded")
    return (
        Plan.objects.filter(Exists(live), jurisdiction=of)
        .annotate(rows_in_force=Count("rows", filter=Q(rows__state="current")))
        .prefetch_related("versions")
        .order_by("-pk")
    )


def plan_by_code(of: Jurisdiction, code: str) -> Plan | None:
    """The plan with a printed code."""
    return Plan.objects.select_related("jurisdiction").filter(jurisdiction=of, code=code).first()


def plan_by_id(of: Jurisdiction, public_id: UUID) -> Plan | None:
    """The plan with a public id."""
    return Plan.objects.select_related("jurisdiction").filter(jurisdiction=of, public_id=public_id).first()


def versions(of: Plan) -> QuerySet[PlanVersion, PlanVersion]:
    """All versions of a plan, the newest first, without their text."""
    return of.versions.defer("text", "compiled").order_by("-number")


def version_in_force(of: Plan) -> PlanVersion | None:
    """The published version."""
    return of.versions.filter(state="published").first()


def version_in_review(of: Plan) -> PlanVersion | None:
    """The version under review; at most one."""
    return of.versions.filter(state="review").first()


def dropped_rows(of: Plan) -> QuerySet[Row, Row]:
    """Rows that a later version no longer has."""
    return of.rows.filter(state="dropped").order_by("code")
