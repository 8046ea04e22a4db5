"""Formats that are recognised by their content and not read: each says what to do instead.

Every one fits at most 60, so that the module of a reader added later (which is certain: 100) takes over by itself;
only a lock counts for more than what is behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gongjin.compiler.document import Document
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.readers.docx.package import damaged, encrypted, is_zip, names_of
from gongjin.core.texts import gettext as _

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED, _SURE, _BROAD, _LAST = 110, 60, 40, 20
_HEAD = 4096


@dataclass(frozen=True)
class Refusal:
    """A format that is told apart and refused."""

    code: str
    label: str
    advice: str
    score: int
    matches: Callable[[bytes], bool]
    suffixes: tuple[str, ...] = ()

    def fits(self, data: bytes) -> int:
        """Its score where the bytes match."""
        return self.score if self.matches(data) else 0

    def read(self, data: bytes) -> Document:
        """Always raises `RefusedFile`."""
        if self.code == "encrypted":
            raise encrypted()
        if self.code == "damaged":
            raise damaged()
        raise RefusedFile(
            self.code, _("这是%(format)s，暂时不能直接读取。%(advice)s") % {"format": self.label, "advice": self.advice}
        )


def _stream(*names: str) -> Callable[[bytes], bool]:
    """An OLE file with one of these streams; its directory holds the names in UTF-16."""
    wanted = [name.encode("utf-16-le") + b"\x00\x00" for name in names]
    return lambda data: data.startswith(_OLE) and any(name in data for name in wanted)


def _starts(*heads: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(heads)


def _holds(*folders: str) -> Callable[[bytes], bool]:
    """A zip with an entry of that name or in that folder."""
    return lambda data: is_zip(data) and any(name.startswith(folders) for name in names_of(data))


def _head_has(*words: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and any(w in data[:_HEAD] for w in words)


def _picture(data: bytes) -> bool:
    heads = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
    return data.startswith(heads) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


_AS_DOCX = _("请用 Word 或 WPS 打开，另存为 .docx 后再上传。")
_FROM_WORD = _("请换用生成它的 Word 原件（.docx）；没有原件的，先转成 Word 文档并核对文字后再上传。")

READERS = (
    Refusal("encrypted", _("加密文件"), "", _LOCKED, _stream("EncryptedPackage", "EncryptionInfo", "DRMContent")),
    Refusal(
        "slides", _("演示文稿"), _("请把方案文字存为 .docx 后再上传。"), _SURE, _stream("PowerPoint Document")
    ),
    Refusal("legacy-office", _("旧版办公软件的文件"), _AS_DOCX, _LAST, _starts(_OLE)),
    Refusal(
        "workbook", _("Excel 二进制工作簿（.xlsb）"), _("请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"), _SURE,
        _holds("xl/"),
    ),
    Refusal("slides", _("演示文稿"), _("请把方案文字存为 .docx 后再上传。"), _SURE, _holds("ppt/")),
    Refusal("opendocument", _("OpenDocument 文档"), _AS_DOCX, _BROAD, _holds("content.xml")),
    Refusal("archive", _("压缩包"), _("请先解压，再上传其中的方案文件。"), _LAST, lambda data: bool(names_of(data))),
    Refusal("damaged", _("损坏的文件"), "", _LAST, lambda data: is_zip(data) and not names_of(data)),
    Refusal(
        "archive", _("压缩包"), _("请先解压，再上传其中的方案文件。"), _SURE,
        _starts(b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x1f\x8b\x08"),
    ),
    Refusal(
        "word-xml", _("Word XML 文档"), _AS_DOCX, _SURE, _head_has(b"Word.Document", b"/wordml", b"2006/xmlPackage")
    ),
    Refusal(
        "image", _("图片"), _("请用文字识别（OCR）转成文字后，存为 .docx 或 .txt 再上传。"), _SURE, _picture
    ),
)  # fmt: skip
