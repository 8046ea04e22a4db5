"""Dates, periods, cadences and rules, each with its words. A year that is not stated is not made up."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from gongjin.compiler.clauses import blank_quotes
from gongjin.compiler.document import Span
from gongjin.compiler.plan import Deadline, DeadlineKind, Section
from gongjin.compiler.rules.measures import MeasureAt
from gongjin.compiler.rules.tenses import is_background, is_past
from gongjin.compiler.tidy import Tidy
from gongjin.core.texts import gettext as _

_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_WHEN = re.compile(
    r"(?=[0-9到至截每“十长持常年今本第一二三四周旬月季半])(?:(?P<span>(?P<from>20[0-9]{2})年?(?:—|至|到|-)(?P<till>20[0-9]{2})年?)|"
    r"(?P<dated>(?:到|至|截至)?(?P<year>20[0-9]{2})年(?P<fiscal>度)?(?:(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日|(?P<end>底|末|下旬|上旬|中旬|份)?)?|"
    r"(?P<quarter>[一二三四1-4])季度(?:末|底)?|(?P<half>上|下)半年|(?P<yearend>年?[底末]))?(?P<before>之?前|以前)?)|"
    r"(?P<cadence>每(?:个)?(?:月|季度|季|半年|周|旬)(?:首月)?(?:[0-9]{1,2}(?:日|号)|末|底|初|度)?(?:之?前)?(?!均|供|产)|每年(?:[0-9]{1,2}月(?:底|[0-9]{1,2}日)?)?(?:之?前)?(?=[^，。]{0,14}(?:报|送|调度|通报|召开|督|更新|上报|汇总|公布|一次|1次))|(?:周|旬|月|季|半年)(?:调度|通报|例会|会商|报告|分析|小结|督查|考核))|"
    r"(?P<relative>(?P<days>[0-9]{1,3}|[一二三四五六七八九十]{1,3})个?(?:工作日|自然日|日|天)(?:之?内|以内))|"
    r"(?P<five>“?十(?P<which>[三四五])五”?(?:期间|时期|期末|末))|"
    r"(?P<open>长期坚持|持续推进(?=[。；）\n]|$)|长期(?=[。；）\n]|$)|常态化推进(?=[。；）\n]|$))|"
    r"(?P<noyear>(?:今年|本年度?|年)(?:底|内|末)(?:之?前)?|(?:今年)?(?P<nmonth>[0-9]{1,2})月(?:(?P<nday>[0-9]{1,2})日|底|末|中旬|上旬|下旬)(?:之?前)?|(?:今年)?(?:第)?(?P<nquarter>[一二三四])季度(?:末|底)?(?:之?前)?|今年(?P<nhalf>上|下)半年))"
)
_FIVE = {"三": ("2016", "2020"), "四": ("2021", "2025"), "五": ("2026", "2030")}
_NO_DEADLINE = re.compile(r"(?:自|从|较|比|与|按|首|次|上个?|同)[^，。]{0,3}$")
_STARTS = re.compile(r"^(?:起|以来|印发|发布|国|版|\)|第|以前的|前的|建成的)")
_DATE_LINE = re.compile(r"[ （]*20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日[） ]*")


def deadlines(
    tidy: Tidy, sections: list[Section], plan_year: int | None, measures: MeasureAt
) -> tuple[Deadline, ...]:
    """Every deadline of the sections' texts; one without a year gets the plan's own if the document states it."""
    if not sections:
        return ()
    text = _blanked(tidy.text)
    starts = [section.body.start for section in sections]
    found = []
    for match in _WHEN.finditer(text, sections[0].body.start):
        section = sections[bisect_right(starts, match.start()) - 1]
        line_start = _clause_start(text, match.start())
        clause = text[line_start : match.end() + 20].split("。")[0]
        if is_background(section) or _NO_DEADLINE.search(text[line_start : match.start()]) or _STARTS.match(text[match.end() : match.end() + 2]):
            continue
        if is_past(clause) and not match["cadence"]:
            continue
        if match["relative"] and _TAKES.search(text[line_start : match.start()]):
            continue
        if _alone(text, match) or _before_plan(match, plan_year):
            continue
        row = _row(match, section, tidy.text, plan_year, measures(match.start()))
        if row is not None:
            found.append(row)
    return tuple(_unique(found))


_TAKES = re.compile(r"压缩|缩短|控制在|时间|时长|时限")
_AFTER = re.compile(r"[^，。；：（）\n]{1,12}(?:后|之日起|起)(?:的)?$")
_MARKS = re.compile("[。；，\n]")


def _clause_start(text: str, offset: int) -> int:
    """Where the clause of an offset begins; a clause longer than a page is cut."""
    begin = max(0, offset - 400)
    last = begin
    for found in _MARKS.finditer(text, begin, offset):
        last = found.end()
    return last


def _alone(text: str, match: re.Match[str]) -> bool:
    """Whether the date is a line of its own: the day of signature."""
    begin = _clause_start(text, match.start())
    end = text.find("\n", match.end(), match.end() + 40)
    end = len(text) if end < 0 and match.end() + 40 >= len(text) else end
    alone = begin == 0 or text[begin - 1] == "\n"
    return alone and end >= 0 and bool(_DATE_LINE.fullmatch(text, begin, end))


def _before_plan(match: re.Match[str], plan_year: int | None) -> bool:
    """Whether a single year lies before the plan's: it tells of what was."""
    year = match["year"]
    return bool(year) and int(year) < (plan_year or 2000)


