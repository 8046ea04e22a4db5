"""The pages of monitoring: who sees them, what they record, what they ask, and how many queries they take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongjin.core import clock
from gongjin.ledger.tests.factory import enter_units, found, user
from gongjin.people.models import Jurisdiction
from gongjin.tracking.kinds.monitoring.sheets import preview
from gongjin.tracking.kinds.monitoring.tests.factory import moment, reading, record_readings, water
from gongjin.tracking.models import DataSet, Fact

pytestmark = pytest.mark.django_db
BUDGET = 18


@pytest.fixture(autouse=True)
def july() -> Iterator[None]:
    with clock.at(moment(2024, 7, 10)):
        yield


@pytest.fixture
def county() -> Jurisdiction:
    return found()


@pytest.fixture
def office(client: Client, county: Jurisdiction) -> Client:
    client.force_login(user(county, "office", "office"))
    return client


def url(name: str, data_set: DataSet) -> str:
    return reverse(f"tracking:monitoring-{name}", args=[data_set.public_id])


def test_each_station_has_a_cell_a_parameter_with_its_last_class_beside(office: Client, county: Jurisdiction) -> None:
    lake = water(county, "湖心", "湖口", parameters=("tp", "ph"), sources=("畜禽养殖",))
    record_readings(lake, reading(lake, "湖心", "2024-05", "0.0501"))
    page = office.get(url("entry", lake)).content.decode()
    assert '<option value="2024-06" selected>' in page
    assert set(re.findall(r'name="([a-z]+\.\d+)"', page)) == {"tp.001", "tp.002", "ph.001", "ph.002"}
    assert "2024年5月 0.0501 Ⅳ类" in page


def test_typed_readings_are_recorded_below_detection_too(office: Client, county: Jurisdiction) -> None:
    lake = water(county, "湖心", "湖口")
    answer = office.post(url("entry", lake), {"period": "2024-06-T1", "tp.001": "0.05", "tp.002": "<0.01"})
    assert answer.status_code == 302
    assert [(fact.value, fact.word) for fact in Fact.objects.order_by("pk")] == [
        (Decimal("0.05"), ""), (Decimal("0.01"), "<"),
    ]  # fmt: skip


def test_what_looks_wrong_is_asked_about_and_recorded_once_confirmed(office: Client, county: Jurisdiction) -> None:
    lake = water(county, "湖心")
    record_readings(lake, reading(lake, "湖心", "2024-05", "0.05"))
    typed = {"period": "2024-06", "tp.001": "50"}
    answer = office.post(url("entry", lake), typed)
    assert answer.status_code == 422
    assert "可能把微克填成毫克" in answer.content.decode()
    assert Fact.objects.count() == 1
    assert office.post(url("entry", lake), {**typed, "confirmed": "on"}).status_code == 302
    assert Fact.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "words"),
    [({"tp.001": "未检出"}, "湖心 总磷："), ({}, "没有填写任何监测数据"), ({"tp.001": "-1"}, "不可能是 -1"),
     ({"tp.001": "1", "period": "2024-09"}, "还没有到")],
)  # fmt: skip
def test_a_refusal_says_why_and_records_nothing(
    office: Client, county: Jurisdiction, typed: dict[str, str], words: str
) -> None:
    answer = office.post(url("entry", water(county, "湖心")), {"period": "2024-06", **typed})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Fact.objects.exists()


def test_without_stations_the_page_says_what_to_do(office: Client, county: Jurisdiction) -> None:
    assert "还没有登记站点" in office.get(url("entry", water(county))).content.decode()


def test_a_table_is_previewed_before_it_is_imported(office: Client, county: Jurisdiction) -> None:
    lake = water(county, "湖心")
    table = "站点,时期,总磷\n湖心,2024年5月,0.05\n湖心,2024年6月,<0.01\n西湾,2024年6月,1\n".encode()
    page = office.post(url("import", lake), {"table": SimpleUploadedFile("月报.csv", table)}).content.decode()
    assert not Fact.objects.exists()
    for words in ("1 格没有读入", "将导入 2 个数", "&lt;0.01"):
        assert words in page
    sealed = re.search(r'name="sealed" value="([^"]+)"', page)
    assert sealed is not None
    assert office.post(url("import-apply", lake), {"sealed": sealed[1]}).status_code == 302
    assert Fact.objects.filter(origin="imported").count() == 2


@pytest.mark.parametrize(("files", "words"), [({}, "没有收到文件"), ({"table": b"\x00\x01"}, "不是 Excel")])
def test_a_file_that_cannot_be_read_is_refused(
    office: Client, county: Jurisdiction, files: dict[str, bytes], words: str
) -> None:
    sent = {name: SimpleUploadedFile("a.xlsx", data) for name, data in files.items()}
    answer = office.post(url("import", water(county, "湖心")), sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_an_altered_preview_imports_nothing(office: Client, county: Jurisdiction) -> None:
    office.post(url("import-apply", water(county, "湖心")), {"sealed": "made up"})
    assert not Fact.objects.exists()


def test_the_readings_go_out_as_a_workbook(office: Client, county: Jurisdiction) -> None:
    lake = water(county, "湖心")
    record_readings(lake, reading(lake, "湖心", "2024-05", "<0.01"))
    answer = office.get(url("export", lake))
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert [line.state for line in preview(lake, answer.content).lines] == ["same"]


def test_others_do_not_see_the_page(client: Client, county: Jurisdiction) -> None:
    units = enter_units(county)
    held = water(county, "湖心", unit=units["县水利局"])
    assert client.get(url("entry", held)).status_code == 302
    client.force_login(user(county, "it", "administrator"))
    assert client.get(url("entry", held)).status_code == 403
    client.force_login(user(county, "reporter", "reporter"))
    page = client.get(url("entry", held))
    assert (page.status_code, 'name="tp.001"' in page.content.decode()) == (200, False)
    assert client.post(url("entry", held), {"period": "2024-06", "value.": "5", "tp.001": "0.05"}).status_code == 403
    assert client.get(url("import", held)).status_code == 403
    assert not Fact.objects.exists()
    other = found("平山县", "990002")
    client.force_login(user(other, "office", "office"))
    assert client.get(url("entry", held)).status_code == 404
    assert client.get(url("export", held)).status_code == 404


def test_the_page_takes_few_queries_however_many_readings(office: Client, county: Jurisdiction) -> None:
    lake = water(county, "湖心", "湖口", parameters=("tp", "ph"))

    def queries() -> int:
        office.get(url("entry", lake))
        with CaptureQueriesContext(connection) as asked:
            assert office.get(url("entry", lake)).status_code == 200
        return len(asked)

    few = queries()
    record_readings(
        lake, *(reading(lake, name, f"2024-{month:02}", "0.05") for month in range(1, 6) for name in ("湖心", "湖口"))
    )
    assert few == queries() <= BUDGET


@pytest.mark.parametrize("period", ["abc", "2025Q5", "1900-01", "2024Q3"])
def test_what_is_typed_for_a_period_that_is_none_is_never_recorded_for_another(
    office: Client, county: Jurisdiction, period: str
) -> None:
    held = water(county, "湖心")
    assert office.get(url("entry", held), {"period": period}).status_code == 200
    assert office.post(url("entry", held), {"period": period, "tp.001": "0.05"}).status_code == 422
    assert not Fact.objects.exists()
