"""The metric of a figure: from the words before it, after it, or, where it stands alone, from its list."""

from __future__ import annotations

import re
from typing import NamedTuple

from gongjin.compiler.figures import is_count
from gongjin.compiler.lexicon import (
    DOING,
    DROPPED_HEAD,
    KEPT_HEAD,
    LIST_MARK,
    ONLY_TIME,
    PLACE,
    TIME_HEAD,
    VERBS_ONLY,
    changes,
    only_verbs,
    stands,
)
from gongjin.compiler.metrics import after_figure, before_figure, verb_before
from gongjin.compiler.targets.items import LOCATIVE, Item
from gongjin.compiler.units_of_measure import is_measured, is_percent

_LEVEL_ONLY = re.compile(
    r"^(?:新增|新建|其中|争创|创建|培育|力争)?(?:国家|省部?|市|县|部|区|州|世界|全国)(?:级)?(?:以上|"
    r"及以上)?$"
)
_LEVEL_HEAD = re.compile(r"^(?:[^级]{0,6}级(?:及以上|以上)?)")
_NO_METRIC = frozenset(
    ("", "增长", "下降", "提高", "增加", "减少", "降低", "年均增长", "提升", "压缩", "增速", "增幅", "降幅", "占比")
)
_GOES_ON = re.compile(r"[（、和及与]|以|用于|并|分|建设|投|的任务|任务|其中")
_EACH_HEAD = re.compile(
    r"(?:支持|鼓励|推动|指导|实现|确保|做到|力争)?(?:每个?|各)[县区镇乡村市校州旗街道社区户家所]{1,3}□*(?:要|应|须|(?:至少|均|都)?[建配设拥]?有)?"
)
_WITHIN = re.compile(
    r"在(?:全[省市县区州])?[0-9一二两三四五六七八九十]{1,4}[个家所处户][\u4e00-\u9fff]{1,6}?(?=建|新|改|打|培|设|完|开|实|布|推)"
)
"""Where something is done, by how many places (在12个乡镇建成…)."""
_FAR_OBJECT = re.compile(r"(?:不低于|不少于|不超过|不高于|高于|超过|低于)[^，、]{1,14}的$")
_GIVEN = re.compile(r"([^，]{2,14}?)提供(?:免费)?([^，]{2,20})$")
_SHARE_OF = re.compile("(?:完成|实现|占)[^，、]{2,14}的$")
_ORIGINAL = re.compile(r"(?:到|至|为|是)?(?:原来|原有|上年|去年|[12][0-9]{3}年)的$")
_REMAINING = re.compile(r"(?:剩余|其余|余下)的?$")
_DONE_TO = re.compile(r"[^，]{2,8}?(?:实施|开展|进行|完成|推行|逐一|逐个|逐户|逐项|全部|集中)")
_COMES_TRUE = re.compile(r"(?:全部)?(?:实现|完成|通过|投入|投产|开工|竣工|落地|上线|达标|纳入|挂牌|入选|建成)")
_INSIDE = re.compile(r"(?:[^、，]{0,6}(?:域内|范围内|境内|其中|内))$")
_QUALIFIED = re.compile(
    r"^(?:规模|年产|产值|销售收入|营收|投资|总投资|面积|亩产|单体|装机|年销售|主营|收入|资产|注册资本)"
)


_ACT = re.compile(
    "(?:投产|开工|竣工|投用|落地|建成|上线|达产|改造|修缮|修复|治理|整治|建设|升级|维修|加固|提升|拆除|处置|搬迁|安装|更新|验收|审批)(?:工程|项目|任务)?$"
)
_REACHES = re.compile(r"(?:延伸|覆盖|辐射|推广|扩大|拓展|扩展)[^，]{0,20}[至到][\u4e00-\u9fff]{0,4}$")
_SIZE = re.compile("(?:规模|容量|床位|编制|总数|座位|学位)$")


class Earlier(NamedTuple):
    """What stands before a figure: the metric, and its unit where it has a figure; both may be empty."""

    metric: str = ""
    unit: str = ""


class Named(NamedTuple):
    """A metric, where it was found (stands, before, after, bare), and how sure that is."""

    metric: str
    style: str
    sure: float


