"""The dates that a version states, by the row that each is for.

A target or commitment without a unit of time of its own is due when the measure that it stands in is due; a target
with a period of its own is due at that period's end. The review shows them so, and what was confirmed there must not
get lost: each such row has its own `Deadline`, with the words that say it.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongjin.audit.errors import Invalid
from gongjin.ledger.models import Deadline, DraftKind, DraftRow, Origin, PlanVersion
from gongjin.ledger.review.checks import DatePrefix
from gongjin.ledger.review.result import FutureRow, Result
from gongjin.ledger.review.values import office_fields


def origin_of(draft: DraftRow | None) -> Origin:
    """专班确定 for a row in which a reviewer typed what its words do not say."""
    return Origin.OFFICE if draft is not None and office_fields(draft.values) else Origin.PLAN


def deadlines(version: PlanVersion, result: Result) -> Iterator[tuple[Deadline, DraftRow]]:
    """The unsaved deadlines of a version, each with the draft whose words it has."""
    said: dict[str, list[DraftRow]] = {}
    for stated in result.of_kind(DraftKind.DEADLINE):
        yield _deadline(version, result.stands_in(stated), stated), stated
        measure = str(stated.values.get("measure") or "")
        if measure:
            said.setdefault(measure, []).append(stated)
    for future in result.future:
        draft = future.draft
        if draft is None or draft.kind not in (DraftKind.TARGET, DraftKind.COMMITMENT):
            continue
        near = said.get(str(draft.values.get("measure") or ""), [])
        period = str(draft.values.get("period") or "")
        if not period:
            yield from ((_deadline(version, future, item), item) for item in near)
            continue
        start, end = _ends(period)
        same = next((item for item in near if (item.values["start"], item.values["date"]) == (start, end)), None)
        if same is not None and "period" not in office_fields(draft.values):
            yield _deadline(version, future, same), same
        else:
            yield _of_period(version, future, draft, start, end), draft


def _deadline(version: PlanVersion, future: FutureRow, draft: DraftRow) -> Deadline:
    values = draft.values
    return Deadline(
        version=version, row=future.lasting, kind=values["kind"], starts=values["start"], date=values["date"],
        rule=values["rule"], text=values["text"], start=draft.start, end=draft.end, origin=origin_of(draft),
    )  # fmt: skip


def _ends(period: str) -> tuple[str, str]:
    """Beginning ('' for a single date) and end of a period as ISO prefixes; both empty when it names no date."""
    start, _slash, end = period.rpartition("/")
    try:
        return str(DatePrefix().read(start, "period", "")), str(DatePrefix().read(end, "period", ""))
    except Invalid:
        return "", ""


def _of_period(version: PlanVersion, future: FutureRow, draft: DraftRow, start: str, end: str) -> Deadline:
    typed = "period" in office_fields(draft.values)
    return Deadline(
        version=version, row=future.lasting, kind="period" if start else "date", starts=start, date=end,
        text=str(draft.values["period"]), start=draft.start, end=draft.end,
        origin=Origin.OFFICE if typed else Origin.PLAN,
    )  # fmt: skip
