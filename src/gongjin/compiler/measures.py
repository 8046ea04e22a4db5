"""Measures: the things to do, one a clause; what only introduces the next clause is kept with it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from gongjin.compiler.clauses import Clause
from gongjin.compiler.context import Context
from gongjin.compiler.document import Span, span_of
from gongjin.compiler.lexicon import DOING
from gongjin.compiler.plan import Measure
from gongjin.core.texts import gettext as _

_INTRODUCES = re.compile(
    r"^(?:按照?|根据|依据|围绕|依托|通过|以(?!上|下|内)|结合|在(?!建)|对于?(?!接|标)|针对|聚焦|坚持|立足|"
    r"借助|利用|充分利用|发挥|充分发挥|鉴于|为了?(?!了$)|到|至|力争到|从|由|随着|紧扣|抢抓|把握|本着|遵循|"
    r"参照|每年|自|将|把|"
    r"(?:[12][0-9]{3}年|“?十[一二三四五]五|今年|年内|年底前|[0-9]{1,2}月底?前?))"
)
_INTRODUCES_FIRST = frozenset("按根依围通以结在对针聚坚立借利充发鉴为到至力从由随紧抢把本遵参每自将“十今年0123456789")
_CONTINUES = re.compile(r"(?:并|且|以及|同时|从而|进而|使|让|其中|包括|做到|保证|直至|不得|负责)")
_PREVENTS = re.compile(r"^(?:防止|避免|杜绝|严防)")
_VERB = re.compile(
    r"推进|推动|加强|强化|完善|健全|落实|深化|优化|提升|提高|开展|实施|加快|鼓励|支持|引导|探索|做好|抓好|"
    r"促进|保障|确保|加大|拓展|扩大|建设|建立|构建|打造|培育|发展|强|促|保|抓|建|办|严|推|争|改|增|创|制|"
    r"设|定|达|完成|实现|"
    r"争取|力争|防止|整合|统筹|规范|落地|宣传|培训|排查|整治|治理|修复|升级|转型|延伸|吸引|引进|举办|组织|"
    r"配合|协同|申报|选派|选择|增强|增加|降低|减少|稳定|巩固|织密|筑牢|压实|畅通|激发|释放|盘活|破解|解决|"
    r"化解|突出|聚焦|围绕|坚持|执行|贯彻|学习|督促|指导|检查|考核|评价|通报|公开|发布|报送|负责|明确|细化|"
    r"分解|编制|出台|修订|研究|谋划|储备|对接|恢复|实行|提质|扩容|推行|成立|放宽|开发|选树|走|用|送|清|查|"
    r"防|护|养|种|养殖|供|补|建成|扩|赋能|服务|运行|管|用好|管好|守住|守牢"
)
_WITH_TOPIC = re.compile(r"以|将|把|由|对|坚持|聚焦|发挥|充分发挥")
_DOES_IT = re.compile(r".{3}(?:推进|推动|加强|完善|落实|开展|实施|加快|建设|打造|培育|制定|提升|建立)")
_WITH_TIME = re.compile(r"到|至|力争到|从|[0-9]|“?十|今年|年|每年|自|在")
_CHANGES = re.compile("达|增|提|降|占")
_WITH_VERB, _WITHOUT_VERB = _("分句中有行为动词"), _("分句中未见行为动词")
_SHORT_LABEL = 12
_LONGEST = 600
"""A measure longer than this takes no further clause; the bound keeps the reading linear."""


def measures(text: str, clauses: Sequence[Clause], contexts: Sequence[Context], force: Span | None) -> list[Measure]:
    """The measures, in reading order; of the stretch that sets up a task force only the setting up and its office."""
    found: list[Measure] = []
    if force is not None:
        clauses, contexts = _without_posts(text, clauses, contexts, force)
    sentence = -1
    start: int | None = None
    previous: Clause | None = None
    for clause, context in zip(clauses, contexts, strict=True):
        first, end, _section, own_sentence, place, title, parenthesis, preface = clause
        if title or parenthesis or preface:
            continue
        if own_sentence != sentence:
            if start is not None:
                _append_introduction(found, text, start, previous)
            sentence, start, previous = own_sentence, None, None
        if context.past or context.background:
            start, previous = None, None
            continue
        if end - first < 2 or (place == 0 and end - first <= _SHORT_LABEL and text.startswith("：", end)):
            continue
        does = _VERB.search(text, first, end) is not None
        if found and start is None and previous is not None and found[-1].span.end == previous.end:
            last = found[-1]
            if end - last.span.start < _LONGEST and (not does or _continues(text, first, end, last)):
                found[-1] = _measure(text, clause, last.id, last.span.start, end, does=does)
                previous = clause
                continue
        if text[first] in _INTRODUCES_FIRST and _introduces(text[first:end]):
            start, previous = first if start is None else start, clause
            continue
        begin = first if start is None else start
        found.append(_measure(text, clause, f"m{len(found) + 1}", begin, end, does=does))
        start, previous = None, clause
    _append_introduction(found, text, start, previous)
    return found


def _append_introduction(found: list[Measure], text: str, start: int | None, last: Clause | None) -> None:
    """Add a measure of clauses that introduce another, where their sentence ends without one."""
    if start is not None and last is not None:
        found.append(_measure(text, last, f"m{len(found) + 1}", start, last.end, does=False))


_SETS_UP = re.compile(r"^(?:成立|组建|设立|建立)|办公室|^(?:具体)?(?:负责|承担)")


def _without_posts(
    text: str, clauses: Sequence[Clause], contexts: Sequence[Context], force: Span
) -> tuple[list[Clause], list[Context]]:
    """Without the clauses that only name who convenes and who belongs, and with them persons' names."""
    first, last = (bisect_left(clauses, place, key=attrgetter("start")) for place in force)
    kept = [index for index in range(first, last) if _SETS_UP.search(text, clauses[index].start, clauses[index].end)]
    return (
        [*clauses[:first], *(clauses[index] for index in kept), *clauses[last:]],
        [*contexts[:first], *(contexts[index] for index in kept), *contexts[last:]],
    )


