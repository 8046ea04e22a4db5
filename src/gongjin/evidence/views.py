"""Handing in, looking at, fetching and revoking files. What is fetched is never run by a browser."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjin.audit.actions import may, run
from gongjin.audit.errors import Invalid, Refused
from gongjin.audit.page_rules import may_see
from gongjin.evidence.actions import AddEvidence, RevokeEvidence, files
from gongjin.evidence.checks import ENDINGS, MAX_BYTES, SHOWN_BY_BROWSERS
from gongjin.evidence.handing import as_json, unit_of
from gongjin.evidence.models import Evidence
from gongjin.evidence.queries import evidence_of
from gongjin.evidence.states import EVIDENCE
from gongjin.people.access import roles_of, signed_in
from gongjin.people.actors import actor_of
from gongjin.store.files import DamagedFile

_PAGE = 50
SANDBOX = "default-src 'none'; sandbox"


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The files that the user may look at, the latest first."""
    user = signed_in(request)
    words, state = request.GET.get("q", "").strip()[:60], request.GET.get("state", "")
    found = evidence_of(user, words, state if state in EVIDENCE.states else "")
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    actor, rule = actor_of(user), EVIDENCE.rule("evidence.revoke")
    lines = [(item, item.revoked_at is None and may(actor, rule, item)) for item in page]
    context = {
        "page": page, "lines": lines, "words": words, "state": state, "endings": ",".join(ENDINGS), "limit": MAX_BYTES,
        "may_upload": may_see(roles_of(user), "evidence:upload"),
    }  # fmt: skip
    return render(request, "evidence/list.html", context)


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Hand in files, each an act of its own. A script gets JSON: what was taken and, by file, why the rest was not."""
    user = signed_in(request)
    actor, unit = actor_of(user), unit_of(user)
    sent = request.FILES.getlist("files")
    taken: list[Evidence] = []
    refused: list[dict[str, str]] = []
    if not sent:
        raise Invalid(_("没有收到文件，请重新选择。"), "files")
    for file in sent:
        try:
            action = AddEvidence(user.jurisdiction, file.name or "", file.read(), unit, request.POST.get("note", ""))
            taken.append(run(action, actor=actor))
        except Invalid as refusal:
            refused.append({"name": (file.name or "")[:120], "message": refusal.message})
    if "application/json" in request.headers.get("Accept", ""):
        answer = {"taken": [as_json(item) for item in taken], "refused": refused}
        return JsonResponse(answer, status=200 if taken else 422)
    for line in refused:
        messages.error(request, line["message"])
    if taken:
        messages.success(request, _("已接收 %(count)d 个文件。") % {"count": len(taken)})
    return redirect("evidence:list")


@require_safe
def download(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The bytes, to be saved and never opened in place."""
    found = _seen(request, public_id)
    return _sent(found, "attachment", "application/octet-stream")


@require_safe
def picture(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """A picture that a page shows in place. Raises `Http404` for what browsers do not show, or what was revoked."""
    found = _seen(request, public_id)
    if found.media_type not in SHOWN_BY_BROWSERS or found.revoked_at is not None:
        raise Http404
    return _sent(found, "inline", found.media_type)


@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for the reason, and take back what the file proves."""
    found, error = _seen(request, public_id), ""
    if request.method == "POST":
        try:
            run(RevokeEvidence(request.POST.get("why", "")), actor=actor_of(signed_in(request)), on=found)
        except Invalid as refusal:
            error = refusal.message
        else:
            messages.success(request, _("已撤销“%(file)s”，依据它计入的数据不再计入。") % {"file": found})
            return redirect("evidence:list")
    return render(request, "evidence/revoke.html", {"evidence": found, "error": error}, status=422 if error else 200)


def _seen(request: HttpRequest, public_id: UUID) -> Evidence:
    found = evidence_of(signed_in(request)).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _sent(found: Evidence, how: str, media_type: str) -> HttpResponse:
    try:
        data = files().get(found.digest)
    except (FileNotFoundError, DamagedFile) as error:
        text = _("“%(file)s”在存储中缺失或已损坏，请联系系统管理员从备份恢复。")
        raise Refused(text % {"file": found}) from error
    answer = HttpResponse(data, content_type=media_type)
    answer["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(found.file_name, safe='')}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = SANDBOX
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "private, no-cache"
    return answer
