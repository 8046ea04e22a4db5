"""The years that a plan is for: named in its title, else of its issue, else named in its text. None is made up."""

from __future__ import annotations

import re
from collections import Counter

_RANGE = re.compile(r"((?:19|20)[0-9]{2})年?[—\-至到]((?:19|20)[0-9]{2})")
_ONE = re.compile(r"((?:19|20)(?<![0-9〔]..)[0-9]{2})年")
_SEVERAL = re.compile(r"[两三四五六]年|“?十[一二三四五六]五")
_NUMBER = re.compile(r"〔((?:19|20)[0-9]{2})〕")


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


def first_year(title: str | None, issued: str | None, head: str) -> int | None:
    """The year before which a figure tells of the past: of the issue, the document number, or the title;
    else None."""
    if issued:
        return int(issued[:4])
    number = _NUMBER.search(head)
    if number:
        return int(number.group(1))
    years = title_years(title)
    return years[0] if years else None


def only_year(title: str | None, issued: str | None, years: tuple[int, ...]) -> int | None:
    """The one year that a plan is for: of its title, of its issue, or the only one in its text; None where it is for
    several."""
    named = title_years(title)
    if named:
        return named[0] if len(named) == 1 else None
    if title is not None and _SEVERAL.search(title):
        return None
    if issued:
        return int(issued[:4])
    return years[0] if len(years) == 1 else None
