"""The page of a duty: the year's calendar with its table, the records, and the form for one more."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongjin.audit.actions import may, run
from gongjin.audit.errors import Invalid
from gongjin.core import clock
from gongjin.evidence.handing import handed_in
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of
from gongjin.people.models import Unit
from gongjin.tracking.actions.data_sets import AddItems, NewItem
from gongjin.tracking.actions.facts import VoidFact
from gongjin.tracking.kinds.duty import sheet_views
from gongjin.tracking.kinds.duty.actions import Occasion, RecordDuty
from gongjin.tracking.kinds.duty.findings import Finding
from gongjin.tracking.kinds.duty.form import Form, form_of
from gongjin.tracking.kinds.duty.queries import calendar, duty_by_id, entries, records
from gongjin.tracking.kinds.duty.states import TABLE
from gongjin.tracking.kinds.register import asked_of
from gongjin.tracking.kinds.register.checks import checked_place
from gongjin.tracking.models import DataSet, Item

PAGE = 50


@require_GET
def shown(request: HttpRequest, data_set: UUID) -> HttpResponse:
    """A year of a duty and its latest records."""
    found = _duty(request, data_set)
    text = request.GET.get("year", "")
    today = clock.today()
    year = int(text) if text.isdecimal() and len(text) == 4 and 2000 <= int(text) <= today.year else today.year
    page = Paginator(records(found), PAGE).get_page(request.GET.get("page"))
    given = {
        "data_set": found,
        "form": form_of(found.settings),
        "calendar": calendar(found, year),
        "today": today,
        "page": page,
        "entries": entries(found, list(page.object_list)),
        "may_write": _may_write(request, found),
    }
    return render(request, "tracking/duty/page.html", given)


def _duty(request: HttpRequest, public_id: UUID) -> DataSet:
    found = duty_by_id(signed_in(request).jurisdiction_id, public_id)
    if found is None:
        raise Http404
    return found


def _may_write(request: HttpRequest, data_set: DataSet) -> bool:
    rule = TABLE.rule("tracking.duty.record")
    return data_set.state == "open" and may(actor_of(signed_in(request)), rule, data_set)


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, data_set: UUID) -> HttpResponse:
    """Record an occasion, with what was counted and found."""
    found = _duty(request, data_set)
    form, error = form_of(found.settings), None
    if request.method == "POST":
        try:
            occasion = _occasion(request, found, form)
            run(RecordDuty([occasion]), actor=actor_of(signed_in(request)), on=found)
        except Invalid as refusal:
            error = refusal
        else:
            messages.success(request, _("已登记。"))
            return redirect("tracking:duty", found.public_id)
    given = {
        "data_set": found,
        "form": form,
        "error": error,
        "given": request.POST,
        "places": found.items.filter(withdrawn_at=None).order_by("code"),
        "counts": [(item, request.POST.get(f"count.{item.key}", "")) for item in form.counts],
        "units": Unit.objects.filter(jurisdiction=found.jurisdiction_id).order_by("sort_key", "pk"),
        "today": clock.today(),
        "may_write": _may_write(request, found),
    }
    return render(request, "tracking/duty/record.html", given, status=422 if error else 200)


def _occasion(request: HttpRequest, data_set: DataSet, form: Form) -> Occasion:
    given = request.POST.get
    people = given("people", "").strip()
    if not (people.isascii() and people.isdecimal() and len(people) < 6):
        raise Invalid(_("请填写参加人数。"), "people")
    on = asked_of.day(request)
    files = handed_in(request)
    return Occasion(
        on=on, people=int(people), place=_place(data_set, given("place", "")), time=given("time", ""),
        by=given("by", ""), note=given("note", ""),
        counts={item.key: given(f"count.{item.key}", "") for item in form.counts},
        findings=_findings(request, data_set), proofs=files,
    )  # fmt: skip


def _place(data_set: DataSet, code: str) -> Item | None:
    if not code:
        return None
    found = data_set.items.filter(code=code[:40], withdrawn_at=None).first()
    if found is None:
        raise Invalid(_("没有这个地点或路线，请重新选择。"), "place")
    return found


def _findings(request: HttpRequest, data_set: DataSet) -> tuple[Finding, ...]:
    """One line a problem; unit and date for all of them."""
    lines = [line.strip() for line in request.POST.get("findings", "").splitlines() if line.strip()]
    if not lines:
        return ()
    due: date | None = asked_of.day(request, "due") if request.POST.get("due") else None
    unit = asked_of.unit(request, data_set, "finding_unit")
    return tuple(Finding(line, unit, due=due) for line in lines)


@require_POST
def add_place(request: HttpRequest, data_set: UUID) -> HttpResponse:
    """Enter a place or route."""
    found = _duty(request, data_set)
    place = checked_place(asked_of.place(request))
    made = NewItem(request.POST.get("name", ""), place=place)
    run(AddItems([made]), actor=actor_of(signed_in(request)), on=found)
    messages.success(request, _("已登记地点“%(name)s”。") % {"name": made.name})
    return redirect("tracking:duty-record", found.public_id)


@require_POST
def void(request: HttpRequest, data_set: UUID, fact: UUID) -> HttpResponse:
    """Say that a record never held."""
    found = _duty(request, data_set)
    record = found.facts.filter(public_id=fact).first()
    if record is None:
        raise Http404
    run(VoidFact(record, request.POST.get("why", "")), actor=actor_of(signed_in(request)), on=found)
    messages.success(request, _("已作废这条记录。"))
    return redirect("tracking:duty", found.public_id)


patterns = [
    path("data/<uuid:data_set>/duty/", shown, name="duty"),
    path("data/<uuid:data_set>/duty/record/", record, name="duty-record"),
    path("data/<uuid:data_set>/duty/place/", add_place, name="duty-place"),
    path("data/<uuid:data_set>/duty/<uuid:fact>/void/", void, name="duty-void"),
    *sheet_views.patterns,
]
