"""Whether a unit would be asked twice: what looks the same among what it has in hand, and within one batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from gongjin.delivery.models import Assignment
from gongjin.delivery.rules.likeness import alike, plain
from gongjin.delivery.states import OPEN
from gongjin.ledger.models import DivisionPart, OfficeValues, Reading
from gongjin.people.models import Jurisdiction
from gongjin.tracking.models import Tracker

FIGURES: Final = frozenset({DivisionPart.SUMS_UP.value, DivisionPart.DOES.value})
"""Parts in which figures are asked; who only cooperates gives none."""

SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may be sent: the row and its plan if it has one, the unit, its part, the title."""

    row: int | None
    plan: int | None
    unit: int
    part: str
    title: str


@dataclass(frozen=True, slots=True)
class Double:
    """Why something looks asked already. `kind` is `row`, `data`, `metric` or `title`; `what` the data set or title.

    `code` is the assignment's that asks it; empty when it stands in the same batch, and `title` says where.
    """

    kind: str
    what: str
    code: str
    title: str


@dataclass(slots=True)
class _Asks:
    """What one row asks: its data sets and metrics, and those of the rows in it."""

    rows: set[int] = field(default_factory=set)
    things: dict[tuple[str, str], str] = field(default_factory=dict)


def doubles_of(of: Jurisdiction, candidates: Sequence[Candidate]) -> dict[int, list[Double]]:
    """By the candidates' places: what of each is asked of its unit already, in a fixed number of queries."""
    units = {candidate.unit for candidate in candidates}
    found = Assignment.objects.filter(jurisdiction=of, unit__in=units, state__in=OPEN).select_related("row")
    open_now = [(_candidate(item), item.code) for item in found.order_by("pk")]
    asks = _asks({each.row for each in (*candidates, *(known for known, _code in open_now)) if each.row is not None})
    by_unit: dict[int, list[tuple[Candidate, str]]] = defaultdict(list)
    for known, code in open_now:
        by_unit[known.unit].append((known, code))
    doubles: dict[int, list[Double]] = {}
    for place, candidate in enumerate(candidates):
        among = by_unit[candidate.unit]
        seen = list(_compare(candidate, among, asks))
        if seen:
            doubles[place] = seen[:SHOWN]
        among.append((candidate, ""))
    return doubles


def _candidate(item: Assignment) -> Candidate:
    return Candidate(item.row_id, item.row.plan_id if item.row else None, item.unit_id, item.part, item.title)


def _compare(candidate: Candidate, among: Iterable[tuple[Candidate, str]], asks: dict[int, _Asks]) -> Iterator[Double]:
    for known, code in among:
        if candidate.row is not None and candidate.row == known.row:
            yield Double("row", "", code, known.title)
            continue
        shared = _shared(candidate, known, asks)
        if shared is not None:
            yield Double(shared[0], shared[1], code, known.title)
        elif (candidate.plan is None or candidate.plan != known.plan) and alike(candidate.title, known.title):
            yield Double("title", known.title, code, known.title)


def _shared(one: Candidate, other: Candidate, asks: dict[int, _Asks]) -> tuple[str, str] | None:
    """A data set or metric that both ask; a row and one that stands in it ask it together, not twice."""
    if one.row is None or other.row is None or not FIGURES.issuperset({one.part, other.part}):
        return None
    mine, theirs = asks[one.row], asks[other.row]
    if one.row in theirs.rows or other.row in mine.rows:
        return None
    same = sorted(mine.things.keys() & theirs.things.keys())
    return (same[0][0], mine.things[same[0]]) if same else None


def _asks(rows: set[int]) -> dict[int, _Asks]:
    """What each row asks with the rows in it, two steps down (a target in a measure in a task)."""
    asks = {row: _Asks({row}) for row in rows}
    inside = Reading.objects.filter(version__state="published", row__state="current").order_by()
    first = list(inside.filter(parent__in=rows).values_list("parent_id", "row_id"))
    second = defaultdict(list)
    for parent, row in inside.filter(parent__in={row for _parent, row in first}).values_list("parent_id", "row_id"):
        second[parent].append(row)
    for parent, row in first:
        if parent is not None:
            asks[parent].rows.update((row, *second[row]))
    things = _things({row for each in asks.values() for row in each.rows})
    for each in asks.values():
        for row in each.rows:
            each.things.update(things.get(row, {}))
    return asks


def _things(rows: set[int]) -> dict[int, dict[tuple[str, str], str]]:
    """The data set and the metric of each row, with the names to show."""
    found: dict[int, dict[tuple[str, str], str]] = defaultdict(dict)
    trackers = Tracker.objects.filter(row__in=rows, replaced_at=None, data_set__isnull=False)
    for row, key, name in trackers.values_list("row_id", "data_set_id", "data_set__name"):
        found[row]["data", str(key)] = str(name)
    metrics = Reading.objects.filter(version__state="published", row__in=rows, value__isnull=False).order_by()
    named = dict(metrics.values_list("row_id", "title"))
    settled = OfficeValues.objects.filter(row__in=rows).exclude(metric="")
    named.update(settled.values_list("row_id", "metric"))
    for row, metric in named.items():
        if plain(metric):
            found[row]["metric", plain(metric)] = metric
    return found
