"""The years that a plan is for: named in its title, else of its issue, else named in its text. None is made up."""

from __future__ import annotations

import re
from collections import Counter

from gongjin.compiler.lexicon import DOING
from gongjin.compiler.times import OwnYear

_RANGE = re.compile(r"((?:19|20)[0-9]{2})年?[—\-至到]((?:19|20)[0-9]{2})")
_ONE = re.compile(r"((?:19|20)(?<![0-9〔]..)[0-9]{2})年")
_SEVERAL = re.compile(r"[两三四五六]年|“?十[一二三四五六]五")
_SEASON = 2
_YEARLY = re.compile(r"(?:19|20)[0-9]{2}年?[—\-至到](?:19|20)[0-9]{2}年度|秋冬|今冬明春|冬春")
_DAY = re.compile(r"((?:19|20)[0-9]{2})年[0-9]{1,2}月[0-9]{1,2}日")
_FIVE_YEARS = re.compile("“?(?:第)?十([一二三四五六])(?:五|个五年)")
_NUMBER = re.compile(r"〔((?:19|20)[0-9]{2})〕")


def years_of(title: str) -> tuple[int, ...]:
    """The years that a heading names; () for a range."""
    if "年" not in title or _RANGE.search(title):
        return ()
    return tuple(sorted({int(year) for year in _ONE.findall(title)}))


def title_years(title: str | None) -> tuple[int, ...]:
    """The years that a title names, a range filled in (at most 30 years)."""
    if not title:
        return ()
    ranged = _RANGE.search(title)
    if ranged:
        first, last = int(ranged.group(1)), int(ranged.group(2))
        return tuple(range(first, last + 1)) if first <= last <= first + 30 else ()
    return tuple(sorted({int(year) for year in _ONE.findall(title)}))


def plan_years(title: str | None, issued: str | None, head: str, text: str) -> tuple[int, ...]:
    """The years of a plan, or () where none is named. `head` is what stands before the first section."""
    named = title_years(title)
    if named:
        return named
    if issued:
        return (int(issued[:4]),)
    number = _NUMBER.search(head)
    if number:
        return (int(number.group(1)),)
    counted = Counter(int(year) for year in _ONE.findall(text))
    ranges = {int(year) for pair in _RANGE.findall(text) for year in pair}
    single = Counter({year: count for year, count in counted.items() if year not in ranges})
    return (single.most_common(1)[0][0],) if len(single) == 1 else ()


_DUE = re.compile(
    r"(20[0-9]{2})年(?:(?<=[到至].{4}年)[底末]|(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日|底|末)?之?前|，?(?:全[省市县区州镇乡])?"
    rf"(?:力争|确保|{DOING.pattern}))"
)


def first_year(title: str | None, issued: str | None, head: str, text: str) -> int | None:
    """The year before which a figure tells of the past: of the issue, the document number, or the title; else the
    for which the text says that something is due or to be done, or None."""
    if issued:
        return int(issued[:4])
    number = _NUMBER.search(head)
    if number:
        return int(number.group(1))
    years = title_years(title)
    if years:
        return years[0]
    plan = _FIVE_YEARS.search(title or "")
    if plan:
        return _last_before(plan) + 1
    return min((int(found.group(1)) for found in _DUE.finditer(text)), default=None)


def _last_before(plan: re.Match[str]) -> int:
    """The last year before a five-year plan begins."""
    return 2000 + ("一二三四五六".index(plan.group(1)) + 1) * 5


def base_year(title: str | None, first: int | None) -> int | None:
    """The last year before those that a plan is for: what a table gives of it, or of earlier ones, was reached
    already. `first` is `first_year`; None where neither it nor the title tells."""
    named = title_years(title)
    if named:
        return named[0] - 1
    plan = _FIVE_YEARS.search(title or "")
    if plan:
        return _last_before(plan)
    return None if first is None else first - 1


def _issue_year(issued: str | None, head: str) -> int | None:
    if issued:
        return int(issued[:4])
    number = _NUMBER.search(head)
    return int(number.group(1)) if number else None


def own_year(title: str | None, issued: str | None, head: str, years: tuple[int, ...]) -> OwnYear:
    """The one year that a plan is for: of its title, its issue, its number, a day named before its first section, or
    the only one in its text. A season over two years has its first; a plan for several years has none."""
    named = title_years(title)
    later = _issue_year(issued, head)
    if len(named) == 1 and later is not None and later > named[0]:
        return OwnYear(later)  # what is mended in the year after (2023年度审计查出问题整改方案)
    if named:
        season = len(named) == _SEASON and bool(_YEARLY.search(title or ""))
        return OwnYear(named[0] if len(named) == 1 else None, named[0] if season else None)
    if title is not None and _SEVERAL.search(title):
        return OwnYear(None)
    if issued:
        return OwnYear(int(issued[:4]))
    days = {int(year) for year in _DAY.findall(head)}
    number = _NUMBER.search(head)
    if number or len(days) == 1:
        return OwnYear(int(number.group(1)) if number else days.pop())
    return OwnYear(years[0] if len(years) == 1 else None)