def named(item: Item, before: str, after: str, previous: Earlier) -> Named | None:
    """The metric of a figure; None where the figure promises nothing. `previous` is the metric before it."""
    earlier = previous.metric
    bare = before.strip(" □")
    if bare.endswith(("的", "余", "下")):
        bare = _ORIGINAL.sub("", _REMAINING.sub("", _FAR_OBJECT.sub("", bare)))
    time = TIME_HEAD.match(bare)
    each = _EACH_HEAD.match(bare, time.end() if time else 0)
    if each and (each.end() == len(bare) or VERBS_ONLY.fullmatch(bare, each.end())) and after.strip(" □"):
        bare = bare[each.end() :]
    within = _WITHIN.match(bare) if bare.startswith("在") else None
    if within and DOING.match(bare, within.end()):
        bare = bare[within.end() :]
    told = is_count(item.figure.unit) or (is_percent(item.figure.unit) and item.figure.compared)
    if told and after.strip(" □") and (ONLY_TIME.fullmatch(bare) or PLACE.fullmatch(bare)):
        bare = ""
    if (
        item.figure.start < item.figure.number
        or item.figure.compared
        or bare.startswith("其中")
        or _SHARE_OF.search(bare)
    ):
        bare = bare.removesuffix("的")
    if bare and earlier and previous.unit == item.figure.unit and ONLY_TIME.fullmatch(bare):
        yearly = bare.endswith("每年") and "每年" not in earlier
        return Named(("每年" if yearly else "") + earlier, "bare", 0.9)  # 6月底不低于50%、9月底不低于75%
    found = _plainly_named(item, bare, after.strip(" □"), previous)
    if found is None:
        return None
    metric = found.metric
    if metric.startswith("占") and earlier:
        metric = earlier + metric
    if metric in _NO_METRIC:
        if not earlier and not metric:
            return None
        return Named(_completed(earlier.removesuffix(metric) + metric, earlier), "bare", 0.6)
    return Named(_completed(metric, earlier), found.style, found.sure)


def _plainly_named(item: Item, bare: str, noun: str, previous: Earlier) -> Named | None:
    if noun and bare.endswith("为") and len(noun) >= 4:
        return Named(after_figure(noun, ""), "after", 0.85)
    share = item.figure.unit in ("%", "‰")
    done = bool(verb_before(bare)) and only_verbs(bare) and not is_percent(item.figure.unit)
    if bare and not done and (stands(bare) or changes(bare)):
        found = _standing(item, bare, noun, share=share)
        if found is not None:
            return found
    if noun:
        found = _followed(item, bare, noun)
        if found is not None:
            return found
    if LOCATIVE.search(bare):
        return None
    if bare and noun:
        return _between(item, bare, noun, share=share)
    if bare:
        return _preceded(item, bare, previous, share=share)
    return None if noun or not previous.metric else Named(previous.metric, "bare", 0.6)


def _standing(item: Item, bare: str, noun: str, *, share: bool) -> Named | None:
    """甲达到3家, 甲增长5%: the metric is what stands or changes."""
    counted = is_count(item.figure.unit)
    if noun and counted and only_verbs(bare):
        return Named(after_figure(noun, verb_before(bare)), "after", 0.93)
    metric = before_figure(bare, share=share)
    empty = not metric or only_verbs(metric)
    if not noun and (metric in _NO_METRIC or empty):
        return Named(metric if metric in _NO_METRIC else "", "bare", 0.6)
    if empty:
        return Named(after_figure(noun, verb_before(bare)), "after", 0.9)
    long_tail = not counted and not is_percent(item.figure.unit) and len(noun) > 8
    return Named(metric, "stands", 0.8 if long_tail and not _GOES_ON.match(noun) else 0.95)


