"""分工: the matrix of rows × units, bulk acts with a preview before each, fixing, reopening, and the printed page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid
from gongjin.ledger.actions.division import FixDivision, ReopenDivision, SettleDivision
from gongjin.ledger.actions.previewed import Change, digest, seal, undone, unseal
from gongjin.ledger.models import Cadence, Division, DivisionPart, Plan, PlanVersion
from gongjin.ledger.queries import division as queries
from gongjin.ledger.queries.division_gaps import Gaps, Standing, gaps_of, standing_of
from gongjin.ledger.queries.division_proposals import Proposal, propose
from gongjin.ledger.queries.plans import current_version
from gongjin.ledger.views import division_requests as requests
from gongjin.ledger.views.access import actor, may_do, plan_of
from gongjin.ledger.views.beside import links_of
from gongjin.ledger.views.division_shown import block_context, printed, shown_change
from gongjin.ledger.views.once import once_done
from gongjin.people.access import roles_of, signed_in

SEALED_FOR = "division"
SHOWN_IN_PREVIEW = 12


@require_GET
def division(request: HttpRequest, plan: UUID) -> HttpResponse:
    """The page: head, toolbar, header row of units; the rows come block by block."""
    found = plan_of(request, plan)
    return render(request, "ledger/division/page.html", _page_context(request, found))


def _page_context(request: HttpRequest, plan: Plan) -> dict[str, object]:
    version, of = current_version(plan), queries.division_of(plan)
    gaps = gaps_of(version) if version else Gaps(Standing(""), (), ())
    blocks = queries.blocks(version, gaps) if version else []
    return {
        "plan": plan,
        "version": version,
        "division": of,
        "blocks": blocks,
        "units": queries.units_concerned(version) if version else [],
        "all_units": queries.units_to_add(plan),
        "parts": DivisionPart.choices,
        "cadences": [str(member.label) for member in Cadence],
        "tasks": sum(block.tasks for block in blocks),
        "rows": sum(block.rows for block in blocks),
        "gaps": gaps,
        "lacking": len(gaps.lacking),
        "unanswered": len(gaps.unanswered),
        "may_settle": may_do(request, of, "ledger.division.settle"),
        "may_fix": may_do(request, of, "ledger.division.fix"),
        "may_reopen": may_do(request, of, "ledger.division.reopen"),
        "links": links_of(plan, of.state, roles_of(signed_in(request))) if of else [],
    }


@require_GET
def division_block(request: HttpRequest, plan: UUID, section: int) -> HttpResponse:
    """One page of one top section's rows, as rows of the matrix or (`as=list`) as a list of units for each row."""
    found = plan_of(request, plan)
    context = block_context(found, section, requests.block_request(request.GET))
    of = queries.division_of(found)
    template = "ledger/division/list.html" if request.GET.get("as") == "list" else "ledger/division/rows.html"
    return render(request, template, {**context, "may_settle": may_do(request, of, "ledger.division.settle")})


@require_POST
def division_settle(request: HttpRequest, plan: UUID) -> JsonResponse:
    """Settle the cells that a user changed one by one (or filled down) as one act."""
    return _settle(request, plan_of(request, plan), requests.changes(request.body))


@require_POST
def division_preview(request: HttpRequest, plan: UUID) -> HttpResponse:
    """What a bulk act would change, with counts, sealed for `division_apply`."""
    found = plan_of(request, plan)
    version = _version(found)
    units = {str(unit.public_id): unit for unit in queries.units_to_add(found)}
    bulk = requests.bulk(request.body, units, gaps_of(version))
    proposal = propose(version, bulk.rows, list(queries.units_to_add(found)), bulk.steps)
    return render(request, "ledger/division/preview.html", _preview_context(request, found, bulk, proposal))


def _preview_context(request: HttpRequest, plan: Plan, bulk: requests.Bulk, proposal: Proposal) -> dict[str, object]:
    names = {str(unit.public_id): unit.name for unit in queries.units_to_add(plan)}
    return {
        "plan": plan,
        "title": bulk.title,
        "chosen": None if bulk.rows is None else len(bulk.rows),
        "proposal": proposal,
        "examples": [
            shown_change(change, proposal.rows[change.row], names) for change in proposal.changes[:SHOWN_IN_PREVIEW]
        ],
        "more": max(0, len(proposal.changes) - SHOWN_IN_PREVIEW),
        "digest": digest(proposal.changes)[:8],
        "sealed": _seal(request, plan, proposal.changes),
    }


