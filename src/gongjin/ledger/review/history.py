"""Undoing and redoing one's own steps."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from gongjin.audit.errors import Conflict, WrongState
from gongjin.ledger.models import DraftKind, DraftRow, DraftStep, PlanVersion
from gongjin.ledger.review import naming, pairing
from gongjin.ledger.review.access import reviewing
from gongjin.people.models import User


def undo(version: PlanVersion, user: User | None) -> str:
    """Take back the reviewer's last step; returns its label.

    Raises `WrongState` if there is none, `Conflict` if somebody else has touched its rows since.
    """
    with transaction.atomic():
        found = reviewing(version, user)
        step = found.steps.filter(user=user, undone=False).order_by("-pk").first()
        if step is None:
            raise WrongState(_("没有可以撤销的步骤。"))
        _refuse_if_touched(step, user, _("“%(label)s”之后其他核对人改过相同的条目，不能撤销。请直接修改。"))
        _apply(found, step.after, step.before)
        step.undone = True
        step.save(update_fields=["undone"])
        return step.label


def redo(version: PlanVersion, user: User | None) -> str:
    """Do again what the reviewer last took back; returns its label. A new step in between ends this."""
    with transaction.atomic():
        found = reviewing(version, user)
        last = found.steps.filter(user=user, undone=False).order_by("-pk").values_list("pk", flat=True).first() or 0
        step = found.steps.filter(user=user, undone=True, pk__gt=last).order_by("pk").first()
        if step is None:
            raise WrongState(_("没有可以重做的步骤。"))
        _refuse_if_touched(step, user, _("“%(label)s”撤销之后其他核对人改过相同的条目，不能重做。请直接修改。"))
        _apply(found, step.before, step.after)
        step.undone = False
        step.save(update_fields=["undone"])
        return step.label


def _refuse_if_touched(step: DraftStep, user: User | None, message: str) -> None:
    mine = set(step.before)
    later = DraftStep.objects.filter(version=step.version, pk__gt=step.pk, undone=False)
    others = later.filter(user__isnull=False) if user is None else later.exclude(user=user)
    if user is not None:
        others = others | later.filter(user__isnull=True)
    if any(mine & set(before) for before in others.values_list("before", flat=True).iterator()):
        raise Conflict(message % {"label": step.label})


def _apply(
    version: PlanVersion,
    now: Mapping[str, Mapping[str, object] | None],
    then: Mapping[str, Mapping[str, object] | None],
) -> None:
    """Bring rows from one recorded state to the other. Raises `Conflict` where a row is not in the first."""
    ids, sections = [UUID(key) for key in now], set[str]()
    rows: dict[str, DraftRow] = {}
    for first in range(0, len(ids), 400):
        found = version.drafts.filter(public_id__in=ids[first : first + 400])
        rows.update({str(row.public_id): row for row in found})
    for key, expected in now.items():
        row, target = rows.get(key), then[key]
        if (row is None) != (expected is None) or (
            row is not None and expected is not None and any(getattr(row, n) != v for n, v in expected.items())
        ):
            raise Conflict(_("相关条目已被改动，不能撤销或重做。请刷新页面查看最新内容。"))
        sections.update(str(value["section"]) for value in (expected, target) if value and "section" in value)
        sections.update({row.section} if row is not None else set())
        if row is None:
            DraftRow.objects.create(version=version, public_id=UUID(key), **(target or {}))
        elif target is None:
            row.delete()
        else:
            for name, value in target.items():
                setattr(row, name, value)
            row.revision += 1
            row.save()
    kinds = {row.kind for row in rows.values()} | {
        str(target["kind"]) for target in then.values() if target and "kind" in target
    }
    if kinds & {DraftKind.RESPONSIBILITY, DraftKind.MEMBER}:
        naming.keep_up(version)
    pairing.keep_up(version, sections)
