"""What statistics bureaus call the series that rows of plans speak of, so that rows of one series share it."""

from __future__ import annotations

import re
from typing import Final

from gongjin.tracking.kinds.protocol import Said
from gongjin.tracking.kinds.wording import called, matter

_FINER: Final = re.compile("工资性|经营性|财产|转移性|村集体|单位|人均地区|能耗|占|比重|差距|倍差")
_OFFICIAL: Final = (
    (re.compile("(?:生产总值|GDP)[^，。；]{0,6}(?:增长|增速|增幅)|经济(?:总量)?增(?:长|速)$"), "地区生产总值增速"),
    (re.compile("城乡居民[^，。；]{0,8}收入|^(?:全体)?居民[^，。；]{0,6}收入"), "居民人均可支配收入"),
    (re.compile("(?:农村居民|农民)[^，。；]{0,6}(?:收入|增收)"), "农村居民人均可支配收入"),
    (re.compile("城镇居民[^，。；]{0,6}收入"), "城镇居民人均可支配收入"),
    (re.compile("户籍[^，。；]{0,6}城镇化"), "户籍人口城镇化率"),
    (re.compile("城镇化(?:率|水平)"), "常住人口城镇化率"),
)
LONGEST: Final = 60


def official(words: str) -> str:
    """The bureau's name for what words speak of; empty where there is none, or where they mean a part of it."""
    if _FINER.search(words):
        return ""
    return next((name for pattern, name in _OFFICIAL if pattern.search(words)), "")


def series_name(said: Said) -> str:
    """What the series of a row is called."""
    return official(called(said)) or matter(said)[:LONGEST]
