"""How a row is measured, settled by hand; the decision to measure nothing; the plan's rule of lights."""

from __future__ import annotations

import json
from decimal import Decimal
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongjin.audit.actions import Action, run
from gongjin.audit.errors import Invalid
from gongjin.core import figures
from gongjin.core.sent import whole
from gongjin.ledger.models import Plan, Row
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of
from gongjin.tracking.actions.trackers import LeaveUnquantified, SetLights, SetTracker, current_trackers
from gongjin.tracking.kinds import all_kinds, kind
from gongjin.tracking.kinds.rule_forms import PREFIX, kept_text, rule_form, rule_from
from gongjin.tracking.models import DataSet, Tracker
from gongjin.tracking.queries.asked import default_asked, readings_of
from gongjin.tracking.queries.offers import best_offer, said_of
from gongjin.tracking.queries.progress import light_rules
from gongjin.tracking.rules.asked import Asked, asked_from
from gongjin.tracking.rules.light import LightRule
from gongjin.tracking.views.asked_form import MODES, SCHEDULES, WANTED, asked_from_form, shown
from gongjin.tracking.views.shown import row_of


@require_http_methods(["GET", "POST"])
def tracker(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The form: data set, what counts, what is asked; or not quantified, with the reason."""
    row = row_of(request, public_id)
    reading = readings_of([row]).get(row.pk)
    if reading is None:
        raise Http404
    default = default_asked(reading)
    now = current_trackers([row]).get(row.pk)
    invalid = None
    if request.method == "POST" and "again" not in request.POST:
        try:
            run(_settling(request, default), actor=actor_of(signed_in(request)), on=row)
        except Invalid as error:
            invalid = error
        else:
            messages.success(request, _("已确定计量方式。"))
            return HttpResponseRedirect(reverse("tracking:row", args=[row.public_id]))
    sets = list(DataSet.objects.filter(jurisdiction=signed_in(request).jurisdiction, state="open").order_by("code"))
    chosen = _chosen(request, sets, now)
    fields = shown(asked_from(now.asked, fallback=default) if now else default)
    given = request.POST if request.method == "POST" else {}
    offer = best_offer(said_of(reading))
    offered = dict(offer.rule) if offer and chosen and offer.kind == chosen.kind else {}
    context = {
        "row": row,
        "reading": reading,
        "now": now,
        "invalid": invalid,
        "sets": [(item, str(all_kinds()[item.kind].label)) for item in sets],
        "chosen": chosen,
        "beside": given.get("beside") or (str(now.beside.public_id) if now and now.beside else ""),
        "rule": _rule_shown(request, chosen, now, offered),
        "asked": {name: given.get(name, value) for name, value in fields.items()},
        "modes": MODES,
        "wanted": WANTED,
        "schedules": SCHEDULES,
        "why": given.get("why", ""),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if invalid else HTTPStatus.OK
    return render(request, "tracking/tracker.html", context, status=status)


def _settling(request: HttpRequest, default: Asked) -> Action[Row]:
    given = request.POST
    if given.get("do") == "leave":
        return LeaveUnquantified(given.get("why", ""))
    data_set = _data_set(request, "data_set")
    if data_set is None:
        raise Invalid(_("请选择数据集。"), "data_set")
    return SetTracker(
        data_set=data_set,
        rule=rule_from(data_set.kind, given.dict(), data_set.settings),
        asked=asked_from_form(given.dict(), default),
        beside=_data_set(request, "beside"),
        why=given.get("why", ""),
    )


def _data_set(request: HttpRequest, name: str) -> DataSet | None:
    try:
        key = UUID(request.POST.get(name, ""))
    except ValueError:
        return None
    of = signed_in(request).jurisdiction
    return DataSet.objects.select_related("jurisdiction").filter(jurisdiction=of, public_id=key).first()


def _chosen(request: HttpRequest, sets: list[DataSet], now: Tracker | None) -> DataSet | None:
    key = request.POST.get("data_set") or request.GET.get("data_set", "")
    found = next((item for item in sets if str(item.public_id) == key), None)
    return found or (now.data_set if now and now.data_set in sets else None)


def _rule_shown(
    request: HttpRequest, chosen: DataSet | None, now: Tracker | None, offered: dict[str, object]
) -> dict[str, object]:
    """The fields of the rule with what is in them: typed, kept, or offered."""
    if chosen is None:
        return {}
    kept = dict(now.rule) if now and now.data_set == chosen else offered
    form = rule_form(chosen.kind)
    if form is None:
        return {"json": request.POST.get("rule") or json.dumps(kept, ensure_ascii=False, indent=2)}
    fields = [
        {"field": item, "value": request.POST.get(PREFIX + item.name, kept_text(kept, item))}
        for item in form.fields(chosen.settings)
    ]
    words = kind(chosen.kind).rule_words(kept, chosen.settings) if kept else ""
    return {"fields": fields, "prefix": PREFIX, "words": words}


@require_http_methods(["GET", "POST"])
def lights(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The plan's rule of lights in words, and its figures to be settled."""
    plan = Plan.objects.filter(jurisdiction=signed_in(request).jurisdiction, public_id=public_id).first()
    if plan is None:
        raise Http404
    invalid = None
    if request.method == "POST":
        try:
            run(SetLights(_rule(request)), actor=actor_of(signed_in(request)), on=plan)
        except Invalid as error:
            invalid = error
        else:
            messages.success(request, _("已保存进度灯规则，各条目的灯按新规则重新计算。"))
            return HttpResponseRedirect(reverse("tracking:lights", args=[plan.public_id]))
    rule = light_rules([plan.pk]).get(plan.pk, LightRule())
    kept = rule.as_json()
    filled = {name: request.POST.get(name, value) for name, value in kept.items()} if invalid else kept
    context = {"plan": plan, "rule": rule, "filled": filled, "invalid": invalid}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if invalid else HTTPStatus.OK
    return render(request, "tracking/lights.html", context, status=status)


def _rule(request: HttpRequest) -> LightRule:
    def points(name: str) -> Decimal:
        try:
            return figures.parse(request.POST.get(name, ""))
        except ValueError as error:
            raise Invalid(_("请填写百分点数。"), name) from error

    def number(name: str) -> int:
        found = whole(request.POST.get(name, ""), 1000)
        if found is None:
            raise Invalid(_("请填写整数。"), name)
        return found

    return LightRule(points("green"), points("yellow"), number("near_days"), number("fresh_cycles"))


patterns = [
    path("progress/rows/<uuid:public_id>/tracker/", tracker, name="tracker"),
    path("progress/plans/<uuid:public_id>/lights/", lights, name="lights"),
]
