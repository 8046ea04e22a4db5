"""Names of parts and shares: 其中幼儿园360个 of 增加学位, 其中50亿元以上6个 of 亿元以上项目, 每个乡镇至少1个."""

from __future__ import annotations

import re

from gongjin.compiler.lexicon import KEPT_HEAD, only_verbs
from gongjin.compiler.metrics import verb_before

_THRESHOLD = re.compile(
    r"(?:[0-9.,]+)?[百千万亿]*(?:平方公里|平方米|[个家元亩吨只头人座公里套户床米张])(?:及?以[上下])的?"
)
_ENDS_IN_THRESHOLD = re.compile(r"(?:及?以[上下])的?$")
_LONGEST = 8
_EACH = re.compile(
    r"每一?(?:个|所|家|处|座|条|片|户|类|镇|乡|村|县|区|校|街道|社区|年)[^，、每]{0,10}?"
    r"(?=(?:再|应|要|须|均|都)?(?:至少|最少|不少于|不低于|配备|配置|设[置立]|建|有|创|培育|打造|明确|确定|选|开展|组织|组建|完成|新|改造|安排|保障|"
    r"挂牌|举办|培训|$))"
)
_QUANTITY = re.compile(r"(?:率|比重|占比|比例|增长|增速|收入|产值)$")


def of_whole(part: str, whole: str) -> str:
    """The metric of a part: its own words and what it needs of the metric of the whole."""
    head = KEPT_HEAD.match(whole)
    verb = head.group() if head and head.end() < len(whole) else ""
    noun = whole[len(verb) :]
    part = part.removeprefix("其中").removesuffix("的")
    if not part:
        return whole
    if only_verbs(part):
        return whole if part == verb or not verb_before(part) else part + noun
    own = KEPT_HEAD.match(part)
    lead = "" if own and own.end() < len(part) else verb
    if _ENDS_IN_THRESHOLD.search(part):
        of_both = _THRESHOLD.search(noun)
        return lead + (noun[: of_both.start()] + part + noun[of_both.end() :] if of_both else part + noun)
    if part[-2:] == noun[-2:] or (part[-1:] == noun[-1:] and len(part) > 2):
        return lead + part
    if len(part) > _LONGEST or own or _QUANTITY.search(part):
        return part
    return lead + part + noun


def for_each(words: str, metric: str) -> str:
    """The metric with whom it is for, as the words before a figure say (每个乡镇养老服务中心)."""
    found = next(reversed(list(_EACH.finditer(words))), None) if "每" in words else None
    if found is None or found.end() - found.start() < 2 or _QUANTITY.search(metric) or "每" in metric:
        return metric
    words = found.group().replace("□", "")
    return ("每年" if words.startswith(("每年", "每一年")) else words) + metric
