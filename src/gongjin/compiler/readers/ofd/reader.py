"""The OFD format towards the compiler: what fits, and the reading in a process of its own."""

from __future__ import annotations

from typing import Final

from gongjin.compiler.apart import read_apart
from gongjin.compiler.document import Document
from gongjin.compiler.readers.docx.package import is_zip, names_of
from gongjin.core.texts import gettext as _

_WORKER: Final = "gongjin.compiler.readers.ofd.worker"


class OfdReader:
    """Reads OFD files that have a text layer; scans and encrypted files are refused."""

    label = _("OFD 版式文件")
    suffixes = (".ofd",)

    def fits(self, data: bytes) -> int:
        """Certain when the zip has the entry that every OFD begins with."""
        return 100 if is_zip(data) and "OFD.xml" in names_of(data) else 0

    def read(self, data: bytes) -> Document:
        """The blocks; raises `RefusedFile`: damaged, encrypted, zip-bomb, unsafe-xml, scanned, garbled, too-long,
        too-complex, classified, internal."""
        return read_apart(_WORKER, data)
