"""Expressions of time, as plans write them, and the dates that they name. A year that is not named is not made up."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from gongjin.compiler.numerals import chinese
from gongjin.compiler.plan import DeadlineKind

_BY = r"(?:之?前|以前)?"
_COUNT = "(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
_SPELL = "(?:个?(?:工作日|小时|学期)|分钟|日|天|周|个月|月|年)"
_ONE_OF = "调度|通报|报告|督查|评比|总结|会商|汇总|考评|研判|例会|点评|巡查|上报|检查"
_FEAST = "主?汛期|春节|国庆节?|元旦|(?:春季|秋季)?开学|入冬|供暖季|采暖季|中秋节?|五一|枯水期|收割"
_GOES_ON = "推进|实施|开展|进行|落实"
_ITEM = r"(?<=[\n 。；：][0-9]\.)|(?<=[\n 。；：][0-9]{2}\.)"
"""A date may follow the number of its item at once (3.5月底前): no figure of three and a half."""
_KINDS = (
    r"(?P<plan>“?十(?P<five>[一二三四五六])五”?(?:期间|时期|末|以来)?)",
    (
        r"(?<![0-9.])(?P<fy>(?:19|20)[0-9]{2})年(?P<fm>[0-9]{1,2})(?:月(?P<fd>[0-9]{1,2}日)?)?[—\-至到]"
        r"(?:(?P<ty>(?:19|20)[0-9]{2})年)?(?P<tm>[0-9]{1,2})月(?P<td>[0-9]{1,2}日|底|末)?"
    ),
    r"(?<![0-9.])(?P<y1>(?:19|20)[0-9]{2})年?度?(?:[—\-至到])(?P<y2>(?:19|20)?[0-9]{2})(?![0-9])年?(?:度|底|末)?(?:期间)?",
    (
        rf"(?:(?<![0-9.])|{_ITEM})(?P<y>(?:19|20)[0-9]{{2}})年度?"
        r"(?:(?P<term>春季|秋季)学期(?=[初末]?之?前|开学)|(?P<m>[0-9]{1,2})月(?:(?P<d>[0-9]{1,2})日|(?P<mend>底|末|份)|[上中下]旬)?"
        rf"|(?P<feast>(?:{_FEAST})(?=之?前))"
        r"|(?P<half>上半年|下半年)|第?(?P<q>[一二三四1-4])季度(?P<qend>末|底)?|(?P<yend>年?底|年?末|年终)|(?P<beg>年?初|起))?"
        r"(?P<by>之?前|以前|内)?"
    ),
    (
        r"(?<![0-9.年])(?P<every>每(?:年|月|季度|季|周|半年|旬|两个?月|两周|日|天|学期|半月|双月)"
        r"(?:首月|末月)?(?:[0-9]{1,2}(?:[日号](?:[、和][0-9]{1,2}[日号]){0,3}|月(?:[0-9]{1,2}日|底|末)?(?:[、和][0-9]{1,2}月(?:[0-9]{1,2}日|底|末)?){0,3})|前?[0-9]{1,2}个工作日|[一二三四五六日](?:(?:[上下]午)?[0-9]{1,2}[点时](?=之?前)|(?=之?前))"
        r"|(?:底|末)(?:[0-9]{1,2}日)?|初|[上中下]旬|(?:[上下]午)?[0-9]{1,2}[点时](?=之?前))?(?:之?前)?|次月(?:[0-9]{1,2}[日号]|底|[上中下]旬)(?:之?前)?)(?=[^补奖人亩户]|$)"
        rf"|(?P<often>半月|半年|(?<![0-9])一[日周旬月季年]|[日周旬月季年])(?=一?(?:{_ONE_OF}))"
    ),
    (
        rf"(?:(?<![0-9.年])|{_ITEM})"
        r"(?P<nfm>[0-9]{1,2})(?:月(?P<nfd>[0-9]{1,2}日)?)?[—\-至到](?P<ntm>[0-9]{1,2})月(?P<ntd>[0-9]{1,2}日|底|末)?"
    ),
    rf"(?:(?<![0-9.年])|(?<=[次翌今]年)|{_ITEM})(?P<month>(?P<nm>[0-9]{{1,2}})月(?:(?P<nd>[0-9]{{1,2}})日|(?P<nend>底|末)|份|[上中下]{{1,2}}旬|起(?![草诉])|(?<=[；。\n][0-9]月)(?=，)|(?<=（[0-9]月)(?=）)|(?<=（[0-9]{{2}}月)(?=）)|(?<=今年[0-9]月)|(?<=今年[0-9]{{2}}月)){_BY})",
    (
        r"(?P<rel>(?:[0-9]{1,2}|[一二两三四五])年内"
        rf"|(?:[收接][到悉][^，。；：\n]{{0,8}}|[\u4e00-\u9fff]{{1,6}}?)(?:后|之日起){_COUNT}{_SPELL}(?:之?内)?"
        rf"|{_COUNT}(?:个?工作日|小时|分钟|日|天|周|个月)(?:之)?内)"
    ),
    (
        r"(?P<open>长期坚持|(?:长期|持续|常态化|全年|常年)(?:" + _GOES_ON + r"|(?<=常年)坚持)(?=$|[，。；）\n])|"
        r"长期(?=$|[，。；）\n])|(?:立行立改|即知即改|立查立改)(?![类与和的问]))"
    ),
    (
        rf"(?P<noyear>(?P<this>今年|本年|当年)?(?P<part>(?:{_FEAST})(?:(?=之?前)|(?:来临|到来|开始)(?=之?前))|年?底前|年底|年末|上半年|下半年|"
        rf"第?[一二三四]季度(?:末|底)?|(?<![0-9一二两三四五六七八九十半])年内|全年){_BY}|(?P<only>(?:今年|本年度)(?!以来|[0-9]{{1,2}}月)))"
    ),
)
TIME = re.compile("|".join(_KINDS))
"""Every expression of time; `dates` tells what a match of it names."""
_MAY_TELL = re.compile(
    f"每|次月|19[0-9]|20[0-9]|月(?<=[0-9]月)|季度|今年|本年|全年|常年|上半年|下半年|年内|年底|年末|底前|十[一二三四五六]五|后{_COUNT}|"
    f"之日起|日之?内|天之?内|周之?内|时之?内|钟之?内|月之?内|长期|持续(?:{_GOES_ON})|常态化(?:{_GOES_ON})|立行|即知|立查|"
    "汛期|春节|国庆|元旦|开学|入冬|供暖季|采暖季|中秋|五一|枯水期|收割|"
    + "|".join(f"{sign}一?(?:{_ONE_OF})" for sign in "日周旬月季年")
)
"""Words one of which each of them has; few clauses do, and a search for plain words is many times faster."""
_MARKS = "，。；：\n"
_CLAUSE = re.compile(f"[^{_MARKS}]+")
"""None goes on past one of these marks."""
_IN_CELL = re.compile(r"(?<![0-9])(?:(?P<cy>20[0-9]{2}) ?[.年/-] ?(?P<cm>[0-9]{1,2})(?![0-9])月?|(?P<om>[0-9]{1,2})月)")
_MID_YEAR = 7


class OwnYear(NamedTuple):
    """The year that a plan, or a part of it, is for. For a season over two years (2024—2025年度) `year` is None: months
    from July on lie in the `first`, others in the year after."""

    year: int | None
    first: int | None = None

    def of(self, month: int | None) -> int | None:
        """The year that a month without a year lies in, if the plan names it."""
        if self.year is not None or self.first is None:
            return self.year
        return None if month is None else self.first + (month < _MID_YEAR)


@dataclass(frozen=True, slots=True)
class Dates:
    """What an expression names; `filled` tells that the year is the plan's own and not written beside it."""

    kind: DeadlineKind
    start: str | None
    end: str | None
    rule: str | None
    filled: bool = False


