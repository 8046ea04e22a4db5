"""核对: the page, its parts that come on demand, and one address for each act of a reviewer."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gongjin.audit.errors import Conflict, Invalid
from gongjin.ledger import review
from gongjin.ledger.forms import row_form, typed
from gongjin.ledger.models import DraftKind, DraftRow, PlanVersion
from gongjin.ledger.queries import review as queries
from gongjin.ledger.review.steps import name_of
from gongjin.ledger.review.values import shape
from gongjin.ledger.views.access import reviewed
from gongjin.ledger.views.review_answers import answer
from gongjin.ledger.views.review_filters import STATUSES, Filters
from gongjin.ledger.views.review_layout import PAGE_ROWS, Chunk, fill, show_all, spread, words_only
from gongjin.ledger.views.shown import Around, shown
from gongjin.ledger.views.steps import steps
from gongjin.people.access import signed_in

FIRST_ROWS = 400


@require_GET
def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The whole page; of a long plan only the first rows, the rest as it comes into sight."""
    version = reviewed(request, public_id)
    if version.state != "review":
        return HttpResponseRedirect(reverse("ledger:text", args=[public_id]))
    filters = Filters.of(request.GET)
    places = queries.places(version)
    chunks = spread(version, places, filters)
    ready: list[Chunk] = []
    filled = 0
    for at, chunk in enumerate(chunks):
        # The first chunks are there at once; in the order by confidence the text alone needs no rows beside it.
        if at and filled + chunk.count > FIRST_ROWS:
            break
        filled += chunk.count
        ready.append(chunk)
    _fill_together(version, ready, filters)
    words_only(version, chunks[len(ready) :], queries.name_spans(version))
    items, next_page = _list(version, filters, 1) if filters.order == "low" else ([], 0)
    user = signed_in(request)
    by_kind = queries.counts_by_kind(version)
    context = {
        "version": version,
        "filters": filters,
        "chunks": chunks,
        "items": items,
        "next_page": next_page,
        "counts": queries.counts(version),
        "steps": steps(version, "review"),
        "kinds": [{"value": kind.value, "label": kind.label, "count": by_kind.get(kind, 0)} for kind in DraftKind],
        "statuses": [{"value": value, "label": label} for value, label in _status_choices() if value in STATUSES],
        "sections": [_outline_line(section) for section in queries.sections(version)],
        "last": "",
        "can_undo": queries.last_step(version, user) is not None,
        "editable": True,
    }
    return render(request, "ledger/review/page.html", context)


def _status_choices() -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in DraftRow._meta.get_field("status").flatchoices]


def _outline_line(section: DraftRow) -> dict[str, str]:
    level = int(section.values.get("level") or 1)
    return {
        "key": section.key,
        "indent": "　" * (level - 1),
        "title": f"{section.values.get('label') or ''}{section.values.get('title') or ''}",
    }


def _fill_together(version: PlanVersion, chunks: list[Chunk], filters: Filters) -> None:
    """Load neighbouring chunks as one, so that the number of queries does not grow with them."""
    if not chunks:
        return
    whole = fill(version, Chunk(chunks[0].first, chunks[-1].last, 0), filters)
    for chunk in chunks:
        chunk.blocks = [block for block in whole.blocks if chunk.first <= block.paragraph.start < chunk.last]
        chunk.loaded = True


def _list(version: PlanVersion, filters: Filters, number: int) -> tuple[list[object], int]:
    found = queries.rows_by_confidence(version, filters.show, filters.status)
    rows = list(found[(number - 1) * PAGE_ROWS : number * PAGE_ROWS + 1])
    items = show_all(version, rows[:PAGE_ROWS], queries.name_spans(version))
    return list(items), number + 1 if len(rows) > PAGE_ROWS else 0


