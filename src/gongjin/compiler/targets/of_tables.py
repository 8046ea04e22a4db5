"""Targets that tables of figures tell: indicators by year, shares of townships."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from gongjin.compiler.context import is_background
from gongjin.compiler.document import Span
from gongjin.compiler.plan import Accrual, Section, Strength, Target, TargetKind
from gongjin.compiler.tables.measured import YEAR_ROW, Entry, FigureRow, Holds
from gongjin.compiler.units_of_measure import is_percent
from gongjin.core.texts import gettext as _

_CHANGES = re.compile(
    r"(?:增长|增速|增幅|下降|降低|提高|减少|降幅|增长率|下降率)(?:率|幅度)?(?:（[^）]*）)?$|^(?:新增|增加|减少|累计下降|累计降低)"
)
_NUMBER_BEFORE = re.compile(
    r"^(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[.、．]|^（[0-9一二三四五六七八九十]{1,3}）|^[①-⑳]|^其中[：:]?"
)
_TOTAL = re.compile(r"(?:合 ?计|总 ?计|小 ?计|全[省市县区州镇])$")


def with_tables(
    text: str,
    found: list[Target],
    rows: Sequence[FigureRow],
    around: Callable[[int], Section],
    base_year: int | None,
) -> list[Target]:
    """The targets with those of tables put in, in reading order. `base_year` is the last year before the plan's."""
    if not rows:
        return found
    added = [target for row in rows for target in _of_row(text, row, around, base_year)]
    for number, target in enumerate(added, len(found) + 1):
        object.__setattr__(target, "id", f"t{number}")
    return sorted([*found, *added], key=lambda target: target.quantity)


def _of_row(text: str, row: FigureRow, around: Callable[[int], Section], base_year: int | None) -> Iterator[Target]:
    goals, base = _parted(row, base_year)
    if not goals:
        return
    section = around(row.span.start)
    if is_background(section.title):
        return
    name = _NUMBER_BEFORE.sub("", row.name)
    year = YEAR_ROW.fullmatch(name) if row.area else None
    if year and base_year is not None and int(year.group(1)) <= base_year:
        return
    for entry in goals:
        heading, read = entry.heading, entry.read
        metric = name if not row.area else heading.words if year or _TOTAL.fullmatch(name) else name + heading.words
        yield Target(
            id="t0",
            section=section.id,
            measure=None,
            metric=metric,
            comparator=read.comparator,
            value=read.value,
            unit=read.unit,
            kind=_kind(row, metric, read.unit),
            strength=Strength.PLAIN,
            accrual=None if row.area or _CHANGES.search(metric) else Accrual.LEVEL,
            base=base.read.value if base is not None and base.read.unit == read.unit else None,
            base_period=str(base.heading.year) if base is not None and base.heading.year else None,
            period=year.group(1) if year else str(heading.year) if heading.year else None,
            text=text[row.span.start : row.span.end],
            span=Span(row.span.start, row.span.end),
            quantity=entry.span,
            confidence=0.85 if row.area else 0.92,
            reason=_("表格“%(name)s”一行“%(column)s”一栏") % {"name": name[:20], "column": heading.words[:12]},
        )


def _kind(row: FigureRow, metric: str, unit: str) -> TargetKind:
    if _CHANGES.search(metric) or unit == "个百分点":
        return TargetKind.CHANGE
    return TargetKind.COUNT if row.area and not is_percent(unit) else TargetKind.LEVEL


def _parted(row: FigureRow, base_year: int | None) -> tuple[list[Entry], Entry | None]:
    """The figures that are promised, and the one that was reached before."""
    done = [entry for entry in row.entries if entry.heading.holds is Holds.BASE]
    open_ = [entry for entry in row.entries if entry.heading.holds is Holds.VALUE]
    if base_year is not None:
        past = [e for e in open_ if e.heading.year is not None and e.heading.year <= base_year and not e.heading.goal]
    else:
        dated = [entry for entry in open_ if entry.heading.year is not None and not entry.heading.goal]
        past = dated[:1] if len(dated) > 1 else []
    return [entry for entry in open_ if entry not in past], (done + past)[-1] if done or past else None
