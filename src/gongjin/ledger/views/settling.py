"""Values settled from the grid: one cell, a pasted block after its preview, and taking either back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid
from gongjin.core.sent import Unreadable, read_json
from gongjin.ledger.actions.values import RowValues, SettleValues
from gongjin.ledger.models import Row
from gongjin.ledger.queries.rows import lines_of, rows_by_code, rows_by_id, settled_values
from gongjin.ledger.typed_values import FIELDS
from gongjin.ledger.views.row_json import rows_json
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of

MOST_CELLS = 20_000


@require_POST
def settle_rows(request: HttpRequest) -> JsonResponse:
    """Settle `rows` [{row, revision, values, seen}] by one act; the answer has the rows as they are now, and `undo`."""
    user = signed_in(request)
    given = [_row_of(item) for item in _items(request, "rows")]
    if not given:
        raise Invalid(_("没有需要保存的改动。"))
    rows = rows_by_id(user.jurisdiction, {item.row for item in given})
    wanted = []
    for item in given:
        row = rows.get(item.row)
        if row is None:
            raise Invalid(_("有条目已不在清单中，请刷新页面后再改。"))
        wanted.append(RowValues(row, item.values, item.revision, item.seen))
    before = {str(row.public_id): settled for row, settled in settled_values(rows.values())}
    first, *others = wanted
    run(
        SettleValues(first.values, tuple(others), first.seen),
        actor=actor_of(user),
        on=first.row,
        expect=first.revision,
    )
    now = {str(line["id"]): line for line in rows_json(lines_of(user.jurisdiction, set(rows)))}
    undo = [
        {
            "row": item.row,
            "revision": now[item.row]["rev"],
            "values": {name: before[item.row].get(name, "") for name in item.values},
        }
        for item in given
        if item.row in now
    ]
    return JsonResponse({"rows": list(now.values()), "undo": undo})


@require_POST
def preview_paste(request: HttpRequest) -> HttpResponse:
    """What a pasted block of `cells` [{row or code, field, text}] would change: counts, each change, each error."""
    cells = _items(request, "cells")
    if len(cells) > MOST_CELLS:
        shown = {"n": len(cells), "most": MOST_CELLS}
        raise Invalid(_("一次粘贴了 %(n)d 格，最多 %(most)d 格，请分几次粘贴。") % shown)
    user = signed_in(request)
    ids = {text for cell in cells if (text := _text(cell, "row"))}
    codes = {text for cell in cells if not _text(cell, "row") and (text := _text(cell, "code"))}
    preview = Preview()
    preview.fill(cells, {**rows_by_code(user.jurisdiction, codes), **rows_by_id(user.jurisdiction, ids)})
    return render(request, "ledger/rows/paste.html", {"preview": preview})


@dataclass(frozen=True, slots=True)
class Pasted:
    """One cell of a pasted block: a change, or why it is none."""

    code: str
    label: str
    before: str
    after: str
    error: str = ""


@dataclass(slots=True)
class Preview:
    """A pasted block against what stands; `rows` is what would be sent to settle it."""

    changes: list[Pasted] = field(default_factory=list)
    errors: list[Pasted] = field(default_factory=list)
    same: int = 0
    rows: dict[str, dict[str, object]] = field(default_factory=dict)

    def fill(self, cells: list[Mapping[str, object]], rows: Mapping[str, Row]) -> None:
        """Compare each cell with what is settled now."""
        before = {row.pk: settled for row, settled in settled_values({row.pk: row for row in rows.values()}.values())}
        for cell in cells:
            name, text = _text(cell, "field"), _text(cell, "text")
            row = rows.get(_text(cell, "row") or _text(cell, "code"))
            if name not in FIELDS:
                continue
            if row is None:
                missing = _("清单中没有这个编号")
                self.errors.append(Pasted(_text(cell, "code"), str(FIELDS[name].label), "", text, missing))
                continue
            self._compare(row, name, text, before[row.pk].get(name, ""))

    def _compare(self, row: Row, name: str, text: str, was: str) -> None:
        label = str(FIELDS[name].label)
        try:
            now = FIELDS[name].shown(text, row.kind)
        except Invalid as error:
            self.errors.append(Pasted(str(row), label, was, text, error.message))
            return
        if now == was:
            self.same += 1
            return
        entry = self.rows.setdefault(
            str(row.public_id), {"row": str(row.public_id), "revision": row.revision, "values": {}, "seen": {}}
        )
        values, seen = entry["values"], entry["seen"]
        if isinstance(values, dict) and isinstance(seen, dict):
            values[name], seen[name] = now, was
        self.changes.append(Pasted(str(row), label, was, now))

    @property
    def payload(self) -> str:
        """The rows as JSON for the page to send back."""
        return json.dumps(list(self.rows.values()), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class GivenRow:
    """One row of a request, checked for its shape only."""

    row: str
    revision: int | None
    values: dict[str, str]
    seen: dict[str, str]


def _items(request: HttpRequest, name: str) -> list[Mapping[str, object]]:
    try:
        body = read_json(request.body)
    except Unreadable as error:
        raise Invalid(_("提交的内容不完整，请刷新页面后再试。")) from error
    items = body.get(name) if isinstance(body, dict) else None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise Invalid(_("提交的内容不完整，请刷新页面后再试。"))
    return items


def _row_of(item: Mapping[str, object]) -> GivenRow:
    revision = item.get("revision")
    return GivenRow(
        _text(item, "row"),
        revision if isinstance(revision, int) else None,
        _texts(item, "values"),
        _texts(item, "seen"),
    )


def _text(item: Mapping[str, object], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""


def _texts(item: Mapping[str, object], name: str) -> dict[str, str]:
    value = item.get(name)
    if not isinstance(value, dict):
        return {}
    return {str(key): text for key, text in value.items() if isinstance(text, str)}


patterns = [
    path("ledger/rows/settle/", settle_rows, name="rows-settle"),
    path("ledger/rows/paste/", preview_paste, name="rows-paste"),
]
