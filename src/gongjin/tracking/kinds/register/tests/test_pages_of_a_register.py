from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from gongjin.audit.actions import run
from gongjin.evidence.models import Evidence
from gongjin.ledger.tests import factory
from gongjin.people.models import Jurisdiction, Unit, User
from gongjin.tracking.kinds.register.actions import AddEntries, NewEntry
from gongjin.tracking.models import DataSet, Fact, Item

Make = Callable[..., DataSet]
SYSTEM = factory.SYSTEM
PDF = b"%PDF-1.4 demo"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def desk(office: User) -> Client:
    return signed_in(office)


@pytest.fixture
def firms(make: Make, units: dict[str, Unit], proof: Callable[[str], Evidence]) -> DataSet:
    register = make("recognition")
    entries = [
        NewEntry("演示一厂", township=units["白石镇"], fields={"level": "省级"}, stage="recognised",
                 on=date(2024, 5, 20), proofs=(proof("认定文件"),), place={"lon": "112.4", "lat": "29.37"}),
        NewEntry("演示二厂", fields={"level": "市级"}, stage="recognised", on=date(2024, 6, 3)),
        NewEntry("演示三厂", stage="applied", on=date(2024, 2, 1), place={"lon": "112.5", "lat": "29.3"}),
    ]  # fmt: skip
    return run(AddEntries(entries), actor=SYSTEM, on=register)


def at(name: str, data_set: DataSet, *more: object) -> str:
    return reverse(f"tracking:{name}", args=[data_set.public_id, *more])


def test_the_list_shows_entries_funnel_and_places(desk: Client, firms: DataSet) -> None:
    page = desk.get(at("register", firms)).content.decode()
    for words in ("共 3 条", "演示一厂", "待补佐证", "位置图（2 条有坐标）", "112.4, 29.37"):
        assert words in page
    assert page.count('class="rg-dot') == 2
    reached = [bar.reached for bar in desk.get(at("register", firms)).context["funnel"]]
    assert reached == [3, 2, 2, 2, 1]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?stage=recognised", ["演示一厂", "演示二厂"]),
        ("?level=市级", ["演示二厂"]),
        ("?unproved=1", ["演示二厂"]),
        ("?township=白石镇", ["演示一厂"]),
        ("?q=三", ["演示三厂"]),
        ("?stage=nonsense&page=9", ["演示一厂", "演示二厂", "演示三厂"]),
    ],
)
def test_the_list_is_narrowed(desk: Client, firms: DataSet, query: str, names: list[str]) -> None:
    rows = desk.get(at("register", firms) + query).context["rows"]
    assert [line.item.name for line, _cells in rows] == names


