"""A statistics bureau's table: wide or long, in the ways that people write periods, with errors by cell."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal

import pytest
from openpyxl import Workbook

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid
from gongjin.core import clock
from gongjin.core.sheets import SheetRefused
from gongjin.ledger.tests.factory import SYSTEM, found
from gongjin.people.models import Jurisdiction
from gongjin.tracking.kinds.indicator.actions import RecordValues
from gongjin.tracking.kinds.indicator.sheets import preview, seal, unseal, workbook
from gongjin.tracking.kinds.indicator.tests.factory import indicator, moment, record_values, townships, value
from gongjin.tracking.models import Fact
from gongjin.tracking.rules.period_words import read_period

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def july() -> Iterator[None]:
    with clock.at(moment(2024, 7, 10)):
        yield


@pytest.fixture
def county() -> Jurisdiction:
    return found()


def book(*rows: tuple[str | int | float | None, ...], merge: str = "") -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "code", "so_far"),
    [("2024年6月", "2024-06", False), ("2024年1-6月", "2024H1", True), ("1—2月", "2023-01/02", True),
     ("1-5月", "2023-05", True), ("前三季度", "2023-09", True), ("2024年一季度", "2024Q1", False),
     ("第二季度", "2023Q2", False), ("上半年", "2023H1", False), ("２０２４年", "2024", False), ("全年", "2023", False),
     ("202406", "2024-06", False),
     ("2024.6", "2024-06", False), (202406, "2024-06", False), ("2024Q3", "2024Q3", False),
     ("6月中旬", "2023-06-T2", False), ("2024年11月", "2024-11", False)],
)  # fmt: skip
def test_periods_are_read_as_people_write_them(text: object, code: str, so_far: bool) -> None:
    written = read_period(text, 2023)
    assert written is not None
    assert (str(written.period), written.so_far) == (code, so_far)


@pytest.mark.parametrize("text", ["指标", "6", "13月", "2024年13月", "1-13月", "2024-02-30", ""])
def test_what_is_no_period_is_none(text: str) -> None:
    assert read_period(text, 2023) is None


def test_a_wide_table_with_the_year_above_gives_the_row_of_the_indicator(county: Jurisdiction) -> None:
    held = indicator(county)
    data = book(
        ("全县主要经济指标（演示数据）",),
        ("指标", "2024年", None, None),
        (None, "1-2月", "1-3月", "1-4月"),
        ("一、生产总值（亿元）", None, 30, None),
        ("二、社会消费品零售总额（亿元）", 2.08, "3.5", "-"),
        merge="B2:D2",
    )
    shown = preview(held, data)
    assert [(line.place, str(line.new.period), line.new.value) for line in shown.lines] == [
        ("B5", "2024-01/02", Decimal(20800)), ("C5", "2024-03", Decimal(35000)),
    ]  # fmt: skip
    assert shown.passed_over == ("一、生产总值（亿元）",)
    assert not shown.errors


def test_a_long_table_and_a_csv_give_the_same(county: Jurisdiction) -> None:
    held = indicator(county)
    rows = (("时期", "数值", "单位"), ("2024年5月", "1.5", "亿元"), ("2024年1-6月", "18000", "万元"))
    csv = "\r\n".join(",".join(row) for row in rows)
    for data in (book(*rows), csv.encode("utf-8-sig"), csv.encode("gb18030")):
        lines = preview(held, data).lines
        assert [(str(line.new.period), line.new.value) for line in lines] == [
            ("2024-05", Decimal(15000)), ("2024-06", Decimal(18000)),
        ]  # fmt: skip


def test_errors_are_told_by_cell_and_nothing_else_is_lost(county: Jurisdiction) -> None:
    held = indicator(county)
    data = book(("时期", "数值", "单位"), ("2024年4月", "约五", ""), ("某月", "5", ""), ("2024年5月", "5", "公顷"),
                ("2024年6月", "7", ""), ("2024年6月", "8", ""))  # fmt: skip
    shown = preview(held, data)
    assert [(error.column, error.row) for error in shown.errors] == [("B", 2), ("A", 3), ("B", 4), ("B", 6)]
    assert [line.new.value for line in shown.lines] == [Decimal(7)]


def test_a_cumulative_stretch_is_no_value_of_a_series_that_does_not_accumulate(county: Jurisdiction) -> None:
    held = indicator(county, "粮食收购量", measure_unit="吨", measure="flow")
    shown = preview(held, book(("时期", "数值"), ("2024年1-5月", 5), ("2024年1-6月", 6)))
    assert "不能填入 1—5 月的累计" in shown.errors[0].message
    assert [str(line.new.period) for line in shown.lines] == ["2024H1"]


def test_townships_are_told_apart_and_an_unknown_one_is_an_error(county: Jurisdiction) -> None:
    held = townships(indicator(county, "改厕", measure_unit="户", measure="flow", rollup=True), "白石镇", "青山乡")
    wide = book(("乡镇", "2024年5月", "2024年6月"), ("白石镇", 5, 6), ("青山乡", 7, None), ("合计", 12, 6))
    shown = preview(held, wide)
    assert [(line.who, line.new.value) for line in shown.lines] == [
        ("白石镇", Decimal(5)), ("白石镇", Decimal(6)), ("青山乡", Decimal(7)),
    ]  # fmt: skip
    assert shown.passed_over == ("合计",)
    long = book(("时期", "乡镇", "数值"), ("2024年5月", "白石镇", 5), ("2024年5月", "红岩乡", 6))
    assert "“红岩乡”不在本数据集的乡镇中" in preview(held, long).errors[0].message


def test_what_is_known_already_is_told_and_not_recorded_again(county: Jurisdiction) -> None:
    held = indicator(county)
    record_values(held, value("2024-04", "50"), value("2024-05", "60"))
    shown = preview(held, book(("时期", "数值"), ("2024年4月", 50), ("2024年5月", 61), ("2024年6月", 59)))
    assert [line.state for line in shown.lines] == ["same", "differs", "new"]
    assert [finding.code for finding in shown.findings] == ["falling"]


def test_a_preview_is_applied_as_shown_and_by_its_own_user_only(county: Jurisdiction) -> None:
    held = indicator(county)
    shown = preview(held, book(("时期", "数值"), ("2024年5月", "6.00001")))
    sealed = seal(held, shown, "a")
    with pytest.raises(Invalid, match="已失效"):
        unseal(held, sealed, "b")
    run(RecordValues(unseal(held, sealed, "a"), confirmed=True, origin="imported"), actor=SYSTEM, on=held)
    fact = Fact.objects.get()
    assert (fact.value, fact.origin) == (Decimal("6.00001"), "imported")


def test_what_goes_out_comes_back_as_the_same(county: Jurisdiction) -> None:
    held = indicator(county)
    record_values(held, value("2023", "0.30001"), value("2024-01/02", "50"), value("2024-06", "1234567.5"))
    lines = preview(held, workbook(held)).lines
    assert [(str(line.new.period), line.state) for line in lines] == [
        ("2023", "same"), ("2024-01/02", "same"), ("2024-06", "same"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "match"),
    [(b"", "空的"), (b"\x00\x01\x02", "不是 Excel"), (book(("指标", "数"), ("甲", 1)), "看不出哪里是时期"),
     (book(("指标", "2024年5月"), ("生产总值", 1)), "没有“社会消费品零售总额”这一行；表中有：生产总值"),
     (book(), "没有内容"), (b"a,b\n" * 6000, "超过 5000 行")],
)  # fmt: skip
def test_a_table_that_cannot_be_made_out_is_refused(county: Jurisdiction, data: bytes, match: str) -> None:
    with pytest.raises(SheetRefused, match=match):
        preview(indicator(county), data)


def test_of_two_columns_of_values_none_is_chosen_silently(county: Jurisdiction) -> None:
    held = indicator(county)
    two = book(("时期", "数值（元）", "数值（万元）"), ("2024年5月", 500_000, 50))
    with pytest.raises(SheetRefused, match="几列数值（数值（元）、数值（万元））"):
        preview(held, two)
