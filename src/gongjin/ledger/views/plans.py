"""方案: the list, importing a file or a next version, giving an import up, publishing, the text with its file."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

import gongjin
from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid
from gongjin.audit.page_rules import may_see
from gongjin.ledger.actions.publish import PublishVersion
from gongjin.ledger.actions.reading import files
from gongjin.ledger.actions.versions import DiscardVersion
from gongjin.ledger.models import DraftKind
from gongjin.ledger.queries import names as names_of
from gongjin.ledger.queries import plans as queries
from gongjin.ledger.queries.pairings import pair_kinds
from gongjin.ledger.queries.review import counts_by_kind, name_spans
from gongjin.ledger.queries.spoken import spoken
from gongjin.ledger.views.access import actor, imports, readable, reviewed
from gongjin.ledger.views.document import AT, Mark, heading_lines, paragraphs
from gongjin.ledger.views.once import once_done
from gongjin.ledger.views.steps import steps
from gongjin.people.access import roles_of, signed_in


def example() -> Path | None:
    """The example plan, where the checkout or the package has it."""
    package = Path(gongjin.__file__).parent
    for folder in (package / "examples", package.parents[1] / "examples"):
        found = next(iter(sorted(folder.glob("*.docx"))), None)
        if found is not None:
            return found
    return None


@require_GET
def plans(request: HttpRequest) -> HttpResponse:
    """The list of plans with the place to drop a file; for the first time, with what to do."""
    return listed(request, status=200)


def listed(
    request: HttpRequest,
    *,
    status: int,
    refusal: str = "",
    known: dict[str, str] | None = None,
    offer: dict[str, str] | None = None,
) -> HttpResponse:
    """The list, with what became of a file that was sent without script: refused (and where it is known), or asked."""
    context = {
        "plans": queries.plans(signed_in(request).jurisdiction),
        "example": example() is not None,
        "limit": settings.GONGJIN_UPLOAD_MAX_BYTES,
        "may_import": imports(request),
        "refusal": refusal,
        "known": known,
        "offer": offer,
    }
    return render(request, "ledger/plans/list.html", context, status=status)


@require_POST
def discard(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give up an import. It cannot be undone, so the page asked before."""
    version = reviewed(request, public_id)
    with once_done(version, "discarded"):
        run(DiscardVersion(), actor=actor(request), on=version)
    messages.success(request, _("已放弃“%(title)s”的这次导入；文件可以重新上传。") % {"title": version.plan.title})
    return HttpResponseRedirect(reverse("ledger:plans"))


def publish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What will be published, what is missing, and the one button."""
    version = reviewed(request, public_id)
    if version.state != "review" and request.method != "POST":
        return HttpResponseRedirect(reverse("ledger:text", args=[public_id]))
    refusal = ""
    if request.method == "POST":
        try:
            with once_done(version, "published"):
                run(PublishVersion(), actor=actor(request), on=version)
        except Invalid as refused:
            refusal = refused.message
        else:
            messages.success(request, _("“%(title)s”已发布，任务清单如下。") % {"title": version.plan.title})
            return HttpResponseRedirect(f"{reverse('ledger:rows')}?plan={version.plan.code}")
    by_kind = counts_by_kind(version)
    context = {
        "version": version,
        "steps": steps(version, "publish"),
        "waiting": queries.left(version),
        "kinds": [(kind.label, by_kind.get(kind, 0)) for kind in DraftKind],
        "new_names": [
            name.written for name in names_of.names(version, names_of.times_written(version)) if name.status == "new"
        ],
        "pair_counts": pair_kinds(version),
        "refusal": refusal,
    }
    return render(request, "ledger/plans/publish.html", context, status=422 if refusal else 200)


@require_GET
def text(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The text of a version with its rows lit; `?at=start-end` lights a sentence and brings it into sight."""
    version = readable(request, public_id)
    if version.state == "discarded":
        raise Http404
    if version.state == "review":
        version = reviewed(request, public_id)
    marks = [
        Mark(
            said.row.code if said.row else said.kind,
            said.kind,
            said.start,
            said.end,
            said.figure,
            reverse("ledger:row", args=[said.row.public_id]) if said.row else "",
        )
        for said in spoken(version)
    ]
    wanted = _span(request.GET.get("at", ""), len(version.text))
    if wanted is not None:
        marks.append(Mark(AT, AT, *wanted))
    context: dict[str, Any] = {
        "version": version,
        "paragraphs": paragraphs(
            version.text,
            marks,
            hidden=name_spans(version),
            headings=heading_lines(version.text, version.plan.title, queries.headings(version)),
        ),
        "may_download": may_see(roles_of(signed_in(request)), "ledger:plan-file"),
        "versions": queries.issued(version.plan),
    }
    return render(request, "ledger/plans/text.html", context)


def _span(at: str, length: int) -> tuple[int, int] | None:
    """`120-134` as offsets; anything else counts as not said."""
    start, _dash, end = at.partition("-")
    if not (start.isascii() and start.isdecimal() and end.isascii() and end.isdecimal()):
        return None
    first, last = int(start[:9]), int(end[:9])
    return (first, last) if first < last <= length else None


@require_GET
def file(request: HttpRequest, public_id: UUID) -> FileResponse:
    """The file as it was uploaded. It may name people, so it is for the office and who oversees it."""
    version = readable(request, public_id)
    if version.state == "review":
        version = reviewed(request, public_id)
    try:
        data = files().path(version.file_digest).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(data, as_attachment=True, filename=version.file_name)


patterns = [
    path("plans/", plans, name="plans"),
    path("plans/versions/<uuid:public_id>/discard", discard, name="discard"),
    path("plans/versions/<uuid:public_id>/publish/", publish, name="publish"),
    path("plans/versions/<uuid:public_id>/text/", text, name="text"),
    path("plans/versions/<uuid:public_id>/file", file, name="plan-file"),
]
