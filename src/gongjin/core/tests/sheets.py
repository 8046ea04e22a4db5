"""A table like the ones of the ledger, and what people do to a workbook, for the tests of sheets."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from gongjin.core.sheets import Column, ColumnKind, Reading, SheetMeta, SheetRow, SheetSpec, read, write

SPEC = SheetSpec(
    id="test.tasks",
    name="任务清单",
    columns=(
        Column(key="section", title="章节", width=16, merge=True),
        Column(key="task", title="任务", width=20, merge=True),
        Column(key="text", title="内容", width=40, editable=True, required=True),
        Column(key="value", title="目标值", kind=ColumnKind.FIGURE, unit="亩", editable=True),
        Column(key="share", title="占比（%）", kind=ColumnKind.FIGURE, unit="%", editable=True),
        Column(key="due", title="完成时限", width=16, kind=ColumnKind.DATE, editable=True),
        Column(
            key="strength",
            title="表述强度",
            kind=ColumnKind.CHOICE,
            choices=(("ensure", "确保"), ("strive", "力争"), ("plain", "一般")),
            editable=True,
        ),
        Column(key="lead", title="牵头单位", editable=True, required=True),
    ),
)
META = SheetMeta(title="禾川县任务清单", subject="2025-1", version="1", note="演示数据")


def row(key: str, **values: object) -> SheetRow:
    """A row with the usual values, some of them replaced."""
    usual: dict[str, object] = {
        "section": "茶业提升",
        "task": "建设生态茶园",
        "text": "改造低产茶园",
        "value": Decimal("16500"),
        "share": Decimal("85.5"),
        "due": date(2025, 6, 30),
        "strength": "strive",
        "lead": None,
    }
    return SheetRow(key, {**usual, **values})  # type: ignore[dict-item]


ROWS = [
    row("2025-1.1", text="改造低产茶园"),
    row("2025-1.2", text="新建茶园步道", value=None),
    row("2025-1.3", task="办茶会"),
]
FIRST = 4  # the first row of data as written


def edited(edit: Callable[[Worksheet], object], rows: list[SheetRow] | None = None) -> bytes:
    """The workbook of the rows, after somebody did something to its sheet and saved it."""
    book = load_workbook(io.BytesIO(write(SPEC, ROWS if rows is None else rows, META)))
    edit(book[SPEC.name])
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_after(edit: Callable[[Worksheet], object], rows: list[SheetRow] | None = None) -> Reading:
    """What is read back after an edit."""
    return read(edited(edit, rows), SPEC)


def put(**cells: object) -> Callable[[Worksheet], None]:
    """An edit that types values into cells by address."""

    def edit(sheet: Worksheet) -> None:
        for address, value in cells.items():
            sheet[address] = value  # type: ignore[assignment]

    return edit
