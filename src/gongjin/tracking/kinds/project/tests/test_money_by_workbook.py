"""Money by Excel: one column in 万元, a preview with errors by cell, and nothing is recorded in part."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from gongjin.audit.actions import run
from gongjin.audit.verify import verify
from gongjin.core.periods import Period
from gongjin.core.sheets import SheetRefused
from gongjin.ledger.tests import factory
from gongjin.people.models import Jurisdiction, Unit, User
from gongjin.tracking.actions.periods import FreezePeriod
from gongjin.tracking.kinds.project import aspects
from gongjin.tracking.kinds.project.actions_amounts import Amount, RecordMoney
from gongjin.tracking.kinds.project.money_sheet import preview, workbook
from gongjin.tracking.kinds.project.tests.conftest import SYSTEM, Calendar
from gongjin.tracking.models import DataSet, Fact

HEADER, FIRST, NEXT = 3, 4, 6
PAID = {"内容": "完成支付", "资金来源": "县级资金", "时期": "2024年3月", "金额（万元）": 120}


@pytest.fixture
def paid_road(road: DataSet, calendar: Calendar) -> DataSet:
    """The county plans 3,000万元 and has paid 80 in January; it is the tenth of July."""
    calendar.to(date(2024, 7, 10))
    known = [
        Amount(aspects.BUDGET, "县级资金", Period.of_year(2024), Decimal(3000), "万元"),
        Amount(aspects.PAID, "县级资金", Period.of_month(2024, 1), Decimal(80), "万元"),
    ]
    return run(RecordMoney(known), actor=SYSTEM, on=road)


def filled(data_set: DataSet, *rows: dict[str, object], first: int = NEXT) -> bytes:
    """The workbook with lines written into it, by default below what is there."""
    book = load_workbook(io.BytesIO(workbook(data_set)))
    sheet = book.worksheets[0]
    titles = {str(cell.value): place for place, cell in enumerate(sheet[HEADER], 1)}
    for number, row in enumerate(rows, first):
        for title, value in row.items():
            sheet.cell(number, titles[title]).value = value  # type: ignore[assignment]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def said(data_set: DataSet, *rows: dict[str, object], first: int = NEXT) -> list[tuple[str, str]]:
    found = preview(data_set, filled(data_set, *rows, first=first))
    return [(f"{error.column}{error.row}", error.message) for error in found.errors]


def test_the_workbook_has_what_is_known_in_one_unit_and_lists_to_choose_from(paid_road: DataSet) -> None:
    sheet = load_workbook(io.BytesIO(workbook(paid_road))).worksheets[0]
    assert [[cell.value for cell in row][:5] for row in sheet.iter_rows(min_row=FIRST, max_row=FIRST + 1)] == [
        ["计划投资", "县级资金", "2024年", 3000, "本期数"],
        ["完成支付", "县级资金", "2024年1月", 80, "本期数"],
    ]
    lists = {str(rule.sqref)[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists["A"] == '"计划投资,到位资金,完成支付"'
    assert "专项债券" in lists["B"]
    untouched = preview(paid_road, workbook(paid_road))
    assert (untouched.lines, untouched.errors, untouched.findings) == ((), (), ())


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        ({"金额（万元）": "1200000元"}, "D6", "单位应为“万元”"),
        ({"金额（万元）": "120万"}, "D6", "单位应为“万元”"),
        ({"金额（万元）": "不少"}, "D6", "不是数值"),
        ({"金额（万元）": -5}, "D6", "金额不能为负数"),
        ({"金额（万元）": 1200000}, "D6", "请检查是否把元填成了万元"),
        ({"金额（万元）": None}, "D6", "此格必须填写"),
        ({"内容": "利息"}, "A6", "不在可选范围内"),
        ({"资金来源": "捐款"}, "B6", "不在可选范围内"),
        ({"时期": "开春"}, "C6", "看不出是哪个时期"),
        ({"时期": "2024年9月"}, "C6", "还没有到"),
        ({"时期": "2024年1月"}, "F6", "已经填报；确需更正请写明原因"),
        ({"时期": "2024年第一季度"}, "C6", "重叠"),
        ({"口径": "大约"}, "E6", "不在可选范围内"),
    ],
)
def test_what_cannot_be_recorded_is_an_error_at_its_cell(
    paid_road: DataSet, change: dict[str, object], place: str, words: str
) -> None:
    [(where, message)] = said(paid_road, {**PAID, **change})
    assert where == place
    assert words in message


def test_the_unit_may_stand_behind_an_amount(paid_road: DataSet) -> None:
    [line] = preview(paid_road, filled(paid_road, {**PAID, "金额（万元）": "120万元"})).lines
    assert line.amount.amount == Decimal(120)


def test_two_amounts_of_one_source_and_period_and_sums_that_fall_are_refused(paid_road: DataSet) -> None:
    [(where, message)] = said(paid_road, PAID, PAID)
    assert (where, "填了两个数" in message) == ("D7", True)
    to_date = {**PAID, "口径": "累计数"}
    [(where, message)] = said(paid_road, {**to_date, "时期": "2024年5月"}, {**to_date, "金额（万元）": 200})
    assert (where, "的累计数小于" in message) == ("D7", True)


def test_yuan_among_ten_thousands_has_to_be_looked_at(road: DataSet, calendar: Calendar) -> None:
    calendar.to(date(2024, 7, 10))
    other = {**PAID, "时期": "2024年4月", "金额（万元）": 900000}
    found = preview(road, filled(road, PAID, other, first=FIRST))
    assert found.errors == ()
    [finding] = found.findings
    assert finding.key == "D5"
    assert "是否把元和万元填在了同一栏" in finding.message
    near = {**other, "金额（万元）": 9000}
    assert preview(road, filled(road, PAID, near, first=FIRST)).findings == ()


def test_what_stands_is_corrected_with_a_reason_and_in_its_amount_only(paid_road: DataSet) -> None:
    [(where, message)] = said(paid_road, {"金额（万元）": 90}, first=FIRST + 1)
    assert (where, "确需更正请写明原因" in message) == ("F5", True)
    [(where, message)] = said(paid_road, {"资金来源": "省级资金"}, first=FIRST + 1)
    assert (where, "只能更正金额" in message) == ("B5", True)
    [line] = preview(paid_road, filled(paid_road, {"金额（万元）": 90, "更正原因": "少记"}, first=FIRST + 1)).lines
    assert (line.before, line.shown, line.why) == ("80 万元", "90 万元", "少记")


def test_a_frozen_month_takes_nothing_and_another_projects_workbook_is_refused(paid_road: DataSet) -> None:
    data = filled(paid_road, PAID)
    run(FreezePeriod(Period.of_month(2024, 3)), actor=SYSTEM, on=paid_road)
    [error] = preview(paid_road, data).errors
    assert (f"{error.column}{error.row}", "已审定冻结" in error.message) == ("C6", True)
    paid_road.code = "D999"
    with pytest.raises(SheetRefused, match="另一个项目"):
        preview(paid_road, data)


def at(name: str, data_set: DataSet) -> str:
    return reverse(f"tracking:{name}", args=[data_set.public_id])


def sent(client: Client, data_set: DataSet, data: bytes) -> HttpResponse:
    answer = client.post(at("project-money-sheet", data_set), {"workbook": SimpleUploadedFile("资金.xlsx", data)})
    assert isinstance(answer, HttpResponse)
    return answer


@pytest.fixture
def desk(client: Client, office_user: User) -> Client:
    client.force_login(office_user)
    return client


def paid(data_set: DataSet) -> list[tuple[str, Decimal | None]]:
    facts = Fact.objects.filter(data_set=data_set, aspect=aspects.PAID, replaced_by=None).order_by("ends")
    return [(fact.period, fact.value) for fact in facts]


def test_the_page_previews_and_then_records_all_as_one_act(desk: Client, paid_road: DataSet) -> None:
    assert desk.get(at("project-money", paid_road)).status_code == 200
    correction = {"金额（万元）": 90, "更正原因": "少记"}
    shown = sent(desk, paid_road, filled(paid_road, correction, PAID, first=FIRST + 1))
    assert "2 笔资金，其中新增 1 笔" in shown.content.decode()
    assert paid(paid_road) == [("2024-01", Decimal(800000))]
    form = {
        "sealed": shown.context["sealed"],  # type: ignore[attr-defined]
        "files": SimpleUploadedFile("支付凭证.pdf", b"%PDF-1.4 1"),
    }
    assert desk.post(at("project-money-apply", paid_road), form).status_code == 302
    assert paid(paid_road) == [("2024-01", Decimal(900000)), ("2024-03", Decimal(1200000))]
    assert Fact.objects.get(data_set=paid_road, period="2024-03").proofs.count() == 1
    assert desk.post(at("project-money-apply", paid_road), {"sealed": form["sealed"]}).status_code == 422  # not twice
    assert list(verify()) == []


def test_one_wrong_cell_and_nothing_is_recorded(desk: Client, paid_road: DataSet) -> None:
    shown = sent(desk, paid_road, filled(paid_road, PAID, {**PAID, "时期": "2024年4月", "金额（万元）": "50元"}))
    said = shown.content.decode()
    assert "1 处有误，改正后才能记录" in said
    assert shown.context["sealed"] == ""  # type: ignore[attr-defined]
    assert len(paid(paid_road)) == 1


def test_what_happened_since_the_preview_refuses_all_of_it(desk: Client, paid_road: DataSet) -> None:
    rows = (PAID, {**PAID, "时期": "2024年4月"})
    sealed = sent(desk, paid_road, filled(paid_road, *rows)).context["sealed"]  # type: ignore[attr-defined]
    meanwhile = Amount(aspects.PAID, "县级资金", Period.of_month(2024, 4), Decimal(7), "万元")
    run(RecordMoney([meanwhile]), actor=SYSTEM, on=paid_road)
    assert desk.post(at("project-money-apply", paid_road), {"sealed": sealed}).status_code == 422
    assert [period for period, _value in paid(paid_road)] == ["2024-01", "2024-04"]


def test_an_altered_preview_no_file_and_who_may_not_record_are_refused(
    desk: Client, paid_road: DataSet, jurisdiction: Jurisdiction, units: dict[str, Unit]
) -> None:
    sealed = sent(desk, paid_road, filled(paid_road, PAID)).context["sealed"]  # type: ignore[attr-defined]
    assert desk.post(at("project-money-apply", paid_road), {"sealed": sealed + "x"}).status_code == 422
    assert "没有收到文件" in desk.post(at("project-money-sheet", paid_road)).content.decode()
    stranger = Client()
    stranger.force_login(factory.user(jurisdiction, "water", "reporter", unit=units["县水利局"]))
    assert stranger.get(at("project-money-sheet", paid_road)).status_code == 403
    assert stranger.post(at("project-money-apply", paid_road), {"sealed": sealed}).status_code == 403
    assert len(paid(paid_road)) == 1
