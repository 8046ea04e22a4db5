"""From the bytes of an OFD to its blocks, by the layout that PDF shares."""

from __future__ import annotations

from collections.abc import Iterator

from gongjin.compiler.apart import too_complex
from gongjin.compiler.document import Document
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.readers.ofd.book import sheets
from gongjin.compiler.readers.ofd.content import MAX_CHARACTERS, taken
from gongjin.compiler.readers.pdf.flow import composed
from gongjin.compiler.readers.pdf.glyphs import Page
from gongjin.core.texts import gettext as _


def read_book(data: bytes) -> Document:
    """The blocks of an OFD; raises `RefusedFile`: damaged, encrypted, zip-bomb, unsafe-xml, scanned, garbled,
    too-long, too-complex, classified, internal."""
    try:
        return composed(_pages(data))
    except RefusedFile as refused:
        # the layout speaks of PDF
        if refused.code not in _MESSAGES:
            raise
        raise RefusedFile(refused.code, _MESSAGES[refused.code]) from refused


def _pages(data: bytes) -> Iterator[Page]:
    total = 0
    for number, sheet in enumerate(sheets(data)):
        page = taken(number, sheet)
        total += len(page.glyphs)
        if total > MAX_CHARACTERS:
            raise too_complex()
        yield page


_MESSAGES = {
    "damaged": _("OFD 文件已损坏，读不出来。请重新导出或下载，最好换用 Word 原件（.docx）。"),
    "garbled": _(
        "OFD 里的文字没有编码对照，读出来是乱码。请换用 Word 原件（.docx）；"
        "没有原件的，先用文字识别（OCR）转成 Word 文档并核对后再上传。"
    ),
    "encrypted": _("OFD 文件已加密。请去掉密码后再上传，或换用 Word 原件（.docx）。"),
}
