"""Files that are not read at all, each with a sentence that says what to do."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from gongjin.core.sheets import Column, SheetRefused, SheetSpec, guard, read, write
from gongjin.core.tests.sheets import META, ROWS, SPEC, edited, saved


def package(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return out.getvalue()


GOOD = write(SPEC, ROWS, META)
OTHER = SheetSpec(id="test.other", name="另一张表", columns=(Column(key="a", title="甲"),))


def without(sheet: str) -> bytes:
    book = load_workbook(io.BytesIO(GOOD))
    book.create_sheet("别的")
    del book[sheet]
    return saved(book)


def with_hidden(address: str, value: str | None) -> bytes:
    book = load_workbook(io.BytesIO(GOOD))
    book["_gongjin"][address] = value
    return saved(book)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("章节,任务\n甲,乙\n".encode("gb18030"), "text"),
        (b"%PDF-1.7\0\0", "not-a-workbook"),
        (GOOD[: len(GOOD) // 2], "damaged"),
        (package(**{"word/document.xml": b"<w/>"}), "not-a-workbook"),
        (package(**{"xl/workbook.bin": b""}), "xlsb"),
        (package(**{"xl/workbook.xml": b"<workbook/>", "xl/vbaProject.bin": b""}), "macro"),
        (package(**{"xl/workbook.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><workbook/>"}), "entities"),
        (package(**{"xl/workbook.xml": b"<workbook"}), "damaged"),
        (package(**{"xl/workbook.xml": b"0" * (guard.MOST_UNPACKED + 1)}), "bomb"),
        (saved(Workbook()), "foreign"),
        (write(OTHER, [], META), "other-table"),
        (without("任务清单"), "no-header"),
        (edited(lambda sheet: sheet.delete_cols(9)), "no-header"),
        (edited(lambda sheet: sheet.delete_rows(3)), "no-header"),
        (with_hidden("B1", "gongjin.sheet/0"), "schema"),
        (with_hidden("A10", None), "tampered"),
        (edited(lambda sheet: sheet.cell(1_000_000, 1, "x")), "too-many-cells"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_file_that_is_no_workbook_of_this_table_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(SheetRefused) as caught:
        read(data, SPEC)
    assert caught.value.code == code
    assert caught.value.message.endswith("。")


def test_a_file_too_large_is_not_even_opened() -> None:
    with pytest.raises(SheetRefused, match="20 MB"):
        read(b"PK" + b"\0" * guard.MOST_BYTES, SPEC)


@pytest.mark.parametrize("hundredth", range(1, 100, 4))
def test_a_file_cut_or_bent_anywhere_is_refused_and_never_a_crash(hundredth: int) -> None:
    cut = len(GOOD) * hundredth // 100
    with pytest.raises(SheetRefused):
        read(GOOD[:cut], SPEC)
    bent = GOOD[:cut] + bytes([GOOD[cut] ^ 0xFF]) + GOOD[cut + 1 :]
    try:
        read(bent, SPEC)
    except SheetRefused as refused:
        assert refused.message
