"""A file that comes in: as a new plan, as the next version of one, or asked about when it may be either."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid
from gongjin.ledger.actions.plans import AlreadyImported, ImportPlan, known_version
from gongjin.ledger.actions.versions import AddVersion
from gongjin.ledger.forms import PlanFileForm
from gongjin.ledger.models import Plan, PlanVersion
from gongjin.ledger.queries.likely import LikelyVersion, likely_version
from gongjin.ledger.views.access import actor, may_import, planned
from gongjin.ledger.views.plans import example, listed
from gongjin.people.access import signed_in


def _received(request: HttpRequest) -> tuple[str, bytes]:
    form = PlanFileForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Invalid(" ".join(str(error) for error in form.errors["file"]), "file")
    file = form.cleaned_data["file"]
    return str(file.name), file.read()


Refuse = Callable[[str, dict[str, str] | None], HttpResponse]
"""What draws the page of a refusal: its words, and where the same file is known."""
_NEARLY = 0.98
"""Share of the words from which on a percentage would say less than that hardly anything differs."""


def _uploaded(request: HttpRequest, bring_in: Callable[[], PlanVersion], refuse: Refuse) -> HttpResponse:
    """Run an import for the upload script (JSON) or a plain form (page); a refusal stands at the place of the file."""
    wants_json = "application/json" in request.headers.get("Accept", "")
    try:
        version = bring_in()
    except Asked as asked:
        offer = _offer(asked.likely)
        return JsonResponse({"offer": offer}) if wants_json else listed(request, status=200, offer=offer)
    except Invalid as refused:
        known = _known(refused)
        if wants_json:
            return JsonResponse({"message": refused.message, "field": refused.field, "known": known}, status=422)
        return refuse(refused.message, known)
    url = reverse("ledger:review", args=[version.public_id])
    return JsonResponse({"url": url}) if wants_json else HttpResponseRedirect(url)


def _known(refused: Invalid) -> dict[str, str] | None:
    """Where the same words are in the ledger already, if that is why a file was refused."""
    if not isinstance(refused, AlreadyImported):
        return None
    version = refused.version
    if version.state == "review":
        return {"url": reverse("ledger:review", args=[version.public_id]), "label": _("去核对")}
    return {"url": f"{reverse('ledger:rows')}?plan={version.plan.code}", "label": _("看任务清单")}


@require_POST
def import_plan(request: HttpRequest) -> HttpResponse:
    """Import a file as a new plan and go on to its review.

    One that looks like a corrected file of a published plan is not taken before somebody has said what it is; what
    comes back then is the question, and with `as=plan` the answer that it is another plan.
    """
    may_import(request)

    def bring_in() -> PlanVersion:
        name, data = _received(request)
        return _imported(request, name, data, ask=request.POST.get("as") != "plan")

    return _uploaded(request, bring_in, lambda said, known: listed(request, status=422, refusal=said, known=known))


class Asked(Exception):
    """What the user has to say first: is this a new version of a plan that is published?"""

    def __init__(self, likely: LikelyVersion) -> None:
        super().__init__()
        self.likely = likely


def _imported(request: HttpRequest, name: str, data: bytes, *, ask: bool = False) -> PlanVersion:
    user = signed_in(request)
    action = ImportPlan(user.jurisdiction, name, data)
    if ask and known_version(user.jurisdiction, action.digest) is None:
        likely = likely_version(user.jurisdiction, action.title, action.text)
        if likely is not None:
            raise Asked(likely)
    plan = run(action, actor=actor(request))
    return plan.versions.get()


def _how_alike(share: float) -> str:
    if share >= _NEARLY:
        return _("正文几乎一样")
    return _("正文约 %(percent)s 相同") % {"percent": f"{share:.0%}"}


def _offer(likely: LikelyVersion) -> dict[str, str]:
    """The question in words, and where each answer goes."""
    shown = {"plan": likely.plan.audit_name, "number": likely.number, "how": _how_alike(likely.alike.share)}
    if likely.alike.same_title:
        message = _("与已发布的方案 %(plan)s标题相同，%(how)s，可能是它的修订版。") % shown
    else:
        message = _("与已发布的方案 %(plan)s相比，%(how)s，可能是它的修订版。") % shown
    offer = {"message": message, "label": _("作为新版本导入（第 %(number)d 版）") % shown}
    if likely.under_review is None:
        return {**offer, "version": reverse("ledger:version-add", args=[likely.plan.public_id])}
    number = {"number": likely.under_review.number}
    return {
        **offer,
        "message": message + _("它的第 %(number)d 版还在核对中，先发布或放弃那一版，才能导入新版本。") % number,
        "label": _("去核对第 %(number)d 版") % number,
        "review": reverse("ledger:review", args=[likely.under_review.public_id]),
    }


@require_POST
def import_example(request: HttpRequest) -> HttpResponse:
    """Import the example plan, so that a first look needs no file."""
    may_import(request)
    file = example()
    if file is None:
        raise Http404
    return _uploaded(
        request,
        lambda: _imported(request, file.name, file.read_bytes()),
        lambda said, known: listed(request, status=422, refusal=said, known=known),
    )


def add_version(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A corrected file of a published plan: its next version."""
    plan = planned(request, public_id)
    if request.method != "POST":
        return _version_page(request, plan)

    def bring_in() -> PlanVersion:
        name, data = _received(request)
        run(AddVersion(name, data), actor=actor(request), on=plan)
        return plan.versions.get(state="review")

    return _uploaded(request, bring_in, lambda said, known: _version_page(request, plan, said, known))


def _version_page(
    request: HttpRequest, plan: Plan, refusal: str = "", known: dict[str, str] | None = None
) -> HttpResponse:
    context = {"plan": plan, "limit": settings.GONGJIN_UPLOAD_MAX_BYTES, "refusal": refusal, "known": known}
    return render(request, "ledger/plans/version.html", context, status=422 if refusal else 200)


patterns = [
    path("plans/import", import_plan, name="plan-import"),
    path("plans/example", import_example, name="plan-example"),
    path("plans/<uuid:public_id>/version", add_version, name="version-add"),
]
