"""Each way in which plans promise a figure: comparator, value, unit, kind and strength, and what else it says."""

from __future__ import annotations

from typing import Any

import pytest

from gongjin.compiler.plan import Target
from gongjin.compiler.tests.documents import compiled, compiled_json


def promised(*lines: str) -> tuple[Target, ...]:
    return compiled("青禾县2030年竹业发展实施方案", "一、主要目标", *lines).targets


def told(target: Target) -> tuple[str, str, str, str, str]:
    """Comparator, value, unit, kind and strength; both ends of a range."""
    ends = [target.value] if target.value2 is None else [target.value, target.value2]
    value = "—".join(f"{end.normalize():f}" for end in ends)
    return target.comparator.value, value, target.unit, target.kind.value, target.strength.value


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("规模以上竹器企业达到120家以上", ("ge", "120", "家", "level", "plain")),
        ("单位产品能耗下降到0.5吨标煤以下", ("le", "0.5", "吨标煤", "level", "plain")),
        ("城区绿化率不低于42%", ("ge", "42", "%", "level", "plain")),
        ("政府债务率不高于60%", ("le", "60", "%", "level", "plain")),
        ("竹器产值8.6亿元左右", ("about", "860000000", "元", "level", "plain")),
        ("力争完成竹林改造投资30亿元", ("eq", "3000000000", "元", "count", "strive")),
        ("确保竹笋产量稳定在45万吨", ("eq", "450000", "吨", "level", "ensure")),
        ("入库税收突破10亿元", ("gt", "1000000000", "元", "level", "plain")),
        ("竹材利用率提高1.2个百分点", ("eq", "1.2", "个百分点", "change", "plain")),
        ("竹器产值提高12%", ("eq", "12", "%", "change", "plain")),
        ("登记失业率控制在5.5%以内", ("le", "5.5", "%", "level", "plain")),
        ("竹材价格涨幅控制在3%左右", ("about", "3", "%", "change", "plain")),
        ("到2032年竹器产值翻一番", ("eq", "2", "倍", "change", "plain")),
        ("到2032年竹器产值翻两番", ("eq", "4", "倍", "change", "plain")),
        ("冷库容量增长到原来的3倍", ("eq", "3", "倍", "change", "plain")),
        ("营商环境综合排名进入全市前三", ("le", "3", "名", "rank", "plain")),
        ("平安建设考核在全省位次前移2位以上", ("ge", "2", "位", "rank", "plain")),
        ("竹业投资增速高于全市平均1个百分点", ("eq", "1", "个百分点", "change", "plain")),
        ("行政村5G网络全覆盖", ("eq", "100", "%", "coverage", "plain")),
        ("困难群众做到应保尽保", ("eq", "100", "%", "coverage", "plain")),
        ("实现零新增黑臭水体", ("eq", "0", "%", "coverage", "plain")),
        ("竹林火灾零发生", ("eq", "0", "%", "coverage", "plain")),
        ("历史遗留问题清零", ("eq", "0", "%", "coverage", "plain")),
        ("完成三分之二任务", ("eq", "66.67", "%", "level", "plain")),
        ("改造任务完成率达八成", ("eq", "80", "%", "level", "plain")),
        ("改造任务完成率近九成", ("about", "90", "%", "level", "plain")),
        ("竹制品贸易总额超过1.2万亿元", ("gt", "1200000000000", "元", "level", "plain")),
        ("新建竹林道路20—25公里", ("range", "20—25", "公里", "count", "plain")),
        ("累计建成丰产竹林35万亩", ("eq", "350000", "亩", "count", "plain")),
        ("新增丰产竹林2.3万亩", ("eq", "23000", "亩", "change", "plain")),
        ("竹业增加值同比增长8.5%", ("eq", "8.5", "%", "change", "plain")),
        ("竹业增加值年均增长6%以上", ("ge", "6", "%", "change", "plain")),
        ("PM2.5平均浓度降至30微克/立方米以下", ("le", "30", "微克/立方米", "level", "plain")),
        ("白石湖湖体总磷浓度控制在0.05毫克/升以下", ("le", "0.05", "毫克/升", "level", "plain")),
        ("空气优良天数比例达91%", ("eq", "91", "%", "level", "plain")),
        ("每个乡镇至少建成1个竹编工坊", ("ge", "1", "个", "count", "plain")),
        ("村卫生室标准化率达到100%", ("eq", "100", "%", "coverage", "plain")),
        ("竹业增加值实现两位数增长", ("ge", "10", "%", "change", "plain")),
        ("竹林采伐机械化率从58%提高到62%", ("eq", "62", "%", "level", "plain")),
        ("审批办理时限压缩三分之一以上", ("ge", "33.33", "%", "change", "plain")),
        ("审批办理时限缩短至3个工作日", ("eq", "3", "个工作日", "level", "plain")),
        ("园区亩均税收提升至15万元/亩", ("eq", "150000", "元/亩", "level", "plain")),
        ("转移农村劳动力就业2万人", ("eq", "20000", "人", "count", "plain")),
        ("转移农村劳动力就业2万人次", ("eq", "20000", "人次", "count", "plain")),
    ],
)
def test_one_figure(sentence: str, found: tuple[str, ...]) -> None:
    (target,) = promised(f"{sentence}。")
    assert told(target) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("累计建成丰产竹林35万亩", "cumulative"),
        ("新增丰产竹林2.3万亩", "added"),
        ("新建竹编工坊3个", "added"),
        ("规模以上竹器企业达到120家", "level"),
        ("竹器产值增长8%", None),
    ],
)
def test_what_is_counted_together(sentence: str, found: str | None) -> None:
    (target,) = promised(f"{sentence}。")
    assert (target.accrual.value if target.accrual else None) == found


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        ("创建省级竹林公园3个、市级5个", [("3", "省级竹林公园"), ("5", "市级竹林公园")]),
        ("培育国家级竹器工厂1家、省级2家", [("1", "国家级竹器工厂"), ("2", "省级竹器工厂")]),
    ],
)
def test_a_second_level_is_a_second_target(sentence: str, metrics: list[tuple[str, str]]) -> None:
    assert [(f"{target.value}", target.metric) for target in promised(f"{sentence}。")] == metrics