def _seal(request: HttpRequest, plan: Plan, changes: list[Change] | tuple[Change, ...]) -> str:
    who = actor(request).actor_id
    return seal(changes, purpose=SEALED_FOR, plan=str(plan.public_id), actor=who)


@require_POST
def division_apply(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Apply a sealed preview, or take an act back: exactly what was sealed, as one act."""
    found = plan_of(request, plan)
    sealed = requests.sealed(request)
    changes = unseal(sealed, purpose=SEALED_FOR, plan=str(found.public_id), actor=actor(request).actor_id)
    return _settle(request, found, changes)


def _settle(request: HttpRequest, plan: Plan, changes: tuple[Change, ...]) -> JsonResponse:
    settled = run(SettleDivision(changes), actor=actor(request), on=_division(plan))
    version = _version(plan)
    gaps = gaps_of(version)
    blocks = queries.blocks(version, gaps)
    return JsonResponse(
        {
            "message": _("已更新 %(n)d 格，涉及 %(rows)d 行。")
            % {"n": len(changes), "rows": len({change.row for change in changes})},
            "undo": _seal(request, plan, undone(changes)),
            "undo_label": _("撤销"),
            "revision": settled.revision,
            "lacking": len(gaps.lacking),
            "unanswered": len(gaps.unanswered),
            "blocks": {str(block.section.pk): block.lacking for block in blocks},
        }
    )


def _division(plan: Plan) -> Division:
    found = queries.division_of(plan)
    if found is None:
        raise Invalid(_("方案还没有发布，不能分工。请先完成核对并发布。"))
    return found


def _version(plan: Plan) -> PlanVersion:
    found = current_version(plan)
    if found is None:
        raise Invalid(_("方案还没有发布，不能分工。请先完成核对并发布。"))
    return found


@require_POST
def division_fix(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Fix the division; what is lacking is listed with links."""
    found = plan_of(request, plan)
    expect = requests.revision(request)
    of = _division(found)
    try:
        with once_done(of, "fixed"):
            run(FixDivision(request.POST.get("note", "")), actor=actor(request), on=of, expect=expect)
    except Invalid as error:
        lacking = gaps_of(_version(found)).lacking
        context = {"plan": found, "error": error, "lacking": lacking, "revision": expect}
        return render(request, "ledger/division/lacking.html", context, status=422)
    return HttpResponseRedirect(reverse("ledger:division", args=[found.public_id]))


@require_POST
def division_reopen(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Open a fixed division again, with a reason."""
    found = plan_of(request, plan)
    of = _division(found)
    try:
        with once_done(of, "open"):
            run(ReopenDivision(request.POST.get("reason", "")), actor=actor(request), on=of)
    except Invalid as error:
        context = {**_page_context(request, found), "reopen_error": error}
        return render(request, "ledger/division/page.html", context, status=422)
    return HttpResponseRedirect(reverse("ledger:division", args=[found.public_id]))


@require_GET
def division_print(request: HttpRequest, plan: UUID) -> HttpResponse:
    """任务分解表 on paper: A4 landscape, a line a row, the header on every page."""
    found = plan_of(request, plan)
    version = _version(found)
    units = {unit.pk: unit for unit in queries.units_concerned(version)}
    lines = [printed(row, units) for row in queries.division_rows(version)]
    context = {"plan": found, "version": version, "standing": standing_of(found.pk), "lines": lines}
    return render(request, "ledger/division/print.html", context)


patterns = [
    path("plans/<uuid:plan>/division/", division, name="division"),
    path("plans/<uuid:plan>/division/print/", division_print, name="division_print"),
    path("plans/<uuid:plan>/division/rows/<key:section>/", division_block, name="division_block"),
    path("plans/<uuid:plan>/division/settle/", division_settle, name="division_settle"),
    path("plans/<uuid:plan>/division/preview/", division_preview, name="division_preview"),
    path("plans/<uuid:plan>/division/apply/", division_apply, name="division_apply"),
    path("plans/<uuid:plan>/division/fix/", division_fix, name="division_fix"),
    path("plans/<uuid:plan>/division/reopen/", division_reopen, name="division_reopen"),
]
