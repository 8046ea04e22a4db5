"""The directory and the accounts go out to Excel and come back: a preview, errors by cell, all of it or nothing."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.audit.models import Record
from gongjin.audit.verify import verify
from gongjin.people.actions import AddUnit, AddUser, ChangeUnit
from gongjin.people.models import Jurisdiction, Unit, User

Edit = Callable[[Workbook], None]


@pytest.fixture
def as_administrator(administrator: User) -> Client:
    client = Client()
    client.force_login(administrator)
    return client


@pytest.fixture
def unit(county: Jurisdiction) -> Unit:
    return run(AddUnit(jurisdiction=county, name="县水利局", short_name="水利局"), actor=SystemActor())


def edited(client: Client, table: str, edit: Edit) -> SimpleUploadedFile:
    """The workbook of a table, with something done in it."""
    book = load_workbook(io.BytesIO(client.get(reverse(f"people:{table}-export")).content))
    edit(book)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("改过.xlsx", out.getvalue())


def rows(*lines: tuple[str | None, ...]) -> Edit:
    """Put lines below the last one."""

    def edit(book: Workbook) -> None:
        sheet = book.worksheets[0]
        begin = max(cell.row for line in sheet.iter_rows() for cell in line if cell.value is not None) + 1
        for number, line in enumerate(lines, begin):
            for place, text in enumerate(line, 1):
                sheet.cell(number, place).value = text

    return edit


def previewed(client: Client, table: str, edit: Edit) -> str:
    answer = client.post(reverse(f"people:{table}-sheet"), {"workbook": edited(client, table, edit)})
    assert answer.status_code == 200
    return answer.content.decode()


def applied(client: Client, table: str, page: str) -> int:
    found = re.search(r'name="sealed" value="([^"]+)"', page)
    assert found is not None
    return client.post(reverse(f"people:{table}-sheet-apply"), {"sealed": found[1]}).status_code


def test_units_come_in_with_parents_and_other_names_whatever_their_order(as_administrator: Client, unit: Unit) -> None:
    page = previewed(
        as_administrator,
        "units",
        rows(
            ("河道站", "", "其他", "水务中心", "", "启用"),
            ("水务中心", "水务", "其他", "水利局", "县水务站、水务所", None),
        ),
    )
    assert "其中新增 2 行" in page
    assert not Unit.objects.filter(name="河道站").exists(), "a preview changes nothing"
    assert applied(as_administrator, "units", page) == 302
    centre = Unit.objects.get(name="水务中心")
    assert centre.parent == unit and Unit.objects.get(name="河道站").parent == centre
    assert sorted(centre.aliases.values_list("name", flat=True)) == ["县水务站", "水务所"]
    assert Record.objects.filter(action="people.unit.add").count() == 3
    assert list(verify()) == []


def test_one_wrong_cell_and_nothing_is_taken(as_administrator: Client, unit: Unit) -> None:
    before = Record.objects.count()
    page = previewed(
        as_administrator,
        "units",
        rows(
            ("县林业局", "", "部门", "", "", ""),
            ("县水利局", "", "部门", "", "", ""),
            ("某站", "", "部门", "没有的局", "", ""),
            ("某所", "", "机关", "", "", ""),
        ),
    )
    assert "不在可选范围内" in page and 'name="sealed"' not in page
    page = previewed(
        as_administrator,
        "units",
        rows(
            ("县林业局", "", "部门", "", "", ""),
            ("县水利局", "", "部门", "", "", ""),
            ("某站", "", "部门", "无此局", "", ""),
        ),
    )
    assert "A6" in page and "“县水利局”已在名录中" in page
    assert "D7" in page and "名录和本表中都没有“无此局”" in page
    assert 'name="sealed"' not in page
    assert Unit.objects.count() == 1 and Record.objects.count() == before


def test_units_that_stand_under_each_other_in_a_circle_are_refused(as_administrator: Client, unit: Unit) -> None:
    lines = rows(("甲站", "", "其他", "乙站", "", ""), ("乙站", "", "其他", "甲站", "", ""))
    assert previewed(as_administrator, "units", lines).count("成环") == 2


def test_a_unit_is_changed_by_its_row_and_a_confirmed_name_is_not_lost(as_administrator: Client, unit: Unit) -> None:
    def rename(book: Workbook) -> None:
        book.worksheets[0]["A4"].value = "县水务局"
        book.worksheets[0]["E4"].value = "县水利局"

    page = previewed(as_administrator, "units", rename)
    assert "县水务局" in page
    assert applied(as_administrator, "units", page) == 302
    unit.refresh_from_db()
    assert unit.name == "县水务局"

    def forget(book: Workbook) -> None:
        book.worksheets[0]["E4"].value = None

    assert "不能在表中删去" in previewed(as_administrator, "units", forget)


def test_what_somebody_changed_after_the_preview_is_not_overwritten(as_administrator: Client, unit: Unit) -> None:
    def shorten(book: Workbook) -> None:
        book.worksheets[0]["B4"].value = "水"

    page = previewed(as_administrator, "units", shorten)
    run(ChangeUnit("县水利局", "水利", "department"), actor=SystemActor(), on=unit)
    assert applied(as_administrator, "units", page) == 409
    unit.refresh_from_db()
    assert unit.short_name == "水利"


def test_users_come_in_with_posts_in_several_units(as_administrator: Client, county: Jurisdiction, unit: Unit) -> None:
    run(AddUnit(jurisdiction=county, name="县林业局"), actor=SystemActor())
    page = previewed(
        as_administrator,
        "users",
        rows(
            ("shuili1", "水利局填报岗", "", "", "县水利局、县林业局", "启用"),
            ("shuili2", "水利局负责人", "", "水利局", "", None),
            ("zhaoji", "召集人", "召集人", "", "", "启用"),
        ),
    )
    assert applied(as_administrator, "users", page) == 302
    posts = User.objects.get(username="shuili1").posts.order_by("pk").values_list("role", "unit__name")
    assert list(posts) == [("reporter", "县水利局"), ("reporter", "县林业局")]
    assert User.objects.get(username="shuili2").role_names == {"head"}
    assert User.objects.get(username="zhaoji").role_names == {"convener"}
    assert not User.objects.get(username="zhaoji").has_usable_password()
    assert list(verify()) == []


def test_users_are_refused_by_cell_and_none_is_made(as_administrator: Client, unit: Unit) -> None:
    page = previewed(
        as_administrator,
        "users",
        rows(
            ("good", "好的", "", "", "县水利局", ""),
            ("bad1", "没有的局", "", "", "某某局", ""),
            ("bad2", "两权", "安全审计员", "", "县水利局", ""),
            ("administrator", "重名", "", "", "", ""),
        ),
    )
    for text in ("E6", "名录中没有“某某局”", "C7", "不能与", "A8", "用户名“administrator”已被占用"):
        assert text in page, text
    assert User.objects.count() == 1


def test_the_last_administrator_cannot_be_switched_off_in_the_sheet(as_administrator: Client) -> None:
    def off(book: Workbook) -> None:
        book.worksheets[0]["F4"].value = "停用"

    assert "至少要保留一名启用的系统管理员" in previewed(as_administrator, "users", off)


def test_the_workbook_offers_lists_on_empty_rows(as_administrator: Client, unit: Unit) -> None:
    book = load_workbook(io.BytesIO(as_administrator.get(reverse("people:units-export")).content))
    lists = book.worksheets[0].data_validations.dataValidation
    assert any("部门,乡镇（街道）" in str(rule.formula1) and "C4:C204" in str(rule.sqref) for rule in lists)


def test_a_strange_file_and_a_forged_preview_are_refused(as_administrator: Client, clerk: User, unit: Unit) -> None:
    other = edited(as_administrator, "users", lambda book: None)
    page = as_administrator.post(reverse("people:units-sheet"), {"workbook": other})
    assert page.status_code == 422 and "这是另一张表的工作簿" in page.content.decode()
    assert as_administrator.post(reverse("people:units-sheet"), {}).status_code == 422
    good = previewed(as_administrator, "units", rows(("县林业局", "", "部门", "", "", "")))
    found = re.search(r'name="sealed" value="([^"]+)"', good)
    assert found is not None
    theirs = Client()
    theirs.force_login(clerk)
    for sealed in (found[1], found[1] + "x", ""):
        assert theirs.post(reverse("people:units-sheet-apply"), {"sealed": sealed}).status_code == 422
    assert theirs.post(reverse("people:users-sheet"), {}).status_code == 403
    assert theirs.get(reverse("people:users-export")).status_code == 403
    assert Unit.objects.count() == 1


def test_a_hundred_units_come_in_at_once_and_a_reporter_sees_no_workbook(
    as_administrator: Client, county: Jurisdiction, unit: Unit
) -> None:
    add = AddUser(county, "rep", "填报", (("reporter", unit),))
    reporter = Client()
    reporter.force_login(run(add, actor=SystemActor()))
    assert reporter.get(reverse("people:units-export")).status_code == 403
    page = previewed(
        as_administrator, "units", rows(*((f"第{n}站", "", "其他", "县水利局", "", "") for n in range(100)))
    )
    assert "其中新增 100 行" in page
