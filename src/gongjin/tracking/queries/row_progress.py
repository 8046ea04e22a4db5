"""Everything about the progress of one row: the figure, how it came about, the facts behind it, what was said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from gongjin.core.figures import rounded
from gongjin.core.periods import Period, PeriodKind
from gongjin.evidence.models import Evidence
from gongjin.ledger.models import Row
from gongjin.ledger.queries.row_page import RowDetail, row_detail
from gongjin.people.models import User
from gongjin.tracking.kinds import kind
from gongjin.tracking.kinds.protocol import Point, Wording
from gongjin.tracking.models import DataSet, Fact, Judgement, Tracker
from gongjin.tracking.queries.progress import (
    Tracked,
    light_rules,
    measured_on,
    progress_from,
    tracked_by,
    trackers_at,
    unmeasured,
)
from gongjin.tracking.rules.asked import Asked, Mode
from gongjin.tracking.rules.course import expected_course, is_stepped
from gongjin.tracking.rules.forecast import Forecast, Pace, at_ends, forecast
from gongjin.tracking.rules.light import LightRule
from gongjin.tracking.rules.progress import Progress

FACTS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as a table shows it: who recorded it, what proves it, what it replaced (the nearest first), what it is of
    in words, and the unit of its figure where the table's head does not say it."""

    fact: Fact
    by: str
    proofs: tuple[Evidence, ...]
    of: Wording
    corrected: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement with its author's name."""

    judgement: Judgement
    by: str


@dataclass(frozen=True, slots=True)
class RowProgress:
    """The page of a row's progress on a day as known at a moment (None: now)."""

    row: Row
    detail: RowDetail
    on: date
    known: datetime | None
    progress: Progress
    tracker: Tracker | None
    rule_words: str
    rule: LightRule
    points: Sequence[Point]
    expected: tuple[tuple[date, Decimal], ...]
    stepped: bool
    facts: list[Told]
    facts_total: int
    judgements: list[Judged]
    asked: Asked | None = None
    ahead: Forecast | None = None
    pace: Pace = Pace.VALUES

    @property
    def data_set(self) -> DataSet | None:
        return self.tracker.data_set if self.tracker else None


def row_progress(row: Row, on: date, known: datetime | None = None) -> RowProgress | None:
    """All that the page shows, in a number of queries that does not grow with facts; None if no version has the row."""
    detail = row_detail(row)
    if detail is None:
        return None
    tracker = trackers_at(known).filter(row=row).order_by("-made_at", "-pk").first()
    rule = light_rules([row.plan_id], known).get(row.plan_id, LightRule())
    tracked = tracked_by([tracker], on, known).get(row.pk) if tracker else None
    judgements = Judgement.objects.filter(row=row)
    said = list(judgements if known is None else judgements.filter(made_at__lte=known))
    if tracker is None or tracked is None or tracker.data_set is None:
        names = names_of(item.made_by for item in said)
        return RowProgress(
            row, detail, on, known, unmeasured(tracker), tracker, "", rule, (), (), False, [], 0, _judged(said, names)
        )
    progress = progress_from(tracked, on, rule)
    understands = kind(tracker.data_set.kind)
    points = understands.points(tracker.rule, tracked.asked, tracked.holdings, tracked.beside)
    pace = understands.pace(tracker.rule, tracker.data_set.settings)
    asked = tracked.asked.with_value(progress.target)
    own = _own_course(tracked, asked, on)
    facts, total = told_facts(tracker.data_set, progress.facts, known)
    return RowProgress(
        row=row,
        detail=detail,
        on=on,
        known=known,
        progress=progress,
        tracker=tracker,
        rule_words=understands.rule_words(tracker.rule, tracker.data_set.settings),
        rule=rule,
        points=points,
        expected=own or expected_course(asked),
        stepped=bool(own) or is_stepped(asked),
        facts=facts,
        facts_total=total,
        judgements=_judged(said, names_of(item.made_by for item in said)),
        asked=tracked.asked,
        ahead=_ahead(asked, points, pace, on, tracker.data_set),
        pace=pace,
    )


