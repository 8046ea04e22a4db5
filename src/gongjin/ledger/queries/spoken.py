"""What a published version says and where, for showing its text with its rows."""

from __future__ import annotations

from dataclasses import dataclass

from gongjin.ledger.models import PlanVersion, Row


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words of a published version and what they are; `row` leads to the row's page if they are one."""

    kind: str
    start: int
    end: int
    row: Row | None = None
    figure: tuple[int, int] | None = None


def spoken(version: PlanVersion) -> list[Spoken]:
    """What a published version says and where, in a fixed number of queries."""
    figures: dict[tuple[int, int, str], list[tuple[int, int]]] = {}
    drafts = version.drafts.filter(kind="target").exclude(status="removed").order_by("order", "pk")
    for start, end, values in drafts.values_list("start", "end", "values"):
        quantity: list[int] = values.get("quantity") or []
        if len(quantity) == 2:
            figures.setdefault((start, end, values.get("metric") or ""), []).append((quantity[0], quantity[1]))
    found = []
    for r in version.readings.select_related("row", "row__plan").order_by("start", "order"):
        # Several targets may share a clause: each takes the figure of its own metric, in the order of the text.
        own = figures.get((r.start, r.end, r.title)) if r.row.kind == "target" else None
        found.append(Spoken(str(r.row.kind), r.start, r.end, r.row, own.pop(0) if own else None))
    for kind, places in (
        ("responsibility", version.responsibilities.values_list("start", "end")),
        ("member", version.members.values_list("start", "end")),
        ("deadline", version.deadlines.values_list("start", "end")),
        ("citation", version.citations.values_list("start", "end")),
    ):
        found += [Spoken(kind, start, end) for start, end in places.order_by().distinct()]
    return [said for said in found if said.end > said.start]
