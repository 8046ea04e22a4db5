"""What governs a clause from outside it: strength (确保, 力争), the period, and whether it tells of the
past or of a rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from gongjin.compiler.clauses import Clause
from gongjin.compiler.plan import Section, Strength

_STRIVES = ("力争", "争取", "争创", "努力", "力求", "冲刺", "奋力")
_PLAIN = Strength.PLAIN  # looked up once: in Python 3.11 a member of an enumeration is slow to reach
_GOVERNS = frozenset(("力争", "争取", "努力", "力求", "奋力"))
"""Of these, 争创 and 冲刺 only say of their own clause how it is meant."""
# Where each alternative begins with one character (no set, no look back), a search skips at once what none begins with.
_STRENGTH = re.compile(
    rf"{'|'.join(_STRIVES)}|确保|保证|务必|必须|坚决(?=完成|守住|实现)|严格控制|不得(?!少于|低于|超过|高于)"
)
_YEAR = re.compile(
    r"((?:19|20)(?<![0-9]..)[0-9]{2})(?:年|(?=[—\-至到](?:20)?[0-9]{2}年))(?![—\-至到](?:20)?[0-9]{2}年)"
)
_PAST = re.compile(
    r"目前|截至(?!20[3-9])|截止|近年来|去年(?<![比较与同于]..)|上年(?<![比较与同于]..)(?!度?(?:增长|提高|提升|下降|末|底|"
    r"同期|减少)|[^，的]{0,14}的[0-9])|前年|完成情况$|进展情况$|落实情况$|推进情况$|仅(?:有|完成|为|占|达|剩)|"
    r"已(?:经|建成|建|完成|达|有|实现|累计|培育|创建|形成|成功|在|入)|现有|共有|成立以来|以来|先后|"
    r"结果显示|数据显示|十三五(?:期间|时期|以来)|过去|历年|成效(?:显著|明显)|成绩(?:显著|明显)|成就(?:显著|明显)"
)
_WAS = re.compile(
    r"^(?:[^，]{1,16})?20[0-9]{2}年(?:(?:底|末)?仅?[为是][^，]{0,4}|[^，]{2,18}(?:平均|合计|总计|仅)为)[0-9]"
)
_FUTURE = re.compile(
    r"到(?:20[0-9]{2}|“?十)|力争|确保|争取|今年|年底前|下一步|未来|今后|接下来|要(?<![主需重首必]要)(?![求素点件闻务道])"
)
_BACKGROUND = re.compile(
    r"^(?:(?:发展|工作|建设)?(?:基础|现状|背景|回顾|总结|成效|成就|形势|情况)|现实基础|现状与形势|基本情况|存在(?:的)?(?:主要)?问题|主要问题|困难(?:和|与)?问题|"
    r"面临形势|.{0,8}(?:工作回顾|发展基础|发展现状|现状分析|现状与形势|基本县情|主要成效))$"
)
_RULE = re.compile(
    r"补贴|补助|奖励|奖补|贴息|减免|罚款|罚金|以奖代补|予以|给予|一次性(?!通过|建成|完成|验收|办结|告知)|补偿标准|收费标准|标准(?:为|按)|"
    r"每[^，。]{1,8}(?:补|奖)|扣减|核减|扣[0-9]|加[0-9]|计分|得分|分值|权重|最高(?:不超过|可|给予|奖|支持)|贷款额度|"
    r"授信额度|按照?[^，。]{0,12}(?:标准|比例|倍|额度)"
)
_MONEY_NAME = re.compile(r"(?:补贴|补助|奖补|奖励|贴息|补偿)(?:资金|项目|政策|对象|试点|性|[^，]{0,4}发放率)")
_SAYS = re.compile("|".join([*(each.pattern for each in (_STRENGTH, _FUTURE, _PAST, _RULE)), "补偿"]))
"""Any of the above; most clauses say none of it, and one search tells."""
_SHOULD = re.compile("应(?:当)?(?:完成|修复|整改|建成|建设|改造|治理|退出|拆除|缴|收)")
_CONDITION = re.compile(r"(?:对于?|凡|凡是|若|如|当|针对|除)[^，]*$")
_ASKS = re.compile("争取[^，]{0,10}(?:资金|项目|债券|指标|支持|政策)")
_HAS_FIGURE = re.compile("[0-9]")
_CONDITION_BEGINS = frozenset("对凡若如当针除")


class Context(NamedTuple):
    """What governs one clause. `outside` is the strength that earlier clauses give, `inherited` tells
    that it has no own."""

    strength: Strength
    outside: Strength
    inherited: bool
    past: bool
    rule: bool
    conditioned: bool
    background: bool


_context = lru_cache(maxsize=1024)(Context)  # a plan's clauses share a few contexts


def strength_in(text: str, start: int, end: int) -> Strength | None:
    """The last word of strength in a stretch of text."""
    found = _STRENGTH.findall(text, start, end)
    if not found:
        return None
    return Strength.STRIVE if found[-1] in _STRIVES else Strength.ENSURE


@lru_cache(maxsize=4096)
def is_background(title: str) -> bool:
    """Whether a section of this title tells how things are, and promises nothing."""
    return _BACKGROUND.match(title) is not None


_FOUND_WRONG = re.compile(
    "(?:存在|主要|突出)?(?:问题|不足|短板|困难)(?:表现|描述|简述|概述|概况|清单)?|具体表现|现状|现状描述|基本情况|反馈意见|反馈问题|整改前情况"
)


def _tells_of_wrong(text: str, clause: Clause) -> bool:
    """Whether a clause is the label of what was found wrong (问题表现：), which its line then tells and no promise."""
    return (
        clause.place == 0
        and clause.end - clause.start <= _LONGEST_LABEL
        and text.startswith("：", clause.end)
        and _FOUND_WRONG.fullmatch(text, clause.start, clause.end) is not None
        and (clause.start == 0 or text[clause.start - 1] in "\n 。【")
    )


_LONGEST_LABEL = 8


def contexts(text: str, outer: str, clauses: Sequence[Clause], plan_year: int | None) -> list[Context]:
    """The context of every clause, in the same order; `outer` is the text with what stands in brackets blanked.

    What a bracket says (（2023年为9000人）) governs nothing outside it.
    """
    result: list[Context] = []
    sentence = -1
    governing: Strength | None = None
    past: bool = False
    rule: bool = False
    conditioned: bool = False
    wrong = -1
    """Where the line ends that tells of what was found wrong."""
    around: Section | None = None
    of_section = False
    context = _context(_PLAIN, _PLAIN, False, False, False, False, False)
    for clause in clauses:
        start, end, section, own_sentence, place, _title, parenthesis, _preface = clause
        head = False
        if own_sentence != sentence and not parenthesis:
            sentence, governing, past, rule, conditioned = own_sentence, None, False, False, False
        kept = (governing, past, rule, conditioned)
        words = (text if parenthesis else outer)[start:end]
        outside = governing or _PLAIN
        says = _SAYS.search(words) is not None
        own = strength_in(words, 0, len(words)) if says else None
        if own is not None:
            step = _second_step(words)
            opens = own if step is None else strength_in(words, 0, step)
            head = place == 0 or (place <= 2 and governing is None and _early(text, clauses, len(result)))
            if opens is Strength.STRIVE and not _governs(words):
                opens = None
            if opens is not None:
                governing = opens if head or governing is not None else None
        if says or "年" in words:
            past = _past(words, past, plan_year)
        conditioned = conditioned or (words[0] in _CONDITION_BEGINS and _CONDITION.match(words) is not None)
        rule = (says and _is_rule(words)) or (conditioned and (rule or words.endswith("的")))
        if past and result and not parenthesis and _owed(text, clauses, len(result)):
            result[-1] = result[-1]._replace(past=True)
        if place == 0 and start >= wrong and _tells_of_wrong(text, clause):
            wrong = text.find("\n", end)
            wrong = len(text) if wrong < 0 else wrong
        if section is not around:
            around, of_section = section, is_background(section.title)
        asked = start < section.span.end and section.label.startswith("问题")
        background = asked or start < wrong or of_section
        told = (own or outside, outside, own is None and governing is not None, past, rule, conditioned, background)
        if told != context:
            context = _context(*told)
        result.append(context)
        if parenthesis:
            governing, past, rule, conditioned = kept
    return result


def _owed(text: str, clauses: Sequence[Clause], index: int) -> bool:
    """Whether the clause before tells what was to be done, of which this one tells what was done."""
    before, clause = clauses[index - 1], clauses[index]
    if before.sentence != clause.sentence or before.parenthesis:
        return False
    words = text[before.start : before.end]
    return _SHOULD.search(words) is not None and _FUTURE.search(words) is None


def _is_rule(words: str) -> bool:
    """Whether the words of a clause are of a rule of money or marks; 补贴资金 names money and rules nothing."""
    found = _RULE.search(words)
    if found or "补偿" in words:  # every other name of money holds a word of rule
        found = _RULE.search(_MONEY_NAME.sub("", words))
    return found is not None


def _governs(words: str) -> bool:
    """Whether a clause strives for more than itself: 争创 does not, nor does 争取 where it asks for money."""
    found = [word for word in _GOVERNS if word in words]
    return bool(found) and not (found == ["争取"] and _ASKS.search(words))


def _second_step(words: str) -> int | None:
    """Where a word of strength stands that opens the second step of a promise (增长8%、力争9%), or None; it governs
    nothing after."""
    at = words.find("、力争")
    at = words.find("、争取") if at < 0 else at
    return at if at > 0 and _HAS_FIGURE.search(words, 0, at) else None


def _early(text: str, clauses: Sequence[Clause], index: int) -> bool:
    """Whether only times and topics stand before a clause in its sentence (到2027年，全县……，力争)."""
    clause = clauses[index]
    before = index - 1
    while before >= 0 and clauses[before].sentence == clause.sentence:
        words = text[clauses[before].start : clauses[before].end]
        if len(words) > 14 or not (_YEAR.search(words) or words.endswith(("方面", "领域"))):
            return False
        before -= 1
    return True


def _past(words: str, past: bool, plan_year: int | None) -> bool:
    if _FUTURE.search(words):
        return False
    if _PAST.search(words):
        return True
    if plan_year is None:
        return _WAS.search(words) is not None or (past and _YEAR.search(words) is None)
    if "年" not in words:
        return past
    years = [int(found.group(1)) for found in _YEAR.finditer(words) if not _compared(words, *found.span())]
    return max(years) < plan_year if years else past


def _compared(words: str, start: int, end: int) -> bool:
    """Whether a year is only what is compared with (比2020年, 在2020年基础上)."""
    return (start > 0 and words[start - 1] in "比较于与") or words.startswith(("基础上", "的基础上"), end)
