"""Workbooks as programs other than ours write them: .xls and .et, and .xlsx by LibreOffice."""

from __future__ import annotations

import struct
import time
from pathlib import Path

import pytest

from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.files import read_document
from gongjin.compiler.readers.xlsx.flow import read_workbook
from gongjin.compiler.tests.readers.books import codes, paragraphs, table

FILES = Path(__file__).parent / "files"
OLD = (FILES / "list.xls").read_bytes()
NEW = (FILES / "list.xlsx").read_bytes()


@pytest.mark.parametrize("data", [OLD, NEW], ids=["xls", "xlsx"])
def test_a_list_is_read_as_it_is_shown(data: bytes) -> None:
    assert paragraphs(read_workbook(data)) == ["重点任务", "青禾县重点任务清单", "责任单位"]
    assert [text for *_place, text in table(data)] == [
        "类别", "序号", "工作任务", "目标值", "责任单位", "完成时限",
        "工业", "1", "新建充电桩", "6.5%", "县发改局\u2028县住建局", "2024年6月30日",
        "2", "改造公路", "12,345公里", "县交通局", "2024年12月31日",
        "农业", "4", "公式", "24690", "县农业农村局", "年底",
    ]  # fmt: skip
    assert table(data)[6][:4] == (1, 0, 2, 1)
    assert [text for *_place, text in table(data, 1)] == ["单位", "联系科室", "县水利局", "办公室"]
    assert codes(data) == ["hidden-sheets", "hidden-cells"]


def test_both_forms_of_a_workbook_give_the_same_blocks() -> None:
    assert read_document(OLD).blocks == read_document(NEW).blocks


def refusal(data: bytes) -> RefusedFile:
    with pytest.raises(RefusedFile) as refused:
        read_document(data)
    return refused.value


def test_an_old_workbook_with_macros_is_refused() -> None:
    # the summary's entry in the directory, renamed to that of macros
    name, macros = "\x05SummaryInformation".encode("utf-16-le"), "_VBA_PROJECT_CUR".encode("utf-16-le")
    place = OLD.find(name)
    entry = macros.ljust(64, b"\0") + struct.pack("<H", len(macros) + 2)
    assert refusal(OLD[:place] + entry + OLD[place + 66 :]).code == "macro"


def test_an_old_workbook_with_a_password_is_refused() -> None:
    data = bytearray(OLD)
    first = data.find(struct.pack("<HH", 0x0809, 16)) + 4 + 16
    data[first : first + 2] = struct.pack("<H", 0x002F)  # the record that says that what follows is encrypted
    refused = refusal(bytes(data))
    assert refused.code == "encrypted"
    assert "去掉密码" in refused.message


@pytest.mark.parametrize("length", [600, 1024, 3000, 5000])
def test_an_old_workbook_that_breaks_off_is_refused(length: int) -> None:
    refused = refusal(OLD[:length])
    assert refused.code in ("damaged", "legacy-office", "no-text")
    assert "请" in refused.message


def test_a_container_whose_sectors_run_in_a_circle_is_refused_in_time() -> None:
    circle = bytearray(OLD)
    circle[1540] = circle[2670] = 0  # in the table of short sectors the second is followed by the first
    started = time.monotonic()
    assert refusal(bytes(circle)).code == "damaged"
    assert time.monotonic() - started < 20
