"""Records of a duty by Excel: a workbook with lists to choose from, a preview with errors by cell, all or nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from gongjin.audit.actions import run
from gongjin.audit.verify import verify
from gongjin.core.periods import Period
from gongjin.core.sheets import SheetRefused
from gongjin.ledger.tests import factory
from gongjin.people.models import Jurisdiction, Unit, User
from gongjin.tracking.actions.data_sets import AddDataSet, AddItems, NewItem, WithdrawItem
from gongjin.tracking.actions.periods import FreezePeriod
from gongjin.tracking.kinds.duty.actions import Occasion, RecordDuty
from gongjin.tracking.kinds.duty.sheets import BLANK, preview, workbook
from gongjin.tracking.models import DataSet, Fact

Make = Callable[..., DataSet]
SYSTEM = factory.SYSTEM
HEADER, FIRST = 3, 4
WALKED = {"日期": date(2024, 6, 12), "地点或路线": "演示湖东线", "参加人数": 3}


@pytest.fixture
def survey(make: Make, rectification: DataSet) -> DataSet:
    """Birds are counted by species at two places; one count is there."""
    duty = make("survey", findings_into=str(rectification.public_id))
    run(AddItems([NewItem("演示湖东线"), NewItem("演示湖西线")]), actor=SYSTEM, on=duty)
    there = Occasion(date(2024, 6, 3), 2, duty.items.order_by("code")[0], "09:30", counts={"swan_goose": "12"})
    run(RecordDuty([there]), actor=SYSTEM, on=duty)
    return duty


def filled(data_set: DataSet, *rows: dict[str, object], first: int = FIRST + 1) -> bytes:
    """The workbook with lines written below the one that is there; columns are found by their titles."""
    book = load_workbook(io.BytesIO(workbook(data_set)))
    sheet = book.worksheets[0]
    titles = {str(cell.value): place for place, cell in enumerate(sheet[HEADER], 1)}
    for number, row in enumerate(rows, first):
        for title, value in row.items():
            sheet.cell(number, titles[title]).value = value  # type: ignore[assignment]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def said(data_set: DataSet, *rows: dict[str, object], first: int = FIRST + 1) -> list[tuple[str, str]]:
    found = preview(data_set, filled(data_set, *rows, first=first))
    return [(f"{error.column}{error.row}", error.message) for error in found.errors]


def sheet_of(data: bytes) -> Worksheet:
    return load_workbook(io.BytesIO(data)).worksheets[0]


def test_the_workbook_has_the_records_empty_lines_and_lists_to_choose_from(survey: DataSet) -> None:
    sheet = sheet_of(workbook(survey))
    titles = [cell.value for cell in sheet[HEADER]]
    assert titles[:7] == ["日期", "时间", "地点或路线", "参加人数", "带队人", "鸿雁（只）", "豆雁（只）"]
    assert [cell.value for cell in sheet[FIRST]][1:6] == ["09:30", "演示湖东线", 2, None, 12]
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists[f"C{FIRST}:C{FIRST + BLANK}"] == '"演示湖东线,演示湖西线"'


def test_a_long_list_of_units_to_choose_from_stands_on_the_hidden_sheet(survey: DataSet) -> None:
    many = [f"演示第{number}管理站（含下设检查点）" for number in range(30)]
    run(AddItems([NewItem(name) for name in many]), actor=SYSTEM, on=survey)
    book = load_workbook(io.BytesIO(workbook(survey)))
    rule = next(rule for rule in book.worksheets[0].data_validations.dataValidation if str(rule.sqref).startswith("C"))
    assert rule.formula1 == "_gongjin!$F$1:$F$32"
    assert [cell[0].value for cell in book["_gongjin"]["F1:F32"]][:3] == ["演示湖东线", "演示湖西线", many[0]]
    row = {**WALKED, "地点或路线": many[29]}
    [line] = preview(survey, filled(survey, row)).lines
    assert line.occasion.place is not None
    assert line.occasion.place.name == many[29]


def test_an_untouched_workbook_records_nothing(survey: DataSet) -> None:
    found = preview(survey, workbook(survey))
    assert (found.lines, found.errors, found.removed) == ((), (), 0)


def test_lines_are_read_with_what_was_counted_and_found(survey: DataSet, units: dict[str, Unit]) -> None:
    row = {
        **WALKED, "时间": "9:30-11:20", "带队人": "演示队长", "鸿雁（只）": 40, "豆雁（只）": 0, "情况说明": "天晴",
        "发现的问题（一行一个）": "围网一处\n垃圾一堆", "整改单位": "县水利局", "整改时限": date(2024, 7, 30),
    }  # fmt: skip
    [line] = preview(survey, filled(survey, row)).lines
    occasion = line.occasion
    assert (line.row, occasion.on, occasion.people, occasion.time) == (5, date(2024, 6, 12), 3, "9:30-11:20")
    assert occasion.counts == {"swan_goose": "40", "bean_goose": "0"}
    assert [(each.words, each.unit, each.due) for each in occasion.findings] == [
        ("围网一处", units["县水利局"], date(2024, 7, 30)),
        ("垃圾一堆", units["县水利局"], date(2024, 7, 30)),
    ]


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        ({"日期": date(2024, 7, 2)}, "A5", "还没有到，不能提前填报"),
        ({"日期": "六月三十一日"}, "A5", "日期"),
        ({"日期": None}, "A5", "此格必须填写"),
        ({"地点或路线": None}, "C5", "此格必须填写"),
        ({"地点或路线": "演示湖心"}, "C5", "演示湖心"),
        ({"参加人数": 2.5}, "D5", "参加人数应为整数"),
        ({"参加人数": 0}, "D5", "参加人数应在 1 至 10000 之间"),
        ({"参加人数": "三人"}, "D5", "三人"),
        ({"时间": "上午"}, "B5", "应写成 9:30"),
        ({"时间": "11:00-9:00"}, "B5", "结束时间"),
        ({"鸿雁（只）": 1.5}, "F5", "按只计，应为整数"),
        ({"鸿雁（只）": -1}, "F5", "不能是负数"),
        ({"日期": date(2024, 6, 3), "时间": "9:30"}, "A5", "已有同一时间的记录"),
        ({"发现的问题（一行一个）": "围网", "整改时限": date(2024, 6, 1)}, "S5", "整改时限不能早于发现日期"),
    ],
)
def test_what_cannot_be_recorded_is_an_error_at_its_cell(
    survey: DataSet, change: dict[str, object], place: str, words: str
) -> None:
    [(where, message)] = said(survey, {**WALKED, **change})
    assert where == place
    assert words in message


def test_the_same_occasion_twice_in_one_workbook_is_refused(survey: DataSet) -> None:
    [(where, message)] = said(survey, WALKED, WALKED)
    assert (where, "已有同一时间的记录" in message) == ("A6", True)


def test_a_record_that_stands_is_not_changed_by_a_workbook(survey: DataSet) -> None:
    [(where, message)] = said(survey, {"参加人数": 9}, first=FIRST)
    assert where == "D4"
    assert "已登记的记录不能在表中改动" in message


def test_a_frozen_month_and_a_withdrawn_place_take_nothing(survey: DataSet) -> None:
    data = filled(survey, WALKED)
    run(FreezePeriod(Period.of_month(2024, 6)), actor=SYSTEM, on=survey)
    [error] = preview(survey, data).errors
    assert (error.column, "已审定冻结" in error.message) == ("A", True)
    west = survey.items.get(name="演示湖西线")
    away = filled(survey, {**WALKED, "日期": date(2024, 7, 1), "地点或路线": west.name})
    run(WithdrawItem(west, "并线"), actor=SYSTEM, on=survey)
    assert preview(survey, away).errors[0].column == "C"


def test_another_dutys_workbook_and_what_is_none_are_refused(survey: DataSet) -> None:
    other = run(AddDataSet(survey.jurisdiction, "duty", "演示秋季调查", settings=survey.settings), actor=SYSTEM)
    with pytest.raises(SheetRefused, match="另一项工作"):
        preview(survey, workbook(other))
    with pytest.raises(SheetRefused):
        preview(survey, b"PK")


def at(name: str, data_set: DataSet) -> str:
    return reverse(f"tracking:{name}", args=[data_set.public_id])


def sent(client: Client, data_set: DataSet, data: bytes) -> HttpResponse:
    file = SimpleUploadedFile("记录.xlsx", data)
    answer = client.post(at("duty-sheet", data_set), {"workbook": file})
    assert isinstance(answer, HttpResponse)
    return answer


@pytest.fixture
def desk(client: Client, office: User) -> Client:
    client.force_login(office)
    return client


def test_the_page_previews_and_then_records_all_with_its_file_as_one_act(desk: Client, survey: DataSet) -> None:
    answer = desk.get(at("duty-export", survey))
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    shown = sent(desk, survey, filled(survey, WALKED, {**WALKED, "地点或路线": "演示湖西线", "鸿雁（只）": 7}))
    assert "新登记 2 条" in shown.content.decode()
    assert Fact.objects.filter(data_set=survey).count() == 1
    proof = SimpleUploadedFile("照片.pdf", b"%PDF-1.4 1")
    form = {"sealed": shown.context["sealed"], "files": proof}  # type: ignore[attr-defined]
    assert desk.post(at("duty-sheet-apply", survey), form).status_code == 302
    west = Fact.objects.get(data_set=survey, item__name="演示湖西线")
    assert (west.value, west.detail, west.origin) == (Decimal(3), {"count.swan_goose": "7"}, "imported")
    assert west.proofs.count() == 1
    assert desk.post(at("duty-sheet-apply", survey), {"sealed": form["sealed"]}).status_code == 422  # not twice
    assert Fact.objects.filter(data_set=survey).count() == 3
    assert list(verify()) == []


def test_one_wrong_cell_and_nothing_is_recorded(desk: Client, survey: DataSet) -> None:
    shown = sent(desk, survey, filled(survey, WALKED, {**WALKED, "参加人数": 0, "时间": "8:00"}))
    said = shown.content.decode()
    assert "1 处有误，改正后才能登记" in said
    assert "D6" in said
    assert shown.context["sealed"] == ""  # type: ignore[attr-defined]
    assert Fact.objects.filter(data_set=survey).count() == 1


def test_what_happened_since_the_preview_refuses_all_of_it(desk: Client, survey: DataSet) -> None:
    shown = sent(desk, survey, filled(survey, WALKED, {**WALKED, "地点或路线": "演示湖西线"}))
    run(WithdrawItem(survey.items.get(name="演示湖西线"), "并线"), actor=SYSTEM, on=survey)
    answer = desk.post(at("duty-sheet-apply", survey), {"sealed": shown.context["sealed"]})  # type: ignore[attr-defined]
    assert answer.status_code == 409
    assert Fact.objects.filter(data_set=survey).count() == 1


def test_an_altered_preview_or_somebody_elses_is_refused(
    desk: Client, survey: DataSet, jurisdiction: Jurisdiction
) -> None:
    sealed = sent(desk, survey, filled(survey, WALKED)).context["sealed"]  # type: ignore[attr-defined]
    assert desk.post(at("duty-sheet-apply", survey), {"sealed": sealed + "x"}).status_code == 422
    other = Client()
    other.force_login(factory.user(jurisdiction, "office2", "office"))
    assert other.post(at("duty-sheet-apply", survey), {"sealed": sealed}).status_code == 422
    assert Fact.objects.filter(data_set=survey).count() == 1


def test_no_file_is_said_and_who_may_not_record_gets_no_form(
    desk: Client, survey: DataSet, jurisdiction: Jurisdiction, units: dict[str, Unit]
) -> None:
    answer = desk.post(at("duty-sheet", survey))
    assert answer.status_code == 422
    assert "没有收到文件" in answer.content.decode()
    stranger = Client()
    stranger.force_login(factory.user(jurisdiction, "water", "reporter", unit=units["县水利局"]))
    assert stranger.get(at("duty-sheet", survey)).status_code == 403
    assert stranger.get(at("duty-export", survey)).status_code == 200
