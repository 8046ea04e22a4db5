"""Money by source: 元 and 万元 are one, amounts of periods and amounts to date add up, slips are refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid
from gongjin.core.periods import Period
from gongjin.ledger.models import Row
from gongjin.tracking.kinds.project import aspects
from gongjin.tracking.kinds.project.actions_amounts import Amount, RecordFigure, RecordMoney
from gongjin.tracking.kinds.project.money import ADDED, TO_DATE
from gongjin.tracking.kinds.project.queries import project_page
from gongjin.tracking.kinds.project.tests.conftest import SYSTEM, Calendar, Prove, track
from gongjin.tracking.models import DataSet
from gongjin.tracking.queries.progress import progress
from gongjin.tracking.rules.light import Light

YEAR = Period.of_year(2024)


def month(number: int) -> Period:
    return Period.of_month(2024, number)


def paid(period: Period, amount: str, unit: str = "万元", how: str = ADDED, what: str = aspects.PAID) -> Amount:
    return Amount(what, "省级资金", period, Decimal(amount), unit, how)


def enter(road: DataSet, *amounts: Amount, why: str = "") -> None:
    run(RecordMoney(amounts, why), actor=SYSTEM, on=road)


def test_yuan_and_ten_thousand_yuan_are_one(road: DataSet, calendar: Calendar) -> None:
    calendar.to(date(2024, 4, 10))
    enter(road, paid(month(1), "1200"), paid(month(2), "3456789.01", "元"), paid(month(3), "0.02", "亿元"))
    assert project_page(road, date(2024, 4, 10)).totals.paid == Decimal("17456789.01")
    with pytest.raises(Invalid, match="应为元、万元或亿元"):
        enter(road, paid(Period.parse("2024-04"), "1", "亩"))


def test_an_amount_to_date_holds_all_before_it(road: DataSet, calendar: Calendar) -> None:
    calendar.to(date(2024, 4, 10))
    enter(road, paid(month(1), "100"), paid(month(2), "250", how=TO_DATE), paid(month(3), "30"))
    totals = [project_page(road, day).totals.paid for day in (date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31))]
    assert totals == [Decimal(1_000_000), Decimal(2_500_000), Decimal(2_800_000)]


def test_an_amount_to_date_does_not_fall_and_periods_do_not_overlap(road: DataSet, calendar: Calendar) -> None:
    calendar.to(date(2024, 5, 10))
    enter(road, paid(month(2), "250", how=TO_DATE))
    with pytest.raises(Invalid, match="小于"):
        enter(road, paid(month(3), "240", how=TO_DATE))
    enter(road, paid(month(3), "30"))
    with pytest.raises(Invalid, match="重叠"):
        enter(road, paid(Period.parse("2024Q1"), "90"))
    assert road.facts.count() == 10  # eight of the plan, and these two


def test_one_period_has_one_amount_and_is_corrected_with_a_reason(road: DataSet, calendar: Calendar) -> None:
    known = calendar.to(date(2024, 4, 10))
    enter(road, paid(month(3), "100"))
    calendar.to(date(2024, 4, 12))
    with pytest.raises(Invalid, match="已经填报"):
        enter(road, paid(month(3), "110"))
    enter(road, paid(month(3), "110"), why="财务核对")
    assert project_page(road, date(2024, 4, 12)).totals.paid == Decimal(1_100_000)
    assert project_page(road, date(2024, 4, 12), known).totals.paid == Decimal(1_000_000)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Amount("value", "省级资金", YEAR, Decimal(1), "万元"), "计划投资、到位资金还是完成支付"),
        (Amount(aspects.PAID, "捐款箱", YEAR, Decimal(1), "万元"), "资金来源应为"),
        (paid(month(1), "1", how="x"), "本期数还是累计数"),
        (paid(month(1), "-1"), "不能为负数"),
        (paid(Period.of_month(2024, 9), "1"), "还没有到"),
    ],
)
def test_what_makes_no_sense_is_refused(road: DataSet, calendar: Calendar, amount: Amount, words: str) -> None:
    calendar.to(date(2024, 4, 10))
    with pytest.raises(Invalid, match=words):
        enter(road, amount)
    with pytest.raises(Invalid, match="至少填写一笔"):
        enter(road)


def test_yuan_typed_for_ten_thousand_yuan_is_noticed(road: DataSet, calendar: Calendar) -> None:
    calendar.to(date(2024, 4, 10))
    enter(road, paid(YEAR, "5000", what=aspects.BUDGET))
    with pytest.raises(Invalid, match="把元填成了万元"):
        enter(road, paid(month(3), "12000000"))


def test_a_row_reads_what_was_paid_of_what_was_planned(road: DataSet, row: Row, calendar: Calendar) -> None:
    track(row, road, "paid", unit="万元")
    calendar.to(date(2024, 7, 10))
    assert progress(row, date(2024, 7, 10)).reason == "还没有填报完成支付"
    enter(road, paid(YEAR, "5000", what=aspects.BUDGET), paid(month(6), "2500", how=TO_DATE))
    half = progress(row, date(2024, 7, 10))
    assert (half.light, half.actual, half.target) == (Light.GREEN, Decimal(2500), Decimal(5000))
    enter(road, paid(month(6), "500", how=TO_DATE), why="更正")
    assert progress(row, date(2024, 7, 10)).light is Light.RED
    calendar.to(date(2024, 12, 20))
    enter(road, paid(Period.of_month(2024, 11), "5000", how=TO_DATE))
    assert progress(row, date(2024, 12, 20)).light is Light.BLUE


def test_a_row_reads_work_done_in_its_own_unit(road: DataSet, row: Row, calendar: Calendar, prove: Prove) -> None:
    track(row, road, "physical:length", unit="米", value="10000", wanted="ge")
    calendar.to(date(2024, 7, 10))
    assert progress(row, date(2024, 7, 10)).reason == "还没有填报“建成长度”"
    run(RecordFigure("length", month(5), Decimal("2.5"), proofs=prove()), actor=SYSTEM, on=road)
    run(RecordFigure("length", month(6), Decimal("3.5"), proofs=prove("六月.pdf")), actor=SYSTEM, on=road)
    there = progress(row, date(2024, 7, 10))
    assert (there.actual, there.light) == (Decimal(6000), Light.GREEN)
    assert progress(row, date(2024, 6, 15)).actual == Decimal(2500)
