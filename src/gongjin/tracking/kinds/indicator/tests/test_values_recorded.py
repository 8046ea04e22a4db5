"""Recording values: what is refused, what has to be confirmed, what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid, NotAllowed, WrongState
from gongjin.core import clock
from gongjin.core.periods import Period
from gongjin.ledger.tests.factory import SYSTEM, enter_units, found, user
from gongjin.people.actors import actor_of
from gongjin.people.models import Jurisdiction
from gongjin.tracking.actions.data_sets import CloseDataSet
from gongjin.tracking.actions.facts import CorrectFact, VoidFact
from gongjin.tracking.actions.periods import FreezePeriod
from gongjin.tracking.kinds.indicator.actions import RecordValues
from gongjin.tracking.kinds.indicator.tests.factory import indicator, moment, record_values, townships, value
from gongjin.tracking.models import DataSet, Fact
from gongjin.tracking.queries.holdings import holdings
from gongjin.tracking.rules.findings import NeedsConfirmation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def july() -> Iterator[None]:
    with clock.at(moment(2024, 7, 10)):
        yield


@pytest.fixture
def county() -> Jurisdiction:
    return found()


def refused(data_set: DataSet, *values: object, match: str) -> None:
    """An act that is refused and leaves nothing behind."""
    before = Fact.objects.count()
    with pytest.raises(Invalid, match=match):
        run(RecordValues(values, confirmed=True), actor=SYSTEM, on=data_set)  # type: ignore[arg-type]
    assert Fact.objects.count() == before


def test_several_values_are_kept_exactly(county: Jurisdiction) -> None:
    held = indicator(county)
    record_values(held, value("2024-05", "0.1"), value("2024-06", "0.30001", provisional=True, source="统计月报"))
    facts = holdings(held, date(2024, 7, 1)).facts
    assert [(str(fact.period), fact.value, fact.provisional) for fact in facts] == [
        ("2024-05", Decimal("0.1"), False), ("2024-06", Decimal("0.30001"), True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("own", "typed_in", "text", "kept"),
    [
        ("万元", "亿元", "2.08", "20800"),
        ("亩", "公顷", "2", "30"),
        ("吨", "公斤", "1500", "1.5"),
        ("户", "万户", "1.2", "12000"),
    ],
)
def test_a_typed_unit_is_converted_and_what_was_typed_stays_told(
    county: Jurisdiction, own: str, typed_in: str, text: str, kept: str
) -> None:
    held = indicator(county, measure_unit=own)
    record_values(held, value("2024-06", text, unit=typed_in))
    fact = Fact.objects.get()
    assert fact.value == Decimal(kept)
    assert fact.detail == {"typed": text, "typed_unit": typed_in}


def test_a_unit_of_another_sort_or_without_a_finite_figure_is_refused(county: Jurisdiction) -> None:
    refused(indicator(county), value("2024-06", "5", unit="公顷"), match="不是同类")
    hectares = indicator(county, "高标准农田", measure_unit="公顷")
    refused(hectares, value("2024-06", "10", unit="亩"), match="不是有限小数")
    refused(indicator(county, "无单位", measure_unit=""), value("2024-06", "10", unit="亩"), match="没有设定计量单位")


def test_two_values_for_one_period_are_refused_with_the_way_to_correct(county: Jurisdiction) -> None:
    held = indicator(county)
    record_values(held, value("2024-06", "5"))
    refused(held, value("2024-06", "6"), match="已有数据；如数据有误，请在该条上“更正”")
    refused(held, value("2024-05", "3"), value("2024-05", "4"), match="填了两个数")
    run(CorrectFact(Fact.objects.get(), "统计部门修订", Decimal(6)), actor=SYSTEM, on=held)
    refused(held, value("2024-06", "7"), match="已有数据")
    run(VoidFact(Fact.objects.get(replaced_by=None), "填错了指标"), actor=SYSTEM, on=held)
    record_values(held, value("2024-06", "7"))
    assert [fact.value for fact in holdings(held, date(2024, 7, 1)).facts] == [Decimal(7)]


@pytest.mark.parametrize(
    ("code", "match"), [("2024-08", "还没有到"), ("2024-06-T1", "不能按"), ("2023/2024", "不能按")]
)
def test_a_period_that_has_not_begun_or_is_no_statistics_period_is_refused(
    county: Jurisdiction, code: str, match: str
) -> None:
    refused(indicator(county), value(code, "5"), match=match)


def test_a_frozen_period_takes_no_value(county: Jurisdiction) -> None:
    held = indicator(county)
    run(FreezePeriod(Period.parse("2024-05")), actor=SYSTEM, on=held)
    refused(held, value("2024-05", "5"), match="已审定冻结")


def test_what_a_rank_or_a_coverage_cannot_be_is_refused(county: Jurisdiction) -> None:
    rank = indicator(county, "县域排名", measure_unit="位", cycle="year", measure="rank", peers={"count": "30"})
    for text in ("1.5", "0", "31"):
        refused(rank, value("2023", text), match="位次")
    covered = indicator(county, "卫生室覆盖", measure_unit="个", measure="stock")
    refused(
        covered, value("2024-06", "100", aspect="whole"), value("2024-06", "101", aspect="part"), match="超过总数 100"
    )
    record_values(covered, value("2023", "90", aspect="whole"))
    refused(covered, value("2024-06", "91", aspect="part"), match="超过总数 90")
    refused(covered, value("2024-06", "-1", aspect="part"), match="不能小于 0")
    refused(covered, value("2024-06", "1", aspect="mood"), match="没有“mood”这一项")


def test_decimals_beyond_those_of_the_indicator_are_refused(county: Jurisdiction) -> None:
    held = indicator(county, "城镇化率", measure_unit="%", cycle="year", measure="share", decimals=1)
    refused(held, value("2023", "55.25"), match="1 位小数")


def test_a_roll_up_takes_values_of_its_townships_only(county: Jurisdiction) -> None:
    held = townships(indicator(county, "改厕", measure_unit="户", measure="flow", rollup=True), "白石镇", "青山乡")
    refused(held, value("2024-06", "5"), match="由各乡镇汇总")
    record_values(held, *(value("2024-06", "5", item=item) for item in held.items.all()))
    assert Fact.objects.filter(item__isnull=False).count() == 2


FINDINGS = [
    ({"2023-06": "100", "2024-05": "80"}, "2024-06", "160", "jump", "变动 60%，超过 50%"),
    ({"2023-06": "100"}, "2024-06", "-90", "sign", "正负相反"),
    ({"2023-06": "100"}, "2024-06", "1050000", "slip", "相差约 10,000 倍"),
    ({"2023-06": "100000000"}, "2024-06", "1.02", "slip", "相差约 100,000,000 倍"),
    ({"2024-05": "80"}, "2024-06", "79", "falling", "小于2024年5月的 80"),
    ({"2024-06": "80"}, "2024-05", "81", "falling", "大于2024年6月的 80"),
    ({}, "2024-07", "5", "early", "还没有结束"),
]


@pytest.mark.parametrize(("before", "code", "text", "finding", "words"), FINDINGS)
def test_what_looks_wrong_has_to_be_confirmed(
    county: Jurisdiction, before: dict[str, str], code: str, text: str, finding: str, words: str
) -> None:
    held = indicator(county)
    if before:
        record_values(held, *(value(period, known) for period, known in before.items()))
    with pytest.raises(NeedsConfirmation, match=words) as refusal:
        record_values(held, value(code, text), confirmed=False)
    assert [item.code for item in refusal.value.findings] == [finding]
    assert Fact.objects.count() == len(before)
    record_values(held, value(code, text), confirmed=True)
    assert Fact.objects.get(period=code).detail == {"confirmed": finding}


def test_a_share_out_of_its_bounds_and_a_leaping_rate_have_to_be_confirmed(county: Jurisdiction) -> None:
    share = indicator(county, "占比", measure_unit="%", cycle="year", measure="share")
    record_values(share, value("2022", "55"))
    with pytest.raises(NeedsConfirmation, match=r"超过 10 个百分点；.*不在 0 到 100 之间"):
        record_values(share, value("2023", "101"), confirmed=False)


def test_a_new_year_of_a_year_to_date_series_is_no_fall(county: Jurisdiction) -> None:
    held = indicator(county)
    record_values(held, value("2023-12", "1000"))
    record_values(held, value("2024-01/02", "90"), confirmed=False)
    assert Fact.objects.count() == 2


def test_only_the_owner_unit_and_the_office_record_and_only_while_it_is_open(county: Jurisdiction) -> None:
    units = enter_units(county)
    held = indicator(county, unit=units["县财政局"])
    stranger = user(county, "stranger", "reporter")
    with pytest.raises(NotAllowed):
        record_values(held, value("2024-06", "5"), actor=actor_of(stranger))
    run(CloseDataSet(), actor=SYSTEM, on=held)
    with pytest.raises(WrongState):
        record_values(held, value("2024-06", "5"))
    assert not Fact.objects.exists()


def test_nothing_is_recorded_where_nothing_was_typed(county: Jurisdiction) -> None:
    refused(indicator(county), match="没有填写任何数值")
