"""The unit names of a version under review: how often each is written, and what it is settled to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from gongjin.ledger.models import DraftName, PlanVersion
from gongjin.people.models import Jurisdiction, Unit
from gongjin.people.queries import units


def names(version: PlanVersion, written: Collection[str]) -> list[DraftName]:
    """The names among these, those to be settled first, the least certain of them on top."""
    found = [name for name in version.names.select_related("unit") if name.written in written]
    return sorted(found, key=lambda name: (name.status != "open", name.score, name.pk))


def times_written(version: PlanVersion) -> dict[str, int]:
    """How often live rows have each unit name; only names that are written at all."""
    rows = version.drafts.filter(kind__in=("responsibility", "member")).exclude(status="removed")
    return Counter(str(values["unit"]) for values in rows.values_list("values", flat=True) if values.get("unit"))


def unit_called(of: Jurisdiction, words: str) -> Unit | None:
    """The unit in use of exactly this name, else of this short or other name if it is the only one."""
    found = list(units(of, words).filter(active=True)[:50])
    exact = [unit for unit in found if unit.name == words]
    others = [unit for unit in found if words in {unit.short_name, *(alias.name for alias in unit.aliases.all())}]
    candidates = exact or others
    return candidates[0] if len(candidates) == 1 else None
