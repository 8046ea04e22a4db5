"""Dates, periods, cadences and rules of time. A year that is not named is not made up."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongjin.compiler.context import is_background
from gongjin.compiler.document import Span
from gongjin.compiler.measures import MeasureIndex
from gongjin.compiler.numerals import chinese
from gongjin.compiler.plan import Deadline, DeadlineKind, Section
from gongjin.compiler.tidy import Tidy
from gongjin.core.texts import gettext as _

_BY = r"(?:之?前|以前)?"
_KINDS = (
    r"(?P<plan>“?十(?P<five>[一二三四五六])五”?(?:期间|时期|末|以来)?)",
    r"(?<![0-9.])(?P<y1>(?:19|20)[0-9]{2})年?度?(?:[—\-至到])(?P<y2>(?:19|20)?[0-9]{2})(?![0-9])年?(?:度|底|末)?(?:期间)?",
    (
        r"(?<![0-9.])(?P<y>(?:19|20)[0-9]{2})年度?"
        r"(?:(?P<m>[0-9]{1,2})月(?:(?P<d>[0-9]{1,2})日|(?P<mend>底|末|份)|[上中下]旬)?(?:[—\-至到](?P<m2>[0-9]{1,2})月)?"
        r"|(?P<half>上半年|下半年)|第?(?P<q>[一二三四1-4])季度(?P<qend>末|底)?|(?P<yend>年?底|年?末|年终)|(?P<beg>年?初|起))?"
        r"(?P<by>之?前|以前|内)?"
    ),
    (
        r"(?<![0-9.年])(?P<every>每(?:年|月|季度|季|周|半年|旬|两个?月|两周|日|天|学期|半月|双月)"
        r"(?:首月)?(?:[0-9]{1,2}(?:[日号]|月(?:[0-9]{1,2}日|底|末)?)|底|末|初|[上中下]旬)?(?:之?前)?)(?=[^补奖人亩户]|$)"
        r"|(?P<often>[日周旬月季年](?=调度|通报|报告|督查|评比|总结|会商|汇总|考评|研判|例会|点评))"
    ),
    rf"(?<![0-9.年])(?P<month>(?P<nm>[0-9]{{1,2}})月(?:(?P<nd>[0-9]{{1,2}})日|(?P<nend>底|末)|份|[上中下]旬){_BY})",
    (
        r"(?P<rel>(?:[0-9]{1,2}|[一二两三四五])年内|(?:会后|印发后|发布后|下发后|通报后|通知后|批复后|收到[^，]{0,6}后|之日起)"
        r"(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})个?(?:工作日|日|天|月|年)(?:之?内)?)"
    ),
    r"(?P<open>长期坚持|(?:长期|持续|常态化)推进(?=$|[，。；）\n])|长期(?=$|[，。；）\n])|立行立改)",
    (
        rf"(?P<noyear>(?P<this>今年|本年|当年)?(?P<part>年?底前|年底|年末|上半年|下半年|第?[一二三四]季度(?:末|底)?|(?<![0-9一二两三四五六七八九十半])年内|全年){_BY}"
        r"|(?P<only>今年|本年度))"
    ),
)
_TIME = re.compile(rf"(?=[“十0-9每会印发下通批收之长持常立今本年当上第一二三四五两全日周旬月季])(?:{'|'.join(_KINDS)})")
_BASE = re.compile(r"(?:比|较|与|同比|自|于|以)$")
_VERSION = re.compile(r"版|级|代|生|款|以来|[〕】]|出台|印发的|（第|前的|基础上|不变价")
_REFERENCE = re.compile(r"[《〈（〔]$")
_HEADED = frozenset("。，；：（\n 、到至在于")
_FIVE_YEARS = re.compile("“十[一二三四五六]五”")
_STOP = re.compile("[。；\\n]")
_REACH = 1200
"""No date governs further than this many characters; the bound keeps the reading linear."""
_OFTEN_AFTER = frozenset("，。；、：行月周季日 旬按以“（")
_AGO = re.compile("目前|截至|截止|近年来|去年|已(?:经|建|完成|达|有|实现|累计)|现有|以来|先后|上年")


@dataclass(frozen=True, slots=True)
class _Dates:
    kind: DeadlineKind
    start: str | None
    end: str | None
    rule: str | None
    filled: bool = False


def deadlines(
    tidy: Tidy, hidden: str, sections: Sequence[Section], plan_year: int | None, own: int | None, around: MeasureIndex
) -> list[Deadline]:
    """Every expression of time in the sections' own texts, but for base years, the past, and names of documents.

    `hidden` is the text with its quotes hidden. `plan_year` is the year before which a date tells of the past. `own` is
    the one year that the plan is for: a date without a year gets it, with the reason; without it such a date stays
    without.
    """
    text = _without_titles(tidy.text, hidden)
    found: list[Deadline] = []
    for section in sections:
        if is_background(section.title):
            continue
        begin = section.span.end - len(section.title)
        for match in _TIME.finditer(text, begin, section.body.end):
            dates = _dates(match, own)
            if dates is None or _no_deadline(text, match, dates, begin, plan_year):
                continue
            found.append(
                Deadline(
                    section=section.id,
                    measure=around.at(match.start()),
                    kind=dates.kind,
                    start=dates.start,
                    date=dates.end,
                    rule=dates.rule,
                    text=match.group(),
                    span=Span(match.start(), match.end()),
                    confidence=0.95 if dates.end and not dates.filled else 0.85,
                    reason=_reason(dates, own),
                )
            )
    return found


def _reason(dates: _Dates, own: int | None) -> str:
    if dates.filled:
        return _("未写年份，按方案标题或正文写明的%(year)d年计") % {"year": own or 0}
    if dates.end:
        return _("写明年份")
    return _("按规则或周期计，没有固定日期") if dates.rule else _("未写明年份，不推断")


def _without_titles(text: str, hidden: str) -> str:
    """Titles 《》 and quoted names hidden, but 十四五 in quotes shown."""
    pieces: list[str] = []
    at = 0
    for kept in _FIVE_YEARS.finditer(text):
        pieces += [hidden[at : kept.start()], kept.group()]
        at = kept.end()
    return "".join([*pieces, hidden[at:]])


def _no_deadline(text: str, match: re.Match[str], dates: _Dates, begin: int, plan_year: int | None) -> bool:
    before = text[max(begin, match.start() - 2) : match.start()]
    after = text[match.end() : match.end() + 14]
    if match.group("noyear") or match.group("month") or match.group("open"):
        return False
    if _stands_alone(text, match):
        return True
    if match.group("often"):
        return text[max(0, match.start() - 1) : match.start()] not in _OFTEN_AFTER
    if match.group("every"):
        return after.startswith(("一次性", "给予")) or bool(re.match(r"[0-9]+(?:\.[0-9]+)?万?元", after))
    if match.group("rel"):
        return "延长" in before
    if (_BASE.search(before) and not match.group("by")) or _VERSION.match(after) or _REFERENCE.search(before):
        return True
    if match.group("plan"):
        return "以来" in match.group() or "规划" in after
    end = dates.end or ""
    near = max(begin, match.start() - 60)
    head = text[max(near, *(text.rfind(mark, near, match.start()) + 1 for mark in "。；\n")) : match.start()]
    tail = text[match.end() : match.end() + 40].partition("。")[0]
    if plan_year is not None and end[:4].isdigit() and int(end[:4]) < plan_year:
        return True
    return bool(_AGO.search(head) or (_AGO.match(tail) and "力争" not in tail)) or "〕" in after


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


def _two(number: str) -> str:
    return f"{int(number):02d}"


def _dates(match: re.Match[str], own: int | None) -> _Dates | None:
    word = match.group()
    if match.group("plan"):
        number = chinese("十" + match.group("five"))
        if number is None:
            return None
        first = 2001 + (int(number) - 10) * 5
        return _Dates(DeadlineKind.PERIOD, str(first), str(first + 4), word)
    if match.group("y1"):
        last = match.group("y2")
        last = last if len(last) == 4 else match.group("y1")[:2] + last
        return _Dates(DeadlineKind.PERIOD, match.group("y1"), last, None) if last >= match.group("y1") else None
    if match.group("y"):
        return _dated(match)
    if match.group("every") or match.group("often"):
        return _Dates(DeadlineKind.CADENCE, None, None, word)
    if match.group("rel"):
        return _Dates(DeadlineKind.RELATIVE, None, None, word)
    if match.group("open"):
        return _Dates(DeadlineKind.RELATIVE if word == "立行立改" else DeadlineKind.OPEN, None, None, word)
    return _without_year(match, own)


def _without_year(match: re.Match[str], own: int | None) -> _Dates | None:
    """A date that names no year, in the plan's own year where there is one (年底前, 6月30日前, 三季度末)."""
    word = match.group()
    part = match.group("part") or ""
    period = bool(re.search("半年|全年|年内|季度$|今年|本年度", word))
    kind = DeadlineKind.PERIOD if period else DeadlineKind.DATE
    if match.group("nm"):
        month, day = int(match.group("nm")), int(match.group("nd") or 0)
        if not 1 <= month <= 12 or day > monthrange(own or 2024, month)[1]:
            return None
        if own is None:
            return _Dates(kind, None, None, word)
        last = monthrange(own, month)[1]
        ends = f"-{day or last:02d}" if day or match.group("nend") else ""
        return _Dates(kind, None, f"{own}-{month:02d}{ends}", word, filled=True)
    if own is None:
        return _Dates(kind, None, None, word)
    quarter = next((_QUARTER[sign] for sign in part if sign in _QUARTER), None)
    if quarter:
        return _Dates(kind, None, f"{own}-{quarter * 3:02d}-{monthrange(own, quarter * 3)[1]}", word, filled=True)
    if "上半年" in part:
        return _Dates(kind, None, f"{own}-06-30", word, filled=True)
    exact = "底" in part or "末" in part or "下半年" in part
    return _Dates(kind, None, f"{own}-12-31" if exact else str(own), word, filled=True)


