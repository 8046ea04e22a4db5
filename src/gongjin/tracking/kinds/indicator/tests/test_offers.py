"""What indicators and monitoring offer for the rows of a plan, from its words."""

from __future__ import annotations

import pytest

from gongjin.tracking.kinds import kind
from gongjin.tracking.kinds.protocol import Said


def target(title: str, unit: str, target_kind: str = "level", comparator: str = "") -> Said:
    return Said("target", title, title, unit=unit, value="5", target_kind=target_kind, comparator=comparator)


def commitment(text: str, commitment_kind: str = "directional", reference: str = "") -> Said:
    return Said("commitment", text, text, commitment_kind=commitment_kind, reference=reference)


INDICATORS = [
    (target("地区生产总值增长", "%", "change"), "growth_rate", "latest"),
    (target("农村居民收入增长", "%", "change"), "income", "cumulative_growth"),
    (target("社会消费品零售总额增长", "%", "change"), "year_to_date", "cumulative_growth"),
    (target("常住人口城镇化率", "%"), "share", "latest"),
    (target("城镇化率提高", "个百分点", "change"), "share", "change_from_base"),
    (target("供电可靠率", "%"), "rate", "latest"),
    (target("清洁能源占比", "%"), "share", "latest"),
    (target("卫生室覆盖", "%", "coverage"), "coverage", "coverage"),
    (target("粮食储备能力", "万吨"), "capacity", "latest"),
    (target("储能装机", "兆瓦"), "capacity", "latest"),
    (target("税收收入", "亿元"), "year_to_date", "sum"),
    (target("县域综合竞争力", "位", "rank", comparator="le"), "rank", "rank"),
    (commitment("县域考核争先进位", "rank"), "rank", "direction"),
    (target("新增粮食仓容能力", "万吨", "count"), "capacity", "change_from_base"),
    (commitment("居民收入与经济增长基本同步", "relative", reference="经济增长"), "income", "difference"),
    (commitment("用电增长与经济增长相适应", "relative", reference="经济增长"), "growth_rate", "difference"),
    (commitment("持续增加农民收入"), "income", "direction"),
    (commitment("提高人口城镇化水平"), "share", "direction"),
    (commitment("不断提升冷链仓储规模"), "capacity", "direction"),
    (commitment("亩均税收持续提高"), "year_to_date", "direction"),
]
MONITORING = [
    (commitment("明湖总磷达到国家考核要求", "compliance"), "mean", "国家"),
    (commitment("入湖断面水质稳定达到Ⅲ类", "compliance"), "class", ""),
    (commitment("明湖总磷浓度持续下降"), "mean", ""),
    (target("明湖总磷浓度", "毫克/升", comparator="le"), "mean", ""),
    (target("国控断面水质优良比例", "%"), "compliance", ""),
    (target("总磷工程减排", "吨", "count"), "load", ""),
]
NEITHER = [
    target("新建水厂", "座", "count"), target("省级绿色工厂", "家", "count"), commitment("社会大局和谐有序"),
    Said("task", "发展经济", "地区生产总值增长"), Said("measure", "改善水质", "改善断面水质"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "template", "read"), INDICATORS, ids=lambda item: getattr(item, "title", item))
def test_an_indicator_is_offered_for_what_has_a_series(said: Said, template: str, read: str) -> None:
    indicator = kind("indicator")
    offer = indicator.offer(said)
    assert offer is not None
    assert (offer.template, offer.rule["read"]) == (template, read)
    settings = indicator.checked_settings(offer.settings)
    assert indicator.checked_rule(offer.rule, settings)["read"] == read
    assert offer.why
    assert template in {item.code for item in indicator.templates()}


@pytest.mark.parametrize(("said", "read", "from_whom"), MONITORING, ids=lambda item: getattr(item, "title", item))
def test_monitoring_is_offered_for_the_quality_of_water(said: Said, read: str, from_whom: str) -> None:
    monitoring = kind("monitoring")
    offer = monitoring.offer(said)
    assert offer is not None
    settings = monitoring.checked_settings(offer.settings)
    rule = monitoring.checked_rule(offer.rule, settings)
    assert rule["read"] == read
    assert (rule.get("target_from") == "national") == bool(from_whom)
    assert offer.template in {item.code for item in monitoring.templates()}
    other = kind("indicator").offer(said)
    assert other is None or other.fit < offer.fit


@pytest.mark.parametrize("said", NEITHER, ids=lambda item: item.title)
def test_neither_is_offered_for_what_is_counted_thing_by_thing(said: Said) -> None:
    assert kind("indicator").offer(said) is None
    assert kind("monitoring").offer(said) is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("持续增加农村居民收入", "农村居民人均可支配收入"),
        ("全面促进农民增收", "农村居民人均可支配收入"),
        ("提高全县城镇化水平", "常住人口城镇化率"),
        ("户籍人口城镇化率进一步提高", "户籍人口城镇化率"),
        ("提高农村居民工资性收入", "农村居民工资性收入"),  # a part of it is a series of its own
        ("亩均税收持续提高", "亩均税收持续提高"),
    ],
)
def test_rows_of_one_published_series_name_it_as_the_bureau_does(words: str, name: str) -> None:
    offer = kind("indicator").offer(commitment(words))
    assert offer is not None
    assert offer.name == name


def test_a_relative_row_brings_the_series_that_it_is_compared_with() -> None:
    growth = kind("indicator").offer(target("地区生产总值增长", "%", "change"))
    step = kind("indicator").offer(commitment("居民收入与经济增长基本同步", "relative", reference="经济增长"))
    assert growth is not None and step is not None and step.beside is not None
    same = ("indicator", "地区生产总值增速", "%")
    assert (step.beside.kind, step.beside.name, step.beside.unit_of_measure) == same
    assert (growth.kind, growth.name, growth.unit_of_measure) == same
    alone = kind("indicator").offer(commitment("增长保持同步", "relative"))
    assert alone is not None and alone.beside is None


def test_every_template_has_settings_that_hold_together() -> None:
    for name in ("indicator", "monitoring"):
        for template in kind(name).templates():
            settings = kind(name).checked_settings(template.settings)
            assert kind(name).checked_settings(settings) == settings


@pytest.mark.parametrize(
    ("text", "wanted", "tolerance"),
    [
        ("农村居民收入增速高于城镇居民收入增速", "gt", "0"),
        ("居民收入增速不低于经济增速", "ge", "0"),
        ("居民收入增长与经济增长基本同步", "ge", None),
    ],
)
def test_only_what_keeps_in_step_has_leeway(text: str, wanted: str, tolerance: str | None) -> None:
    offer = kind("indicator").offer(Said("commitment", text, text, commitment_kind="relative"))
    assert offer is not None
    assert offer.asked["wanted"] == wanted
    assert offer.rule.get("tolerance") == tolerance
