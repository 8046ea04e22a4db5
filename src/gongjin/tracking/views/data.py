"""Data sets: their list, a new one, their facts, things and frozen periods."""

from __future__ import annotations

from decimal import Decimal
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongjin.audit.actions import Action, run
from gongjin.audit.errors import Invalid
from gongjin.core import clock, figures
from gongjin.core.periods import Period, PeriodError
from gongjin.core.sent import whole
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of
from gongjin.tracking import states
from gongjin.tracking.actions.data_sets import AddDataSet
from gongjin.tracking.actions.facts import CorrectFact, VoidFact
from gongjin.tracking.actions.periods import FreezePeriod, ReopenPeriod
from gongjin.tracking.kinds import all_kinds
from gongjin.tracking.models import DataSet, Fact
from gongjin.tracking.queries.data_sets import data_sets_by_kind, facts_of, periods_to_freeze
from gongjin.tracking.queries.row_progress import tell
from gongjin.tracking.views.data_fields import filled, unit_sent, units_of
from gongjin.tracking.views.frame import CYCLES, frame_of
from gongjin.tracking.views.shown import allowed, data_set_of

PAGE = 100


@require_GET
def data(request: HttpRequest) -> HttpResponse:
    """Every data set by kind."""
    of = signed_in(request).jurisdiction
    shown = {
        "kinds": data_sets_by_kind(of, clock.today()),
        "may_add": allowed(request, states.DATA_SET, AddDataSet.code, DataSet(jurisdiction=of, unit=None)),
    }
    return render(request, "tracking/data/list.html", shown)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Set a data set up from a ready-made form."""
    user = signed_in(request)
    invalid = None
    if request.method == "POST":
        try:
            made = run(_adding(request), actor=actor_of(user))
        except Invalid as error:
            invalid = error
        else:
            messages.success(request, _("已建立数据集“%(name)s”。") % {"name": made.name})
            return HttpResponseRedirect(reverse("tracking:data-set", args=[made.public_id]))
    shown = {
        "kinds": [(kind, kind.templates()) for kind in all_kinds().values()],
        "chosen": request.POST.get("template", ""),
        "filled": filled(request, None),
        "invalid": invalid,
        "units": units_of(request),
        "cycles": CYCLES.items(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if invalid else HTTPStatus.OK
    return render(request, "tracking/data/add.html", shown, status=status)


def _adding(request: HttpRequest) -> AddDataSet:
    given = request.POST
    kind, _colon, code = given.get("template", "").partition(":")
    if kind not in all_kinds():
        raise Invalid(_("请选择一种数据集。"), "template")
    template = next((item for item in all_kinds()[kind].templates() if item.code == code), None)
    if template is None:
        raise Invalid(_("请选择一种数据集。"), "template")
    return AddDataSet(
        jurisdiction=signed_in(request).jurisdiction,
        kind=kind,
        name=given.get("name", "")[:120],
        unit=unit_sent(request),
        unit_of_measure=given.get("unit_of_measure", "").strip()[:30] or template.unit_of_measure,
        cycle=given.get("cycle", "") or template.cycle.value,
        lag_days=whole(given.get("lag_days")) or 0,
        template=template.code,
        settings=template.settings,
    )


@require_GET
def data_set(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Its facts, the newest first."""
    return _facts(request, data_set_of(request, public_id))


def _facts(request: HttpRequest, found: DataSet, error: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    page = Paginator(facts_of(found), PAGE).get_page(request.GET.get("page"))
    shown = {
        **frame_of(request, found, "tracking:data-set"),
        "page": page,
        "facts": tell(found, list(page.object_list)),
        "error": error,
    }
    return render(request, "tracking/data/facts.html", shown, status=status)


@require_POST
def fact(request: HttpRequest, public_id: UUID, fact_id: UUID) -> HttpResponse:
    """Correct or void a fact, with the reason."""
    found = data_set_of(request, public_id)
    told = Fact.objects.filter(data_set=found, public_id=fact_id).first()
    if told is None:
        raise Http404
    try:
        action = _changed(request, told)
        run(action, actor=actor_of(signed_in(request)), on=found)
    except Invalid as error:
        return _facts(request, found, error.message, HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("已作废。") if isinstance(action, VoidFact) else _("已更正，原来的数据和原因都保留。"))
    return HttpResponseRedirect(reverse("tracking:data-set", args=[found.public_id]))


def _changed(request: HttpRequest, told: Fact) -> Action[DataSet]:
    given = request.POST
    why = given.get("why", "")
    if given.get("do") == "void":
        return VoidFact(told, why)
    value: Decimal | None = None
    if told.value is not None:
        try:
            value = figures.parse(given.get("value", ""))
        except ValueError as error:
            raise Invalid(_("更正后的数值：%(why)s") % {"why": error}, "value") from error
    return CorrectFact(told, why, value, given.get("word", told.word)[:200], "provisional" in given)


@require_GET
def items(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The things in it."""
    found = data_set_of(request, public_id)
    there = found.items.select_related("unit", "township").order_by("code")
    shown = {
        **frame_of(request, found, "tracking:data-items"),
        "page": Paginator(there, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "tracking/data/items.html", shown)


@require_http_methods(["GET", "POST"])
def periods(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Frozen periods: freeze, and reopen with a reason."""
    found = data_set_of(request, public_id)
    error = ""
    if request.method == "POST":
        try:
            run(_period_act(request), actor=actor_of(signed_in(request)), on=found)
        except Invalid as refused:
            error = refused.message
        else:
            messages.success(request, _("已保存。"))
            return HttpResponseRedirect(reverse("tracking:data-periods", args=[found.public_id]))
    shown = {
        **frame_of(request, found, "tracking:data-periods"),
        "frozen": [(item, Period.parse(item.period).label) for item in found.frozen.order_by("-starts", "-pk")],
        "offered": periods_to_freeze(found, clock.today()),
        "error": error,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return render(request, "tracking/data/periods.html", shown, status=status)


def _period_act(request: HttpRequest) -> Action[DataSet]:
    try:
        period = Period.parse(request.POST.get("period", ""))
    except PeriodError as error:
        raise Invalid(_("请选择时期。"), "period") from error
    if request.POST.get("do") == "reopen":
        return ReopenPeriod(period, request.POST.get("why", ""))
    return FreezePeriod(period)


patterns = [
    path("data/", data, name="data"),
    path("data/add/", add, name="data-add"),
    path("data/<uuid:public_id>/", data_set, name="data-set"),
    path("data/<uuid:public_id>/facts/<uuid:fact_id>/", fact, name="data-fact"),
    path("data/<uuid:public_id>/items/", items, name="data-items"),
    path("data/<uuid:public_id>/periods/", periods, name="data-periods"),
]
