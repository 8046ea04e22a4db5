"""The zip container of Office files, opened with limits: sizes declared and real, entries, macros, encryption."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import Final
from urllib.parse import unquote

from lxml import etree

from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.readers.docx.names import STRICT, TRANSITIONAL
from gongjin.core.texts import gettext as _

MAX_ENTRIES: Final = 5_000
MAX_PART: Final = 40 * 1024 * 1024
"""Bytes of one part, unpacked; a plan of 200 pages has about 3 MB."""
MAX_MARKS: Final = 2_000_000
"""Angle brackets and equals signs of one part: what the tree in memory grows by (up to 200 bytes each); a plan of 200
pages has about 150,000."""
MAX_UNPACKED: Final = 400 * 1024 * 1024
"""Bytes of all parts together, as declared."""
MAX_RATIO: Final = 300
"""Unpacked to packed, for parts over a megabyte; text of an office compresses about 20-fold."""

_ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
    IndexError, OverflowError, KeyError,
)  # fmt: skip
_CENTRAL = b"PK\x01\x02"
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
)


def damaged() -> RefusedFile:
    """The refusal of a file that breaks off or whose parts cannot be read."""
    return RefusedFile("damaged", _("文件已损坏，读不出来。请用 Word 或 WPS 打开后另存为 .docx，再重新上传。"))


def is_zip(data: bytes) -> bool:
    """Whether the bytes begin as a zip archive."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def names_of(data: bytes) -> frozenset[str]:
    """The entries of a zip archive; empty when it is damaged, unreasonably long or none. Never raises."""
    if not is_zip(data) or data.count(_CENTRAL) > MAX_ENTRIES:
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except _ZIP_ERRORS:
        return frozenset()


class Package:
    """An Office file: its parts by name. Raises `RefusedFile` (damaged, encrypted, zip-bomb, unsafe-xml)."""

    def __init__(self, data: bytes) -> None:
        if data.count(_CENTRAL) > MAX_ENTRIES:
            raise _bomb()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ZIP_ERRORS as error:
            raise damaged() from error
        entries = self._zip.infolist()
        self.names = frozenset(entry.filename for entry in entries)
        total = 0
        for entry in entries:
            if entry.flag_bits & 0x1:
                raise encrypted()
            total += entry.file_size
            if entry.file_size > max(1 << 20, MAX_RATIO * entry.compress_size):
                raise _bomb()
        if total > MAX_UNPACKED:
            raise _bomb()

    def part(self, name: str) -> bytes:
        """The bytes of a part, never more than `MAX_PART` however much it claims to hold."""
        try:
            with self._zip.open(name) as stream:
                content = stream.read(MAX_PART + 1)
        except _ZIP_ERRORS as error:
            raise damaged() from error
        if len(content) > MAX_PART:
            raise _bomb()
        if STRICT in content:
            content = content.replace(STRICT, TRANSITIONAL)
        return content

    def related(self, part: str) -> dict[str, list[str]]:
        """The parts inside the file that a part points at, by the last word of the relation ('numbering').

        What lies outside the file (TargetMode External: remote templates, linked pictures) is left out.
        """
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, list[str]] = {}
        if rels not in self.names:
            return found
        for relation in parse(self.part(rels)):
            target = unquote(relation.get("Target") or "")
            if relation.get("TargetMode") == "External" or not target:
                continue
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            if path in self.names:
                found.setdefault((relation.get("Type") or "").rpartition("/")[2], []).append(path)
        return found


def parse(xml: bytes) -> etree._Element:
    """The root of an XML part. A document type is refused: Office writes none, and entities hide in them."""
    if b"<!DOCTYPE" in xml:
        raise _unsafe()
    if len(xml) > MAX_MARKS and xml.count(b"<") + xml.count(b"=") > MAX_MARKS:
        raise _bomb()
    try:
        root = etree.fromstring(xml, _PARSER)
    except (etree.LxmlError, ValueError) as error:
        raise damaged() from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _unsafe()
    return root


def encrypted() -> RefusedFile:
    """The refusal of a file that asks for a password."""
    return RefusedFile("encrypted", _("文件设有打开密码。请在 Word 或 WPS 里去掉密码，另存后再上传。"))


def _bomb() -> RefusedFile:
    return RefusedFile(
        "zip-bomb", _("文件解压后大得不合常理，已停止读取。请用 Word 或 WPS 打开，另存为新的 .docx 后再上传。")
    )


def _unsafe() -> RefusedFile:
    return RefusedFile(
        "unsafe-xml", _("文件内含外部实体声明，可能不安全，已停止读取。请用 Word 或 WPS 另存为新的 .docx 后再上传。")
    )
