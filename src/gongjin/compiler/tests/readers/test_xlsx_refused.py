"""Workbooks that cannot be read are refused with a code and what to do."""

from __future__ import annotations

import time

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.files import read_document
from gongjin.compiler.readers.xlsx import flow
from gongjin.compiler.readers.xlsx import sheet as sheets
from gongjin.compiler.readers.xlsx.flow import read_workbook
from gongjin.compiler.tests.readers.books import HEADER, bare, workbook
from gongjin.compiler.tests.readers.samples import changed, packed

GOOD = workbook([HEADER, ["1", "新建充电桩80个", "县发改局", "年底"]])


def refusal(data: bytes) -> RefusedFile:
    with pytest.raises(RefusedFile) as refused:
        read_document(data)
    return refused.value


@pytest.mark.parametrize(
    ("data", "code", "advice"),
    [
        (changed(GOOD, {"xl/vbaProject.bin": b"\xd0\xcf"}), "macro", "不含宏"),
        (changed(GOOD, {"xl/macrosheets/sheet1.xml": b"<a/>"}), "macro", "不含宏"),
        (packed({"xl/workbook.bin": b"\x00"}), "workbook", "另存为 .xlsx"),
        (GOOD[: len(GOOD) // 2], "damaged", "另存为 .xlsx"),
        (changed(GOOD, {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row>"}), "damaged", "另存为 .xlsx"),
        (changed(GOOD, {"xl/workbook.xml": b"<workbook"}), "damaged", "另存为 .xlsx"),
        (changed(GOOD, {"xl/workbook.xml": None}), "damaged", "另存为 .xlsx"),
        (changed(GOOD, {"xl/worksheets/sheet1.xml": b" " * (30 << 20)}), "zip-bomb", "另存为"),
        (workbook([]), "no-text", "请"),
    ],
)
def test_each_kind_of_wrong_workbook_is_told_apart(data: bytes, code: str, advice: str) -> None:
    refused = refusal(data)
    assert refused.code == code
    assert advice in refused.message


@pytest.mark.parametrize("part", ["workbook", "sheet1", "texts", "styles", "_rels/workbook.xml.rels"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_part_and_encoding(part: str, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    xml = f'{head}<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'
    name = f"xl/{part}" if part.endswith(".rels") else f"xl/{part}.xml"
    good = bare("<sheetData><row><c><v>1</v></c></row></sheetData>")
    assert refusal(changed(good, {name: xml.encode(encoding)})).code == "unsafe-xml"


def test_an_entry_with_a_password_is_refused_in_words_for_workbooks() -> None:
    data = bytearray(GOOD)
    data[data.find(b"PK\x01\x02") + 8] |= 1
    refused = refusal(bytes(data))
    assert refused.code == "encrypted"
    assert "工作簿" in refused.message


def test_one_cell_in_the_last_corner_takes_no_memory_for_what_is_between() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    started = time.monotonic()
    assert "1" in read_document(bare(f"<sheetData>{cells}</sheetData>{merged}")).text
    assert len(read_document(bare(f"<sheetData>{cells}</sheetData>")).blocks) == 2
    assert time.monotonic() - started < 20


def test_cells_beyond_the_edge_of_a_sheet_are_left_out() -> None:
    cells = (
        '<row r="9999999"><c r="A9999999"><v>1</v></c></row>'
        '<row r="2"><c r="A2"><v>2</v></c><c r="ZZZ2"><v>3</v></c></row>'
    )
    assert read_workbook(bare(f"<sheetData>{cells}</sheetData>")).text == "2\n"


def test_a_million_merged_ranges_are_refused_in_time() -> None:
    merges = "".join(f'<mergeCell ref="A{row}:XFD{row}"/>' for row in range(1, 90_000))
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'
    data = bare(f"<sheetData>{cells}</sheetData><mergeCells>{merges}</mergeCells>")
    assert refusal(data).code in ("too-complex", "zip-bomb")


def test_more_cells_than_any_list_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_CELLS", 5)
    with pytest.raises(RefusedFile) as refused:
        read_workbook(GOOD)
    assert refused.value.code == "too-complex"
    monkeypatch.undo()
    monkeypatch.setattr(flow, "MAX_BLOCKS", 5)
    with pytest.raises(RefusedFile) as refused:
        read_workbook(GOOD)
    assert refused.value.code == "too-complex"


def test_a_classification_mark_in_a_cell_header_or_text_box_is_refused() -> None:
    def header(sheet: Worksheet) -> None:
        odd = sheet.oddHeader
        assert odd is not None
        odd.left.text = "机密★1年"

    box = '<x xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:t>秘密★1年</a:t></x>'
    for data in (
        workbook([["机密★1年"], HEADER]),
        workbook([HEADER], header),
        changed(GOOD, {"xl/drawings/drawing1.xml": box.encode()}),
    ):
        assert refusal(data).code == "classified"
