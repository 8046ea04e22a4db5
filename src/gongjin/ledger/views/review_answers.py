"""What an act of 核对 sends back: only what it changed of the page, as fragments that find their own place."""

from __future__ import annotations

import json
from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from gongjin.ledger.models import DraftRow, PlanVersion
from gongjin.ledger.queries import review as queries
from gongjin.ledger.views.document import line_of, paragraph_starts
from gongjin.ledger.views.review_filters import Filters
from gongjin.ledger.views.review_layout import blocks, show_all
from gongjin.ledger.views.steps import steps
from gongjin.people.access import signed_in

MOST_PARAGRAPHS = 30


def answer(
    request: HttpRequest,
    version: PlanVersion,
    *,
    rows: Iterable[UUID] = (),
    also_at: Iterable[int] = (),
    said: str = "",
    go: UUID | None = None,
    status: int = 200,
    main: str = "",
) -> HttpResponse:
    """The changed rows and their paragraphs, the counts, and the last step with its way back.

    `rows` are the public ids that an act touched, gone ones included; `also_at` are offsets whose paragraphs changed
    (where a row stood before). `go` becomes the current row. `main` is put where the request came from; without it
    nothing is. An act that touched much of the document reloads the page instead.
    """
    filters = Filters.of(request.POST)
    ids = list(dict.fromkeys(rows))
    if len(ids) > MOST_PARAGRAPHS:
        return _reload(request, said)
    found = queries.rows_of(version, ids)
    starts = paragraph_starts(version.text)
    lines = sorted({line_of(starts, at) for at in [*(row.start for row in found), *also_at]})
    parts = [main, *_paragraphs(request, version, lines, found, filters), *_frame(request, version, said)]
    response = HttpResponse("".join(parts), status=status)
    if not main:
        response["HX-Reswap"] = "none"
    if go is not None:
        target = next((row.pk for row in found if row.public_id == go), None)
        response["HX-Trigger-After-Settle"] = json.dumps({"review:go": {"row": target}})
    return response


def _reload(request: HttpRequest, said: str) -> HttpResponse:
    if said:
        messages.success(request, said)
    response = HttpResponse()
    response["HX-Refresh"] = "true"
    return response


def _paragraphs(
    request: HttpRequest, version: PlanVersion, lines: list[int], found: list[DraftRow], filters: Filters
) -> Iterable[str]:
    for start in lines:
        end = version.text.find("\n", start)
        end = len(version.text) if end < 0 else end + 1
        touching = queries.rows_touching(version, start, end)
        for block in blocks(version, start, end, touching, filters):
            context = {"version": version, "block": block, "paragraph": block.paragraph, "oob": True, "editable": True}
            if filters.order == "text":
                yield render_to_string("ledger/review/block.html", context)
            else:
                yield render_to_string("ledger/review/paragraph.html", context)
    if filters.order == "low":
        for item in show_all(version, found, queries.name_spans(version)):
            context = {"version": version, "item": item, "row_oob": True, "editable": True}
            yield render_to_string("ledger/review/row.html", context)


def _frame(request: HttpRequest, version: PlanVersion, said: str) -> Iterable[str]:
    user = signed_in(request)
    context = {
        "version": version,
        "counts": queries.counts(version),
        "steps": steps(version, "review"),
        "last": said,
        "can_undo": queries.last_step(version, user) is not None,
        "can_redo": queries.next_step(version, user) is not None,
        "oob": True,
    }
    for name in ("review/counts", "plans/steps", "review/last"):
        yield render_to_string(f"ledger/{name}.html", context)
