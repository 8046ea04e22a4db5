"""Whether two wordings name one figure: 经济增长 and 地区生产总值增速, 城镇居民收入 and 城镇居民人均可支配收入."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_SPACE = re.compile(r"[\s，,、：:（）()“”\"'的]")
_PLACE = re.compile(r"^(?:全国|全省|全市|全县|全区|我省|我市|我县|我区|本市|本县|本区|县域|地方)+")
_TIME = re.compile(r"^(?:全年|年度|年均|同期|上年|当年|预期|实际)+")
_MOVE = re.compile(
    r"(?:同比|年均|实际|名义|可比|平均)*(?:增长速度|增长率|增长幅度|增长|增速|增幅|提高|速度|水平|步伐)+$"
)
_SAME: Mapping[str, str] = {
    word: words[0]
    for words in (
        ("地区生产总值", "生产总值", "国内生产总值", "gdp", "地区生产总值gdp", "经济", "国民经济",
         "经济总量", "经济发展"),
        ("居民收入", "居民人均可支配收入", "人均可支配收入", "城乡居民收入", "城乡居民人均可支配收入",
         "全体居民人均可支配收入", "全体居民收入", "居民可支配收入"),
        ("城镇居民收入", "城镇居民人均可支配收入", "城镇常住居民人均可支配收入", "城镇居民人均收入",
         "城镇居民可支配收入"),
        ("农村居民收入", "农村居民人均可支配收入", "农村常住居民人均可支配收入", "农村居民人均收入", "农民收入",
         "农民人均纯收入", "农村居民可支配收入", "农民人均可支配收入"),
        ("一般公共预算收入", "财政收入", "一般公共预算地方收入", "公共财政预算收入", "财政一般公共预算收入"),
        ("规模以上工业增加值", "规上工业增加值", "规模工业增加值", "工业增加值"),
        ("固定资产投资", "固投", "投资", "固定资产投资额", "全社会固定资产投资"),
        ("社会消费品零售总额", "社零额", "社零总额", "社消零"),
        ("常住人口", "人口", "常住人口数"),
    )
    for word in words
}  # fmt: skip
"""Words for one figure, the plainest first. Ordinary words of statistics, no names."""


def metric_of(words: str) -> str:
    """The figure that words are about, without place, time and movement, by its plainest name; empty for none."""
    text = _SPACE.sub("", unicodedata.normalize("NFKC", words)).lower()
    text = _MOVE.sub("", _TIME.sub("", _PLACE.sub("", _TIME.sub("", text))))
    return _SAME.get(text, text)


def same_metric(one: str, other: str) -> bool:
    """Whether two wordings name one figure."""
    found = metric_of(one)
    return bool(found) and found == metric_of(other)
