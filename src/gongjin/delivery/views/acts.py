"""From a sent form to an act on an assignment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid
from gongjin.core import figures
from gongjin.delivery.actions.assignments import (
    Decline,
    HandOver,
    Insist,
    OnAssignment,
    PassOn,
    Reassign,
    Sign,
    Withdraw,
)
from gongjin.delivery.actions.parts import Divide, Share, TakeBack
from gongjin.delivery.models import Assignment
from gongjin.delivery.queries.assignments import as_uuid, chosen
from gongjin.ledger.typed_values import parse_date
from gongjin.people.models import Unit

Make = Callable[[HttpRequest, Assignment], OnAssignment]


def action_of(request: HttpRequest, found: Assignment, name: str) -> OnAssignment:
    """The act of an address with what the form says. Raises `Http404` for no act, `Invalid` for what cannot be read."""
    make = _ACTS.get(name)
    if make is None:
        raise Http404
    return make(request, found)


def back_to(request: HttpRequest, found: Assignment) -> HttpResponse:
    """The page that the form stood on."""
    if request.POST.get("back") == "mine":
        return HttpResponseRedirect(reverse("delivery:mine"))
    return HttpResponseRedirect(reverse("delivery:assignment", args=[found.public_id]))


def _said(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "")


def _unit(found: Assignment, key: str) -> Unit:
    of = as_uuid(key)
    unit = Unit.objects.filter(jurisdiction=found.jurisdiction_id, public_id=of).first() if of else None
    if unit is None:
        raise Invalid(_("请从名录中选择单位。"), "unit")
    return unit


def _reassign(request: HttpRequest, found: Assignment) -> OnAssignment:
    unit = _unit(found, _said(request, "unit"))
    due = parse_date(_said(request, "due"))
    return Reassign(unit, _said(request, "reason"), due, _said(request, "approver"), _said(request, "hurry"))


def _divide(request: HttpRequest, found: Assignment) -> OnAssignment:
    keys = list(dict.fromkeys(request.POST.getlist("unit")))
    shares = tuple(Share(_unit(found, key), _figure(_said(request, f"value-{key}"))) for key in keys)
    return Divide(shares, parse_date(_said(request, "due")))


def _figure(text: str) -> Decimal | None:
    if not text.strip():
        return None
    try:
        return figures.parse(text)
    except figures.FigureError as error:
        raise Invalid(str(error), "value") from error


def _take_back(request: HttpRequest, found: Assignment) -> OnAssignment:
    child = chosen(found.jurisdiction, [_said(request, "child")])
    if not child:
        raise Invalid(_("这一项不在本事项分解的范围内，或者已经收回。"))
    return TakeBack(child[0], _said(request, "reason"))


_ACTS: Final[Mapping[str, Make]] = {
    "sign": lambda request, found: Sign(),
    "decline": lambda request, found: Decline(_said(request, "reason")),
    "pass_on": lambda request, found: PassOn(_said(request, "handler")),
    "divide": _divide,
    "take_back": _take_back,
    "reassign": _reassign,
    "insist": lambda request, found: Insist(_said(request, "reason")),
    "withdraw": lambda request, found: Withdraw(_said(request, "reason")),
    "hand_over": lambda request, found: HandOver(_said(request, "reference")),
}
