"""What a register offers for a row, from words like those of regional plans; the sentences are made up."""

from __future__ import annotations

from typing import Any

import pytest

from gongjin.tracking.kinds.protocol import Said
from gongjin.tracking.kinds.register.kind import KIND
from gongjin.tracking.kinds.register.readymade import ready


def target(title: str, value: str, unit: str, kind: str = "count", **more: Any) -> Said:
    return Said(
        "target", title, more.pop("text", f"{title}{value}{unit}"), value=value, unit=unit, target_kind=kind, **more
    )


@pytest.mark.parametrize(
    ("said", "template", "rule"),
    [
        (target("省级节水型单位企业", "2", "家"), "recognition",
         {"count": "entries", "stage": "recognised", "where": {"level": "省级"}}),
        (target("市级及以上龙头企业", "4", "家"), "recognition",
         {"count": "entries", "stage": "recognised", "where": {"level": ["国家级", "省级", "市级"]}}),
        (target("国家、省、市级示范合作社", "9", "家"), "recognition",
         {"count": "entries", "stage": "recognised", "where": {"level": ["国家级", "省级", "市级"]}}),
        (target("新建标准化水厂", "2", "座"), "building",
         {"count": "entries", "stage": "in_use", "since": True, "added": True}),
        (target("寄宿制中学学校", "3", "所"), "building", {"count": "entries", "stage": "in_use"}),
        (target("改造供水管网", "35", "公里"), "lines",
         {"count": "figure:length", "stage": "accepted", "partial": True}),
        (target("建成高标准农田", "2300", "亩"), "farmland",
         {"count": "figure:area", "stage": "accepted", "partial": True}),
        (target("新建公共充电桩", "120", "个", accrual="added"), "points",
         {"count": "entries", "stage": "in_use", "since": True, "added": True}),
        (target("美丽乡村示范村", "5", "个"), "villages", {"count": "entries", "stage": "named"}),
        (target("土地延包试点村", "1", "个"), "land_contracts", {"count": "entries", "stage": "filed"}),
        (target("选派科技特派员", "20", "名"), "people", {"count": "entries", "stage": "sent"}),
        (target("举办农产品推介会", "3", "场"), "events", {"count": "entries", "stage": "held"}),
        (target("招商引资到位资金", "50000", "万元"), "investment", {"count": "figure:paid", "stage": "signed"}),
        (target("村卫生室入驻服务站", "100", "%", "coverage"), "coverage",
         {"count": "entries", "stage": "opened", "of": "all"}),
        (target("基本农田建成高标准农田", "100", "%", "coverage"), "farmland",
         {"count": "figure:area", "stage": "accepted", "of": "all"}),
        (Said("commitment", "完成年度整改任务", "完成年度整改任务", commitment_kind="compliance"), "rectification",
         {"count": "entries", "stage": "closed", "of": "all"}),
        (Said("commitment", "争取水网项目纳入省级规划清单", "", commitment_kind="rank"), "application",
         {"count": "entries", "stage": "listed", "where": {"level": "省级"}}),
        (Said("measure", "吸引一批知名企业落户", "吸引一批知名企业落户"), "investment",
         {"count": "entries", "stage": "signed"}),
        (target("新增粮食产能", "90000", "公斤", accrual="added"), "farmland",
         {"count": "figure:capacity", "stage": "accepted", "since": True}),
        (target("分布式光伏装机", "30", "兆瓦"), "points", {"count": "figure:power", "stage": "in_use"}),
        (target("续建茶叶产业集群", "1", "个", text="续建、新建茶叶产业集群各1个"), "pilot",
         {"count": "entries", "stage": "accepted"}),
        (target("新建茶叶产业集群", "1", "个", text="续建、新建茶叶产业集群各1个"), "pilot",
         {"count": "entries", "stage": "accepted", "since": True, "added": True}),
        (Said("commitment", "", "争创“全国最美渡口”称号", commitment_kind="rank"), "recognition",
         {"count": "entries", "stage": "recognised", "where": {"level": "国家级"}}),
        (Said("commitment", "", "壮大一批国家、省级茶叶企业", commitment_kind="directional"), "recognition",
         {"count": "entries", "stage": "recognised", "where": {"level": ["国家级", "省级"]}}),
        (Said("commitment", "", "提高宽带自然村覆盖水平", commitment_kind="directional"), "coverage",
         {"count": "entries", "stage": "opened", "of": "all"}),
        (Said("commitment", "扩大农业保险覆盖", "", commitment_kind="directional"), "households",
         {"count": "figure:insured", "stage": "reporting", "since": True}),
    ],
    ids=lambda value: value.title if isinstance(value, Said) else "",
)  # fmt: skip
def test_a_row_is_offered_the_register_that_its_words_speak_of(
    said: Said, template: str, rule: dict[str, object]
) -> None:
    offer = KIND.offer(said)
    assert offer is not None
    assert (offer.kind, offer.template, dict(offer.rule)) == ("register", template, rule)


