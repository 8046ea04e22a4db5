"""The cached progress of rows for a day, made as it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db import transaction

from gongjin.audit.models import ChainHead
from gongjin.core.figures import canonical, to_scaled
from gongjin.ledger.models import Plan, Row
from gongjin.tracking.models import Standing, Tracker
from gongjin.tracking.queries.progress import progress_of
from gongjin.tracking.rules.light import Light
from gongjin.tracking.rules.progress import Progress


def standings(rows: Iterable[Row], on: date) -> dict[int, Progress]:
    """The progress of rows on a day as known now, by row; what is not cached yet is worked out and kept."""
    asked_for = {row.pk: row for row in rows}
    found: dict[int, Progress] = {}
    keys = list(asked_for)
    for start in range(0, len(keys), 5000):
        for row, body in Standing.objects.filter(row__in=keys[start : start + 5000], on=on).values_list("row", "body"):
            found[row] = progress_from_json(body)
    lacking = [row for key, row in asked_for.items() if key not in found]
    if lacking:
        acts = acts_on(lacking)
        fresh = progress_of(lacking, on)
        keep(fresh, on, acts)
        found |= fresh
    return found


def acts_on(rows: Iterable[Row], *, held: bool = False) -> dict[str, int]:
    """How many acts the chains of some rows have seen; `held` keeps any further one waiting until the commit."""
    plans = Plan.objects.filter(pk__in={row.plan_id for row in rows}).select_related("jurisdiction")
    heads = ChainHead.objects.filter(chain__in={plan.audit_chain for plan in plans}).order_by("chain")
    return dict((heads.select_for_update() if held else heads).values_list("chain", "sequence"))


@transaction.atomic
def keep(fresh: Mapping[int, Progress], on: date, acts: Mapping[str, int]) -> None:
    """Keep what was worked out, unless somebody acted since: what that act dropped must not come back.

    Whoever kept the same row meanwhile kept the same bytes.
    """
    if acts_on(Row.objects.filter(pk__in=list(fresh)).only("plan"), held=True) != dict(acts):
        return
    trackers = dict(Tracker.objects.filter(row__in=list(fresh), replaced_at=None).values_list("row", "pk"))
    made = [
        Standing(
            row_id=row,
            tracker_id=trackers.get(row),
            on=on,
            light=item.light.value,
            order=item.light.worse_first,
            behind=None if item.behind is None else to_scaled(item.behind),
            due=item.due,
            body=as_json(item),
        )
        for row, item in fresh.items()
    ]
    Standing.objects.filter(row__in=list(fresh), on=on).delete()
    Standing.objects.bulk_create(made, batch_size=500)


def rebuild(rows: Iterable[Row], on: date) -> None:
    """Drop and rebuild the cache of some rows."""
    asked_for = list(rows)
    Standing.objects.filter(row__in=[row.pk for row in asked_for]).delete()
    standings(asked_for, on)


def as_json(item: Progress) -> dict[str, object]:
    """A progress in its one form: figures and shares as texts."""
    return {
        "light": item.light.value,
        "reason": item.reason,
        "actual": _text(item.actual),
        "target": _text(item.target),
        "expected": _text(item.expected),
        "ratio": None if item.ratio is None else str(item.ratio),
        "expected_ratio": None if item.expected_ratio is None else str(item.expected_ratio),
        "behind": _text(item.behind),
        "unit": item.unit,
        "as_of": None if item.as_of is None else item.as_of.isoformat(),
        "due": None if item.due is None else item.due.isoformat(),
        "stale": item.stale,
        "near": item.near,
        "said": item.said,
        "known": None if item.known is None else list(item.known),
        "facts": list(item.facts),
    }


def progress_from_json(body: Mapping[str, object]) -> Progress:
    """The progress that `as_json` wrote."""
    known = body["known"]
    return Progress(
        light=Light(str(body["light"])),
        reason=str(body["reason"]),
        actual=_figure(body["actual"]),
        target=_figure(body["target"]),
        expected=_figure(body["expected"]),
        ratio=_share(body["ratio"]),
        expected_ratio=_share(body["expected_ratio"]),
        behind=_figure(body["behind"]),
        unit=str(body["unit"]),
        as_of=_day(body["as_of"]),
        due=_day(body["due"]),
        stale=bool(body["stale"]),
        near=bool(body["near"]),
        said=str(body["said"]),
        known=(int(known[0]), int(known[1])) if isinstance(known, list) else None,
        facts=tuple(str(key) for key in body["facts"]) if isinstance(body["facts"], list) else (),
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else canonical(value)


def _figure(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _share(value: object) -> Fraction | None:
    return None if value is None else Fraction(str(value))


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(str(value))
