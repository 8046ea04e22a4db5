"""How a row is measured, settled by hand; the decision to measure nothing; the plan's rule of lights."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from gongjin.ledger.models import Row
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of
from gongjin.tracking.actions.trackers import LeaveUnquantified, SetTracker, current_trackers
from gongjin.tracking.kinds import all_kinds, kind
from gongjin.tracking.kinds.rule_forms import PREFIX, kept_text, rule_form, rule_from, sent
from gongjin.tracking.models import DataSet, Tracker
from gongjin.tracking.queries.asked import default_asked, readings_of
from gongjin.tracking.queries.offers import Offered, is_relative, offered_row
from gongjin.tracking.queries.seasons import seasonal_schedule
from gongjin.tracking.rules.asked import Asked, asked_from
from gongjin.tracking.rules.expected import HEIGHT, WIDTH, drawn, expected_steps
from gongjin.tracking.rules.schedules import Schedule
from gongjin.tracking.views.asked_form import MODES, SCHEDULES, WANTED, asked_from_form, shown
from gongjin.tracking.views.shown import row_of
from gongjin.tracking.views.shown_fields import grouped_fields, things_in


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
    offered = offered_row(row)
    kept = asked_from(now.asked, fallback=default) if now else _offered_asked(offered, default)
    kept_rule = _rule_kept(chosen, now, offered)
    given = request.POST if request.method == "POST" else {}
    context = {
        "row": row,
        "reading": reading,
        "now": now,
        "invalid": invalid,
        "sets": [(item, str(all_kinds()[item.kind].label)) for item in sets],
        "chosen": chosen,
        "beside": _beside_shown(given, now, offered),
        "rule": _rule_shown(request, chosen, now, kept_rule),
        "asked": {name: given.get(name, value) for name, value in shown(kept).items()},
        "expected": _expected(request, chosen, kept_rule, kept, default),
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
    rule = _rule_sent(request, data_set)
    return SetTracker(
        data_set=data_set,
        rule=rule,
        asked=asked_from_form(given.dict(), default, _season(data_set, rule)),
        beside=_data_set(request, "beside") if is_relative(rule) else None,
        why=given.get("why", ""),
    )


def _rule_sent(request: HttpRequest, data_set: DataSet) -> Mapping[str, object]:
    return rule_from(data_set.kind, dict(request.POST.lists()), data_set.settings, things_in(data_set))


def _season(data_set: DataSet, rule: Mapping[str, object]) -> Callable[[Asked], Schedule]:
    checked = kind(data_set.kind).checked_rule(rule, data_set.settings)
    return lambda asked: seasonal_schedule(data_set, checked, asked).schedule


def _expected(
    request: HttpRequest, chosen: DataSet | None, rule: Mapping[str, object], kept: Asked, default: Asked
) -> dict[str, object]:
    """What the schedule expects, as it stands in the form; in its place the reason why it cannot be told."""
    if chosen is None:
        return {}
    asked = kept
    try:
        if request.method == "POST":
            rule = _rule_sent(request, chosen)
            asked = asked_from(asked_from_form(request.POST.dict(), default, _season(chosen, rule)), fallback=default)
    except Invalid as error:
        return {"missing": error.message}
    if kind(chosen.kind).own_plan(rule, asked.schedule):
        return {"own": True}
    return {"steps": expected_steps(asked), "path": drawn(asked), "width": WIDTH, "height": HEIGHT, "unit": asked.unit}


def _offered_asked(offered: Offered | None, default: Asked) -> Asked:
    offer = offered.offer if offered else None
    return asked_from(offer.asked, fallback=default) if offer else default


def _beside_shown(given: Mapping[str, str], now: Tracker | None, offered: Offered | None) -> str:
    """The data set that the row is compared with: typed, kept, or what the plan refers to."""
    if "beside" in given:
        return given["beside"]
    if now and now.data_set:
        return str(now.beside.public_id) if now.beside else ""
    found = offered.beside.data_set if offered and offered.beside else None
    return str(found.public_id) if found else ""


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


def _rule_kept(chosen: DataSet | None, now: Tracker | None, offered: Offered | None) -> Mapping[str, object]:
    """The rule that the row has for the data set, else the one that it is offered."""
    if now and now.data_set == chosen:
        return dict(now.rule)
    offer = offered.offer if offered else None
    return offer.rule if offer and chosen and offer.kind == chosen.kind else {}


def _rule_shown(
    request: HttpRequest, chosen: DataSet | None, now: Tracker | None, kept: Mapping[str, object]
) -> dict[str, object]:
    """The fields of the rule with what is in them: chosen, kept, or offered."""
    if chosen is None:
        return {}
    fields = rule_form(chosen.kind).fields(chosen.settings, things_in(chosen))
    posted = dict(request.POST.lists())
    # Another data set was chosen just now: what stands in the form is the fields of the one before.
    typed = bool(fields) and PREFIX + fields[0].name in posted and request.POST.get("shown") == str(chosen.public_id)
    groups = grouped_fields(fields, PREFIX, lambda item: sent(item, posted) if typed else kept_text(kept, item))
    words = kind(chosen.kind).rule_words(kept, chosen.settings) if now and now.data_set == chosen else ""
    return {"groups": groups, "words": words}


patterns = [path("progress/rows/<uuid:public_id>/tracker/", tracker, name="tracker")]
