"""The workbook formats towards the compiler: what fits, and the reading in a process of its own."""

from __future__ import annotations

from typing import Final

from gongjin.compiler.apart import read_apart
from gongjin.compiler.document import Document
from gongjin.compiler.readers.docx.package import is_zip, names_of
from gongjin.core.texts import gettext as _

_WORKER: Final = "gongjin.compiler.readers.xlsx.worker"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS: Final = tuple(f"{name}\0".encode("utf-16-le") for name in ("Workbook", "Book"))
_WORD: Final = "WordDocument\0".encode("utf-16-le")


class WorkbookReader:
    """Reads .xlsx, .xltx and what Excel and WPS write in their form; macros are refused."""

    label = _("Excel 工作簿")
    suffixes = (".xlsx",)

    def fits(self, data: bytes) -> int:
        """Certain when the zip has the workbook part; a broken zip is judged by the name in its first bytes."""
        if not is_zip(data):
            return 0
        names = names_of(data)
        if "xl/workbook.bin" not in names and any(name.startswith("xl/") for name in names):
            return 100
        return 30 if not names and b"xl/" in data else 0

    def read(self, data: bytes) -> Document:
        """The blocks; raises `RefusedFile`: damaged, encrypted, macro, zip-bomb, unsafe-xml, too-complex, classified,
        internal."""
        return read_apart(_WORKER, data)


class OldWorkbookReader:
    """Reads .xls (Excel 5 to 2003) and .et of WPS, which has the same form."""

    label = _("旧版 Excel 工作簿")
    suffixes = (".xls", ".et")

    def fits(self, data: bytes) -> int:
        """Certain when the compound file has a workbook and is not a Word document that holds one."""
        if not data.startswith(_OLE) or _WORD in data:
            return 0
        return 100 if any(stream in data for stream in _STREAMS) else 0

    def read(self, data: bytes) -> Document:
        """The blocks; raises `RefusedFile`: damaged, encrypted, macro, too-complex."""
        return read_apart(_WORKER, data)