def times_in(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The expressions of time in a stretch of text, in order."""
    stop = start
    for word in _MAY_TELL.finditer(text, start, end):
        if word.start() < stop:
            continue
        begin = max([text.rfind(mark, stop, word.start()) + 1 for mark in _MARKS]) or stop
        clause = _CLAUSE.match(text, begin, end)
        stop = clause.end() if clause else end
        yield from TIME.finditer(text, begin, min(stop + 1, end))  # with its mark, which some look ahead to


def in_cell(text: str, start: int, end: int, own: OwnYear) -> tuple[Dates, int, int] | None:
    """The month that a cell of dates names in its own short way (11月, 2022.12), with its place."""
    found = _IN_CELL.search(text, start, end)
    if found is None:
        return None
    month = int(found.group("cm") or found.group("om"))
    if not 1 <= month <= 12:
        return None
    year = int(found.group("cy")) if found.group("cy") else own.of(month)
    word = found.group()
    if year is None:
        return Dates(DeadlineKind.DATE, None, None, word), *found.span()
    return Dates(DeadlineKind.DATE, None, f"{year}-{month:02d}", None, filled=not found.group("cy")), *found.span()


def _two(number: str) -> str:
    return f"{int(number):02d}"


def dates(match: re.Match[str], own: OwnYear) -> Dates | None:
    """What a match of `TIME` names; None for a date that no calendar has. A date without a year gets the plan's own."""
    word = match.group()
    if match.group("plan"):
        number = chinese("十" + match.group("five"))
        if number is None:
            return None
        first = 2001 + (int(number) - 10) * 5
        return Dates(DeadlineKind.PERIOD, str(first), str(first + 4), word)
    if match.group("y1"):
        last = match.group("y2")
        last = last if len(last) == 4 else match.group("y1")[:2] + last
        return Dates(DeadlineKind.PERIOD, match.group("y1"), last, None) if last >= match.group("y1") else None
    if match.group("fy"):
        return _span(match.group("fy"), match.group("ty"), *match.group("fm", "fd", "tm", "td"))
    if match.group("nfm"):
        return _span_without_year(match, own)
    if match.group("y"):
        return _dated(match)
    if match.group("every") or match.group("often"):
        return Dates(DeadlineKind.CADENCE, None, None, word)
    if match.group("rel"):
        return Dates(DeadlineKind.RELATIVE, None, None, word)
    if match.group("open"):
        return Dates(DeadlineKind.RELATIVE if "立改" in word or "即改" in word else DeadlineKind.OPEN, None, None, word)
    return _without_year(match, own)


def _span(year: str, last: str | None, month: str, day: str | None, to: str, until: str | None) -> Dates | None:
    """2024年11月—2025年3月, 2024年3月—4月."""
    if not (1 <= int(month) <= 12 and 1 <= int(to) <= 12):
        return None
    last = last or year
    start = f"{year}-{_two(month)}" + (f"-{_two(day[:-1])}" if day else "")
    end = f"{last}-{_two(to)}" + (f"-{_two(until[:-1])}" if until and until[0].isdigit() else "")
    return Dates(DeadlineKind.PERIOD, start, end, None) if start <= end else None


def _span_without_year(match: re.Match[str], own: OwnYear) -> Dates | None:
    month, day, to, until = match.group("nfm", "nfd", "ntm", "ntd")
    first, last = own.of(int(month)), own.of(int(to))
    if first is None or last is None:
        good = 1 <= int(month) <= 12 and 1 <= int(to) <= 12
        return Dates(DeadlineKind.PERIOD, None, None, match.group()) if good else None
    found = _span(str(first), str(last), month, day, to, until)
    return None if found is None else Dates(found.kind, found.start, found.end, match.group(), filled=True)


def _without_year(match: re.Match[str], own: OwnYear) -> Dates | None:
    """A date that names no year, in the plan's own year where there is one (年底前, 6月30日前, 三季度末)."""
    word = match.group()
    part = match.group("part") or ""
    period = bool(re.search("半年|全年|年内|季度$|今年|本年度", word))
    kind = DeadlineKind.PERIOD if period else DeadlineKind.DATE
    if match.group("nm"):
        return _month(match, own, kind)
    quarter = next((_QUARTER[sign] for sign in part if sign in _QUARTER), None) if "季度" in part else None
    month = quarter * 3 if quarter else 6 if "上半年" in part else 12
    year = own.of(month)
    if year is None:
        return Dates(kind, None, None, word)
    if quarter:
        return Dates(kind, None, f"{year}-{month:02d}-{monthrange(year, month)[1]}", word, filled=True)
    if "上半年" in part:
        return Dates(kind, None, f"{year}-06-30", word, filled=True)
    exact = "底" in part or "末" in part or "下半年" in part or part == "年内"
    return Dates(kind, None, f"{year}-12-31" if exact else str(year), word, filled=True)


def _month(match: re.Match[str], own: OwnYear, kind: DeadlineKind) -> Dates | None:
    month, day = int(match.group("nm")), int(match.group("nd") or 0)
    year = own.of(month)
    if not 1 <= month <= 12 or day > monthrange(year or 2024, month)[1]:
        return None
    if year is None:
        return Dates(kind, None, None, match.group())
    last = monthrange(year, month)[1]
    ends = f"-{day or last:02d}" if day or match.group("nend") else ""
    return Dates(kind, None, f"{year}-{month:02d}{ends}", match.group(), filled=True)


_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _dated(match: re.Match[str]) -> Dates | None:
    year = match.group("y")
    month, day = match.group("m"), match.group("d")
    if month and not 1 <= int(month) <= 12:
        return None
    if day:
        if not 1 <= int(day) <= monthrange(int(year), int(month))[1]:
            return None
        return Dates(DeadlineKind.DATE, None, f"{year}-{_two(month)}-{_two(day)}", None)
    if month:
        last = monthrange(int(year), int(month))[1]
        end = f"{year}-{_two(month)}-{last}" if match.group("mend") in ("底", "末") else f"{year}-{_two(month)}"
        return Dates(DeadlineKind.DATE, None, end, None)
    if match.group("half"):
        first = match.group("half") == "上半年"
        return Dates(
            DeadlineKind.PERIOD, f"{year}-{'01' if first else '07'}", f"{year}-{'06-30' if first else '12-31'}", None
        )
    if match.group("q"):
        quarter = _QUARTER[match.group("q")]
        last = monthrange(int(year), quarter * 3)[1]
        end = f"{year}-{quarter * 3:02d}-{last}"
        if match.group("qend") or match.group("by"):
            return Dates(DeadlineKind.DATE, None, end, None)
        return Dates(DeadlineKind.PERIOD, f"{year}-{quarter * 3 - 2:02d}", end, None)
    if match.group("term"):
        return Dates(
            DeadlineKind.DATE, None, f"{year}-{'03' if match.group('term') == '春季' else '09'}", match.group()
        )
    if match.group("feast"):
        return Dates(DeadlineKind.DATE, None, year, match.group())
    if match.group("yend"):
        return Dates(DeadlineKind.DATE, None, f"{year}-12-31", None)
    if match.group("beg"):
        return (
            Dates(DeadlineKind.DATE, year, None, match.group())
            if "起" in match.group()
            else Dates(DeadlineKind.DATE, None, year, None)
        )
    return Dates(DeadlineKind.PERIOD, None, year, None)
