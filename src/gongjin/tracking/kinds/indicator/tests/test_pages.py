"""The pages of indicators: who sees them, what they record, what they ask, and how many queries they take."""

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
from gongjin.tracking.kinds.indicator.sheets import preview
from gongjin.tracking.kinds.indicator.tests.factory import indicator, moment, record_values, townships, value
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
    return reverse(f"tracking:indicator-{name}", args=[data_set.public_id])


def test_the_next_period_is_offered_with_the_last_value_beside(office: Client, county: Jurisdiction) -> None:
    held = indicator(county)
    record_values(held, value("2023-06", "600"), value("2024-05", "512.5"))
    page = office.get(url("entry", held)).content.decode()
    assert '<option value="2024-06" selected>' in page
    assert "512.5" in page
    assert "600" in page


def test_typed_values_are_recorded_in_the_unit_typed(office: Client, county: Jurisdiction) -> None:
    held = indicator(county)
    answer = office.post(url("entry", held), {"period": "2024-06", "value.": "1.2", "unit": "亿元", "source": "月报"})
    assert answer.status_code == 302
    fact = Fact.objects.get()
    assert (fact.value, fact.period, fact.source) == (Decimal(12000), "2024-06", "月报")


def test_what_looks_wrong_is_asked_about_and_kept_typed_until_it_is_confirmed(
    office: Client, county: Jurisdiction
) -> None:
    held = indicator(county)
    record_values(held, value("2023-06", "100"))
    typed = {"period": "2024-06", "value.": "1000000", "unit": "万元"}
    answer = office.post(url("entry", held), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "相差约 10,000 倍" in page
    assert 'name="confirmed"' in page
    assert 'value="1000000"' in page
    assert Fact.objects.count() == 1
    assert office.post(url("entry", held), {**typed, "confirmed": "on"}).status_code == 302
    assert Fact.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "words"),
    [({"value.": "约五"}, "请改写成阿拉伯数字"), ({}, "没有填写任何数值"),
     ({"value.": "5", "unit": "公顷"}, "不是同类"),
     ({"value.": "5", "period": "2024-09"}, "还没有到")],
)  # fmt: skip
def test_a_refusal_says_why_and_records_nothing(
    office: Client, county: Jurisdiction, typed: dict[str, str], words: str
) -> None:
    answer = office.post(url("entry", indicator(county)), {"period": "2024-06", **typed})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Fact.objects.exists()


def test_townships_have_a_cell_each_and_a_coverage_has_two(office: Client, county: Jurisdiction) -> None:
    rolled = townships(indicator(county, "改厕", measure_unit="户", measure="flow", rollup=True), "白石镇", "青山乡")
    page = office.get(url("entry", rolled)).content.decode()
    assert set(re.findall(r'name="(value\.[^"]*)"', page)) == {"value.001", "value.002"}
    covered = indicator(county, "卫生室", measure_unit="个", template="coverage", measure="stock")
    page = office.get(url("entry", covered)).content.decode()
    assert {'name="part."', 'name="whole."'} <= set(re.findall(r'name="[a-z]+\."', page))


def test_a_table_is_previewed_before_it_is_imported(office: Client, county: Jurisdiction) -> None:
    held = indicator(county)
    table = "时期,数值\n2024年5月,50\n2024年6月,49\n某月,1\n".encode()
    answer = office.post(url("import", held), {"table": SimpleUploadedFile("月报.csv", table)})
    page = answer.content.decode()
    assert not Fact.objects.exists()
    for words in ("1 格没有读入", "1 处需要核对", "将导入 2 个数", "已核对无误"):
        assert words in page
    sealed = re.search(r'name="sealed" value="([^"]+)"', page)
    assert sealed is not None
    assert office.post(url("import-apply", held), {"sealed": sealed[1]}).status_code == 302
    assert Fact.objects.filter(origin="imported").count() == 2


@pytest.mark.parametrize(("files", "words"), [({}, "没有收到文件"), ({"table": b"\x00\x01"}, "不是 Excel")])
def test_a_file_that_cannot_be_read_is_refused(
    office: Client, county: Jurisdiction, files: dict[str, bytes], words: str
) -> None:
    sent = {name: SimpleUploadedFile("a.xlsx", data) for name, data in files.items()}
    answer = office.post(url("import", indicator(county)), sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_an_altered_preview_imports_nothing(office: Client, county: Jurisdiction) -> None:
    office.post(url("import-apply", indicator(county)), {"sealed": "made up"})
    assert not Fact.objects.exists()


def test_the_series_goes_out_as_a_workbook(office: Client, county: Jurisdiction) -> None:
    held = indicator(county)
    record_values(held, value("2024-05", "50"))
    answer = office.get(url("export", held))
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert [line.state for line in preview(held, answer.content).lines] == ["same"]


def test_others_do_not_see_the_page(client: Client, county: Jurisdiction) -> None:
    units = enter_units(county)
    held = indicator(county, unit=units["县财政局"])
    assert client.get(url("entry", held)).status_code == 302
    client.force_login(user(county, "it", "administrator"))
    assert client.get(url("entry", held)).status_code == 403
    client.force_login(user(county, "reporter", "reporter"))
    page = client.get(url("entry", held))
    assert (page.status_code, 'name="value."' in page.content.decode()) == (200, False)
    assert client.post(url("entry", held), {"period": "2024-06", "value.": "5", "tp.001": "0.05"}).status_code == 403
    assert client.get(url("import", held)).status_code == 403
    assert not Fact.objects.exists()
    other = found("平山县", "990002")
    client.force_login(user(other, "office", "office"))
    assert client.get(url("entry", held)).status_code == 404
    assert client.get(url("export", held)).status_code == 404


def test_the_page_takes_few_queries_however_long_the_series(office: Client, county: Jurisdiction) -> None:
    held = townships(indicator(county, "改厕", measure_unit="户", measure="flow", rollup=True), "白石镇")

    def queries() -> int:
        office.get(url("entry", held))
        with CaptureQueriesContext(connection) as asked:
            assert office.get(url("entry", held)).status_code == 200
        return len(asked)

    few = queries()
    townships(held, "青山乡", "红岩乡")
    items = list(held.items.all())
    record_values(held, *(value(f"2024-{month:02}", "5", item=item) for month in range(1, 6) for item in items))
    assert few == queries() <= BUDGET


@pytest.mark.parametrize(
    ("period", "words"),
    [("abc", "请选择时期"), ("", "请选择时期"), ("2025Q5", "请选择时期"), ("0000Q1", "请选择时期"),
     ("2024-06-30", "不能按2024年6月30日填报"), ("1900-01", "早于 1949 年")],
)  # fmt: skip
def test_what_is_typed_for_a_period_that_is_none_is_never_recorded_for_another(
    office: Client, county: Jurisdiction, period: str, words: str
) -> None:
    held = indicator(county)
    assert office.get(url("entry", held), {"period": period}).status_code == 200
    answer = office.post(url("entry", held), {"period": period, "value.": "50"})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Fact.objects.exists()
