"""Tables of readings: Excel and CSV in with a preview, out and back."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid
from gongjin.core import clock
from gongjin.core.figures import FigureError
from gongjin.core.sheets import SheetRefused
from gongjin.ledger.tests.factory import SYSTEM, found
from gongjin.people.models import Jurisdiction
from gongjin.tracking.kinds.monitoring.actions import RecordReadings
from gongjin.tracking.kinds.monitoring.sheets import preview, read_reading, seal, unseal, workbook
from gongjin.tracking.kinds.monitoring.tests.factory import moment, reading, record_readings, water
from gongjin.tracking.models import Fact

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def july() -> Iterator[None]:
    with clock.at(moment(2024, 7, 10)):
        yield


@pytest.fixture
def county() -> Jurisdiction:
    return found()


@pytest.mark.parametrize(
    ("text", "value", "below"),
    [
        ("0.05", "0.05", False),
        ("<0.01", "0.01", True),
        ("＜0.01", "0.01", True),
        ("0.01L", "0.01", True),
        (" 7.2 ", "7.2", False),
    ],
)
def test_a_reading_is_read_as_laboratories_write_it(text: str, value: str, below: bool) -> None:
    assert read_reading(text) == (Decimal(value), below)


@pytest.mark.parametrize("text", ["未检出", "<", "约0.05", ""])
def test_a_word_is_no_reading(text: str) -> None:
    with pytest.raises(FigureError):
        read_reading(text)


def test_a_csv_gives_readings_by_station_and_parameter(county: Jurisdiction) -> None:
    lake = water(county, "湖心", "湖口", parameters=("tp", "nh3n"))
    csv = (
        "演示数据\n断面名称,监测时间,总磷（mg/L）,氨氮(mg/L)\n湖心,2024年6月,0.05,<0.025\n湖口,2024年6月中旬,0.0501,\n"
    )
    for data in (csv.encode("utf-8-sig"), csv.encode("gb18030")):
        shown = preview(lake, data)
        assert not shown.errors
        assert [(line.place, line.new.station.name, str(line.new.period), line.shown) for line in shown.lines] == [
            ("D3", "湖心", "2024-06", "<0.025"), ("C3", "湖心", "2024-06", "0.05"),
            ("C4", "湖口", "2024-06-T2", "0.0501"),
        ]  # fmt: skip


def test_errors_are_told_by_cell(county: Jurisdiction) -> None:
    lake = water(county, "湖心", parameters=("tp", "ph"), sources=("畜禽养殖",))
    csv = (
        "站点,时期,总磷,pH\n西湾,2024年6月,0.05,7\n湖心,某月,0.05,7\n湖心,2024年6月,高,15\n"
        "畜禽养殖,2024年6月,1,\n湖心,2024年5月,0.05,\n湖心,2024年5月,0.06,\n"
    )
    shown = preview(lake, csv.encode())
    assert [f"{error.column}{error.row}" for error in shown.errors] == ["A2", "B3", "D4", "C4", "A5", "C7"]
    assert len(shown.lines) == 1


def test_a_preview_is_applied_as_shown(county: Jurisdiction) -> None:
    lake = water(county, "湖心")
    record_readings(lake, reading(lake, "湖心", "2024-04", "0.05"), reading(lake, "湖心", "2024-05", "0.05"))
    csv = "站点,时期,总磷\n湖心,2024年4月,0.05\n湖心,2024年5月,<0.05\n湖心,2024年6月,50\n"
    shown = preview(lake, csv.encode())
    assert [line.state for line in shown.lines] == ["same", "differs", "new"]
    assert [finding.code for finding in shown.findings] == ["slip"]
    sealed = seal(lake, shown, "a")
    with pytest.raises(Invalid, match="已失效"):
        unseal(lake, sealed, "b")
    run(RecordReadings(unseal(lake, sealed, "a"), confirmed=True, origin="imported"), actor=SYSTEM, on=lake)
    assert Fact.objects.get(period="2024-06").origin == "imported"


def test_what_goes_out_comes_back_as_the_same(county: Jurisdiction) -> None:
    lake = water(county, "湖心", parameters=("tp", "do"))
    record_readings(lake, reading(lake, "湖心", "2024-05", "<0.01"), reading(lake, "湖心", "2024-06", "0.03"),
                    reading(lake, "湖心", "2024-06", "7.2", "do"))  # fmt: skip
    assert {line.state for line in preview(lake, workbook(lake)).lines} == {"same"}
    assert len(preview(lake, workbook(lake)).lines) == 3


def test_a_table_without_stations_is_refused(county: Jurisdiction) -> None:
    with pytest.raises(SheetRefused, match="看不出表头"):
        preview(water(county, "湖心"), "站点,时期,氨氮\n湖心,2024年6月,1\n".encode())


@pytest.mark.parametrize(
    ("text", "value", "below"),
    [("0.0501 mg/L", "0.0501", False), ("0.05毫克/升", "0.05", False), ("<0.01mg/L", "0.01", True)],
)
def test_a_reading_may_stand_before_its_unit(text: str, value: str, below: bool) -> None:
    assert read_reading(text) == (Decimal(value), below)


def test_micrograms_are_told_to_be_converted() -> None:
    with pytest.raises(FigureError, match="以微克计，请换算成 mg/L"):
        read_reading("50µg/L")
