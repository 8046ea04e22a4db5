"""What is published as a figure and cannot be counted thing by thing: growth, incomes, shares, ranks."""

from __future__ import annotations

from decimal import Decimal

from gongjin.compiler.plan import CommitmentKind, Comparator, TargetKind
from gongjin.tracking.tests.rows.build import BLUE, GREEN, GREY, RED, YELLOW, commitment, d, revoke, target, value


def test_growth_of_the_economy_is_the_rate_that_the_bureau_published() -> None:
    c = target(
        "县统计局",
        ("地区生产总值增长6.2%左右", "地区生产总值", "6.2", "%"),
        at=Comparator.ABOUT,
        sort=TargetKind.CHANGE,
    )
    rate = c.data_set("indicator", "growth_rate", "地区生产总值增速", lag_days=31)
    c.track(rate, {"read": "latest"})
    assert c.shown(d(4, 10)) == (GREY, None)
    value(d(4, 19), rate, "2024Q1", "4.7", c.file(d(4, 19), "一季度核算反馈"))
    assert c.shown(d(4, 19)) == (YELLOW, Decimal("4.7"))
    value(d(7, 18), rate, "2024Q2", "5.9", c.file(d(7, 18), "上半年核算反馈"))
    assert c.shown(d(7, 18)) == (GREEN, Decimal("5.9"))
    year = c.file(d(1, 20, 2025), "年度核算反馈")
    value(d(1, 20, 2025), rate, "2024Q4", "6.3", year)
    assert c.shown(d(1, 20, 2025)) == (BLUE, Decimal("6.3"))
    revoke(d(1, 25, 2025), year)
    assert c.shown(d(1, 25, 2025)) == (GREY, Decimal("5.9"))


def test_urbanisation_is_the_change_from_the_end_of_last_year() -> None:
    c = target(
        "县发展和改革局", ("常住人口城镇化率提高0.8个百分点左右", "常住人口城镇化率", "0.8", "个百分点"),
        at=Comparator.ABOUT, sort=TargetKind.CHANGE,
    )  # fmt: skip
    share = c.data_set("indicator", "share", "常住人口城镇化率", cycle="quarter", lag_days=40)
    c.track(share, {"read": "change_from_base"}, mode="accumulate")
    value(d(1, 25), share, "2023", "47.35", c.file(d(1, 25), "上年统计公报"))
    assert c.shown(d(1, 31)) == (GREY, None)
    value(d(7, 20), share, "2024Q2", "47.55", c.file(d(7, 20), "半年推算"))
    assert c.shown(d(7, 20)) == (YELLOW, Decimal("0.2"))
    value(d(10, 20), share, "2024Q3", "47.93", c.file(d(10, 20), "三季度推算"))
    assert c.shown(d(10, 20)) == (GREEN, Decimal("0.58"))
    survey = c.file(d(1, 28, 2025), "人口抽样调查结果")
    value(d(1, 28, 2025), share, "2024Q4", "48.17", survey)
    assert c.shown(d(1, 28, 2025)) == (BLUE, Decimal("0.82"))
    revoke(d(2, 6, 2025), survey)
    assert c.shown(d(2, 6, 2025)) == (RED, Decimal("0.58"))


def test_incomes_keep_in_step_with_the_economy_within_a_tolerance() -> None:
    c = commitment("县统计局", "居民收入与经济增长同步", CommitmentKind.RELATIVE)
    income = c.data_set("indicator", "income", "全体居民人均可支配收入", lag_days=25)
    economy = c.data_set("indicator", "growth_rate", "经济增速", lag_days=25)
    c.track(
        income, {"read": "difference", "tolerance": "0.8", "compared_with": "经济增速"}, beside=economy,
        wanted="ge", mode="level", unit="个百分点",
    )  # fmt: skip
    for code, amount in (("2023Q1", "5000"), ("2023Q2", "10000"), ("2023Q4", "20000")):
        value(d(1, 20), income, code, amount)
    assert c.shown(d(3, 31)) == (GREY, None)
    value(d(4, 18), economy, "2024Q1", "6.2")
    value(d(4, 18), income, "2024Q1", "5250", c.file(d(4, 18), "一季度住户调查"))
    assert c.shown(d(4, 18)) == (YELLOW, Decimal("-1.2"))
    value(d(7, 17), economy, "2024Q2", "6")
    value(d(7, 17), income, "2024Q2", "10540", c.file(d(7, 17), "二季度住户调查"))
    assert c.shown(d(7, 17)) == (GREEN, Decimal("-0.6"))
    value(d(1, 19, 2025), economy, "2024Q4", "6")
    survey = c.file(d(1, 19, 2025), "年度住户调查")
    value(d(1, 19, 2025), income, "2024Q4", "21260", survey)
    assert c.shown(d(1, 19, 2025)) == (BLUE, Decimal("0.3"))
    revoke(d(1, 22, 2025), survey)
    assert c.shown(d(1, 22, 2025)) == (GREY, Decimal("-0.6"))


