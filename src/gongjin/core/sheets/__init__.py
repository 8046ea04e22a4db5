"""Tables to Excel and back: one declaration of columns serves export, reading back, preview and errors by cell.

In: a `SheetSpec` and rows, or the bytes of a workbook that came back. Does: `write`, `read`, `changes`.
Out: bytes as an office would print them; a `Reading`; the list of `CellChange`. Nothing is applied here.
"""

from gongjin.core.sheets.changes import changes
from gongjin.core.sheets.columns import (
    Align,
    CellChange,
    CellError,
    Column,
    ColumnKind,
    Reading,
    ReadRow,
    SheetMeta,
    SheetRefused,
    SheetRow,
    SheetSpec,
    Value,
    digest,
)
from gongjin.core.sheets.read import read, table_of
from gongjin.core.sheets.write import write

__all__ = [
    "Align",
    "CellChange",
    "CellError",
    "Column",
    "ColumnKind",
    "ReadRow",
    "Reading",
    "SheetMeta",
    "SheetRefused",
    "SheetRow",
    "SheetSpec",
    "Value",
    "changes",
    "digest",
    "read",
    "table_of",
    "write",
]
