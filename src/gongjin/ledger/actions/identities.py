"""Which lasting row each reviewed row is: by confirmed matches, or a new one with a new code."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act
from gongjin.audit.errors import Invalid
from gongjin.ledger.models import DraftPairing, PairingKind, PlanVersion, Row, RowKind
from gongjin.ledger.review.result import Codes, FutureRow, Result

_RANK = {PairingKind.KEPT: 0, PairingKind.REWORDED: 1, PairingKind.SPLIT: 2, PairingKind.MERGED: 2}


def _confirmed(version: PlanVersion, result: Result, present: Collection[Row]) -> dict[int, Row]:
    """The lasting row of each reviewed row, by the reviewed row's id.

    Of the parts of a split the best one goes on as the row, of merged rows the best one goes on; the others begin, and
    end. Best is the higher score, then the earlier one. Raises `Invalid` while matches are not confirmed.
    """
    pairings = list(version.pairings.select_related("row", "draft"))
    future = {item.draft.pk for item in result.future if item.draft is not None}
    covered = {pairing.row_id for pairing in pairings}
    waiting = sum(not pairing.confirmed for pairing in pairings)
    waiting += len(future - {pairing.draft_id for pairing in pairings})
    waiting += sum(row.state == "current" and row.pk not in covered for row in present)
    if waiting:
        raise Invalid(_("还有 %(count)d 条与上一版的对应关系没有确认，请先确认，再发布。") % {"count": waiting})
    return _resolve([pairing for pairing in pairings if pairing.draft_id in future])


def _resolve(pairings: list[DraftPairing]) -> dict[int, Row]:
    found: dict[int, Row] = {}
    gone_on: set[int] = set()
    ranked = [pairing for pairing in pairings if pairing.confirmed and pairing.kind in _RANK]
    for pairing in sorted(ranked, key=lambda item: (_RANK[PairingKind(item.kind)], -item.score, item.pk)):
        row, draft = pairing.row, pairing.draft_id
        if row is None or draft is None or draft in found or row.pk in gone_on:
            continue
        found[draft] = row
        gone_on.add(row.pk)
    return found


def _code(future: FutureRow, result: Result, codes: Codes) -> str:
    if future.kind == RowKind.TASK:
        return codes.of_task(result.places[future.section])
    return codes.inside(result.task_of(future).lasting.code, future.kind)


def give_identities(version: PlanVersion, result: Result, act: Act, *, first: bool) -> list[Row]:
    """Fill in `row` of every future row: rows that stay, and new ones, which are created here. Rows that no reviewed
    row goes on with are dropped. Gives back the new rows."""
    plan = version.plan
    present = {row.pk: row for row in plan.rows.all()}
    stays = {} if first else _confirmed(version, result, present.values())
    codes = Codes(row.code for row in present.values())
    new: list[Row] = []
    for future in sorted(result.future, key=lambda item: item.kind != RowKind.TASK):
        kept = stays.get(future.draft.pk) if future.draft is not None else None
        if kept is not None:
            future.row = present.pop(kept.pk)
            if future.row.state != "current":
                future.row.state = "current"
                act.save(future.row)
        else:
            future.row = Row(plan=plan, kind=future.kind, code=_code(future, result, codes))
            new.append(future.row)
    act.create_all(new)
    for row in present.values():
        if row.state == "current":
            row.state = "dropped"
            act.save(row)
    return new
