"""What lies in a file that holds files: office documents, OFD, archives, and the older office container."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath
from typing import Final

import olefile
from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid

MOST_PARTS: Final = 2_000
MOST_UNPACKED: Final = 500 * 2**20
MOST_RATIO: Final = 200
"""How many times larger than itself a package of over a megabyte may become."""

ZIP: Final = "application/zip"
OLE: Final = "application/x-ole-storage"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_BY_PART: Final = (
    ("word/document.xml", f"{_OFFICE}.wordprocessingml.document"),
    ("xl/workbook.xml", f"{_OFFICE}.spreadsheetml.sheet"),
    ("ppt/presentation.xml", f"{_OFFICE}.presentationml.presentation"),
    ("OFD.xml", "application/ofd"),
)
RUNNABLE: Final = frozenset(
    (
        *(".exe", ".dll", ".com", ".scr", ".msi", ".msp", ".cpl", ".pif", ".lnk", ".reg", ".iso", ".img", ".apk"),
        *(".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".wsh", ".hta", ".jar", ".sh", ".py"),
        *(".php", ".asp", ".aspx", ".jsp", ".html", ".htm", ".xhtml", ".mht", ".svg", ".chm"),
        *(".docm", ".xlsm", ".pptm", ".xlam"),
    )
)
_PACKED: Final = frozenset({".zip", ".rar", ".7z", ".gz", ".bz2", ".xz", ".tar", ".cab"})
_OLE_STREAMS: Final = ("WordDocument", "Workbook", "Book", "PowerPoint Document")


def kind_of_zip(name: str, data: bytes) -> str:
    """What a zip is: an office document, OFD or an archive. Raises `Invalid` for one that is damaged, locked, a bomb,
    has macros, programs or further archives, or names that lead out of its folder."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            _bearable(name, parts, len(data))
            names = {part.filename for part in parts}
            found = next((media_type for part, media_type in _BY_PART if part in names), ZIP)
            for part in parts:
                _harmless(name, part, package, archive=found == ZIP)
    except Invalid:
        raise
    except Exception as error:  # a bent package fails in as many ways as it has bytes
        raise Invalid(_("“%(name)s”已损坏，打不开，请重新保存后上传。") % {"name": name}, "file") from error
    return found


def _bearable(name: str, parts: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or (unpacked > 2**20 and unpacked > size * MOST_RATIO):
        raise Invalid(_("“%(name)s”解压后过大，可能不是正常文件，没有接收。") % {"name": name}, "file")
    if any(part.flag_bits & 1 for part in parts):
        raise locked(name)


def _harmless(name: str, part: zipfile.ZipInfo, package: zipfile.ZipFile, *, archive: bool) -> None:
    path = PurePosixPath(part.filename.replace("\\", "/"))
    shown = {"name": name, "part": "".join(letter for letter in path.name if letter.isprintable())[:60]}
    if path.is_absolute() or ".." in path.parts or ":" in part.filename:
        raise Invalid(_("“%(name)s”内有指向别处的文件名，没有接收。") % shown, "file")
    if path.name.lower() == "vbaproject.bin":
        raise Invalid(_("“%(name)s”带有宏，请另存为不带宏的文件后上传。") % shown, "file")
    if not archive or part.is_dir():
        return
    ending = path.suffix.lower()
    if ending in _PACKED:
        raise Invalid(_("“%(name)s”内还有压缩包“%(part)s”，请解开后上传。") % shown, "file")
    with package.open(part) as stream:
        head = stream.read(4)
    if ending in RUNNABLE or head[:2] == b"MZ" or head == b"\x7fELF" or head[:2] == b"#!":
        raise Invalid(_("“%(name)s”内有程序或脚本“%(part)s”，没有接收。") % shown, "file")


def checked_ole(name: str, data: bytes) -> str:
    """That an older office container is a document. Raises `Invalid` for one that is damaged, locked, has macros, or is
    something else (an installer)."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            paths = ["/".join(path) for path in container.listdir()]
    except Exception as error:
        raise Invalid(_("“%(name)s”已损坏，打不开，请重新保存后上传。") % {"name": name}, "file") from error
    if any(path in {"EncryptedPackage", "EncryptionInfo"} for path in paths):
        raise locked(name)
    if not any(path in _OLE_STREAMS for path in paths):
        raise Invalid(_("“%(name)s”的内容与扩展名不符，请用原来的格式上传。") % {"name": name}, "file")
    folders = {part.upper() for path in paths for part in path.split("/")[:-1]}
    if folders & {"VBA", "MACROS", "_VBA_PROJECT_CUR"}:
        raise Invalid(_("“%(name)s”带有宏，请另存为不带宏的文件后上传。") % {"name": name}, "file")
    return OLE


def locked(name: str) -> Invalid:
    """The refusal of a file with a password."""
    return Invalid(_("“%(name)s”设有密码，别人打不开，请取消密码后上传。") % {"name": name}, "file")
