"""Units of measure and measure words, as plans write them after a figure."""

from __future__ import annotations

import re

PERCENT = "个百分点|百分点|%|‰"
_PLAIN = (
    "平方公里|平方千米|平方米|平米|㎡|立方米|立方|公里|千米|海里|毫米|厘米|米|延米|亩次|亩|公顷|吨标准煤|"
    "吨标煤|吨二氧化碳|吨|公斤|千克|毫克|微克|克|"
    "斤|担|石|元人民币|美元|欧元|港元|元|千瓦时|千瓦|兆瓦时|兆瓦|吉瓦|千伏安|兆伏安|千伏|度电|升|毫升|"
    "标箱|标准箱|箱|TEU|MW|kW|KW|GW|MWh|"
    "kWh|GWh|PFLOPS|TB|PB|GB|Gbps|Mbps|EFLOPS|km|m2|m3|kg|mg|t|P|分贝|摄氏度|℃|方|岁|/10万|/百万|载重吨|"
    "总吨|当量|标准立方米|焦|卡"
)
_COUNTED = (
    "个基点|台（套）|人（次）|户（次）|家（次）|件（次）|场（次）|辆（台）|个等级|个批次|个班次|人次|人天|人份|户次|家次|件次|场次|批次|班次|架次|车次|台次|台套|台|个月|个工作日|工作日|小时|分钟|"
    "课时|学时|个|家|所|座|条|项|户|人|名|"
    "位|处|辆|件|场|次|批|套|支|只|头|张|宗|期|类|种|门|部|篇|例|株|棵|本|对|组|团|班|间|栋|幢|艘|架|孔|"
    "眼|口|轮|幅|块|片|段|道|根|枚|份|起|笔|"
    "单|盏|尾|羽|匹|列|节|层|床|席|天|周|倍|分|册|款|届|味|盘|柱|集|首|尊|面|间次|枝|把|桩|蒲式耳|亿|匹次|"
    "组次|轮次|标段|街区|门次|穴|瓶|袋|盆|粒|丛|罐|卷"
)
TIME = frozenset({"天", "周", "小时", "分钟", "个月", "个工作日", "工作日", "课时", "学时"})


def _longest_first(words: str) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words.split("|")), key=len, reverse=True))


_PER = (
    r"(?:/[0-9]{0,5}(?:平方公里|平方米|立方米|公里|亩|人|户|年|月|日|天|升|吨|米|公顷|公斤|千克|元|万元|次|小时|"
    r"千瓦时|单位|百户|千人|万人|村|人年|万元GDP|秒))"
)
UNIT = rf"(?:{PERCENT}|(?:{_longest_first(_PLAIN)}){_PER}?|(?:{_longest_first(_COUNTED)}){_PER}?)"
COUNTED = frozenset(_COUNTED.split("|")) - TIME - {"倍", "分", "亿"}
"""Measure words: what they count is named by a noun beside them."""
MEASURED = frozenset(_PLAIN.split("|"))
"""Units of length, area, weight, money and power: what they measure is a quantity."""


def is_percent(unit: str) -> bool:
    """Whether the unit is a share or a difference of shares."""
    return unit in ("%", "‰", "个百分点")


def is_measured(unit: str) -> bool:
    """Whether the unit measures (亩, 元, 吨) rather than counts."""
    return unit.partition("/")[0] in MEASURED


def normal(unit: str) -> str:
    """The one form of a unit that has several."""
    return {
        "百分点": "个百分点",
        "平米": "平方米",
        "㎡": "平方米",
        "千克": "公斤",
        "工作日": "个工作日",
        "人民币": "元",
        "元人民币": "元",
    }.get(unit, unit)
