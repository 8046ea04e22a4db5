"""The pages of projects: the list, one project on one screen, a form for each act, the workbook out and back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjin.audit import sealed
from gongjin.audit.actions import may, run
from gongjin.audit.errors import Conflict, Invalid, NotAllowed
from gongjin.core import clock
from gongjin.core.figures import grouped
from gongjin.core.sheets import SheetRefused
from gongjin.evidence.handing import handed_in
from gongjin.evidence.models import Evidence
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of
from gongjin.people.workbooks import returned_workbook, workbook_answer
from gongjin.tracking.kinds.project import charts, money_views, sheets, states
from gongjin.tracking.kinds.project.actions import NewMilestone
from gongjin.tracking.kinds.project.actions_sheet import ReadBackPlan
from gongjin.tracking.kinds.project.forms import FORMS, ITEM_FORMS, ActForm
from gongjin.tracking.kinds.project.money import MoneyLine, in_unit
from gongjin.tracking.kinds.project.queries import milestone_by_id, photos, project_by_id, project_lines, project_page
from gongjin.tracking.models import DataSet, Item


@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    """All projects, those that are late first."""
    on = _asked_day(request)
    lines = project_lines(signed_in(request).jurisdiction, on)
    return render(request, "tracking/project/list.html", {"lines": lines, "on": on})


@require_safe
def project(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One project as it stood on a day (`on`, today without)."""
    found, on = _project(request, public_id), _asked_day(request)
    page = project_page(found, on)
    actor = actor_of(signed_in(request))
    allowed = found.state == "open" and may(actor, states.TABLE.rule("tracking.project.report"), found)
    context = {
        "project": found,
        "page": page,
        "on": on,
        "today": clock.today(),
        "lines": [
            (item, sheets.state(item, on), item.slip(on), item.slip(on, original=True)) for item in page.milestones
        ],
        "gantt": charts.gantt(page.milestones, on),
        "curve": charts.curve(page.milestones, on),
        "money": [(bar, *_amounts(bar.line)) for bar in charts.bars(page.money)],
        "totals": _amounts(page.totals),
        "photos": photos(found),
        "may_report": allowed,
    }
    return render(request, "tracking/project/page.html", context)


def _amounts(line: MoneyLine) -> tuple[str, ...]:
    """Budget, in place and paid in 万元, as people read them; a dash where nothing is known."""
    amounts = (line.budget, line.in_place, line.paid)
    return tuple("—" if value is None else grouped(in_unit(value, "万元")) for value in amounts)


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, public_id: UUID, act: str, item: UUID | None = None) -> HttpResponse:
    """The form of one act on the project or on one of its milestones."""
    found = _project(request, public_id)
    made = (FORMS if item is None else ITEM_FORMS).get(act)
    milestone = None if item is None else milestone_by_id(found, item)
    if made is None or (item is not None and milestone is None):
        raise Http404
    actor, rule = actor_of(signed_in(request)), states.TABLE.rule(made.code)
    if not may(actor, rule, found):
        raise NotAllowed(_("您没有“%(action)s”的权限，如确需办理请联系专班办公室。") % {"action": rule.label})
    form = made(found, milestone, request.POST if request.method == "POST" else None)
    kept: tuple[Evidence, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            kept = handed_in(request) if form.proves else ()
            run(form.action(kept), actor=actor, on=found)
        except (Invalid, Conflict) as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("已保存：%(what)s。") % {"what": form.title})
            return redirect("tracking:project", found.public_id)
    return _form(request, found, milestone, form, kept)


def _form(
    request: HttpRequest, found: DataSet, milestone: Item | None, form: ActForm, kept: tuple[Evidence, ...]
) -> HttpResponse:
    context = {"project": found, "milestone": milestone, "form": form, "kept": kept}
    return render(request, "tracking/project/form.html", context, status=422 if form.is_bound else 200)


@require_safe
def milestones(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The workbook of the milestones."""
    found = _project(request, public_id)
    data = sheets.workbook(found, project_page(found, clock.today()).milestones)
    return workbook_answer(data, _("%(name)s 项目节点") % {"name": found.name})


@require_http_methods(["GET", "POST"])
def read_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Upload a workbook; the answer is what it would change. Nothing is applied."""
    found = _project(request, public_id)
    context: dict[str, object] = {"project": found}
    if request.method == "GET":
        return render(request, "tracking/project/read_back.html", context)
    try:
        _name, data = returned_workbook(request)
        preview = sheets.preview(found, project_page(found, clock.today()).milestones, data)
    except (SheetRefused, Invalid) as refusal:
        return render(request, "tracking/project/read_back.html", {**context, "error": refusal.message}, status=422)
    context["preview"] = preview
    if not preview.errors and not preview.empty:
        context["sealed"] = _sealed(request, found, preview)
    return render(request, "tracking/project/read_back.html", context)


def _sealed(request: HttpRequest, found: DataSet, preview: sheets.Preview) -> str:
    """The preview, so that exactly it is applied, by whoever saw it, within an hour."""
    body = {
        "revisions": [
            [item.key, _iso(item.planned), _plain(item.weight), _iso(item.forecast), item.why]
            for item in preview.revisions
        ],
        "added": [[item.name, item.kind, _plain(item.weight), _iso(item.planned)] for item in preview.added],
    }
    return sealed.seal(body, purpose=_purpose(found), actor=_actor(request))


@require_POST
def read_back_apply(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Apply the preview that was shown."""
    found = _project(request, public_id)
    refusal, text = _("预览已失效，没有改动任何内容，请重新上传工作簿。"), request.POST.get("sealed", "")
    body = sealed.unseal(text, purpose=_purpose(found), actor=_actor(request), refusal=refusal, life=sealed.HOUR)
    revisions = [
        sheets.Revision(key, _date(planned), _decimal(weight), _date(forecast), why)
        for key, planned, weight, forecast, why in body["revisions"]
    ]
    added = [NewMilestone(name, kind, Decimal(weight), _date(planned)) for name, kind, weight, planned in body["added"]]
    run(ReadBackPlan(revisions, added), actor=actor_of(signed_in(request)), on=found)
    messages.success(
        request, _("已应用：调整 %(old)d 个节点，新增 %(new)d 个。") % {"old": len(revisions), "new": len(added)}
    )
    return redirect("tracking:project", found.public_id)


def _purpose(found: DataSet) -> str:
    return f"tracking.project.plan:{found.public_id}"


def _actor(request: HttpRequest) -> str:
    return actor_of(signed_in(request)).actor_id


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _project(request: HttpRequest, public_id: UUID) -> DataSet:
    found = project_by_id(signed_in(request).jurisdiction, public_id)
    if found is None:
        raise Http404
    return found


def _asked_day(request: HttpRequest) -> date:
    try:
        return min(date.fromisoformat(request.GET.get("on", "")), clock.today())
    except ValueError:
        return clock.today()


patterns = [
    path("progress/projects/", projects, name="projects"),
    path("progress/projects/<uuid:public_id>/", project, name="project"),
    path("progress/projects/<uuid:public_id>/milestones.xlsx", milestones, name="project-milestones"),
    path("progress/projects/<uuid:public_id>/read-back/", read_back, name="project-read-back"),
    path("progress/projects/<uuid:public_id>/read-back/apply/", read_back_apply, name="project-read-back-apply"),
    *money_views.patterns,
    path("progress/projects/<uuid:public_id>/do/<str:act>/", act, name="project-act"),
    path("progress/projects/<uuid:public_id>/<uuid:item>/<str:act>/", act, name="project-item-act"),
]