def test_rural_income_has_to_rise_against_the_same_time_of_last_year() -> None:
    c = commitment("县农业农村局", "农村居民收入持续增加")
    income = c.data_set("indicator", "income", "农村居民人均可支配收入", lag_days=25)
    c.track(income, {"read": "direction"}, wanted="rise", mode="level", unit="元")
    for code, amount in (("2023Q1", "4600"), ("2023Q2", "8900"), ("2023Q4", "18450")):
        value(d(1, 22), income, code, amount)
    assert c.shown(d(4, 1)) == (GREY, None)
    value(d(4, 20), income, "2024Q1", "4560", c.file(d(4, 20), "一季度农村住户调查"))
    assert c.shown(d(4, 20)) == (YELLOW, Decimal(4560))
    value(d(7, 20), income, "2024Q2", "9380", c.file(d(7, 20), "二季度农村住户调查"))
    assert c.shown(d(7, 20)) == (GREEN, Decimal(9380))
    survey = c.file(d(1, 21, 2025), "年度农村住户调查")
    value(d(1, 21, 2025), income, "2024Q4", "19600", survey)
    assert c.shown(d(1, 21, 2025)) == (BLUE, Decimal(19600))
    revoke(d(2, 1, 2025), survey)
    assert c.shown(d(2, 1, 2025)) == (GREY, Decimal(9380))


def test_the_countys_rank_has_to_be_ahead_of_its_last_one() -> None:
    c = commitment("县发展和改革局", "县域经济综合考评排名前移", CommitmentKind.RANK)
    peers = {"name": "县域经济综合考评", "class": "二类县", "publisher": "省考评办", "count": "42"}
    ranks = c.data_set("indicator", "rank", "县域经济综合考评位次", cycle="quarter", lag_days=60, peers=peers)
    c.track(ranks, {"read": "direction"}, wanted="fall", mode="level", unit="位")
    value(d(2, 18), ranks, "2023Q4", "31", c.file(d(2, 18), "上年考评通报"))
    assert c.shown(d(3, 31)) == (GREY, None)
    assert c.reason(d(3, 31)) == "尚未公布（上次为第 31 位）"
    value(d(5, 20), ranks, "2024Q1", "34", c.file(d(5, 20), "一季度考评通报"))
    assert c.shown(d(5, 20)) == (YELLOW, Decimal(34))
    value(d(8, 20), ranks, "2024Q2", "29", c.file(d(8, 20), "二季度考评通报"))
    assert c.shown(d(8, 20)) == (GREEN, Decimal(29))
    circular = c.file(d(2, 20, 2025), "年度考评通报")
    value(d(2, 20, 2025), ranks, "2024Q4", "26", circular)
    assert c.shown(d(2, 20, 2025)) == (BLUE, Decimal(26))
    revoke(d(2, 25, 2025), circular)
    assert c.shown(d(2, 25, 2025)) == (GREY, Decimal(29))


def test_the_leading_industry_is_its_output_of_the_year_so_far() -> None:
    c = target("县农业农村局", ("主导产业综合产值达到38亿元", "主导产业综合产值", "38", "亿元"))
    output = c.data_set("indicator", "year_to_date", "主导产业综合产值", lag_days=20)
    c.track(output, {"read": "latest"})
    assert c.shown(d(2, 10)) == (GREY, None)
    value(d(4, 12), output, "2024-03", "52000", c.file(d(4, 12), "一季度产值表"))
    assert c.shown(d(4, 12)) == (YELLOW, Decimal("5.2"))
    value(d(7, 12), output, "2024-06", "186000", c.file(d(7, 12), "上半年产值表"))
    assert c.shown(d(7, 12)) == (GREEN, Decimal("18.6"))
    table = c.file(d(1, 14, 2025), "全年产值表")
    value(d(1, 14, 2025), output, "2024-12", "381500", table)
    assert c.shown(d(1, 14, 2025)) == (BLUE, Decimal("38.15"))
    revoke(d(1, 18, 2025), table)
    assert c.shown(d(1, 18, 2025)) == (RED, Decimal("18.6"))


def test_land_revenue_for_agriculture_is_the_part_of_what_came_in() -> None:
    c = target(
        "县财政局", ("土地出让收益用于农业农村的占比达到42%", "用于农业农村的占比", "42", "%"), sort=TargetKind.LEVEL
    )
    revenue = c.data_set("indicator", "coverage", "土地出让收益使用", unit_of_measure="万元", lag_days=30)
    c.track(revenue, {"read": "coverage"})
    assert c.shown(d(3, 31)) == (GREY, None)
    for day, code, spent, came in (
        (d(4, 15), "2024Q1", "800", "4000"), (d(7, 15), "2024Q2", "2400", "6000"),
    ):  # fmt: skip
        value(day, revenue, code, came, aspect="whole")
        value(day, revenue, code, spent, c.file(day, f"{code}支出明细"), aspect="part")
        if code == "2024Q1":
            assert c.shown(day) == (RED, Decimal(20))
    assert c.shown(d(7, 15)) == (GREEN, Decimal(40))
    final = c.file(d(1, 16, 2025), "全年支出明细")
    value(d(1, 16, 2025), revenue, "2024Q4", "10000", aspect="whole")
    value(d(1, 16, 2025), revenue, "2024Q4", "4360", final, aspect="part")
    assert c.shown(d(1, 16, 2025)) == (BLUE, Decimal("43.6"))
    revoke(d(1, 20, 2025), final)
    assert c.shown(d(1, 20, 2025)) == (GREY, Decimal(40))
