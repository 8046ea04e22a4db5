"""The pages of a register: table with funnel and map, an entry with its history, the forms on it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongjin.audit.actions import Action, run
from gongjin.audit.errors import Invalid
from gongjin.core import clock
from gongjin.core.figures import grouped
from gongjin.core.periods import Period
from gongjin.core.sent import whole
from gongjin.evidence.handing import handed_in
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of
from gongjin.people.models import Unit
from gongjin.tracking.actions.data_sets import WithdrawItem
from gongjin.tracking.kinds.register import asked_of, sheet_views
from gongjin.tracking.kinds.register.actions import (
    AddEntries,
    ChangeEntry,
    MoveMany,
    MoveStage,
    NewEntry,
    RecordFigures,
)
from gongjin.tracking.kinds.register.asked_of import entry_of, may_write, register_of
from gongjin.tracking.kinds.register.drafts import Amount, Move, facts_by_item
from gongjin.tracking.kinds.register.form import Form, form_of
from gongjin.tracking.kinds.register.plotted import drawing, funnel_drawn
from gongjin.tracking.kinds.register.queries import Filters, Line, funnel, history, line_of, lines_of
from gongjin.tracking.models import DataSet, Item

PAGE = 100


@require_GET
def listed(request: HttpRequest, data_set: UUID) -> HttpResponse:
    """The entries, narrowed, with the funnel of their stages and their places."""
    found = register_of(request, data_set)
    form = form_of(found.settings)
    filters = _filters(request, form)
    every = lines_of(found, clock.today())
    lines = [line for line in every if filters.fits(form, line)]
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    bars = funnel(form, lines)
    shown = {
        "data_set": found,
        "form": form,
        "filters": filters,
        "narrowed": filters != Filters(fields=filters.fields) or any(filters.fields.values()),
        "choices": [(item, filters.fields.get(item.key, "")) for item in form.texts if item.choices],
        "townships": sorted({line.item.township.name for line in every if line.item.township}),
        "whole": len(every),
        "page": page,
        "rows": [(line, _cells(form, line)) for line in page],
        "funnel": bars,
        "picture": funnel_drawn(bars),
        "drawing": drawing(found.jurisdiction, lines),
        "may_write": may_write(request, found),
        "today": clock.today(),
    }
    return render(request, "tracking/register/list.html", shown)


def _filters(request: HttpRequest, form: Form) -> Filters:
    given = request.GET.get
    stage = given("stage", "")
    return Filters(
        words=given("q", "").strip()[:60], stage=stage if form.rank(stage) >= 0 else "",
        township=given("township", "")[:60], unproved=bool(given("unproved")),
        fields={item.key: given(item.key, "") for item in form.texts if item.choices},
    )  # fmt: skip


def _cells(form: Form, line: Line) -> list[tuple[str, bool]]:
    """The cells of an entry's fields in their order, and whether each is a figure."""
    return [
        (_figure(line.figures.get(item.key)), True)
        if item in form.figures
        else (str(line.item.fields.get(item.key, "")), False)
        for item in form.fields
    ]


def _figure(value: Decimal | None) -> str:
    return "" if value is None else grouped(value)


@require_GET
def entry(request: HttpRequest, data_set: UUID, item: UUID) -> HttpResponse:
    """An entry with its history; a part of the page for the drawer."""
    found = register_of(request, data_set)
    return _entry(request, found, entry_of(found, item))


def _entry(request: HttpRequest, data_set: DataSet, item: Item, error: Invalid | None = None) -> HttpResponse:
    form = form_of(data_set.settings)
    line = line_of(form, item, facts_by_item(data_set).get(str(item.public_id), ()), clock.today())
    shown = {
        "data_set": data_set,
        "form": form,
        "item": item,
        "line": line,
        "texts": [(field, item.fields.get(field.key, "")) for field in form.texts],
        "figures": [(field, _figure(line.figures.get(field.key))) for field in form.figures],
        "steps": [(stage, rank <= line.counts, rank == line.stands) for rank, stage in enumerate(form.stages)],
        "events": history(data_set, item),
        "units": _units(data_set),
        "may_write": item.withdrawn_at is None and may_write(request, data_set),
        "today": clock.today(),
        "error": error,
    }
    fragment = request.headers.get("HX-Request") == "true"
    name = "tracking/register/entry_body.html" if fragment else "tracking/register/entry.html"
    return render(request, name, shown, status=422 if error else 200)


def _units(data_set: DataSet) -> list[Unit]:
    return list(Unit.objects.filter(jurisdiction=data_set.jurisdiction_id).order_by("sort_key", "pk"))


def _done(
    request: HttpRequest, data_set: UUID, item: UUID, make: Callable[[DataSet, Item], Action[DataSet]], said: str
) -> HttpResponse:
    """Run what a form on an entry asks; what is refused is shown on it, with nothing changed."""
    found = register_of(request, data_set)
    entry = entry_of(found, item)
    try:
        run(make(found, entry), actor=actor_of(signed_in(request)), on=found)
    except Invalid as refusal:
        return _entry(request, found, entry, refusal)
    messages.success(request, said)
    return redirect("tracking:register-entry", found.public_id, entry.public_id)


