"""Money of a project, by source, and figures of work done: amounts of periods and amounts to date, added up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from gongjin.core.figures import FigureError, convert
from gongjin.core.texts import gettext as _
from gongjin.tracking.kinds.project.aspects import BUDGET, IN_PLACE, MONEY, PAID
from gongjin.tracking.rules.holdings import Holdings, Known

ADDED: Final = "added"
TO_DATE: Final = "to_date"
HOW: Final = "how"
"""Where a fact's detail says whether its value is that of its period alone or all up to its last day."""
YUAN: Final = "元"
SOURCES: Final = ("中央资金", "省级资金", "市级资金", "县级资金", "专项债券", "银行贷款", "社会资本")


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """What one source gives, in yuan: None where nothing is known, which is not nothing."""

    source: str
    budget: Decimal | None
    in_place: Decimal | None
    paid: Decimal | None


def total(facts: Iterable[Known], on: date) -> Decimal | None:
    """All that the amounts of one aspect and source come to by a day; None without any.

    An amount to date holds all before it: what is added to it are the amounts of periods that began after its day.
    """
    there = [fact for fact in facts if fact.value is not None and fact.day <= on and not fact.disproved]
    if not there:
        return None
    to_date = [fact for fact in there if fact.detail.get(HOW) == TO_DATE]
    last = max(to_date, key=lambda fact: fact.day, default=None)
    whole = Decimal(0) if last is None or last.value is None else last.value
    for fact in there:
        if fact.detail.get(HOW) != TO_DATE and (last is None or fact.period.start > last.day):
            whole += fact.value or Decimal(0)
    return whole


def by_source(holdings: Holdings, on: date) -> list[MoneyLine]:
    """What each source gives; those of the settings first, then any other."""
    facts: dict[str, dict[str, list[Known]]] = {}
    for fact in holdings.facts:
        if fact.aspect in MONEY:
            facts.setdefault(fact.word, {}).setdefault(fact.aspect, []).append(fact)
    named = holdings.settings.get("sources")
    order = [*(named if isinstance(named, (list, tuple)) else SOURCES), *sorted(facts)]
    return [
        MoneyLine(
            source,
            total(facts[source].get(BUDGET, ()), date.max),
            total(facts[source].get(IN_PLACE, ()), on),
            total(facts[source].get(PAID, ()), on),
        )
        for source in dict.fromkeys(order)
        if source in facts
    ]


def summed(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def in_unit(yuan: Decimal, unit: str) -> Decimal:
    """Yuan in a unit of money, rounded half up to five decimals; 万元 where the unit is none of money."""
    try:
        return convert(yuan, YUAN, unit, places=5)
    except FigureError:
        return convert(yuan, YUAN, _("万元"), places=5)


def in_yuan(amount: Decimal, unit: str) -> Decimal:
    """An amount as it is kept. Raises `core.figures.FigureError` for a unit that is none of money."""
    return convert(amount, unit, YUAN)
