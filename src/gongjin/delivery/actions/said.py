"""What somebody wrote, or chose, checked before it is kept."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid
from gongjin.delivery.rules.dates import too_short
from gongjin.people.models import Unit


def written(text: str, missing: str, field: str, most: int) -> str:
    """The text without outer spaces. Raises `Invalid` with `missing` when it is empty, and when it is too long."""
    found = text.strip()
    if not found:
        raise Invalid(missing, field)
    return short(found, field, most)


def short(text: str, field: str, most: int) -> str:
    """The text without outer spaces, which may be empty. Raises `Invalid` when it is too long."""
    found = text.strip()
    if len(found) > most:
        raise Invalid(_("请控制在 %(most)d 字以内（现有 %(n)d 字）。") % {"most": most, "n": len(found)}, field)
    return found


def usable(unit: Unit, jurisdiction: int) -> Unit:
    """The unit, if work may be handed to it. Raises `Invalid`."""
    if unit.jurisdiction_id != jurisdiction:
        raise Invalid(_("所选单位不属于本辖区，请从名录中选择。"), "unit")
    if not unit.active:
        raise Invalid(_("“%(unit)s”已停用，不能下达。请另选单位。") % {"unit": unit.name}, "unit")
    return unit


def not_past(due: date, today: date) -> date:
    """The due date, if it is today or later. Raises `Invalid`."""
    if due < today:
        shown = {"due": due.isoformat()}
        raise Invalid(_("完成时限 %(due)s 已经过去，请另定时限。") % shown, "due")
    return due


def approved(dues: list[date], today: date, approver: str, hurry: str) -> None:
    """Raises `Invalid` if something falls due at less than two working days' notice and nobody approved that."""
    hasty = [due for due in dues if too_short(today, due)]
    if not hasty or (approver.strip() and hurry.strip()):
        return
    message = _("有 %(n)d 项到期前不足两个工作日（最早 %(due)s）。请写明批准人职务和原因，或另定时限。")
    field = "hurry" if approver.strip() else "approver"
    raise Invalid(message % {"n": len(hasty), "due": min(hasty).isoformat()}, field)
