"""What a duty offers for a row, from made-up words like those of regional plans, and what it takes as settings."""

from __future__ import annotations

import pytest

from gongjin.audit.errors import Invalid
from gongjin.tracking.kinds.duty.kind import KIND
from gongjin.tracking.kinds.duty.readymade import template
from gongjin.tracking.kinds.protocol import Said

PATROL = template("patrol").settings


@pytest.mark.parametrize(
    ("words", "code", "cadence"),
    [
        ("做好越冬候鸟和水鸟同步调查", "survey", "month"),
        ("严防越冬期偷猎", "wintering_patrol", "week"),
        ("加强水源地巡查管护", "patrol", "week"),
        ("每月开展堤防巡查", "patrol", "month"),
        ("每季度开展监督检查", "inspection", "quarter"),
        ("专班每月召开调度会议", "meetings", "month"),
        ("各单位按月报送工作进展", "reports", "month"),
        ("组织特派员下基层服务", "envoys", "month"),
        ("开展政策宣讲", "publicity", "quarter"),
        ("提高保护区生物多样性", "survey", "month"),
    ],
)
def test_a_row_that_is_done_again_and_again_is_offered_its_duty(words: str, code: str, cadence: str) -> None:
    offer = KIND.offer(Said("measure", words, words))
    assert offer is not None
    assert (offer.kind, offer.template, offer.settings["cadence"]) == ("duty", code, cadence)
    settings = KIND.checked_settings(offer.settings)
    assert KIND.checked_rule(offer.rule, settings) == {"read": "completeness"}


def test_the_chapter_that_sets_up_the_task_force_owes_meetings() -> None:
    text = "推进机制。成立专班，负责日常协调。每季度调度一次。办公室设在县发展和改革局。"
    offer = KIND.offer(Said("task", "推进机制", text))
    assert offer is not None
    assert (offer.template, offer.name, offer.settings["cadence"]) == ("meetings", "专班会议记录", "quarter")


def test_a_target_in_times_counts_the_records() -> None:
    offer = KIND.offer(Said("target", "开展巡查", "开展巡查12次", value="12", unit="次", target_kind="count"))
    assert offer is not None
    assert (dict(offer.rule), dict(offer.asked)) == ({"read": "records"}, {})


@pytest.mark.parametrize("words", ["新建水厂", "农村居民收入增长", "强化规划引领"])
def test_what_is_done_once_is_offered_none(words: str) -> None:
    assert KIND.offer(Said("measure", words, words)) is None
    assert KIND.offer(Said("target", f"{words}巡查", words, value="2", unit="座", target_kind="count")) is None


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({"cadence": "hourly"}, "请选择频次"),
        ({"times": 0}, "每期次数"),
        ({"times": "x"}, "每期次数"),
        ({"months": [0]}, "月份 1 至 12"),
        ({"months": "冬"}, "月份 1 至 12"),
        ({"counts": "x"}, "计数项目有误"),
        ({"counts": [{"key": "people", "label": "人"}]}, "代码或名称有误"),
        ({"counts": [{"key": "a", "label": "甲"}, {"key": "a", "label": "乙"}]}, "“甲”重复了|“乙”重复了"),
        ({"findings_into": "x"}, "接收问题的名录有误"),
    ],
)
def test_settings_that_do_not_hold_together_are_refused(raw: dict[str, object], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        KIND.checked_settings(raw)


def test_ready_settings_are_in_their_one_form_and_rules_are_said_in_words() -> None:
    for ready in KIND.templates():
        assert KIND.checked_settings(ready.settings) == ready.settings
    winter = template("wintering_patrol").settings
    assert KIND.rule_words({}, winter) == "每周 1 次，按期完成的次数与应完成次数之比（1、2、3、10、11、12月）"
    assert KIND.rule_words({"read": "sum:distance"}, PATROL) == "各次记录的巡护里程合计"
    with pytest.raises(Invalid, match="没有“goose”这个计数项目"):
        KIND.checked_rule({"read": "sum:goose"}, PATROL)
    with pytest.raises(Invalid, match="没有“percent”这个计数项目"):
        KIND.checked_rule({"read": "percent"}, PATROL)