def _whole(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else default


@require_GET
def chunk_part(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Some paragraphs with their rows, when they come into sight."""
    version = reviewed(request, public_id)
    filters = Filters.of(request.GET)
    first, last = _whole(request.GET.get("first")), _whole(request.GET.get("last"), len(version.text))
    chunk = fill(version, Chunk(first, min(last, len(version.text)), 0), filters)
    context = {"version": version, "filters": filters, "chunk": chunk, "editable": True}
    return render(request, "ledger/review/chunk.html", context)


@require_GET
def list_part(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The next rows in the order of confidence."""
    version = reviewed(request, public_id)
    filters = Filters.of(request.GET)
    items, next_page = _list(version, filters, max(_whole(request.GET.get("page"), 1), 1))
    context = {"version": version, "filters": filters, "items": items, "next_page": next_page, "editable": True}
    return render(request, "ledger/review/list.html", context)


def _row(version: PlanVersion, row_id: UUID) -> DraftRow:
    found = queries.row(version, row_id)
    if found is None:
        raise Conflict(_("这一条已被其他核对人拆分、合并或撤销，请刷新页面查看最新内容。"))
    return found


def _revision(request: HttpRequest) -> int:
    return _whole(request.POST.get("revision"))


_DONE = {
    "accept": lambda row: _("已核定“%(name)s”") % {"name": name_of(row)},
    "reopen": lambda row: _("“%(name)s”已改回待核") % {"name": name_of(row)},
    "remove": lambda row: _("已删除“%(name)s”") % {"name": name_of(row)},
    "restore": lambda row: _("已恢复“%(name)s”，请再核对") % {"name": name_of(row)},
}
_ACTS = {"accept": review.accept, "reopen": review.reopen, "remove": review.remove, "restore": review.restore}
_LEADS_TO = {"accept": "accepted", "reopen": "open", "remove": "removed", "restore": "open"}


@require_POST
def act(request: HttpRequest, public_id: UUID, row_id: UUID, name: str) -> HttpResponse:
    """核定, 改回待核, 删除, 恢复 of one row."""
    version = reviewed(request, public_id)
    row = _row(version, row_id)
    try:
        _ACTS[name](version, signed_in(request), {row.public_id: _revision(request)})
    except Conflict as refused:
        # A second click on the same button is answered like the first.
        if not queries.did_already(version, row, signed_in(request), _LEADS_TO[name]):
            return _faster(request, version, row, refused)
    return answer(request, version, rows=[row.public_id], said=_DONE[name](row))


def _faster(request: HttpRequest, version: PlanVersion, row: DraftRow, refused: Conflict) -> HttpResponse:
    """Another reviewer was faster: the row is drawn anew, and its place says who made what of it."""
    return answer(
        request, version, rows=[row.public_id], said=_who(version, row, refused), go=row.public_id, status=409
    )


def _who(version: PlanVersion, row: DraftRow, refused: Conflict) -> str:
    step = queries.last_change(version, row)
    if step is None or step.user is None:
        return refused.message
    now = shown(row, Around())
    values = {"who": step.user.display_name, "what": step.label, "now": f"{now.headline} {now.figure}".strip()}
    return _("%(who)s刚刚对这一条做了“%(what)s”，您的操作没有执行。现在的内容是“%(now)s”，请核对后再操作。") % values


@require_GET
def edit(request: HttpRequest, public_id: UUID, row_id: UUID) -> HttpResponse:
    """The form of a row, in its place."""
    version = reviewed(request, public_id)
    row = _row(version, row_id)
    form = row_form(row.kind, row.values, queries.linkable(version, row.section))
    context = {"version": version, "row": row, "form": form, "filters": Filters.of(request.GET)}
    return render(request, "ledger/review/form.html", context)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two reviewers set differently."""

    label: str
    mine: str
    theirs: str


@require_POST
def correct(request: HttpRequest, public_id: UUID, row_id: UUID) -> HttpResponse:
    """Store a row's form. Errors stand at their fields; a conflict shows both versions and keeps what was typed."""
    version = reviewed(request, public_id)
    row = _row(version, row_id)
    sent = typed(row.kind, request.POST)
    refused: Invalid | None = None
    conflict = ""
    try:
        review.correct(version, signed_in(request), row.public_id, _revision(request), sent)
    except Conflict as error:
        conflict = _who(version, row, error)
    except Invalid as error:
        refused = error
    else:
        return answer(request, version, rows=[row.public_id], said=_("已更正“%(name)s”") % {"name": name_of(row)})
    form = row_form(row.kind, {**row.values, **sent}, queries.linkable(version, row.section), refused)
    context = {"version": version, "row": row, "form": form, "filters": Filters.of(request.POST), "conflict": conflict}
    if conflict:
        context["differences"] = _differences(row, sent)
    return render(request, "ledger/review/form.html", context, status=409 if conflict else 422)


def _differences(row: DraftRow, sent: dict[str, object]) -> list[Difference]:
    lines = []
    for item in shape(row.kind):
        if item.name in sent:
            mine, theirs = _said(sent[item.name]), _said(row.values.get(item.name))
            if mine != theirs:
                lines.append(Difference(str(item.label), mine, theirs))
    return lines


def _said(value: object) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return "、".join(map(str, value)) if isinstance(value, list) else str(value or "")


_BREAK = "↵"


def _cuttable(version: PlanVersion, row: DraftRow) -> tuple[int, str]:
    """Where a row's words begin, and the words as one line for cutting; people's names are out of sight."""
    start, end = row.start, row.end
    if row.kind == DraftKind.SECTION:
        start, end = int(row.values["body_start"]), int(row.values["body_end"])
    text = version.text
    for first, last in queries.name_spans(version):
        text = text[:first] + "×" * (last - first) + text[last:]
    return start, text[start:end].replace("\n", _BREAK).replace("\u2028", _BREAK)


@require_GET
def split_form(request: HttpRequest, public_id: UUID, row_id: UUID) -> HttpResponse:
    """The words of a row, to be cut with Enter."""
    version = reviewed(request, public_id)
    row = _row(version, row_id)
    context = {"version": version, "row": row, "filters": Filters.of(request.GET), "lines": _cuttable(version, row)[1]}
    return render(request, "ledger/review/split.html", context)


@require_POST
def split(request: HttpRequest, public_id: UUID, row_id: UUID) -> HttpResponse:
    """Cut a row in two where its words were cut."""
    version = reviewed(request, public_id)
    row = _row(version, row_id)
    start, words = _cuttable(version, row)
    sent = request.POST.get("lines", "").replace("\r\n", "\n").strip("\n")
    halves = sent.split("\n")
    try:
        if "".join(halves) != words:
            raise Invalid(_("文字被改动了。拆分时只加一个换行，不要增删文字；要改文字请用“更正”。"))
        if len(halves) != 2:
            raise Invalid(_("请在要拆开的地方按一次 Enter，正好分成两行。"))
        first, second = review.split(
            version, signed_in(request), row.public_id, _revision(request), start + len(halves[0])
        )
    except Conflict as error:
        return _faster(request, version, row, error)
    except Invalid as error:
        context = {"version": version, "row": row, "filters": Filters.of(request.POST)}
        return render(
            request, "ledger/review/split.html", {**context, "lines": sent, "error": error.message}, status=422
        )
    ids = [first.public_id, second.public_id]
    return answer(request, version, rows=ids, said=_("已拆成两条，后一条待核"), go=second.public_id)


@require_POST
def merge(request: HttpRequest, public_id: UUID, row_id: UUID) -> HttpResponse:
    """Merge a row with the next one of its kind."""
    version = reviewed(request, public_id)
    row = _row(version, row_id)
    following = queries.next_alike(version, row)
    if following is None:
        raise Invalid(_("本章节后面没有同类的条目可以合并。"))
    seen = {row.public_id: _revision(request), following.public_id: following.revision}
    try:
        whole = review.merge(version, signed_in(request), seen)
    except Conflict as error:
        return _faster(request, version, row, error)
    said = _("“%(name)s”已与下一条合并") % {"name": name_of(row)}
    return answer(request, version, rows=list(seen), also_at=[row.start], said=said, go=whole.public_id)


@require_GET
def new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The form for words that were selected, once it is said what they are."""
    version = reviewed(request, public_id)
    start, end = _span(request.GET.get("from"), request.GET.get("to"), version)
    kind = request.GET.get("new-kind", "")
    if kind not in DraftKind.values:
        raise Invalid(_("请选择这段文字是什么。"), "new-kind")
    words = " ".join(version.text[start:end].replace("\u2028", " ").split())
    guess = {"text": words, "title": words, "unit": words, "name": words.strip("《》“”")}
    names = {item.name for item in shape(kind)}
    values: dict[str, object] = {name: guess[name] for name in guess if name in names}
    if kind == DraftKind.TARGET:
        values["unit"] = ""
    context = {
        "version": version,
        "start": start,
        "end": end,
        "kind": kind,
        "kind_label": DraftKind(kind).label,
        "form": row_form(kind, values, _near(version, start)),
        "filters": Filters.of(request.GET),
    }
    return render(request, "ledger/review/new.html", context)


def _near(version: PlanVersion, offset: int) -> list[DraftRow]:
    return queries.linkable(version, queries.section_at(queries.sections(version), offset))


def _span(start: str | None, end: str | None, version: PlanVersion) -> tuple[int, int]:
    first, last = _whole(start, -1), _whole(end, -1)
    if not 0 <= first < last <= len(version.text):
        raise Invalid(_("所选文字不在文件范围内，请重新选择。"))
    return first, last


@require_POST
def add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add a row for the words that were selected."""
    version = reviewed(request, public_id)
    start, end = _span(request.POST.get("from"), request.POST.get("to"), version)
    kind = request.POST.get("new-kind", "")
    if kind not in DraftKind.values:
        raise Invalid(_("请选择这段文字是什么。"), "new-kind")
    sent = typed(kind, request.POST)
    section = queries.section_at(queries.sections(version), start)
    try:
        row = review.add(version, signed_in(request), kind, section, (start, end), sent)
    except Invalid as error:
        context = {
            "version": version,
            "start": start,
            "end": end,
            "kind": kind,
            "kind_label": DraftKind(kind).label,
            "form": row_form(kind, sent, _near(version, start), error),
            "filters": Filters.of(request.POST),
        }
        return render(request, "ledger/review/new.html", context, status=422)
    said = _("已添加“%(name)s”") % {"name": name_of(row)}
    return answer(request, version, rows=[row.public_id], said=said, go=row.public_id)


_V = "plans/versions/<uuid:public_id>/review/"
_R = f"{_V}rows/<uuid:row_id>"
patterns = [
    path(_V, page, name="review"),
    path(f"{_V}chunk", chunk_part, name="review-chunk"),
    path(f"{_V}list", list_part, name="review-list"),
    path(f"{_V}new", new, name="review-new"),
    path(f"{_V}add", add, name="review-add"),
    path(_R, edit, name="review-row"),
    path(f"{_R}/edit", edit, name="review-edit"),
    path(f"{_R}/correct", correct, name="review-correct"),
    path(f"{_R}/split", split_form, name="review-split-form"),
    path(f"{_R}/cut", split, name="review-split"),
    path(f"{_R}/merge", merge, name="review-merge"),
    *(path(f"{_R}/{name}", act, {"name": name}, name=f"review-{name}") for name in _ACTS),
]