def test_a_part_in_a_bracket_belongs_to_its_whole() -> None:
    whole, part = promised("建设充电桩不少于60个（其中快充不少于20个）。")
    assert told(whole)[:2] == ("ge", "60")
    assert told(part)[:2] == ("ge", "20")
    assert (part.part_of, part.kind, part.accrual) == (whole.id, whole.kind, whole.accrual)


def test_parts_after_a_comma_belong_to_their_whole() -> None:
    whole, first, second = promised("新建竹林道路30公里，其中生产道路20公里、观光道路10公里。")
    assert {first.part_of, second.part_of} == {whole.id}
    assert [first.metric, second.metric] == ["新建生产道路", "新建观光道路"]
    assert first.accrual == second.accrual == whole.accrual


def test_figures_of_two_years_are_paired_with_their_years() -> None:
    rows = promised("2030年、2031年实际到位资金分别达到3亿元、5亿元。")
    assert [(f"{row.value:f}", row.period) for row in rows] == [("300000000", "2030"), ("500000000", "2031")]


def test_each_place_has_a_target_of_its_own() -> None:
    assert [row.metric for row in promised("青竹镇、白石镇各建成1个冷库。")] == ["青竹镇冷库", "白石镇冷库"]


def test_one_for_each_township_is_marked() -> None:
    (target,) = promised("每个乡镇至少建成1个竹编工坊。")
    assert target.each


@pytest.mark.parametrize(
    ("sentence", "base"), [("竹林采伐机械化率从58%提高到62%", "58"), ("竹器企业由12家增加到20家以上", "12")]
)
def test_what_it_was_before_is_the_base_and_no_target(sentence: str, base: str) -> None:
    (target,) = promised(f"{sentence}。")
    assert f"{target.base}" == base


def test_the_year_that_is_compared_with_is_the_base_period() -> None:
    (target,) = promised("到2032年，单位产值能耗比2028年下降13.5%。")
    assert (target.base_period, target.period) == ("2028", "2032")


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("营商环境综合排名进入全市前三", "全市"),
        ("平安建设考核在全省位次前移2位以上", "全省"),
        ("行政村5G网络全覆盖", "行政村"),
        ("困难群众做到应保尽保", "困难群众"),
    ],
)
def test_among_whom_a_rank_or_a_coverage_is_told(sentence: str, scope: str) -> None:
    (target,) = promised(f"{sentence}。")
    assert target.scope == scope


def test_growth_by_several_times_may_mean_two_things_and_is_not_sure() -> None:
    (target,) = promised("冷库容量增长2倍。")
    assert told(target) == ("eq", "2", "倍", "change", "plain")
    assert target.confidence < 0.9


@pytest.mark.parametrize(
    "sentence",
    [
        "竹业增加值增长确保8%、力争9%",
        "竹业增加值确保增长8%、力争增长9%",
        "确保竹业增加值增长8%，力争9%",
        "竹业增加值增速确保8%、力争9%",
        "确保竹业增加值增长8%，力争达到9%",
    ],
)
def test_a_promise_in_two_steps_is_two_targets(sentence: str) -> None:
    first, second = promised(f"{sentence}。")
    assert told(first) == ("eq", "8", "%", "change", "ensure")
    assert told(second) == ("eq", "9", "%", "change", "strive")
    assert first.metric == second.metric
    assert min(first.confidence, second.confidence) >= 0.9


def test_the_second_step_governs_nothing_after_it() -> None:
    rows = promised("竹业增加值增长8%以上、力争9%以上，竹器出口增长5%。")
    assert [row.strength.value for row in rows] == ["plain", "strive", "plain"]


