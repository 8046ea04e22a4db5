"""The PDF format towards the compiler: what fits, and the reading in a process of its own."""

from __future__ import annotations

from typing import Final

from gongjin.compiler.apart import read_apart
from gongjin.compiler.document import Document
from gongjin.core.texts import gettext as _

_HEAD: Final = 1024
_WORKER: Final = "gongjin.compiler.readers.pdf.worker"


class PdfReader:
    """Reads PDF files that have a text layer; scans, encrypted and garbled files are refused."""

    label = _("PDF 文件")
    suffixes = (".pdf",)

    def fits(self, data: bytes) -> int:
        """Certain when the mark of the format stands in the first kilobyte."""
        return 100 if b"%PDF-" in data[:_HEAD] else 0

    def read(self, data: bytes) -> Document:
        """The blocks; raises `RefusedFile`: damaged, encrypted, scanned, garbled, too-long, too-complex, classified,
        internal."""
        return read_apart(_WORKER, data)
