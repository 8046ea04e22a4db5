"""单位名称对应: each written name, what it is proposed to be, and the reviewer's word on it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gongjin.audit.errors import Conflict, Invalid
from gongjin.core.sent import whole
from gongjin.ledger.models import DraftName, PlanVersion
from gongjin.ledger.queries import names as queries
from gongjin.ledger.review import confirm_name, confirm_suggested
from gongjin.ledger.views.access import reviewed
from gongjin.ledger.views.steps import next_url, steps
from gongjin.people.access import signed_in
from gongjin.people.models import Unit
from gongjin.people.queries import units

SURE, LIKELY = 1.0, 0.85


@dataclass(frozen=True, slots=True)
class NameLine:
    """A written name and how often the document has it."""

    name: DraftName
    times: int

    @property
    def percent(self) -> str:
        return f"{self.name.score:.0%}"

    @property
    def seen(self) -> str:
        """What a reviewer sees of it now, sent back with the answer: `matched:12`, or `open:` without a unit."""
        return f"{self.name.status}:{self.name.unit_id or ''}"


@dataclass(frozen=True, slots=True)
class Bulk:
    """A button that settles several names at once, with the number that it would settle."""

    label: str
    above: float
    count: int


@require_GET
def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The table, those to be settled first."""
    version = reviewed(request, public_id)
    if version.state != "review":
        return HttpResponseRedirect(reverse("ledger:text", args=[public_id]))
    times = queries.times_written(version)
    lines = [NameLine(name, times[name.written]) for name in queries.names(version, times)]
    waiting = [line.name for line in lines if line.name.status == "open"]
    context = {
        "version": version,
        "steps": steps(version, "names"),
        "lines": lines,
        "open": len(waiting),
        "without": sum(name.unit_id is None for name in waiting),
        "bulks": _bulks(waiting),
        "units": units(version.plan.jurisdiction).filter(active=True),
        "next_url": next_url(version, "names"),
    }
    return render(request, "ledger/names/page.html", context)


def _bulks(waiting: list[DraftName]) -> list[Bulk]:
    proposed = [name for name in waiting if name.unit_id is not None]
    sure, likely = (sum(name.score >= above for name in proposed) for above in (SURE, LIKELY))
    bulks = [Bulk(_("确认 %(count)d 个相似 85%% 及以上的建议") % {"count": likely}, LIKELY, likely)]
    if sure:
        bulks.insert(0, Bulk(_("确认 %(count)d 个完全一致的建议") % {"count": sure}, SURE, sure))
    return bulks


@require_POST
def settle(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Settle one name to a unit of the directory, a new unit, or none."""
    version = reviewed(request, public_id)
    name = get_object_or_404(version.names.select_related("unit"), pk=pk)
    typed = request.POST.get("unit", "").strip()
    try:
        meant = _meant(version, request.POST.get("as", ""), typed)
        name = confirm_name(version, signed_in(request), name.written, meant, _seen(request.POST.get("seen", "")))
    except Invalid as refused:
        return _drawn(request, version, name, error=refused.message, typed=typed)
    except Conflict as refused:  # what another has settled is shown in place of what was typed
        fresh = get_object_or_404(version.names.select_related("unit"), pk=pk)
        return _drawn(request, version, fresh, error=refused.message, status=409)
    return _drawn(request, version, name)


def _seen(text: str) -> tuple[str, int | None]:
    """What the reviewer saw of the name. Raises `Conflict` for a page that does not say it."""
    status, colon, typed = text.partition(":")
    unit = whole(typed)
    if not colon or (typed and unit is None):
        raise Conflict(_("页面已过期，没有保存。请看最新内容后再确认。"))
    return status, unit


def _meant(version: PlanVersion, how: str, typed: str) -> Unit | str:
    if how != "unit":
        return how
    if not typed:
        raise Invalid(_("请输入并选择一个单位；名录里没有的请点“新增为单位”。"), "unit")
    found = queries.unit_called(version.plan.jurisdiction, typed)
    if found is None:
        raise Invalid(_("名录里没有“%(name)s”。请从列表中选择，或点“新增为单位”。") % {"name": typed[:80]}, "unit")
    return found


def _drawn(
    request: HttpRequest, version: PlanVersion, name: DraftName, *, error: str = "", typed: str = "", status: int = 422
) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        if error:
            messages.error(request, error)
        return HttpResponseRedirect(reverse("ledger:names", args=[version.public_id]))
    line = NameLine(name, queries.times_written(version)[name.written])
    context = {"version": version, "line": line, "error": error, "typed": typed, "oob": True}
    context["steps"] = steps(version, "names")
    return render(request, "ledger/names/answer.html", context, status=status if error else 200)


@require_POST
def settle_many(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Settle all open names that a button spoke of, in one act, and say how many."""
    version = reviewed(request, public_id)
    user = signed_in(request)
    if request.POST.get("rest") == "new":
        unknown = [
            name.written
            for name in queries.names(version, queries.times_written(version))
            if name.status == "open" and name.unit_id is None
        ]
        with transaction.atomic():  # all of them or none
            count = len([confirm_name(version, user, written, "new", ("open", None)) for written in unknown])
        messages.success(request, _("%(count)d 个名称将在发布时新增为单位。") % {"count": count})
    else:
        count = confirm_suggested(version, user, SURE if request.POST.get("above") == "1.0" else LIKELY)
        messages.success(request, _("已确认 %(count)d 个单位名称，可逐个改回。") % {"count": count})
    return HttpResponseRedirect(reverse("ledger:names", args=[public_id]))


_V = "plans/versions/<uuid:public_id>/names/"
patterns = [
    path(_V, page, name="names"),
    path(f"{_V}confirm", settle_many, name="names-confirm"),
    path(f"{_V}<key:pk>", settle, name="name-settle"),
]