def _followed(item: Item, bare: str, noun: str) -> Named | None:
    """培育3家甲: a verb, the figure, and what is counted."""
    given = _GIVEN.match(noun) if bare.startswith("为") else None
    if given:
        return Named(given.group(2) + given.group(1), "after", 0.85)
    if bare.endswith("等") and bare.startswith(("对", "为", "将")) and _DONE_TO.match(noun):
        return Named(after_figure(noun, ""), "after", 0.8)
    if bare.endswith("组织") and len(noun) >= 4:
        return Named(after_figure(noun, ""), "after", 0.85)
    if bare.endswith("等"):
        metric = before_figure(bare, share=False)
        return Named(metric + noun, "after", 0.85) if DOING.match(bare) or DOING.match(metric) else None
    if bare.startswith("对") and not bare.startswith("对照") and _DONE_TO.match(noun):
        return Named(after_figure(noun, ""), "after", 0.8)
    if _COMES_TRUE.match(noun) and not LOCATIVE.search(bare) and is_count(item.figure.unit):
        return Named(before_figure(bare, share=False) + noun.removeprefix("实现"), "before", 0.8)
    inside = _INSIDE.sub("", bare)
    if inside != bare and (not inside or only_verbs(inside)):
        return Named(after_figure(noun, verb_before(inside)), "after", 0.85)
    if not bare or only_verbs(bare) or (DOING.search(bare[-6:]) and _ends_with_verb(bare)):
        if LOCATIVE.search(bare):
            return None
        verb = verb_before(bare) or ("" if bare else verb_before(item.lead.rstrip()))
        return Named(after_figure(noun, verb), "after", 0.95)
    return None


def _between(item: Item, bare: str, noun: str, *, share: bool) -> Named | None:
    """Words on both sides: a target only where those after it merely go on, or both tell what is done to what."""
    counted = is_count(item.figure.unit)
    if counted and len(noun) >= 2 and DOING.match(bare):
        if len(LIST_MARK.split(bare)) == item.figure.value > 1:  # 启动甲、乙2个片区
            return Named(after_figure(noun, verb_before_head(bare)), "after", 0.85)
        if DROPPED_HEAD.match(bare) and _ACT.search(noun):  # 完成甲街区36处建筑修缮
            return Named(after_figure(noun, ""), "after", 0.85)
    if counted and _REACHES.match(bare):
        return Named(after_figure(noun, ""), "after", 0.8)
    if counted and _SIZE.search(bare):
        return Named(before_figure(bare, share=False), "before", 0.8)
    metric = before_figure(bare, share=share) or bare
    if _GOES_ON.match(noun) or is_percent(item.figure.unit):
        return Named(metric, "before", 0.75)
    unit = item.figure.unit
    if is_measured(unit) and unit != "元" and DOING.search(bare) and not _QUALIFIED.search(bare):
        return Named(metric, "before", 0.65)
    return None


def _preceded(item: Item, bare: str, previous: Earlier, *, share: bool) -> Named:
    """新建甲3家: the metric ends where the figure begins."""
    if only_verbs(bare):
        metric = "" if _names_itself(bare) or _of_another_kind(item, bare, previous) else previous.metric
        verb, head = verb_before(bare), KEPT_HEAD.match(metric)
        if verb and metric:
            metric = verb + (metric[head.end() :] if head else metric)
        own = "" if metric else before_figure(bare, share=share)
        return Named(metric or own or bare, "bare", 0.7 if metric else 0.85)
    lead = verb_before_head(item.lead) if item.lead else ""
    metric = before_figure(bare, share=share)
    if lead and not KEPT_HEAD.match(metric):
        metric = lead + metric
    return Named(metric or bare, "before", 0.95)


def _of_another_kind(item: Item, bare: str, previous: Earlier) -> bool:
    """新建货栈3座，造林5万亩: a verb that a metric keeps, with another unit, is a metric by itself."""
    return bool(previous.unit) and previous.unit != item.figure.unit and bool(verb_before(bare))


def _names_itself(bare: str) -> bool:
    """完成造林, 实现转移就业: a verb that is a metric by itself, after one of mere doing."""
    head = DROPPED_HEAD.match(bare)
    return head is not None and KEPT_HEAD.fullmatch(bare, head.end()) is not None


def verb_before_head(lead: str) -> str:
    """The verb that a list's first item begins with, where a metric keeps it."""
    found = KEPT_HEAD.match(re.sub(r"^(?:力争|确保|争取|全年|年内|计划)+", "", lead))
    return found.group() if found else ""


def _ends_with_verb(words: str) -> bool:
    return any(VERBS_ONLY.fullmatch(words, len(words) - length) for length in range(min(8, len(words)), 0, -1))


def _completed(metric: str, earlier: str) -> str:
    """创建省级示范村3个、市级5个: the second is 市级示范村."""
    if earlier and _LEVEL_ONLY.match(metric) and not _LEVEL_ONLY.match(earlier):
        head = _LEVEL_HEAD.sub("", earlier, count=1)
        return metric + head
    return metric
