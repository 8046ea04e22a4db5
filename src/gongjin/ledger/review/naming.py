"""Settling which unit each written name means."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from gongjin.audit.errors import Conflict, Invalid
from gongjin.ledger.models import DraftKind, DraftName, PlanVersion
from gongjin.ledger.review.access import reviewing
from gongjin.ledger.review.seed import named, proposed_names
from gongjin.people.models import Unit, User

NEW = "new"
ASIDE = "aside"
LONGEST = 80
"""Characters that the directory holds of a unit's name or other name."""


def used_names(version: PlanVersion) -> dict[str, bool]:
    """The names that live rows have, and whether each stands for a class of units."""
    kinds = (DraftKind.RESPONSIBILITY, DraftKind.MEMBER)
    return named(version.drafts.filter(kind__in=kinds).exclude(status="removed").only("version", "kind", "values"))


def keep_up(version: PlanVersion) -> None:
    """Propose units for names that have appeared; names that went stay, so that an undo finds them settled."""
    used = used_names(version)
    known = set(version.names.values_list("written", flat=True))
    missing = {written: is_class for written, is_class in used.items() if written not in known}
    if missing:
        DraftName.objects.bulk_create(proposed_names(version, missing), batch_size=500)


def confirm_name(
    version: PlanVersion,
    user: User | None,
    written: str,
    unit: Unit | str,
    seen: tuple[str, int | None] | None = None,
) -> DraftName:
    """Settle a name: to a unit, to `'new'` (entered in the directory when the version is published), or `'aside'`
    (no single unit). `seen` is the status and the unit's id that the reviewer last saw.

    Raises `Invalid` for a unit of another government, or if a unit of exactly this name exists and 'new' was asked;
    `Conflict` if another reviewer settled the name meanwhile.
    """
    with transaction.atomic():
        found = reviewing(version, user)
        name = found.names.filter(written=written).first()
        if name is None:
            raise Conflict(_("名称“%(name)s”已不在本版本中，请刷新页面。") % {"name": written})
        meant = _meant(found, written, unit)
        present = (name.status, name.unit_id)
        if present == (meant[0], meant[1].pk if meant[1] else None):
            return name  # a second click, or two of one mind
        if seen is not None and seen != present:
            raise Conflict(_("名称“%(name)s”刚被其他核对人确认过，请查看最新内容。") % {"name": written})
        name.status, name.unit = meant
        name.save()
        return name


def _meant(version: PlanVersion, written: str, unit: Unit | str) -> tuple[str, Unit | None]:
    """The status and the unit that an answer means. Raises `Invalid`."""
    jurisdiction = version.plan.jurisdiction
    if isinstance(unit, Unit):
        if unit.jurisdiction_id != jurisdiction.pk or not unit.active:
            raise Invalid(_("“%(name)s”不在本辖区的在用单位名录中。") % {"name": unit.name}, "unit")
        return "matched", unit
    if unit == NEW:
        if Unit.objects.filter(jurisdiction=jurisdiction, name=written).exists():
            raise Invalid(_("单位“%(name)s”已在名录中，请直接对应。") % {"name": written}, "unit")
        if len(written) > LONGEST:
            raise Invalid(_("单位名称最多 80 个字，请先在条目中改短。"), "unit")
        return NEW, None
    if unit == ASIDE:
        return ASIDE, None
    raise Invalid(_("请选择一个单位、“新增单位”或“不对应具体单位”。"), "unit")


def confirm_suggested(version: PlanVersion, user: User | None, threshold: float = 0.85, *, rest: str = "") -> int:
    """Settle all open names at once: those proposed with at least `threshold` to the proposal, the others to `rest`
    ('new', 'aside', or '' to leave them open). Returns how many were settled. It is one act of a person."""
    with transaction.atomic():
        found = reviewing(version, user)
        count = 0
        for name in found.names.filter(status="open"):
            if name.unit_id is not None and name.score >= threshold:
                name.status = "matched"
            elif rest and (rest != NEW or len(name.written) <= LONGEST):
                name.unit, name.status = None, rest
            else:
                continue
            name.save()
            count += 1
        return count