@pytest.mark.parametrize(
    "said",
    [
        target("地区生产总值增长", "7", "%", "change"),
        target("供电可靠率", "99.9", "%", "level"),
        target("县域排名", "3", "位", "rank"),
        target("城镇化率", "0.7", "个百分点", "change"),
        Said("measure", "强化规划引领", "强化规划引领"),
        Said("measure", "制定年度任务清单", "制定年度任务清单"),
        Said("commitment", "居民收入与经济增长同步", "", commitment_kind="relative"),
    ],
    ids=lambda said: said.title,
)
def test_rates_ranks_and_words_without_entries_are_offered_none(said: Said) -> None:
    assert KIND.offer(said) is None


def test_without_a_figure_more_than_there_was_is_asked_and_not_one() -> None:
    for words in ("壮大一批茶叶企业", "扩大农业保险覆盖面", "提高宽带村组覆盖水平", "提升光伏装机规模"):
        offer = KIND.offer(Said("commitment", "", words, commitment_kind="directional"))
        assert offer is not None
        assert (offer.asked["wanted"], offer.asked["mode"]) == ("rise", "level")
        assert "value" not in offer.asked
        assert words[2:6] in offer.why


def test_what_fields_add_is_told_of_the_fields_whose_area_is_summed() -> None:
    area = KIND.offer(target("新建和改造提升高标准农田", "2300", "亩", accrual="added"))
    capacity = KIND.offer(target("新增粮食产能", "90000", "公斤", accrual="added"))
    assert area is not None and capacity is not None
    assert (area.name, area.unit_of_measure) == (capacity.name, capacity.unit_of_measure) == ("高标准农田名录", "处")
    assert capacity.asked == {"mode": "accumulate"}


def test_a_task_of_many_matters_is_none_of_them() -> None:
    many = "优化服务。改扩建7所学校。推进村卫生室入驻。办好推介会。（县教育局负责）"
    assert KIND.offer(Said("task", "优化服务", many)) is None
    one = KIND.offer(Said("task", "办好活动", "办好活动。举办推介会，扩大影响。（县商务局负责）"))
    assert one is not None and one.template == "events"


def test_every_ready_register_and_every_offer_holds_together() -> None:
    codes = [item.code for item in ready()]
    assert len(codes) == len(set(codes)) == 15
    for template in KIND.templates():
        assert KIND.checked_settings(template.settings) == template.settings
    for words, unit in (
        ("绿色工厂", "家"),
        ("产业路", "公里"),
        ("高标准农田", "亩"),
        ("整改问题", "个"),
        ("帮扶农户", "户"),
    ):
        offer = KIND.offer(target(words, "3", unit))
        assert offer is not None
        settings = KIND.checked_settings(offer.settings)
        rule = KIND.checked_rule(offer.rule, settings)
        assert KIND.checked_rule(rule, settings) == rule
        assert KIND.rule_words(rule, settings)
        assert offer.why
