"""Recording readings and loads: what is refused, what has to be confirmed, what is kept."""

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
from gongjin.tracking.kinds.monitoring.actions import NewLoad, NewReading, RecordLoads, RecordReadings
from gongjin.tracking.kinds.monitoring.kind import KIND
from gongjin.tracking.kinds.monitoring.tests.factory import moment, reading, record_readings, station, water
from gongjin.tracking.kinds.monitoring.tests.held import asked
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


def refused(data_set: DataSet, *readings: NewReading, match: str) -> None:
    before = Fact.objects.count()
    with pytest.raises(Invalid, match=match):
        record_readings(data_set, *readings)
    assert Fact.objects.count() == before


def test_readings_are_measured_as_recorded(county: Jurisdiction) -> None:
    lake = water(county, "湖心", "湖口")
    record_readings(
        lake, reading(lake, "湖心", "2024-06", "0.05"), reading(lake, "湖口", "2024-06", "0.0501"),
        reading(lake, "湖心", "2024-05", "<0.01"),
    )  # fmt: skip
    rule = KIND.checked_rule({"read": "mean", "parameter": "tp"}, lake.settings)
    on = date(2024, 7, 10)
    measured = KIND.measure(rule, asked("0.05"), holdings(lake, on), on, None, frozenset())
    assert measured.actual == Decimal("0.02753")  # (0.005 + 0.05005) / 2, rounded half up
    assert len(measured.facts) == 3


def test_a_second_reading_of_a_station_and_period_is_refused(county: Jurisdiction) -> None:
    lake = water(county, "湖心", "湖口")
    record_readings(lake, reading(lake, "湖心", "2024-06", "0.05"))
    refused(lake, reading(lake, "湖心", "2024-06", "0.06"), match="湖心2024年6月已有数据；如数据有误")
    one, two = reading(lake, "湖口", "2024-06", "0.05"), reading(lake, "湖口", "2024-06", "0.06")
    refused(lake, one, two, match="填了两个数")


def test_what_cannot_be_read_is_refused(county: Jurisdiction) -> None:
    lake = water(county, "湖心", parameters=("tp", "ph", "do"), sources=("畜禽养殖",))
    refused(lake, reading(lake, "湖心", "2024-06", "0.05", "cu"), match="不监测项目")
    refused(lake, reading(lake, "湖心", "2024-06", "15", "ph"), match="pH 值不可能是 15")
    refused(lake, reading(lake, "湖心", "2024-06", "31", "do"), match="溶解氧不可能是 31")
    refused(lake, reading(lake, "湖心", "2024-06", "-0.1"), match="不可能是 -0.1")
    refused(lake, reading(lake, "湖心", "2024-06", "<5", "do"), match="低于检出限")
    refused(lake, reading(lake, "湖心", "2024-08", "0.05"), match="还没有到")
    refused(lake, reading(lake, "湖心", "2023/2024", "0.05"), match="不能按多个年份")
    refused(lake, reading(lake, "畜禽养殖", "2024-06", "0.05"), match="是污染来源")
    refused(lake, match="没有填写任何监测数据")


@pytest.mark.parametrize(("text", "code"), [("50", "slip"), ("0.6", "jump"), ("0.004", "jump")])
def test_a_reading_far_from_the_last_one_has_to_be_confirmed(county: Jurisdiction, text: str, code: str) -> None:
    lake = water(county, "湖心")
    record_readings(lake, reading(lake, "湖心", "2024-05", "0.05"))
    with pytest.raises(NeedsConfirmation) as refusal:
        record_readings(lake, reading(lake, "湖心", "2024-06", text), confirmed=False)
    assert [finding.code for finding in refusal.value.findings] == [code]
    record_readings(lake, reading(lake, "湖心", "2024-06", text))
    assert Fact.objects.get(period="2024-06").detail == {"confirmed": code}


def test_loads_are_recorded_by_source(county: Jurisdiction) -> None:
    lake = water(county, "湖心", sources=("畜禽养殖",))
    farms, quarter = station(lake, "畜禽养殖"), Period.parse("2024Q2")
    run(RecordLoads([NewLoad(farms, quarter, Decimal("3.2"))]), actor=SYSTEM, on=lake)
    bad = [
        ([], "没有填写任何减排量"),
        ([NewLoad(farms, quarter, Decimal(1))], "已有数据"),
        ([NewLoad(station(lake, "湖心"), quarter, Decimal(1))], "是监测站点"),
        ([NewLoad(farms, Period.parse("2024-06-T1"), Decimal(1))], "减排量按月"),
        ([NewLoad(farms, Period.parse("2024Q1"), Decimal(-1))], "不能小于 0"),
    ]
    for loads, match in bad:
        with pytest.raises(Invalid, match=match):
            run(RecordLoads(loads), actor=SYSTEM, on=lake)
    assert Fact.objects.count() == 1


def test_only_the_owner_unit_and_the_office_record_and_only_while_it_is_open(county: Jurisdiction) -> None:
    lake = water(county, "湖心", unit=enter_units(county)["县水利局"], sources=("畜禽养殖",))
    new = reading(lake, "湖心", "2024-06", "0.05")
    load = NewLoad(station(lake, "畜禽养殖"), Period.parse("2024Q2"), Decimal(1))
    stranger = actor_of(user(county, "stranger", "reporter"))
    for action in (RecordReadings([new]), RecordLoads([load])):
        with pytest.raises(NotAllowed):
            run(action, actor=stranger, on=lake)
    run(CloseDataSet(), actor=SYSTEM, on=lake)
    for action in (RecordReadings([new]), RecordLoads([load])):
        with pytest.raises(WrongState):
            run(action, actor=SYSTEM, on=lake)
    assert not Fact.objects.exists()
