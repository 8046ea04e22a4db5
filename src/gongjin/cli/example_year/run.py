"""Living the year: month by month, each unit hands in figures, tells what happened, and confirms what did not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Final

from gongjin.audit.errors import Invalid
from gongjin.cli.example_year.chapter import Chapter
from gongjin.cli.example_year.days import Month, month_of, months_of
from gongjin.cli.example_year.desk import Desk, Work
from gongjin.cli.example_year.duties import Duty
from gongjin.cli.example_year.indicators import Indicator
from gongjin.cli.example_year.mishaps import Office
from gongjin.cli.example_year.people import holder
from gongjin.cli.example_year.projects import Project
from gongjin.cli.example_year.registers import Register
from gongjin.cli.example_year.settle import settle
from gongjin.cli.example_year.stations import Stations
from gongjin.cli.example_year.story import Story
from gongjin.core.clock import SHANGHAI
from gongjin.core.periods import Period, PeriodKind
from gongjin.core.texts import gettext as _
from gongjin.ledger.models import Plan
from gongjin.people.roles import Role
from gongjin.tracking.actions.facts import CONFIRMED, ConfirmUnchanged
from gongjin.tracking.models import DataSet, Fact

MONTHS: Final = 12
CHAPTERS: Final[Mapping[str, Callable[[Desk, Work], Chapter]]] = {
    "indicator": Indicator,
    "register": Register,
    "project": Project,
    "duty": Duty,
    "monitoring": Stations,
}


def new_year(year: int) -> datetime:
    """The moment at which the year begins: the first working day at nine."""
    return datetime.combine(month_of(year, 1).workdays[0], time(9), SHANGHAI)


def live(
    plan: Plan, year: int, seed: int, months: int = MONTHS, told: Callable[[str], None] = lambda _name: None
) -> Desk:
    """Live the first months of a plan's year; with all twelve, the figures of December come in January.

    Raises `Invalid` where data sets are there already: a story is not told into a year that somebody lived.
    """
    if DataSet.objects.filter(jurisdiction=plan.jurisdiction_id).exists():
        raise Invalid(_("本单位已有数据集，演示年度只能载入尚无数据的安装。"))
    story = Story(seed)
    desk = Desk(plan.jurisdiction, holder(plan.jurisdiction, Role.OFFICE), new_year(year))
    first = month_of(year, 1)
    told(_("确定计量方式"))
    works = settle(desk, plan, story)
    chapters = [(work, CHAPTERS[work.data_set.kind](desk, work)) for work in works if work.data_set.kind in CHAPTERS]
    for _work, chapter in chapters:
        chapter.begin(first)
    office = Office(desk, plan, story.dice("office"))
    for month in months_of(year, months):
        told(month.period.label)
        _figures(desk, chapters, month)
        office.month(works, month)
        desk.open(month.close)
        for work, chapter in chapters:
            if not chapter.close(month) and not work.fate.silent:
                _confirm(desk, work, month.close)
    if months == MONTHS:
        told(_("年终数据"))
        _figures(desk, chapters, month_of(year + 1, 1))
    return desk


def _figures(desk: Desk, chapters: list[tuple[Work, Chapter]], month: Month) -> None:
    desk.open(month.figures)
    for _work, chapter in chapters:
        chapter.correct(month)
        chapter.figures(month)


def _confirm(desk: Desk, work: Work, day: date) -> None:
    """Say that nothing changed in the cycle that is closing, unless its data speak of it or it was said before."""
    if work.data_set.kind in {"indicator", "monitoring"}:
        return  # their values come by cycles, and an old value is never a new one
    period = Period.containing(day, PeriodKind(work.data_set.cycle))
    ends_now = Period.containing(day, PeriodKind.MONTH).end == period.end
    there = Fact.objects.filter(data_set=work.data_set, aspect=CONFIRMED, period=str(period))
    if ends_now and not there.exists():
        desk.act(ConfirmUnchanged(period), work.actor, work.data_set)