def test_a_list_shares_the_verb_and_the_word_of_strength_at_its_head() -> None:
    rows = promised("力争年内新增省级竹业合作社2家、市级5家，竹编工坊10个。")
    assert [row.strength.value for row in rows] == ["strive"] * 3
    assert [row.metric for row in rows] == ["新增省级竹业合作社", "新增市级竹业合作社", "竹编工坊"]


@pytest.mark.parametrize(
    ("sentence", "kind", "reference"),
    [
        ("竹农收入增长与经济增长同步", "relative", "经济增长"),
        ("国控断面水质达到Ⅲ类及以上", "compliance", "Ⅲ类及以上"),
        ("绩效考核保持一类等次", "rank", None),
        ("化肥使用量保持负增长", "directional", None),
        ("化肥使用量只减不增", "directional", None),
    ],
)
def test_a_promise_without_a_figure_is_a_commitment(sentence: str, kind: str, reference: str | None) -> None:
    plan = compiled_json("青禾县2030年竹业发展实施方案", "一、主要目标", f"{sentence}。")
    found: list[dict[str, Any]] = plan["commitments"]
    assert plan["targets"] == []
    assert [(row["kind"], row["reference"]) for row in found] == [(kind, reference)]


@pytest.mark.parametrize("sentence", ["建成“1+6+N”服务体系", "打造“一站多点”平台", "确保时间过半、任务过半"])
def test_names_of_systems_and_slogans_promise_no_figure(sentence: str) -> None:
    assert promised(f"{sentence}。") == ()


def test_a_trial_and_its_spreading_are_two_dates() -> None:
    plan = compiled("青禾县2030年竹业发展实施方案", "一、主要目标", "年内完成试点，2031年全面推开。")
    assert plan.targets == ()
    assert [(row.date or "")[:4] for row in plan.deadlines] == ["2030", "2031"]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("新增竹业合作社十余个", ("gt", "10", "个")),
        ("新增竹业合作社10余个", ("gt", "10", "个")),
        ("竹器产值近3亿元", ("about", "300000000", "元")),
        ("竹器产值超3亿元", ("gt", "300000000", "元")),
        ("竹器产值逾3亿元", ("gt", "300000000", "元")),
        ("竹器产值约3亿元", ("about", "300000000", "元")),
        ("培育竹器企业两家", ("eq", "2", "家")),
        ("新建标准厂房３．５万平方米", ("eq", "35000", "平方米")),
        ("良种覆盖率达到９６％以上", ("ge", "96", "%")),
        ("新增造林三十五万亩", ("eq", "350000", "亩")),
        ("村级光纤通达率提高到百分之九十五", ("eq", "95", "%")),
        ("竹农收入增长百分之五", ("eq", "5", "%")),
        ("完成投资1.5亿元", ("eq", "150000000", "元")),
        ("研发投入强度提高0.5—1个百分点", ("range", "0.5—1", "个百分点")),
        ("竹笋总产达到8.5亿斤", ("eq", "850000000", "斤")),
        ("柑橘产量达到20万担", ("eq", "200000", "担")),
    ],
)
def test_figures_as_they_are_typed(sentence: str, found: tuple[str, ...]) -> None:
    (target,) = promised(f"{sentence}。")
    assert told(target)[:3] == found


@pytest.mark.parametrize(
    "sentence",
    [
        "去年，全县完成造林8000亩",
        "截至2029年底，全县建成冷库12座",
        "2029年全县竹笋产量达到40万吨",
        "按照每亩300元标准给予补贴",
        "对新认定的企业一次性奖励20万元",
        "落实《青禾县竹业规划（2026—2030年）》",
        "根据青政发〔2030〕12号文件要求",
        "实施“百企升规、千企升级”工程",
        "推广24小时自助服务",
        "加快G234国道改造",
        "推进110千伏输变电工程建设",
        "完成第三批示范村创建",
        "推进总投资3.6亿元的竹业产业园建设",
        "用好12345热线",
    ],
)
def test_what_is_no_target(sentence: str) -> None:
    assert promised(f"{sentence}。") == ()


@pytest.mark.parametrize(
    ("sentence", "value", "metric"),
    [
        ("新认定市级及以上竹器企业5家", "5", "新认定市级及以上竹器企业"),
        ("打造3A级以上景区2个", "2", "3A级以上景区"),
        ("建成50千瓦以上光伏电站3座", "3", "50千瓦以上光伏电站"),
        ("培育年产值超1亿元的竹器企业3家", "3", "年产值超1亿元的竹器企业"),
        ("在12个乡镇建成竹编工坊30个", "30", "竹编工坊"),
    ],
)
def test_qualifiers_compare_nothing(sentence: str, value: str, metric: str) -> None:
    (target,) = promised(f"{sentence}。")
    assert (target.comparator.value, f"{target.value}", target.metric) == ("eq", value, metric)
