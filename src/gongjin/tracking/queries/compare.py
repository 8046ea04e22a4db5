"""Two dates beside each other: how many rows in each light, and what turned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongjin.ledger.queries.rows import RowFilters
from gongjin.people.models import Jurisdiction
from gongjin.tracking.models import Standing
from gongjin.tracking.queries.board import Counts, Entry, counts, entries, moved, standing_in
from gongjin.tracking.queries.ready import make_ready
from gongjin.tracking.queries.standings import progress_from_json
from gongjin.tracking.rules.progress import Progress

MOST = 300


@dataclass(frozen=True, slots=True)
class Pair:
    """A row that changed its light, as it stood then and as it stands later."""

    entry: Entry
    then: Progress


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both dates' counts and the rows that turned, the worst first; `total` counts those beyond what is listed."""

    since: date
    on: date
    before: Counts
    after: Counts
    pairs: list[Pair]
    total: int


def compare(of: Jurisdiction, filters: RowFilters, since: date, on: date) -> Comparison:
    """What changed between two dates, both as known now."""
    make_ready(of, (since, on))
    after, before = standing_in(of, filters, on), standing_in(of, filters, since)
    turned = moved(after, since)
    shown = list(turned[:MOST])
    then = dict(Standing.objects.filter(on=since, row__in=[item.row_id for item in shown]).values_list("row", "body"))
    [told] = entries(shown)
    return Comparison(
        since=since,
        on=on,
        before=counts(before),
        after=counts(after),
        pairs=[Pair(entry, progress_from_json(then[entry.row.pk])) for entry in told],
        total=len(shown) if len(shown) < MOST else turned.count(),
    )