_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _dated(match: re.Match[str]) -> _Dates | None:
    year = match.group("y")
    month, day = match.group("m"), match.group("d")
    if month and not 1 <= int(month) <= 12:
        return None
    if match.group("m2"):
        return _Dates(DeadlineKind.PERIOD, f"{year}-{_two(month)}", f"{year}-{_two(match.group('m2'))}", None)
    if day:
        if not 1 <= int(day) <= monthrange(int(year), int(month))[1]:
            return None
        return _Dates(DeadlineKind.DATE, None, f"{year}-{_two(month)}-{_two(day)}", None)
    if month:
        last = monthrange(int(year), int(month))[1]
        end = f"{year}-{_two(month)}-{last}" if match.group("mend") in ("底", "末") else f"{year}-{_two(month)}"
        return _Dates(DeadlineKind.DATE, None, end, None)
    if match.group("half"):
        first = match.group("half") == "上半年"
        return _Dates(
            DeadlineKind.PERIOD, f"{year}-{'01' if first else '07'}", f"{year}-{'06-30' if first else '12-31'}", None
        )
    if match.group("q"):
        quarter = _QUARTER[match.group("q")]
        last = monthrange(int(year), quarter * 3)[1]
        end = f"{year}-{quarter * 3:02d}-{last}"
        if match.group("qend") or match.group("by"):
            return _Dates(DeadlineKind.DATE, None, end, None)
        return _Dates(DeadlineKind.PERIOD, f"{year}-{quarter * 3 - 2:02d}", end, None)
    if match.group("yend"):
        return _Dates(DeadlineKind.DATE, None, f"{year}-12-31", None)
    if match.group("beg"):
        return (
            _Dates(DeadlineKind.DATE, year, None, match.group())
            if "起" in match.group()
            else _Dates(DeadlineKind.DATE, None, year, None)
        )
    return _Dates(DeadlineKind.PERIOD, None, year, None)


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
