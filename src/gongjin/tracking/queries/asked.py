"""What rows ask for, by the current version of their plan and the office's settings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gongjin.core import clock
from gongjin.ledger.models import Reading, Row
from gongjin.tracking.rules.asked import Asked, Mode, Wanted

LEVEL_UNITS = frozenset({"%", "％", "‰", "个百分点", "百分点"})


def readings_of(rows: Iterable[Row]) -> dict[int, Reading]:
    """What the version in force says of each row, without the documents themselves."""
    found = Reading.objects.filter(row__in=[row.pk for row in rows], version__state="published")
    return {
        reading.row_id: reading for reading in found.select_related("row__plan", "section", "version").defer(*_heavy())
    }


def _heavy() -> tuple[str, ...]:
    return ("version__text", "version__compiled")


def years_of(reading: Reading) -> tuple[int, int] | None:
    """The first and last year that the row's own period or its plan's code names; None where neither does."""
    for text in (reading.period, reading.row.plan.code):
        years = [int(part) for part in text.replace("/", "-").split("-") if len(part) == 4 and part.isdigit()]
        if years:
            return min(years), max(years)
    return None


def default_asked(reading: Reading) -> Asked:
    """What the row says, with the plan's year as its time: the tracker's `asked` overrides it, part by part.

    A plan without a year is measured over the present one, which the page shows as the office's to settle.
    """
    first, last = years_of(reading) or (clock.today().year,) * 2
    return Asked(
        wanted=Wanted(reading.comparator) if reading.comparator in set(Wanted) else Wanted.GE,
        value=reading.value,
        unit=reading.unit_of_measure,
        starts=date(first, 1, 1),
        due=date(last, 12, 31),
        mode=default_mode(reading),
        value2=reading.value2,
        base=reading.base,
    )


def default_mode(reading: Reading) -> Mode:
    """How the figure behaves, as far as its kind and unit tell."""
    if reading.target_kind == "change":
        return Mode.CHANGE if reading.base is not None and reading.unit_of_measure not in LEVEL_UNITS else Mode.LEVEL
    if reading.target_kind in {"rank", "level"} or reading.unit_of_measure in LEVEL_UNITS:
        return Mode.LEVEL if reading.target_kind != "coverage" else Mode.ACCUMULATE
    return Mode.ACCUMULATE