def _blanked(text: str) -> str:
    """Quoted names blanked, but for the five-year plans, which are written in quotes."""
    blanked = blank_quotes(text)
    pieces, at = [], 0
    for found in re.finditer(r"“十[三四五]五”", text):
        pieces += [blanked[at : found.start()], found.group()]
        at = found.end()
    return "".join([*pieces, blanked[at:]])


def _row(
    match: re.Match[str], section: Section, text: str, plan_year: int | None, measure: str | None
) -> Deadline | None:
    span = Span(match.start(), match.end())
    words = text[span.start : span.end]
    values: dict[str, str | None] = {"start": None, "date": None, "rule": None}
    confidence, reason = 0.95, _("写明时间")
    if match["span"]:
        kind = DeadlineKind.PERIOD
        values["start"], values["date"] = match["from"], match["till"]
        if int(match["till"]) < int(match["from"]):
            return None
    elif match["dated"]:
        kind, values["start"], values["date"] = _dated(match)
    elif match["cadence"]:
        kind, values["rule"], confidence = DeadlineKind.CADENCE, words, 0.9
    elif match["relative"]:
        after = _AFTER.search(text, max(section.body.start, span.start - 14), span.start)
        span = Span(after.start(), span.end) if after else span
        words = text[span.start : span.end]
        kind, values["rule"], confidence = DeadlineKind.RELATIVE, words, 0.85
    elif match["five"]:
        kind, confidence = DeadlineKind.PERIOD, 0.85
        values["start"], values["date"] = _FIVE[match["which"]]
    elif match["open"]:
        kind, values["rule"], confidence = DeadlineKind.OPEN, words, 0.85
    else:
        kind, values["rule"], confidence = DeadlineKind.DATE, words, 0.75
        reason = _("没有写明年份")
        if plan_year is not None:
            values["date"] = f"{plan_year}-{_without_year(match)}"
            reason = _("没有写明年份，按成文年份理解")
    return Deadline(
        section=section.id, measure=measure, kind=kind, text=words, span=span, confidence=confidence, reason=reason, **values
    )


def _dated(match: re.Match[str]) -> tuple[DeadlineKind, str | None, str]:
    year = match["year"]
    month = int(match["month"]) if match["month"] else None
    if month and 1 <= month <= 12:
        if match["day"] and 1 <= int(match["day"]) <= 31:
            return DeadlineKind.DATE, None, f"{year}-{month:02d}-{int(match['day']):02d}"
        return DeadlineKind.DATE, None, f"{year}-{month:02d}"
    if match["quarter"]:
        return DeadlineKind.PERIOD, None, f"{year}-{_QUARTERS[match['quarter']]:02d}"
    if match["half"]:
        return DeadlineKind.PERIOD, None, f"{year}-{'06' if match['half'] == '上' else '12'}"
    if match["yearend"] or match["before"]:
        return DeadlineKind.DATE, None, f"{year}-12-31"
    kind = DeadlineKind.DATE if match.group().startswith(("到", "至", "截至")) else DeadlineKind.PERIOD
    return kind, None, year


def _without_year(match: re.Match[str]) -> str:
    if match["nmonth"]:
        month = min(max(int(match["nmonth"]), 1), 12)
        return f"{month:02d}-{int(match['nday']):02d}" if match["nday"] else f"{month:02d}"
    if match["nquarter"]:
        return f"{_QUARTERS[match['nquarter']]:02d}"
    if match["nhalf"]:
        return "06" if match["nhalf"] == "上" else "12"
    return "12-31"


def _unique(rows: list[Deadline]) -> Iterator[Deadline]:
    seen: set[tuple[str, str, int]] = set()
    for row in rows:
        key = (row.section, row.text, row.span.start)
        if key not in seen:
            seen.add(key)
            yield row
