"""What a clause without a figure says that the next ones are about (就业比重，到2027年达到46%)."""

from __future__ import annotations

import re

from gongjin.compiler.lexicon import LEADING, PLACE, TIME_HEAD
from gongjin.compiler.metrics import before_figure

_QUANTITY = re.compile(
    r"(?:产量|率|收入|面积|比例|占比|比重|数量|增速|增幅|规模|总额|浓度|产值|增加值|投资额|投资|里程|总量|密度|强度|指数|水平|"
    r"排放量|用量|用水量|生产总值|地区生产总值|覆盖面|时限|时间)$"
)
_RAISING = re.compile(
    r"(?:提高|提升|增加|扩大|降低|减少|控制|稳定|保持|压减|缩短|压缩|改善|推动|促进|实现|完成|确保|力争|做大|落实|加快|继续|不断|稳步|努力|进一步|将|使)+"
)
_SHORT = 20
_COMPARED = re.compile(
    r"([^，]{2,18}?(?:增速|增幅|收入|增长|率|占比|比重))(?:高于|快于|不低于|优于)[^，]{2,20}(?:增速|增幅|收入|增长|水平|平均)$"
)
_GENERAL = re.compile("(?:要求|目标|思想|任务|原则|思路|如下)(?:是|为|如下)?$")


_QUANTITY_LAST = frozenset("量率入积例比重速幅模额度值资程数平费面限间 □")
"""The last characters of the above, and what is left out at a clause's end."""


def may_name_topic(text: str, end: int) -> bool:
    """Whether a clause that ends here may name a metric, by its last character; most do not."""
    return text[end - 1] in _QUANTITY_LAST or text.startswith("：", end)


def topic_of(words: str, *, label: bool) -> str:
    """The metric that a clause names, or empty. A `label` (地区生产总值：) may be any short name."""
    words = words.strip(" □")
    compared = _COMPARED.match(words)
    if compared:
        words = compared.group(1)
    if _GENERAL.search(words):
        return ""
    if len(words) > _SHORT or not (_QUANTITY.search(words) or label):
        return ""
    for _turn in range(4):
        before = words
        for pattern in (TIME_HEAD, LEADING, PLACE, _RAISING):
            found = pattern.match(words)
            if found and found.end() < len(words):
                words = words[found.end() :]
        if words == before:
            break
    return before_figure(words, share=words.endswith(("增速", "增幅"))) if _QUANTITY.search(words) else words
