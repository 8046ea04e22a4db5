"""Which files are taken as evidence: by content, size and name."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid

MAX_BYTES: Final = 50 * 1024 * 1024
_MAGIC: Final = (
    (b"%PDF-", "application/pdf", (".pdf",)),
    (b"\xff\xd8\xff", "image/jpeg", (".jpg", ".jpeg")),
    (b"\x89PNG\r\n\x1a\n", "image/png", (".png",)),
    (b"PK\x03\x04", "application/zip", (".docx", ".xlsx", ".pptx", ".ofd", ".zip")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage", (".doc", ".xls", ".ppt", ".wps", ".et")),
)


def checked_name(name: str) -> str:
    """The last part of a file's name without control characters, at most 255 long. Raises `Invalid` for none."""
    last = PurePosixPath(PureWindowsPath(unicodedata.normalize("NFC", name)).name).name
    last = "".join(letter for letter in last if letter.isprintable()).strip(". ")
    if not last:
        raise Invalid(_("文件没有可用的名称，请重命名后再上传。"), "file")
    return last if len(last) <= 255 else last[:200] + last[-55:]


def media_type_of(name: str, data: bytes) -> str:
    """What the content is. Raises `Invalid` for an empty file, one over 50 MB, or one that belies its name."""
    if not data:
        raise Invalid(_("“%(name)s”是空文件，请检查后重新上传。") % {"name": name}, "file")
    if len(data) > MAX_BYTES:
        raise Invalid(_("“%(name)s”超过 50 MB，请压缩或分成几个文件后上传。") % {"name": name}, "file")
    ending = PurePosixPath(name).suffix.lower()
    for magic, media_type, endings in _MAGIC:
        if data.startswith(magic):
            if ending not in endings:
                raise Invalid(_("“%(name)s”的内容与扩展名不符，请用原来的格式上传。") % {"name": name}, "file")
            return media_type
    if ending in {".txt", ".csv"} and b"\x00" not in data[:4096]:
        return "text/plain"
    raise Invalid(_("“%(name)s”的格式不能作为佐证材料，请上传图片、PDF、Word 或 Excel 文件。") % {"name": name}, "file")
