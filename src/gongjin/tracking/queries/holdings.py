"""What data sets held, as known at a moment: a few queries however many data sets are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db.models import Q

from gongjin.core.periods import PeriodKind
from gongjin.tracking.models import DataSet, Fact, Item, Proof
from gongjin.tracking.rules.holdings import PLANNED, Holdings, Known, Thing, period_of

AT_ONCE = 500
"""How many data sets one query asks for: databases bound the number of parameters."""


def holdings_of(
    data_sets: Iterable[DataSet], on: date, as_known_at: datetime | None = None
) -> Iterator[tuple[int, Holdings]]:
    """Each data set's key in the database and what it held for `on`: facts of periods that had ended by then, and
    plans. `as_known_at` None means all that is known now."""
    asked = iter({item.pk: item for item in data_sets}.values())
    while chunk := list(islice(asked, AT_ONCE)):
        keys = [item.pk for item in chunk]
        things = _things(keys, as_known_at)
        facts = _facts(keys, on, as_known_at)
        for item in chunk:
            there = things.get(item.pk, {})
            yield (
                item.pk,
                Holdings(
                    key=str(item.public_id),
                    kind=item.kind,
                    name=item.name,
                    unit_of_measure=item.unit_of_measure,
                    cycle=PeriodKind(item.cycle),
                    settings=item.settings,
                    things=there,
                    facts=tuple(fact for fact in facts.get(item.pk, ()) if not fact.item or fact.item in there),
                ),
            )


def holdings(data_set: DataSet, on: date, as_known_at: datetime | None = None) -> Holdings:
    """What one data set held."""
    return next(holdings_of([data_set], on, as_known_at))[1]


def _things(keys: list[int], at: datetime | None) -> dict[int, dict[str, Thing]]:
    found = Item.objects.filter(data_set__in=keys)
    if at is None:
        found = found.filter(withdrawn_at=None)
    else:
        found = found.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=at), added_at__lte=at)
    rows = found.order_by("data_set", "code").values_list(
        "data_set", "public_id", "code", "name", "unit__name", "township__name", "fields"
    )
    things: dict[int, dict[str, Thing]] = {}
    for data_set, key, code, name, unit, township, fields in rows:
        thing = Thing(str(key), code, name, unit or "", township or "", fields)
        things.setdefault(data_set, {})[str(key)] = thing
    return things


def _facts(keys: list[int], on: date, at: datetime | None) -> dict[int, list[Known]]:
    rows: list[tuple[Any, ...]] = list(  # typed below: the plugin takes a figure for its integer at rest
        Fact.objects.filter(Q(ends__lte=on) | Q(aspect__startswith=PLANNED), data_set__in=keys)
        .filter(**({} if at is None else {"recorded_at__lte": at}))
        .order_by("data_set", "ends", "recorded_at", "pk")
        .values_list(
            "pk", "data_set", "public_id", "item__public_id", "aspect", "period", "value", "word", "detail",
            "provisional", "source", "recorded_at", "replaces", "void",
        )
    )  # fmt: skip
    replaced = {row[12] for row in rows if row[12] is not None}
    proofs = _proofs(keys, at)
    facts: dict[int, list[Known]] = {}
    for pk, data_set, key, item, aspect, period, value, word, detail, provisional, source, recorded, _r, void in rows:
        if void or pk in replaced:
            continue
        facts.setdefault(data_set, []).append(
            Known(
                key=str(key),
                aspect=aspect,
                period=period_of(period),
                value=value,
                word=word,
                item="" if item is None else str(item),
                detail=detail,
                recorded_at=recorded,
                proofs=proofs.get(pk, (0, 0))[0],
                files=proofs.get(pk, (0, 0))[1],
                provisional=provisional,
                source=source,
            )
        )
    return facts


def _proofs(keys: list[int], at: datetime | None) -> dict[int, tuple[int, int]]:
    """For each fact that files are tied to: how many of them prove it, and how many there are."""
    found = Proof.objects.filter(data_set__in=keys, **({} if at is None else {"tied_at__lte": at}))
    counted: dict[int, tuple[int, int]] = {}
    for fact, revoked_at in found.values_list("fact", "evidence__revoked_at"):
        valid, files = counted.get(fact, (0, 0))
        holds = revoked_at is None or (at is not None and revoked_at > at)
        counted[fact] = (valid + holds, files + 1)
    return counted