@require_POST
def move(request: HttpRequest, data_set: UUID, item: UUID) -> HttpResponse:
    """Say that an entry is at a stage."""

    def make(found: DataSet, entry: Item) -> MoveStage:
        given = request.POST.get
        on = asked_of.day(request)
        return MoveStage(entry, given("stage", ""), on, handed_in(request), given("why", ""), given("source", ""))

    return _done(request, data_set, item, make, _("已登记阶段。"))


@require_POST
def record_figures(request: HttpRequest, data_set: UUID, item: UUID) -> HttpResponse:
    """Record figures of an entry."""

    def make(found: DataSet, entry: Item) -> RecordFigures:
        period = Period.of_day(asked_of.day(request))
        typed = asked_of.figures(request, form_of(found.settings))
        return RecordFigures([Amount(entry, period, typed, handed_in(request), request.POST.get("source", ""))])

    return _done(request, data_set, item, make, _("已保存数据。"))


@require_POST
def change(request: HttpRequest, data_set: UUID, item: UUID) -> HttpResponse:
    """Correct what is written of an entry."""

    def make(found: DataSet, entry: Item) -> ChangeEntry:
        return ChangeEntry(
            entry, request.POST.get("name", ""), asked_of.unit(request, found, "unit"),
            asked_of.unit(request, found, "township"), asked_of.texts(request, form_of(found.settings)),
            asked_of.place(request), whole(request.POST.get("seen")),
        )  # fmt: skip

    return _done(request, data_set, item, make, _("已保存。"))


@require_POST
def withdraw(request: HttpRequest, data_set: UUID, item: UUID) -> HttpResponse:
    """Take an entry off the list."""
    return _done(
        request,
        data_set,
        item,
        lambda found, entry: WithdrawItem(entry, request.POST.get("why", "")),
        _("已撤销条目。"),
    )


@require_POST
def move_many(request: HttpRequest, data_set: UUID) -> HttpResponse:
    """Move the chosen entries to one stage, as one act, proved by the same files."""
    found = register_of(request, data_set)
    chosen = list(found.items.filter(code__in=request.POST.getlist("item"), withdrawn_at=None))
    files, on = handed_in(request), asked_of.day(request)
    stage, why = request.POST.get("stage", ""), request.POST.get("why", "")
    moves = [Move(item, stage, on, files, why) for item in chosen]
    run(MoveMany(moves), actor=actor_of(signed_in(request)), on=found)
    messages.success(request, _("已登记 %(n)s 条的阶段。") % {"n": len(moves)})
    return redirect("tracking:register", found.public_id)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, data_set: UUID) -> HttpResponse:
    """Enter an entry."""
    found = register_of(request, data_set)
    form, error = form_of(found.settings), None
    if request.method == "POST":
        try:
            with_day = bool(request.POST.get("stage") or asked_of.figures(request, form))
            made = NewEntry(
                request.POST.get("name", ""), request.POST.get("code", ""), asked_of.unit(request, found, "unit"),
                asked_of.unit(request, found, "township"), asked_of.texts(request, form), asked_of.place(request),
                request.POST.get("stage", ""), asked_of.day(request) if with_day else None,
                asked_of.figures(request, form), handed_in(request),
            )  # fmt: skip
            seen = bool(request.POST.get("likeness_seen"))
            run(AddEntries([made], likeness_seen=seen), actor=actor_of(signed_in(request)), on=found)
        except Invalid as refusal:
            error = refusal
        else:
            messages.success(request, _("已登记“%(name)s”。") % {"name": made.name})
            return redirect("tracking:register", found.public_id)
    given = request.POST
    shown = {
        "data_set": found, "form": form, "error": error, "given": given, "units": _units(found), "today": clock.today(),
        "texts": [(field, given.get(f"field.{field.key}", "")) for field in form.texts],
        "figures": [(field, given.get(f"figure.{field.key}", "")) for field in form.figures],
        "may_write": may_write(request, found),
    }  # fmt: skip
    return render(request, "tracking/register/new.html", shown, status=422 if error else 200)


patterns = [
    path("data/<uuid:data_set>/register/", listed, name="register"),
    path("data/<uuid:data_set>/register/new/", new, name="register-new"),
    path("data/<uuid:data_set>/register/move/", move_many, name="register-move-many"),
    path("data/<uuid:data_set>/register/<uuid:item>/", entry, name="register-entry"),
    path("data/<uuid:data_set>/register/<uuid:item>/move/", move, name="register-move"),
    path("data/<uuid:data_set>/register/<uuid:item>/figures/", record_figures, name="register-figures"),
    path("data/<uuid:data_set>/register/<uuid:item>/change/", change, name="register-change"),
    path("data/<uuid:data_set>/register/<uuid:item>/withdraw/", withdraw, name="register-withdraw"),
    *sheet_views.patterns,
]
