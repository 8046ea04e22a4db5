"""Which files are taken as evidence: by content, size and name. What a name says is never believed."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid
from gongjin.evidence.packages import OLE, RUNNABLE, ZIP, checked_ole, kind_of_zip
from gongjin.evidence.pictures import size_of

MAX_BYTES: Final = 50 * 1024 * 1024
MOST_PIXELS: Final = 200_000_000
LONGEST_SIDE: Final = 30_000
TEXT: Final = "text/plain"

_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_ENDINGS: Final[dict[str, tuple[str, ...]]] = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg", ".jfif"),
    "image/png": (".png",),
    "image/gif": (".gif",),
    "image/bmp": (".bmp",),
    "image/webp": (".webp",),
    "image/tiff": (".tif", ".tiff"),
    "image/heic": (".heic", ".heif"),
    f"{_OFFICE}.wordprocessingml.document": (".docx",),
    f"{_OFFICE}.spreadsheetml.sheet": (".xlsx",),
    f"{_OFFICE}.presentationml.presentation": (".pptx",),
    "application/ofd": (".ofd",),
    ZIP: (".zip",),
    OLE: (".doc", ".xls", ".ppt", ".wps", ".et", ".dps"),
    TEXT: (".txt", ".csv"),
}
ENDINGS: Final = tuple(ending for endings in _ENDINGS.values() for ending in endings)
"""Every ending that is taken, for the page that asks for a file."""

SHOWN_BY_BROWSERS: Final = frozenset({"image/jpeg", "image/png", "image/gif", "image/bmp", "image/webp"})
"""Pictures that a page may show in place."""

_MAGIC: Final = (
    (re.compile(rb"%PDF-"), "application/pdf"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL), "image/bmp"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"II\*\0|MM\0\*"), "image/tiff"),
    (re.compile(rb".{4}ftyp(?:hei[cxms]|hevc|mif1|msf1)", re.DOTALL), "image/heic"),
    (re.compile(rb"PK\x03\x04"), ZIP),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), OLE),
)
_ACTIVE_PDF: Final = re.compile(rb"/(?:JavaScript|Launch)\b")
_MARKUP: Final = re.compile(r"<\s*(?:!doctype|html|script|svg|iframe|\?php|\?xml)|^#!", re.IGNORECASE)


def checked_name(name: str) -> str:
    """The last part of a file's name without control characters, at most 255 long. Raises `Invalid` for none."""
    last = PurePosixPath(PureWindowsPath(unicodedata.normalize("NFC", name)).name).name
    last = "".join(letter for letter in last if letter.isprintable()).strip(". ")
    if not last:
        raise Invalid(_("文件没有可用的名称，请重命名后再上传。"), "file")
    return last if len(last) <= 255 else last[:200] + last[-55:]


def media_type_of(name: str, data: bytes) -> str:
    """What the content is.

    Raises `Invalid` for a file that is empty, over 50 MB, damaged or locked, belies its name, is or holds a program or
    script (macros are scripts), unpacks into far more than it is, or is a picture of absurd size.
    """
    if not data:
        raise Invalid(_("“%(name)s”是空文件，请检查后重新上传。") % {"name": name}, "file")
    if len(data) > MAX_BYTES:
        raise Invalid(_("“%(name)s”超过 50 MB，请压缩或分成几个文件后上传。") % {"name": name}, "file")
    ending = PurePosixPath(name).suffix.lower()
    if ending in RUNNABLE or data[:2] == b"MZ" or data[:4] == b"\x7fELF":
        raise Invalid(_("“%(name)s”是程序、脚本或网页，不能作为佐证材料。") % {"name": name}, "file")
    found = next((media_type for magic, media_type in _MAGIC if magic.match(data)), "")
    if not found and ending in _ENDINGS[TEXT]:
        return _checked_text(name, data)
    if found == ZIP:
        found = kind_of_zip(name, data)
    if not found or (ending not in ENDINGS):
        raise Invalid(
            _("“%(name)s”的格式不能作为佐证材料，请上传图片、PDF、Word 或 Excel 文件。") % {"name": name}, "file"
        )
    if ending not in _ENDINGS[found]:
        raise Invalid(_("“%(name)s”的内容与扩展名不符，请用原来的格式上传。") % {"name": name}, "file")
    if found == OLE:
        checked_ole(name, data)
    if found == "application/pdf" and _ACTIVE_PDF.search(data):
        raise Invalid(_("“%(name)s”内有脚本，请另存或重新打印为 PDF 后上传。") % {"name": name}, "file")
    if found.startswith("image/"):
        _check_picture(name, found, data)
    return found


def _check_picture(name: str, media_type: str, data: bytes) -> None:
    size = size_of(media_type, data)
    if size is None:
        raise Invalid(_("图片“%(name)s”已损坏或不完整，请重新上传。") % {"name": name}, "file")
    if max(size) > LONGEST_SIDE or size[0] * size[1] > MOST_PIXELS:
        shown = {"name": name, "width": size[0], "height": size[1]}
        raise Invalid(_("图片“%(name)s”的尺寸 %(width)d×%(height)d 过大，请缩小后上传。") % shown, "file")


def _checked_text(name: str, data: bytes) -> str:
    for encoding in ("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(ord(letter) < 32 and letter not in "\t\r\n\f" for letter in text):
            break
        if _MARKUP.search(text[:4096]):
            raise Invalid(_("“%(name)s”是程序、脚本或网页，不能作为佐证材料。") % {"name": name}, "file")
        return TEXT
    raise Invalid(_("“%(name)s”不是可以阅读的文本，请用原来的格式上传。") % {"name": name}, "file")
