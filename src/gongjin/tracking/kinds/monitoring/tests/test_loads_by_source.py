"""Reductions by source: typed for a period or taken from Excel or CSV with a preview, and shown on the row."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from gongjin.audit.actions import run
from gongjin.audit.verify import verify
from gongjin.core import clock
from gongjin.core.sheets import SheetRefused
from gongjin.ledger.models import Row
from gongjin.ledger.tests.factory import SYSTEM, enter_units, found, published, user
from gongjin.people.models import Jurisdiction
from gongjin.tracking.actions.trackers import SetTracker
from gongjin.tracking.kinds.monitoring.load_sheets import preview
from gongjin.tracking.kinds.monitoring.tests.factory import moment, water
from gongjin.tracking.models import DataSet, Fact

pytestmark = pytest.mark.django_db
HEADER = "来源,时期,减排量（吨）\n"


@pytest.fixture(autouse=True)
def home(settings: object, tmp_path: object) -> Iterator[None]:
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    with clock.at(moment(2024, 7, 10)):
        yield


@pytest.fixture
def county() -> Jurisdiction:
    return found()


@pytest.fixture
def office(client: Client, county: Jurisdiction) -> Client:
    client.force_login(user(county, "office", "office"))
    return client


@pytest.fixture
def lake(county: Jurisdiction) -> DataSet:
    return water(county, "湖心", sources=("畜禽养殖", "生活污水"))


def url(name: str, data_set: DataSet) -> str:
    return reverse(f"tracking:monitoring-{name}", args=[data_set.public_id])


def table(*lines: str, header: str = HEADER) -> bytes:
    return (header + "\n".join(lines) + "\n").encode()


def sent(client: Client, data_set: DataSet, data: bytes) -> HttpResponse:
    answer = client.post(url("loads-import", data_set), {"table": SimpleUploadedFile("减排.csv", data)})
    assert isinstance(answer, HttpResponse)
    return answer


def told(data_set: DataSet) -> list[tuple[str, str, Decimal | None]]:
    facts = Fact.objects.filter(data_set=data_set, aspect="load").order_by("pk")
    return [(fact.item.name if fact.item else "", fact.period, fact.value) for fact in facts]


def test_typed_reductions_are_recorded_with_their_file_and_shown_by_source(office: Client, lake: DataSet) -> None:
    page = office.get(url("loads", lake)).content.decode()
    assert "2024 年还没有减排量数据" in page
    form = {"period": "2024Q2", "load.002": "3.25", "load.003": "1", "source": "核算表",
            "files": SimpleUploadedFile("核算.pdf", b"%PDF-1.4 1")}  # fmt: skip
    assert office.post(url("loads", lake), form).status_code == 302
    assert told(lake) == [("畜禽养殖", "2024Q2", Decimal("3.25")), ("生活污水", "2024Q2", Decimal(1))]
    assert all(fact.proofs.count() == 1 for fact in Fact.objects.filter(data_set=lake))
    page = office.get(url("loads", lake), {"period": "2024Q2"}).content.decode()
    assert "2024年第二季度" in page
    assert "吨，已填" in page
    assert list(verify()) == []


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"period": "2024Q2"}, "没有填写任何减排量"),
        ({"period": "2024Q2", "load.002": "三吨"}, "畜禽养殖："),
        ({"period": "2024Q2", "load.002": "1", "load.003": "-2"}, "减排量不能小于 0"),
        ({"period": "2024-06-T1", "load.002": "1"}, "不能按"),
        ({"period": "2024Q4", "load.002": "1"}, "还没有到"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_of_it_recorded(
    office: Client, lake: DataSet, form: dict[str, str], words: str
) -> None:
    answer = office.post(url("loads", lake), form)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert told(lake) == []


def test_a_source_is_entered_and_a_station_is_none(office: Client, lake: DataSet) -> None:
    office.post(url("source", lake), {"name": "水产养殖"})
    page = office.get(url("loads", lake)).content.decode()
    assert "水产养殖" in page
    assert "湖心" not in page
    assert office.post(url("source", lake), {"name": " "}).status_code == 422


def test_a_table_is_previewed_and_then_recorded_as_one_act(office: Client, lake: DataSet) -> None:
    shown = sent(office, lake, table("畜禽养殖,2024年一季度,2.5", "生活污水,2024年5月,0.4", "生活污水,2024年6月,—"))
    assert "将导入 2 个数" in shown.content.decode()
    assert told(lake) == []
    sealed = shown.context["sealed"]  # type: ignore[attr-defined]
    assert office.post(url("loads-apply", lake), {"sealed": sealed}).status_code == 302
    assert told(lake) == [("畜禽养殖", "2024Q1", Decimal("2.5")), ("生活污水", "2024-05", Decimal("0.4"))]
    assert Fact.objects.filter(data_set=lake, origin="imported").count() == 2
    assert office.post(url("loads-apply", lake), {"sealed": sealed}).status_code == 422  # not twice
    again = sent(office, lake, table("畜禽养殖,2024年一季度,2.5", "生活污水,2024年5月,0.6")).content.decode()
    assert "1 个数与已填的不同，不会导入" in again
    assert "没有可导入的新数" in again


@pytest.mark.parametrize(
    ("line", "place", "words"),
    [
        ("湖心,2024年一季度,1", "A2", "不在本数据集的来源中"),
        ("畜禽养殖,春天,1", "B2", "看不出是哪个时期"),
        ("畜禽养殖,2024年四季度,1", "B2", "还没有到"),
        ("畜禽养殖,2024年5月上旬,1", "B2", "按月、季、半年或年"),
        ("畜禽养殖,2024年一季度,很多", "C2", "很多"),
        ("畜禽养殖,2024年一季度,-1", "C2", "不能小于 0"),
    ],
)
def test_a_wrong_cell_is_named_by_its_place(lake: DataSet, line: str, place: str, words: str) -> None:
    found = preview(lake, table(line))
    assert [f"{error.column}{error.row}" for error in found.errors] == [place]
    assert words in found.errors[0].message
    assert found.fresh == []


def test_two_numbers_for_one_source_and_period_are_an_error(lake: DataSet) -> None:
    found = preview(lake, table("畜禽养殖,2024年一季度,1", "畜禽养殖,2024Q1,2"))
    assert [(error.row, "同一来源、同一时期" in error.message) for error in found.errors] == [(3, True)]


def test_kilograms_are_taken_exactly_and_a_unit_that_is_none_of_weight_is_refused(lake: DataSet) -> None:
    [line] = preview(lake, table("畜禽养殖,2024年一季度,1250", header="污染来源,季度,削减量（公斤）\n")).fresh
    assert line.new.tonnes == Decimal("1.25")
    with pytest.raises(SheetRefused, match="单位应为吨或公斤"):
        preview(lake, table("畜禽养殖,2024年一季度,1", header="来源,时期,减排量（亩）\n"))
    with pytest.raises(SheetRefused, match="看不出表头"):
        preview(lake, table("畜禽养殖,1", header="来源,数\n"))


def test_the_workbook_comes_back_with_what_was_filled_in(office: Client, lake: DataSet) -> None:
    office.post(url("loads", lake), {"period": "2024Q1", "load.002": "2"})
    book = load_workbook(io.BytesIO(office.get(url("loads-export", lake)).content))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[4]][:3] == ["畜禽养殖", "2024年第一季度", 2]
    for place, value in enumerate(("生活污水", "2024年二季度", 1.5), 1):
        sheet.cell(5, place).value = value  # type: ignore[assignment]
    out = io.BytesIO()
    book.save(out)
    found = preview(lake, out.getvalue())
    assert [(line.about, line.shown) for line in found.fresh] == [("生活污水 2024年第二季度", "1.5 吨")]
    assert len(found.same) == 1


def test_the_row_says_what_each_source_gave_off_less(office: Client, county: Jurisdiction, lake: DataSet) -> None:
    enter_units(county)
    row = Row.objects.filter(plan=published(county), kind="commitment").order_by("pk")[0]
    asked = {"wanted": "ge", "value": "6", "unit": "吨", "mode": "accumulate"}
    run(SetTracker(lake, {"read": "load"}, asked), actor=SYSTEM, on=row)
    office.post(url("loads", lake), {"period": "2024Q2", "load.002": "3.25", "load.003": "1"})
    page = office.get(reverse("tracking:row", args=[row.public_id])).content.decode()
    assert "减排 4.25 吨：畜禽养殖 3.25 吨、生活污水 1 吨" in page


def test_who_may_not_record_sees_the_reductions_and_no_form(county: Jurisdiction, lake: DataSet) -> None:
    reader = Client()
    reader.force_login(user(county, "other", "reporter"))
    page = reader.get(url("loads", lake))
    assert page.status_code == 200
    assert 'name="load.002"' not in page.content.decode()
    assert reader.post(url("loads", lake), {"period": "2024Q2", "load.002": "1"}).status_code == 403
    assert reader.get(url("loads-import", lake)).status_code == 403
    assert told(lake) == []
