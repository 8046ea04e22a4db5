"""版本匹配: what became of each row since the version in force, confirmed row by row."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gongjin.audit.errors import Conflict, Invalid
from gongjin.core.sent import whole
from gongjin.ledger.models import DraftKind, DraftPairing, DraftRow, PairingKind, PlanVersion, Reading, RowKind
from gongjin.ledger.queries import pairings as queries
from gongjin.ledger.queries.review import name_spans
from gongjin.ledger.review import confirm, confirm_all, set_pairing
from gongjin.ledger.review.result import without_persons
from gongjin.ledger.views.access import reviewed
from gongjin.ledger.views.differences import marked
from gongjin.ledger.views.steps import steps
from gongjin.people.access import signed_in

PAGE = 100
LIKELY = 0.9


@dataclass(frozen=True, slots=True)
class PairLine:
    """A match as the page shows it, with what differs between the wordings marked."""

    pairing: DraftPairing
    old: Reading | None
    new: DraftRow | None
    before: SafeString
    after: SafeString

    @property
    def percent(self) -> str:
        return f"{self.pairing.score:.0%}"

    @property
    def in_text_only(self) -> bool:
        """Whether what is shown (a task's title) is the same on both sides, and the change is in its text."""
        return self.pairing.kind == PairingKind.REWORDED and bool(self.before) and self.before == self.after


@dataclass(frozen=True, slots=True)
class Bulk:
    """A button that confirms several matches at once, with the number that it would confirm."""

    label: str
    kind: str
    above: float
    count: int


def _old_words(reading: Reading | None) -> str:
    if reading is None:
        return ""
    return (reading.title or reading.text) if reading.row.kind == RowKind.TASK else reading.text


def _new_words(row: DraftRow | None, people: list[tuple[int, int, str]]) -> str:
    if row is None:
        return ""
    words = str(row.values.get("title" if row.kind == DraftKind.SECTION else "text") or "")
    return without_persons(words, row.start, row.end, people)


def _people(version: PlanVersion) -> list[tuple[int, int, str]]:
    return [(start, end, version.text[start:end]) for start, end in name_spans(version)]


def _line(pair: queries.Pair, people: list[tuple[int, int, str]]) -> PairLine:
    before, after = marked(_old_words(pair.old), _new_words(pair.new, people))
    if pair.old is None or pair.new is None:
        before, after = marked(*[_old_words(pair.old)] * 2)[0], marked(*[_new_words(pair.new, people)] * 2)[1]
    return PairLine(pair.pairing, pair.old, pair.new, before, after)


@require_GET
def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The matches, those to be confirmed and the least similar first, a hundred a page."""
    version = reviewed(request, public_id)
    if version.state != "review":
        return HttpResponseRedirect(reverse("ledger:text", args=[public_id]))
    kind = request.GET.get("kind", "")
    kind = kind if kind in PairingKind.values else ""
    waiting = "waiting" in request.GET
    found = queries.pairs(version, kind, waiting=waiting)
    number = request.GET.get("page", "1")
    at = max(int(number), 1) if number.isascii() and number.isdecimal() and len(number) < 6 else 1
    people = _people(version)
    context = {
        "version": version,
        "steps": steps(version, "pairings"),
        "kinds": queries.pair_kinds(version),
        "kind": kind,
        "waiting_only": waiting,
        "bulks": _bulks(version),
        "lines": [_line(pair, people) for pair in found[(at - 1) * PAGE : at * PAGE]],
        "more": at + 1 if len(found) > at * PAGE else 0,
    }
    return render(request, "ledger/pairings/page.html", context)


def _bulks(version: PlanVersion) -> list[Bulk]:
    kept, reworded = queries.similar(version, (PairingKind.KEPT, PairingKind.REWORDED), LIKELY)
    labels = {"count": kept}, {"count": reworded}
    return [
        Bulk(_("确认 %(count)d 条保留（相似 90%% 及以上）") % labels[0], PairingKind.KEPT, LIKELY, kept),
        Bulk(_("确认 %(count)d 条改写（相似 90%% 及以上）") % labels[1], PairingKind.REWORDED, LIKELY, reworded),
    ]


def _numbers(request: HttpRequest, name: str) -> list[int]:
    return [number for text in request.POST.getlist(name) if (number := whole(text)) is not None]


@require_POST
def confirm_one(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Confirm a match, or take that back."""
    version = reviewed(request, public_id)
    pairing = get_object_or_404(version.pairings, pk=pk)
    error, status = "", 200
    try:
        revision = next(iter(_numbers(request, "revision")), 0)
        confirm(version, signed_in(request), {pk: revision}, confirmed=request.POST.get("confirmed") != "no")
    except Conflict as refused:
        error, status = refused.message, 409
    if not request.headers.get("HX-Request"):
        if error:
            messages.error(request, error)
        return HttpResponseRedirect(reverse("ledger:pairings", args=[public_id]))
    found = queries.pairs_of(version, [pairing.pk])
    if not found:
        raise Conflict(_("这条对应关系已被其他核对人改动，请刷新页面。"))
    context = {"version": version, "line": _line(found[0], _people(version)), "error": error, "oob": True}
    context["steps"] = steps(version, "pairings")
    return render(request, "ledger/pairings/answer.html", context, status=status)


@require_POST
def confirm_many(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Confirm all similar enough matches of a kind in one act, and say how many."""
    version = reviewed(request, public_id)
    kind = request.POST.get("kind", "")
    if kind not in (PairingKind.KEPT, PairingKind.REWORDED):
        raise Invalid(_("只有保留和改写可以批量确认，其余请逐条确认。"), "kind")
    count = confirm_all(version, signed_in(request), [kind], LIKELY)
    messages.success(request, _("已确认 %(count)d 条，可逐条改回。") % {"count": count})
    return HttpResponseRedirect(reverse("ledger:pairings", args=[public_id]))


@dataclass(frozen=True, slots=True)
class Choice:
    """A row that can be ticked."""

    id: int
    code: str
    text: str
    chosen: bool


def change(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Say by hand which rows go with which, in place of the proposal."""
    version = reviewed(request, public_id)
    found = queries.pairs_of(version, [pk])
    if not found:
        raise Conflict(_("这条对应关系已被其他核对人改动，请刷新页面。"))
    pair = found[0]
    sort = pair.old.row.kind if pair.old else pair.pairing.row.kind if pair.pairing.row else _sort(pair.new)
    olds = [reading for reading in queries.old_rows(version.plan) if reading.row.kind == sort]
    news = [row for row in queries.draft_choices(version) if _sort(row) == sort]
    chosen_old = {pair.pairing.row_id} | {p.row_id for p in _group(version, pair.pairing)}
    chosen_new = {pair.pairing.draft_id} | {p.draft_id for p in _group(version, pair.pairing)}
    kind, error, status = str(pair.pairing.kind), "", 200
    if request.method == "POST":
        chosen_old, chosen_new = set(_numbers(request, "old")), set(_numbers(request, "new"))
        kind = request.POST.get("kind", "")
        try:
            rows = [reading.row for reading in olds if reading.row_id in chosen_old]
            drafts = [row for row in news if row.pk in chosen_new]
            seen = _seen(request)
            held = queries.beside(version, [row.pk for row in rows], [row.pk for row in drafts])
            # A row that was only now ticked counts with the revision of this moment.
            seen = {p.pk: seen.get(p.pk, p.revision) for p in held}
            set_pairing(version, signed_in(request), kind, rows, drafts, seen)
        except (Invalid, Conflict) as refused:
            error, status = refused.message, 409 if isinstance(refused, Conflict) else 422
        else:
            messages.success(request, _("已按您的选择对应并确认。"))
            return HttpResponseRedirect(reverse("ledger:pairings", args=[public_id]))
    people = _people(version)
    context = {
        "version": version,
        "steps": steps(version, "pairings"),
        "olds": [Choice(r.row_id, r.row.code, _old_words(r), r.row_id in chosen_old) for r in olds],
        "news": [Choice(r.pk, "", _new_words(r, people), r.pk in chosen_new) for r in news],
        "kinds": [{"value": option.value, "label": option.label} for option in PairingKind],
        "kind": kind,
        "seen": [(p.pk, p.revision) for p in _group(version, pair.pairing)],
        "error": error,
    }
    return render(request, "ledger/pairings/change.html", context, status=status)


def _sort(row: DraftRow | None) -> str:
    return "" if row is None else RowKind.TASK if row.kind == DraftKind.SECTION else str(row.kind)


def _group(version: PlanVersion, pairing: DraftPairing) -> list[DraftPairing]:
    rows = [pairing.row_id] if pairing.row_id else []
    return queries.beside(version, rows, [pairing.draft_id] if pairing.draft_id else [])


def _seen(request: HttpRequest) -> dict[int, int]:
    seen = {}
    for text in request.POST.getlist("seen"):
        pk, revision = map(whole, text.partition(":")[::2])
        if pk is not None and revision is not None:
            seen[pk] = revision
    return seen


_V = "plans/versions/<uuid:public_id>/pairings/"
patterns = [
    path(_V, page, name="pairings"),
    path(f"{_V}confirm", confirm_many, name="pairings-confirm"),
    path(f"{_V}<key:pk>", confirm_one, name="pairing-confirm"),
    path(f"{_V}<key:pk>/change", change, name="pairing-change"),
]