def _ahead(asked: Asked, points: Sequence[Point], pace: Pace, on: date, data_set: DataSet) -> Forecast | None:
    """Where the figure is heading, by one value for each period."""
    cycle, seed = PeriodKind(data_set.cycle), str(data_set.public_id)
    values = sorted({point.day: point.value for point in points}.items())
    anew = pace is Pace.ANEW
    if anew and asked.starts.year != asked.due.year:
        # Over several years it adds up from the first one on; what was before adds up by year and is no part of it.
        values, anew = [item for item in values if item[0] >= asked.starts], False
    if pace is Pace.STANDS:
        values = at_ends(values, asked.starts, min(on, asked.due), cycle)
    return forecast(values, asked, cycle, restarts=anew, seed=seed)


def _own_course(tracked: Tracked, asked: Asked, on: date) -> tuple[tuple[date, Decimal], ...]:
    """What should have been reached where the data themselves say it (planned milestones, a cadence): month by month
    and on the day asked. Empty where the schedule says it."""
    if asked.value is None or asked.mode is not Mode.ACCUMULATE or asked.less_is_better:
        return ()
    days, end = {asked.starts, min(max(on, asked.starts), asked.due)}, _month_end(asked.starts)
    while end < asked.due:
        days.add(end)
        end = _month_end(end + timedelta(days=1))
    found: list[tuple[date, Decimal]] = []
    for day in sorted(days):
        share = measured_on(tracked, day).share_due
        if share is None:
            return ()
        found.append((day, rounded(share * Fraction(asked.value), 5)))
    return (*found, (asked.due, asked.value))


def _month_end(day: date) -> date:
    return Period.of_month(day.year, day.month).end


def told_facts(data_set: DataSet, keys: Sequence[str], known: datetime | None = None) -> tuple[list[Told], int]:
    """The newest of some facts, and how many they are in all; each with what it replaced, if that was known then."""
    found = Fact.objects.filter(data_set=data_set, public_id__in=keys).order_by("-ends", "-recorded_at", "-pk")
    shown = list(found.select_related("item").prefetch_related("proofs__evidence")[:FACTS_SHOWN])
    return tell(data_set, shown, known), len(keys)


def tell(data_set: DataSet, shown: Sequence[Fact], known: datetime | None = None) -> list[Told]:
    """Facts with names, proofs and the chain of what each replaced."""
    corrections = Fact.objects.filter(data_set=data_set).exclude(replaces=None)
    replaced_by = dict(corrections.values_list("pk", "replaces")) if shown else {}
    chains = {fact.pk: _chain(fact.pk, replaced_by) for fact in shown}
    wanted = {key for chain in chains.values() for key in chain}
    earlier = {
        fact.pk: fact
        for fact in Fact.objects.filter(pk__in=wanted).select_related("item").prefetch_related("proofs__evidence")
    }
    names = names_of(fact.recorded_by for fact in [*shown, *earlier.values()])

    def told(fact: Fact, corrected: tuple[Told, ...] = ()) -> Told:
        proofs = tuple(p.evidence for p in fact.proofs.all() if known is None or p.tied_at <= known)
        of = kind(data_set.kind).wording(fact.aspect, fact.word, data_set.settings)
        unit = "" if of.unit == data_set.unit_of_measure else of.unit
        return Told(fact, names.get(fact.recorded_by, ""), proofs, Wording(of.text, unit), corrected)

    return [told(fact, tuple(told(earlier[key]) for key in chains[fact.pk])) for fact in shown]


def names_of(actors: Iterable[str]) -> Mapping[str, str]:
    """The names of accounts by their opaque keys; the system and accounts that are gone have none."""
    keys = {key for key in actors if _is_uuid(key)}
    found = User.objects.filter(public_id__in=keys).values_list("public_id", "display_name") if keys else ()
    return {str(key): name for key, name in found}


def _chain(key: int, replaced_by: Mapping[int, int | None]) -> list[int]:
    chain: list[int] = []
    before = replaced_by.get(key)
    while before is not None:
        chain.append(before)
        before = replaced_by.get(before)
    return chain


def _judged(said: Sequence[Judgement], names: Mapping[str, str]) -> list[Judged]:
    return [Judged(item, names.get(item.made_by, "")) for item in said]


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
