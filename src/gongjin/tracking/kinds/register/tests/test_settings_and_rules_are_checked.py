from __future__ import annotations

import pytest

from gongjin.audit.errors import Invalid
from gongjin.tracking.kinds.register.kind import KIND
from gongjin.tracking.kinds.register.tests.build import settings

STAGES = [{"code": "a", "label": "开始"}]
FARM = settings("farmland")
FIRM = settings("recognition")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({}, "至少要有一个阶段"),
        ({"stages": "a"}, "设置有误"),
        ({"stages": [{"code": "甲", "label": "开始"}]}, "代码“甲”有误"),
        ({"stages": [{"code": "a", "label": " "}]}, "每个阶段都要有名称"),
        ({"stages": STAGES * 2}, "“a”重复了"),
        ({"stages": STAGES * 21}, "不超过 20 个"),
        ({"stages": STAGES, "fields": [{"key": "name", "label": "名"}]}, "代码“name”有误"),
        ({"stages": STAGES, "fields": [{"key": "x", "label": "名", "type": "float"}]}, "类型有误"),
        ({"stages": STAGES, "fields": [{"key": "x", "label": "名", "type": "choice"}]}, "要列出选项"),
        ({"stages": STAGES, "partial": {"area": "done"}}, "已声明的数值字段"),
        ({"stages": STAGES, "partial": "x"}, "“部分完成”的设置有误"),
    ],
)
def test_settings_that_do_not_hold_together_are_refused(raw: dict[str, object], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        KIND.checked_settings(raw)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"count": "figure:height"}, "没有“height”这个数值字段"),
        ({"count": "percent"}, "没有“percent”这个数值字段"),
        ({"stage": "finished"}, "没有“finished”这个阶段"),
        ({"partial": True}, "没有约定部分完成怎么算"),
        ({"count": "figure:money", "partial": True}, "没有约定部分完成怎么算"),
        ({"where": {"colour": "红"}}, "没有“colour”这个可筛选的字段"),
        ({"where": {"works": "拆除"}}, "没有“拆除”这个选项"),
        ({"where": "all"}, "筛选条件有误"),
        ({"of": 7}, "覆盖率的总数"),
        ({"of": "all", "added": True}, "不能同时按新增计数"),
    ],
)
def test_a_rule_that_the_register_does_not_take_is_refused(rule: dict[str, object], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        KIND.checked_rule(rule, FARM)


@pytest.mark.parametrize(
    ("rule", "of", "words"),
    [
        ({"stage": "recognised", "where": {"level": ["省级", "国家级"]}, "added": True}, FIRM,
         "级别为省级或国家级、达到“认定”的条目数（本期新增，每条只计一次）"),
        ({"count": "figure:area", "stage": "accepted", "partial": True}, FARM,
         "达到“验收”的条目的面积合计（未完成的按已完成量计）"),
        ({"stage": "accepted", "of": "all"}, FARM, "达到“验收”的条目占全部条目的比重"),
        ({"stage": "accepted", "of": {"where": {"works": "新建"}}}, FARM,
         "达到“验收”的条目占建设性质为新建的条目的比重"),
    ],
)  # fmt: skip
def test_a_rule_says_in_words_what_counts(rule: dict[str, object], of: dict[str, object], words: str) -> None:
    assert KIND.rule_words(KIND.checked_rule(rule, of), of) == words
