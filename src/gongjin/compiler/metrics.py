"""Names of metrics, as a person would write them in a table's column (新建5G基站, 城镇化率)."""

from __future__ import annotations

import re
from functools import lru_cache

from gongjin.compiler.clauses import Clause
from gongjin.compiler.lexicon import (
    DROPPED_HEAD,
    KEPT,
    KEPT_HEAD,
    LEADING,
    PLACE,
    TIME_HEAD,
    changes,
    last_characters,
    stands,
)

_ENDS = re.compile(
    r"(?:和|及|与|、|的|，|□|共|累计|总数|达|约|各|(?<!平)均|都|分别|合计|不|率先|力争|确保|新|再|全部|"
    r"实现|完成|必须|一般|原则上|常年|总体|仍|(?<=[长速率幅])(?:预期|年度)?目标|"
    r"(?:(?:到|至)?(?:[12][0-9]{3}年|[0-9]{1,2}月|[一二三四]季度)(?:底|末)?|年[底末])前?|上半年|下半年|[每全三五两]年)$"
)
_ENDS_LAST = frozenset("和及与、的，□共计数达约各均都别不先争保新再部现成须般上年体仍月底末前度标")
_HEADS = re.compile(
    r"(?:的|对(?!接|标|外|口|象)|把|将|为(?!民)|在(?!建|册|校|职|岗|园|线|库)|于|使(?!用)|让|由|从(?!业|事|严)|其中|包括|其他|等(?!级|次)|及(?!格|时)|和(?!谐|美|平|顺)|、|与|以及|年(?!均|度|轻|产|内|人|销|营|利|检|处|加|发|供|接|吞)|推动|推进)"
)
_AFTER = re.compile(r"(?:并|且|以及其他|用于|投入使用|等任务|任务$|目标$|的目标|以上$|左右$)")
_TRIAL = re.compile(r"^([^，]{1,12}?)(?:先行|率先)?(?:开展|实施|推进|探索|作为|进行)(.{2,40})$")
_PER_HEAD = re.compile(r"(?:每[人户亩生年月天吨日平村台套张]){1,2}(?:年)?$")
_ABOVE_MEAN = re.compile(
    r"(?:高于|快于|低于|优于|高出|超过)[^，、]{0,12}(?:平均|平均水平|平均增速|平均值|增速|增幅|增长)$"
)
_CHANGE_HEAD = re.compile(
    r"^(?:同比|环比|平均|力争|争取|确保|努力|预期|预计|总体|各|分别|均|都|再|将|要|每年|(?:比|"
    r"较)(?:上年度?|去年|[12][0-9]{3}年|基期|同期)(?:末|底)?)+"
)
_VERB_AT_END = re.compile(rf"(?:{KEPT})(?:(?:和|、|及|并|与)?(?:{KEPT})){{0,2}}(?:了)?$")
_VERBS_LAST = last_characters(KEPT) | {"了"}
_FROM = re.compile("(?<=.)[由从][0-9][^，由从]{1,10}$")
"""What a metric comes from, before what it goes to (办理时限由15个工作日压缩至5个)."""
_DISTANCE = re.compile(
    r"(?:比|较)(?:[12][0-9]{3}年|[\U000F0000-\U000FFFFD]{2,8}|上年|去年|上年度|同期|全国|全省|全市)[^，]{0,4}$"
)


def _heads_off(words: str) -> str:
    """Without times, places, adverbs and verbs of mere doing at the head."""
    for _turn in range(10):
        before = words
        kept = KEPT_HEAD.match(words)
        if kept and kept.end() < len(words):
            return words
        for pattern in (TIME_HEAD, PLACE, LEADING, _HEADS):
            found = pattern.match(words)
            if found and found.end() < len(words):
                words = words[found.end() :]
        if words == before:
            dropped = DROPPED_HEAD.match(words)
            if dropped and dropped.end() < len(words):
                words = words[dropped.end() :]
            else:
                return words
    return words


def _ends_off(words: str) -> str:
    while words[-1:] in _ENDS_LAST:
        found = _ENDS.search(words)
        if found is None:
            return words
        words = words[: found.start()]
    return words


def standing(words: str) -> str:
    """The metric that words before a place or a level name: without times, places and adverbs around it."""
    return _ends_off(_heads_off(_ends_off(words)))


def before_figure(words: str, *, share: bool) -> str:
    """The metric that stands before its figure; 增长 stays with a share (地区生产总值增长), since a rate is meant."""
    words = _PER_HEAD.sub("", words.strip(" □"))
    above = _ABOVE_MEAN.search(words)
    if above and above.start() > 0:
        return _heads_off(words[: above.start()])
    change = changes(words)
    if change:
        kept, word = words[: change.start()], ""
        kept = _DISTANCE.sub("", kept)
        if share:
            word = _CHANGE_HEAD.sub("", change.group()).rstrip("约了")
            kept = _ends_off(kept) + word if kept else kept
        elif change.group().endswith("新增"):
            return "新增" + _heads_off(kept) if kept else "新增"
        if not kept:
            return word if share and word not in ("", "增", "降") else ""
        return _heads_off(kept)
    stand = stands(words)
    if stand:
        words = _FROM.sub("", words[: stand.start()])
        if TIME_HEAD.fullmatch(words):
            return ""
    return standing(words)


def after_figure(words: str, verb: str) -> str:
    """The metric that stands after its figure, with the verb before it where that tells what is counted."""
    words = words.strip(" □")
    trial = _TRIAL.match(words)
    if trial:
        return trial.group(2) + trial.group(1)
    cut = _AFTER.search(words, 2)
    if cut:
        words = words[: cut.start()]
    words = _ends_off(words.removeprefix("的"))
    return verb + words


@lru_cache(maxsize=1024)
def verb_before(words: str) -> str:
    """The verb at the end of the words before a figure, if a metric keeps it (新建, 改扩建)."""
    found = _VERB_AT_END.search(words) if words[-1:] in _VERBS_LAST else None
    return found.group().removesuffix("了") if found else ""


_SHORT_BRACKET = re.compile(r"（[^（），；。0-9][^（），；。]{0,7}）")


def with_brackets(metric: str, quoted: str, outer: str, clause: Clause) -> str:
    """The metric with the short bracket that its clause has in the midst of it (执业（助理）医师数).

    `outer` is the text with brackets blanked, which the rules read; `quoted` still has them.
    """
    if outer.find("□", clause.start, clause.end) < 0:
        return metric
    words = quoted[clause.start : clause.end]
    for bracket in _SHORT_BRACKET.finditer(words):
        before, after = words[: bracket.start()], words[bracket.end() :]
        for length in range(min(len(metric), len(before)), 1, -1):
            if before.endswith(metric[:length]):
                rest = metric[length:]
                if after.startswith(rest) and (rest or bracket.end() - bracket.start() <= 4):
                    return metric[:length] + bracket.group() + rest
    return metric
