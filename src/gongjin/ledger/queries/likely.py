"""Which published plan a file that comes in is likely to be a new version of."""

from __future__ import annotations

from dataclasses import dataclass

from gongjin.ledger.matching.versions import Alike, alike, clauses
from gongjin.ledger.models import Plan, PlanVersion
from gongjin.people.models import Jurisdiction


@dataclass(frozen=True, slots=True)
class LikelyVersion:
    """A plan, how alike its version in force is, the number that a new version would have, and one under review."""

    plan: Plan
    alike: Alike
    number: int
    under_review: PlanVersion | None


def likely_version(of: Jurisdiction, title: str, text: str) -> LikelyVersion | None:
    """The published plan that a document is most likely to be a new version of; None where none is likely."""
    said = clauses(text)
    best: tuple[Plan, Alike] | None = None
    in_force = PlanVersion.objects.filter(plan__jurisdiction=of, state="published").select_related("plan")
    for version in in_force.defer("compiled").order_by("-plan_id").iterator(chunk_size=20):
        found = alike(title, said, version.plan.title, clauses(version.text))
        if found.likely and (best is None or found.score > best[1].score):
            best = version.plan, found
    if best is None:
        return None
    versions = list(best[0].versions.defer("text", "compiled").order_by("-number"))
    under_review = next((version for version in versions if version.state == "review"), None)
    return LikelyVersion(best[0], best[1], versions[0].number + 1, under_review)
