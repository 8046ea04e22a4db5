"""When: the expressions of time that bind work, with the dates that they name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gongjin.compiler.context import is_background
from gongjin.compiler.document import Span
from gongjin.compiler.measures import MeasureIndex
from gongjin.compiler.plan import Deadline, DeadlineKind, Section
from gongjin.compiler.rows import changed
from gongjin.compiler.tables.row import WORDS, Column, TableRow
from gongjin.compiler.tidy import Tidy
from gongjin.compiler.times import TIME, Dates, OwnYear, dates, in_cell, times_in
from gongjin.compiler.years import years_of
from gongjin.core.texts import gettext as _

_BASE = re.compile(r"(?:比|较|与|同比|自|于|以)$")
_VERSION = re.compile(r"版|预算|决算|级|代|生|款|以来|[〕】]|(?:出台|印发|公布|修订)的|（第|前的|基础上|不变价")
_REFERENCE = re.compile(r"[《〈（〔]$")
_PHASE = re.compile(r"[（〔][^（）〔〕，。；]{0,24}$")
_HEADED = frozenset("。，；：（\n 、到至在于")
_FIVE_YEARS = re.compile("“十[一二三四五六]五”")
_STOP = re.compile("[。；\\n]")
_REACH = 1200
"""No date governs further than this many characters; the bound keeps the reading linear."""
_OFTEN_AFTER = frozenset("，。；、：行月周季日 旬按以“（按实")
_AGO = re.compile("目前|截至|截止|近年来|去年|已(?:经|建|完成|达|有|实现|累计)|现有|以来|先后|上年")
_DUE_LABEL = re.compile("时限：|期限：|时间：|时间节点：|时限要求：")
_TO_COME = re.compile("力争|确保|争取|计划|目标|今年|下一步|(?<![主需重首必])要(?![求素点])")
_WAS_DONE = re.compile(
    "(?:以前)?(?:建成|竣工|投入|投用|建设|登记|注册|入网|开工|排查|发现|查出|形成|存在|遗留|认定)[^，。；]{0,6}的"
)
_CAPTION = re.compile(" *(?:专栏|附表|表 ?[0-9一二三四五])")
_RATE_BEFORE = re.compile("(?:按|每[户人亩村校吨座家名生]|每平方米)$")
_AMOUNT = re.compile(r"[^，。；：\n]{0,24}?(?:[0-9]|百分之|[一二三四五六七八九十]成)")
_MEASURES = frozenset(("每年", "每天", "每日", "每学期"))
"""Words that tell an amount a day or a year, and no times of work, where a figure follows."""
_NEXT_YEAR = frozenset(("次年", "翌年"))
_EVERY_FROM = re.compile("每年[0-9]{1,2}月(?:[0-9]{1,2}日)?[至到—]$")
_MONTH_OF_YEAR = re.compile("(20[0-9]{2})年[0-9]{1,2}月")
_NEAR = 120
_OF_WORK = re.compile(
    r"(?:全[省市县区州镇乡]|远景|[省市县区州镇乡]|《|》|〈|〉|报告|清单|台账|[0-9一二三四五六七八九十]{1,3}件|经济|社会|发展|主要|重点|预期|年度|的|和|及|政府|民生|实事|工作|目标|任务|安排|要点|计划|"
    r"举措|项目|指标)+"
)
_SERVICE = re.compile(r"压缩|缩短|不超过|控制在|提速|办结|时间|时限|响应|服务|到达|每[年月周天日]|连续|延长|再|期限|圈")
_IN_FORCE = re.compile("起(?:正式)?(?:施行|执行|实施|生效|试行)")
_VALID_TO = re.compile("有效期?(?:限|至|为|到){1,2}$")
_DONE_WITHIN = re.compile(
    "重新|完成|整改|整治|修复|补办|清退|收回|腾退|拆除|报送|上报|反馈|建成|制定|出台|拨付|兑付|公开|移交"
)
_HOURS = re.compile("小时|分钟")
_EVENT = re.compile(r"(?:[，。；：、\n]|后|在|于|的|应|须|要|起|时)$")
_WHOLE_YEAR = "全年"
_DUE_ITSELF = _("写在时限一栏")
_BESIDE = frozenset(Column) - WORDS - {Column.DUE}
"""Columns of tables in which a date says nothing of when work is due."""


def deadlines(
    tidy: Tidy,
    hidden: str,
    sections: Sequence[Section],
    plan_year: int | None,
    own: OwnYear,
    around: MeasureIndex,
    table: Sequence[tuple[TableRow, Section]] = (),
    title: Span | None = None,
) -> list[Deadline]:
    """Every expression of time in the sections' own texts, but for base years, the past, and names of documents.

    `hidden` is the text with its quotes hidden. `plan_year` is the year before which a date tells of the past. `own` is
    the one year that the plan is for: a date without a year gets it, with the reason; without it such a date stays
    without. A part whose heading names one year (2024年工作安排) is for that year. `table` are the rows of tables;
    `title` is where the plan's title stands, be it below a notice that passes it on.
    """
    text = _without_titles(tidy.text, hidden)
    own_years = _own_years(sections, own)
    due = _due_places(text, table)
    beside = [cell.span for row, _section in table for cell in row.cells if cell.column in _BESIDE]
    beside = sorted(beside if title is None else [*beside, title])
    found: list[Deadline] = []
    read: set[int] = set()
    for section in sections:
        if is_background(section.title):
            continue
        begin = section.span.end - len(section.title)
        for match in times_in(text, begin, section.body.end):
            month = match.group("month") or match.group("nfm")
            following = month is not None and text[match.start() - 2 : match.start()] in _NEXT_YEAR
            said = OwnYear(None) if following else _said_year(text, begin, match) if month else None
            named = dates(match, said or own_years[section.id])
            if named is None or _inside(beside, match.start()) is not None:
                continue
            place = _inside(due, match.start())
            if place is not None:
                read.add(place)
            elif _no_deadline(text, match, named, begin, section, plan_year):
                continue
            start = match.start() - 2 * following
            row = _deadline(section.id, named, around, Span(start, match.end()), text[start : match.end()])
            found.append(row if place is None else _due_itself(row))
    return sorted([*found, *_in_cells(text, due, read, table, own_years, around)], key=lambda row: row.span)


def stated(found: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """Those that bind work; 全年 only tells the period of the figures after it, but where dates of work are told."""
    return tuple(row for row in found if row.text != _WHOLE_YEAR or row.reason == _DUE_ITSELF)


def _inside(places: Sequence[Span], at: int) -> int | None:
    """Which of the sorted places holds an offset."""
    index = bisect_right(places, at, key=lambda place: place.start) - 1
    return index if index >= 0 and at < places[index].end else None


def _own_years(sections: Sequence[Section], own: OwnYear) -> dict[str, OwnYear]:
    years: dict[str, OwnYear] = {}
    for section in sections:
        named = years_of(section.title)
        above = years[section.parent] if section.parent else own
        years[section.id] = OwnYear(named[0]) if len(named) == 1 else above
    return years


def _due_places(text: str, table: Sequence[tuple[TableRow, Section]]) -> list[Span]:
    """Cells and lines that hold nothing but dates."""
    places = [
        cell.span for row, _section in table for cell in row.cells if cell.column is Column.DUE and not cell.carried
    ]
    for label in _DUE_LABEL.finditer(text):
        end = _STOP.search(text, label.end())
        places.append(Span(label.end(), end.start() if end else len(text)))
    return sorted(places)


def _in_cells(
    text: str,
    due: Sequence[Span],
    read: set[int],
    table: Sequence[tuple[TableRow, Section]],
    own_years: Mapping[str, OwnYear],
    around: MeasureIndex,
) -> Iterator[Deadline]:
    """Dates in cells that are written as they are nowhere else, and cells that hold for several rows."""
    places = {span: index for index, span in enumerate(due)}
    for row, section in table:
        for cell in row.cells:
            if cell.column is not Column.DUE or (not cell.carried and places[cell.span] in read):
                continue
            own = own_years[section.id]
            match = TIME.search(text, *cell.span)
            named = dates(match, own) if match else None
            if match is not None and named is not None:
                yield _due_itself(_deadline(section.id, named, around, Span(*match.span()), match.group()))
                continue
            short = in_cell(text, *cell.span, own)
            if short is not None:
                span = Span(short[1], short[2])
                yield _deadline(section.id, short[0], around, span, text[span.start : span.end])


def _deadline(section: str, named: Dates, around: MeasureIndex, span: Span, words: str) -> Deadline:
    return Deadline(
        section=section,
        measure=around.at(span.start),
        kind=named.kind,
        start=named.start,
        date=named.end,
        rule=named.rule,
        text=words,
        span=span,
        confidence=_sure(named),
        reason=_reason(named),
    )


def _sure(named: Dates) -> float:
    if named.end is not None:
        return 0.92 if named.filled else 0.95
    return 0.92 if named.kind in (DeadlineKind.CADENCE, DeadlineKind.OPEN) else 0.85


def _due_itself(row: Deadline) -> Deadline:
    """全年 where it stands for a date: the year is when the work is due, not only the period of figures."""
    return changed(row, reason=_DUE_ITSELF) if row.text == _WHOLE_YEAR else row


def _reason(named: Dates) -> str:
    if named.filled:
        return _("未写年份，按方案标题或正文写明的%(year)s年计") % {"year": (named.end or "")[:4]}
    if named.end:
        return _("写明年份")
    return _("按规则或周期计，没有固定日期") if named.rule else _("未写明年份，不推断")


def _without_titles(text: str, hidden: str) -> str:
    """Titles 《》 and quoted names hidden, but 十四五 in quotes shown."""
    pieces: list[str] = []
    at = 0
    for kept in _FIVE_YEARS.finditer(text):
        pieces += [hidden[at : kept.start()], kept.group()]
        at = kept.end()
    return "".join([*pieces, hidden[at:]])


def _no_deadline(
    text: str, match: re.Match[str], named: Dates, begin: int, section: Section, plan_year: int | None
) -> bool:
    before = text[max(begin, match.start() - 2) : match.start()]
    after = text[match.end() : match.end() + 14]
    if (match.group("feast") or match.group("part")) and after.startswith("（") and TIME.match(text, match.end() + 1):
        return True  # 主汛期前（6月30日前）: the bracket tells the date
    if match.group("month") and _EVERY_FROM.search(text, max(begin, match.start() - 12), match.start()):
        return True
    if _IN_FORCE.match(after) or _VALID_TO.search(text, max(begin, match.start() - 5), match.start()):
        return True
    if match.group("noyear") or match.group("month") or match.group("open") or match.group("nfm"):
        return False
    if _stands_alone(text, match):
        return True
    if match.group("often"):
        return text[max(0, match.start() - 1) : match.start()] not in _OFTEN_AFTER
    if match.group("every"):
        return _no_cadence(text, match, begin, after)
    if match.group("rel"):
        return _no_term(text, match, before, begin)
    if match.group("fy") and _PHASE.search(text, begin, match.start()):
        return False
    if match.group("m") and _REFERENCE.search(before) and after.startswith("）"):
        return False
    if (_BASE.search(before) and not match.group("by")) or _VERSION.match(after) or _REFERENCE.search(before):
        return True
    return _in_a_name(text, match, named, section, after) or _of_the_past(text, match, named, begin, plan_year, after)


def _in_a_name(text: str, match: re.Match[str], named: Dates, section: Section, after: str) -> bool:
    """Whether a span of years only says what a heading, a table or a document is about."""
    plan = match.group("plan") is not None
    if plan and ("以来" in match.group() or "规划" in after):
        return True
    if match.end() <= section.span.end and named.kind is DeadlineKind.PERIOD and not match.group("by"):
        rest = text[match.end() : section.span.end]
        if _OF_WORK.fullmatch(rest):
            return True
    return plan and _CAPTION.match(text, text.rfind("\n", 0, match.start()) + 1) is not None


def _of_the_past(text: str, match: re.Match[str], named: Dates, begin: int, plan_year: int | None, after: str) -> bool:
    if match.group("plan"):
        return False
    end = named.end or ""
    past = plan_year is not None and end[:4].isdigit() and int(end[:4]) < plan_year
    if past and (not match.group("by") or after.startswith("的") or _WAS_DONE.match(after)):
        return True
    near = max(begin, match.start() - 60)
    head = text[max(near, *(text.rfind(mark, near, match.start()) + 1 for mark in "。；\n")) : match.start()]
    tail = text[match.end() : match.end() + 40].partition("。")[0]
    return bool(_has_passed(head) or (_AGO.match(tail) and "力争" not in tail)) or "〕" in after


def _has_passed(head: str) -> bool:
    """Whether the words before a date in its sentence tell of the past, and none after these of what is to come."""
    ago = [found.end() for found in _AGO.finditer(head)]
    return bool(ago) and not _TO_COME.search(head, ago[-1])


def _said_year(text: str, begin: int, match: re.Match[str]) -> OwnYear | None:
    """The year that the same sentence names before a month without one (2026年3月底前开工，6月底前建成)."""
    near = max(begin, match.start() - _NEAR)
    head = text[max(near, *(text.rfind(mark, near, match.start()) + 1 for mark in "。\n")) : match.start()]
    named = _MONTH_OF_YEAR.findall(head)
    return OwnYear(int(named[-1])) if named else None


def _no_cadence(text: str, match: re.Match[str], begin: int, after: str) -> bool:
    """Whether 每年 only tells of an amount a year (每年培训200人), a rate (每户每月), or money."""
    if after.startswith(("一次性", "给予", "每", "补", "按")) or re.match(r"[0-9]+(?:\.[0-9]+)?万?元", after):
        return True
    if _RATE_BEFORE.search(text, max(begin, match.start() - 6), match.start()):
        return True
    return match.group() in _MEASURES and _AMOUNT.match(text, match.end(), match.end() + 30) is not None


def _no_term(text: str, match: re.Match[str], before: str, begin: int) -> bool:
    """Whether so many days are how long a service takes, and not by when work is to be done."""
    if "延长" in before:
        return True
    if match.group().endswith("年内"):
        return False
    near = text[max(begin, match.start() - 8) : match.start()]
    if "后" in match.group() or "之日起" in match.group():
        return bool(re.search("压缩|缩短", near))
    return (
        not (
            _EVENT.search(near)
            or (not _HOURS.search(match.group()) and _DONE_WITHIN.match(text, match.end(), match.end() + 4))
        )
        or bool(_SERVICE.search(near))
        or bool(_SERVICE.match(text, match.end(), match.end() + 4))
    )


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a date is all that its line holds, as the date of issue does."""
    start, end = match.span()
    while start and text[start - 1] in " （":
        start -= 1
    while end < len(text) and text[end] in " ）":
        end += 1
    if text.startswith("印发", end):
        end += 2
    return (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")


class Periods:
    """The period that a named time at the head of a clause gives to what follows it in its sentence."""

    def __init__(self, found: Sequence[Deadline], text: str) -> None:
        self._ruled = list(_governed(found, text))
        self._starts = [start for start, _end, _period in self._ruled]

    def at(self, place: int) -> str | None:
        """The period that governs a place in the text, or None."""
        index = bisect_right(self._starts, place) - 1
        return self._ruled[index][2] if index >= 0 and place < self._ruled[index][1] else None


def _governed(found: Sequence[Deadline], text: str) -> Iterator[tuple[int, int, str]]:
    for deadline in found:
        if deadline.date is None or deadline.kind not in (DeadlineKind.DATE, DeadlineKind.PERIOD):
            continue
        before = text[max(0, deadline.span.start - 1) : deadline.span.start]
        if before in _HEADED:
            reach = min(len(text), deadline.span.end + _REACH)
            stop = _STOP.search(text, deadline.span.end, reach)
            period = deadline.date if deadline.start is None else f"{deadline.start}/{deadline.date}"
            yield deadline.span.start, stop.start() if stop else reach, period
