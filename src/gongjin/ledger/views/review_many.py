"""核对: acts on more than one row: undo and redo, and accepting in bulk with a preview of the count."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gongjin.audit.errors import Invalid
from gongjin.ledger import review
from gongjin.ledger.queries import review as queries
from gongjin.ledger.views.access import reviewed
from gongjin.ledger.views.review_answers import answer
from gongjin.people.access import signed_in


@require_POST
def history(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Undo or redo the reviewer's own last step."""
    version = reviewed(request, public_id)
    user = signed_in(request)
    forward = request.POST.get("which") == "redo"
    step = queries.next_step(version, user) if forward else queries.last_step(version, user)
    touched = queries.touched(step)
    before = {row.public_id: row for row in queries.rows_of(version, touched)} if len(touched) < 400 else {}
    label = (review.redo if forward else review.undo)(version, user)
    said = (_("已重做“%(label)s”") if forward else _("已撤销“%(label)s”")) % {"label": label}
    at = [row.start for row in before.values()]
    last = next(iter(touched), None) if len(touched) == 1 else None
    return answer(request, version, rows=touched, also_at=at, said=said, go=last)


def _threshold(text: str | None) -> float:
    try:
        value = float(text or "")
    except ValueError:
        raise Invalid(_("请选择把握程度。"), "above") from None
    if not 0 <= value <= 1:
        raise Invalid(_("请选择把握程度。"), "above")
    return value


@require_GET
def accept_preview(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How many rows an act in bulk would accept, before it is done."""
    version = reviewed(request, public_id)
    count, left = queries.would_accept(version, request.GET.get("section", ""), _threshold(request.GET.get("above")))
    return render(request, "ledger/review/accept_preview.html", {"count": count, "left": left})


@require_POST
def accept_many(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Accept all of a section, or everything, from a confidence on; the page comes back with the count."""
    version = reviewed(request, public_id)
    section = request.POST.get("section") or None
    count = review.accept_section(version, signed_in(request), section, _threshold(request.POST.get("above")))
    if count:
        messages.success(request, _("已核定 %(count)d 条。可用 Ctrl+Z 或工具栏的撤销一次退回。") % {"count": count})
    else:
        messages.info(request, _("所选范围内没有待核的条目，都已核对。"))
    response = HttpResponse()
    response["HX-Refresh"] = "true"
    return response


_V = "plans/versions/<uuid:public_id>/review/"
patterns = [
    path(f"{_V}history", history, name="review-history"),
    path(f"{_V}accept/preview", accept_preview, name="review-accept-preview"),
    path(f"{_V}accept", accept_many, name="review-accept-many"),
]