def _introduces(words: str) -> bool:
    return _INTRODUCES.match(words) is not None and not _has_own_verb(words)


def _has_own_verb(words: str) -> bool:
    """Whether a clause that begins like an introduction does something itself (到2027年建成…, 以县城为重点推进…)."""
    head = _INTRODUCES.match(words)
    rest = words[head.end() :] if head else words
    if _WITH_TOPIC.match(words):
        return len(rest) > 6 and bool(_DOES_IT.search(rest))
    if _WITH_TIME.match(words):
        return bool(DOING.search(rest) or _CHANGES.search(rest))
    return False


def _continues(text: str, start: int, end: int, last: Measure) -> bool:
    return _CONTINUES.match(text, start, end) is not None and (
        not text.startswith(("保证", "确保"), start) or bool(_PREVENTS.match(last.text))
    )


def _measure(text: str, clause: Clause, identity: str, start: int, end: int, *, does: bool) -> Measure:
    """The measure of a stretch; `does` tells that a part of it is already known to have a verb."""
    doing = does or _VERB.search(text, start, end) is not None
    return Measure(
        id=identity,
        section=clause.section.id,
        text=text[start:end],
        span=span_of((start, end)),
        confidence=0.92 if doing else 0.6,
        reason=_WITH_VERB if doing else _WITHOUT_VERB,
    )


class MeasureIndex:
    """Finds the measure that a place in the text belongs to, in logarithmic time."""

    def __init__(self, found: Sequence[Measure]) -> None:
        self._starts = [measure.span.start for measure in found]
        self._found = found

    def at(self, start: int) -> str | None:
        """The id of the measure around a place, or None."""
        from_left = bisect_right(self._starts, start) - 1
        if from_left < 0:
            return None
        measure = self._found[from_left]
        return measure.id if start < measure.span.end else None