def test_the_list_takes_as_many_queries_for_sixty_entries_as_for_three(
    desk: Client, firms: DataSet, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(14):
        desk.get(at("register", firms))
    more = [NewEntry(f"演示第{n}号", stage="applied", on=date(2024, 2, 1)) for n in range(57)]
    run(AddEntries(more, likeness_seen=True), actor=SYSTEM, on=firms)
    with django_assert_max_num_queries(14):
        assert len(desk.get(at("register", firms)).context["rows"]) == 60


def test_an_entry_is_moved_with_its_file_and_its_history_shows_it(desk: Client, firms: DataSet) -> None:
    item = firms.items.get(name="演示三厂")
    form = {"stage": "recognised", "on": "2024-06-20", "files": SimpleUploadedFile("认定.pdf", PDF)}
    answer = desk.post(at("register-move", firms, item.public_id), form, follow=True)
    page = answer.content.decode()
    assert "认定.pdf" in page
    assert answer.context["line"].counts == 4
    fragment = desk.get(at("register-entry", firms, item.public_id), headers={"HX-Request": "true"}).content.decode()
    assert "演示三厂" in fragment
    assert "<html" not in fragment


def test_an_entrys_page_takes_as_many_queries_for_many_facts(
    desk: Client, firms: DataSet, django_assert_max_num_queries: Any
) -> None:
    item = firms.items.get(name="演示一厂")
    for day in ("2024-06-01", "2024-06-02", "2024-06-03"):
        stage = "reviewed" if day != "2024-06-02" else "published"
        desk.post(at("register-move", firms, item.public_id), {"stage": stage, "on": day, "why": "复核"})
    with django_assert_max_num_queries(18):
        assert len(desk.get(at("register-entry", firms, item.public_id)).context["events"]) == 4


def test_a_refused_move_says_why_on_the_entry_and_changes_nothing(desk: Client, firms: DataSet) -> None:
    item = firms.items.get(name="演示一厂")
    before = Fact.objects.count()
    back = desk.post(at("register-move", firms, item.public_id), {"stage": "applied", "on": "2024-06-20"})
    assert (back.status_code, "请写明退回原因" in back.content.decode()) == (422, True)
    no_day = desk.post(at("register-move", firms, item.public_id), {"stage": "applied", "on": "2024-02-30"})
    assert "不是存在的日期" in no_day.content.decode()
    assert Fact.objects.count() == before


def test_an_entry_is_entered_changed_and_withdrawn_on_its_forms(
    desk: Client, firms: DataSet, units: dict[str, Unit]
) -> None:
    form = {"name": "演示四厂", "field.level": "省级", "unit": str(units["县水利局"].public_id), "stage": "applied",
            "on": "2024-06-01"}  # fmt: skip
    assert desk.post(at("register-new", firms), form).status_code == 302
    item = firms.items.get(name="演示四厂")
    desk.post(at("register-change", firms, item.public_id), {"name": "演示五厂", "field.level": "市级"})
    item.refresh_from_db()
    assert (item.name, item.fields, item.unit) == ("演示五厂", {"level": "市级"}, None)
    desk.post(at("register-withdraw", firms, item.public_id), {"why": "停产"})
    assert firms.items.filter(withdrawn_at=None).count() == 3


def test_a_near_name_asks_and_goes_through_once_confirmed(desk: Client, firms: DataSet) -> None:
    run(AddEntries([NewEntry("演示绿源米业有限公司")]), actor=SYSTEM, on=firms)
    form = {"name": "演示绿源米业有限责任公司"}
    asked = desk.post(at("register-new", firms), form)
    assert (asked.status_code, 'name="likeness_seen"' in asked.content.decode()) == (422, True)
    assert desk.post(at("register-new", firms), {**form, "likeness_seen": "1"}).status_code == 302


def test_figures_are_recorded_on_the_entry(desk: Client, make: Make) -> None:
    fields = make("farmland")
    run(AddEntries([NewEntry("演示一号片")]), actor=SYSTEM, on=fields)
    item = fields.items.get()
    form = {"figure.area": "20公顷", "on": "2024-06-30", "source": "竣工图"}
    page = desk.post(at("register-figures", fields, item.public_id), form, follow=True).content.decode()
    assert "300 亩" in page
    assert desk.post(at("register-figures", fields, item.public_id), {**form, "figure.area": "x"}).status_code == 422


def test_many_are_moved_at_once(desk: Client, firms: DataSet) -> None:
    codes = list(firms.items.filter(name="演示三厂").values_list("code", flat=True))
    form = {"item": codes, "stage": "reviewed", "on": "2024-06-20"}
    assert desk.post(at("register-move-many", firms), form).status_code == 302
    assert Fact.objects.filter(word="reviewed").count() == 1
    assert desk.post(at("register-move-many", firms), {"stage": "reviewed", "on": "2024-06-21"}).status_code == 422


def test_a_workbook_goes_out_and_comes_back_through_the_preview(desk: Client, firms: DataSet) -> None:
    book = load_workbook(io.BytesIO(desk.get(at("register-export", firms)).content))
    sheet = book.worksheets[0]
    column = next(place for place, cell in enumerate(sheet[3], 1) if cell.value == "行业")
    sheet.cell(4, column).value = "食品"
    out = io.BytesIO()
    book.save(out)
    shown = desk.post(at("register-sheet", firms), {"workbook": SimpleUploadedFile("改.xlsx", out.getvalue())})
    assert "应用 1 处改动" in shown.content.decode()
    form = {"sealed": shown.context["sealed"], "file_name": "改.xlsx"}
    assert desk.post(at("register-sheet-apply", firms), form).status_code == 302
    assert firms.items.get(code="001").fields["industry"] == "食品"
    assert desk.post(at("register-sheet-apply", firms), {"sealed": "x"}).status_code == 422
    refused = desk.post(at("register-sheet", firms), {"workbook": SimpleUploadedFile("a.xlsx", b"no")})
    assert refused.status_code == 422


def test_a_stranger_sees_no_register_and_another_units_reporter_only_reads(
    firms: DataSet, jurisdiction: Jurisdiction, units: dict[str, Unit]
) -> None:
    stranger = factory.user(factory.found("远山县", "990002"), "stranger", "office")
    assert signed_in(stranger).get(at("register", firms)).status_code == 404
    from_water = factory.user(jurisdiction, "water", "reporter", unit=units["县水利局"])
    client = signed_in(from_water)
    page = client.get(at("register", firms))
    assert (page.status_code, page.context["may_write"]) == (200, False)
    item = Item.objects.get(name="演示三厂")
    before = Fact.objects.count()
    answer = client.post(at("register-move", firms, item.public_id), {"stage": "reviewed", "on": "2024-06-20"})
    assert (answer.status_code, Fact.objects.count()) == (403, before)


def test_the_facts_are_told_by_the_names_of_stages_and_fields(desk: Client, firms: DataSet) -> None:
    html = desk.get(at("data-set", firms)).content.decode()
    assert "认定" in html
    assert "recognised" not in html.replace('name="word" value="recognised"', "")


def test_what_another_has_just_written_is_not_written_over_unread(desk: Client, firms: DataSet) -> None:
    item = firms.items.get(name="演示三厂")
    form = {"name": "演示三厂（新名）", "seen": str(item.revision)}
    assert (
        f'name="seen" value="{item.revision}"' in desk.get(at("register-entry", firms, item.public_id)).content.decode()
    )
    assert desk.post(at("register-change", firms, item.public_id), form).status_code == 302
    stale = desk.post(at("register-change", firms, item.public_id), {**form, "name": "演示三厂（旧页）"})
    assert stale.status_code == 422
    assert "刚被他人修改过" in stale.content.decode()
    item.refresh_from_db()
    assert item.name == "演示三厂（新名）"
