"""The container of a .doc: its streams, and the table of places (FIB, [MS-DOC] 2.5.1) that everything starts from."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import Final

import olefile

from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.readers.docx.package import damaged, encrypted
from gongjin.core.texts import gettext as _

_WORD_97: Final = 0xA5EC
_FIRST_97: Final = 0x00C1
_ENCRYPTED: Final = 0x0100
_SECOND_TABLE: Final = 0x0200
_LENGTHS, _PLACES = 0x4C, 0x9A
_BYTES_A_PLACE = 8

# The structures of FibRgFcLcb97 that are read, by their position in it.
STYLES, NOTE_REFS, NOTE_TEXTS, COMMENT_REFS = 1, 2, 3, 4
HEADERS, CHARACTER_PAGES, PARAGRAPH_PAGES, FONTS = 11, 12, 13, 15
PIECES, ANCHORS, END_REFS, END_TEXTS, DRAWINGS, BOX_TEXTS = 33, 40, 46, 47, 50, 56
LISTS, LIST_USES = 73, 74

_ERRORS = (OSError, ValueError, TypeError, IndexError, KeyError, AttributeError, OverflowError, RecursionError)


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many characters each part of the text has, in the order in which they stand one after another."""

    main: int
    notes: int
    headers: int
    macros: int
    comments: int
    endnotes: int
    boxes: int
    header_boxes: int


class Container:
    """The streams of a .doc. Raises `RefusedFile`: damaged, encrypted, legacy-word (before 1997), macro."""

    def __init__(self, data: bytes) -> None:
        try:
            with olefile.OleFileIO(io.BytesIO(data)) as ole:
                names = {"/".join(path).lower() for path in ole.listdir(streams=True, storages=True)}
                self.text: bytes = ole.openstream("WordDocument").read()
                self._head()
                table = "1Table" if self._flags & _SECOND_TABLE else "0Table"
                self.table: bytes = ole.openstream(table).read()
                self.data: bytes = ole.openstream("Data").read() if ole.exists("Data") else b""
        except _ERRORS as error:
            raise damaged() from error
        if any(name.startswith("macros/vba") for name in names):
            raise RefusedFile(
                "macro", _("文件含有宏，为安全起见不予读取。请在 Word 或 WPS 里另存为不含宏的 .docx 后再上传。")
            )
        self.lengths = Lengths(*(max(0, n) for n in struct.unpack_from("<8i", self.text, _LENGTHS)))

    def _head(self) -> None:
        if len(self.text) < _PLACES + _BYTES_A_PLACE * (LIST_USES + 1):
            raise damaged()
        ident, version = struct.unpack_from("<HH", self.text, 0)
        self._flags: int = struct.unpack_from("<H", self.text, 10)[0]
        if self._flags & _ENCRYPTED:
            raise encrypted()
        if ident != _WORD_97 or version < _FIRST_97:
            raise RefusedFile(
                "legacy-word",
                _("这是 Word 97 以前的文档，不能直接读取。请用 Word 或 WPS 打开，另存为 .docx 后再上传。"),
            )

    def place(self, structure: int) -> tuple[int, int]:
        """Where a structure begins in the table stream, and its length in bytes; (0, 0) where there is none."""
        start, length = struct.unpack_from("<II", self.text, _PLACES + _BYTES_A_PLACE * structure)
        return (start, length) if length and start < len(self.table) else (0, 0)

    def structure(self, structure: int) -> bytes:
        """The bytes of a structure; empty where there is none."""
        start, length = self.place(structure)
        return self.table[start : start + length]


def positions(plc: bytes, size: int) -> tuple[list[int], int]:
    """The positions of a PLC ([MS-DOC] 2.2.2) whose elements have that size, and where the elements begin."""
    count = (len(plc) - 4) // (4 + size)
    if count < 1:
        return [], 0
    return list(struct.unpack_from(f"<{count + 1}I", plc)), 4 * (count + 1)
