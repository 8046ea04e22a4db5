"""From the bytes of a file to a `Document`, or to one clear refusal. Nothing is stored here, nor fetched."""

from __future__ import annotations

from gongjin.compiler.document import Document
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.marks import refuse_marked, refuse_marked_name
from gongjin.compiler.readers import readers
from gongjin.core.collector import collector_waits
from gongjin.core.texts import gettext as _

LIMIT = 50 * 1024 * 1024
"""The largest file that is read, in bytes; a plan of 200 pages with photographs stays below it."""


LONGEST = 400_000
"""The most characters of a document; two hundred pages of dense print have fewer than half of that."""


def refuse_large(size: int) -> None:
    """Raise `RefusedFile` (too-large) for so many bytes; for callers that know the size before they read."""
    if size > LIMIT:
        raise RefusedFile(
            "too-large",
            _("文件有 %(size)d MB，超过 %(limit)d MB 的上限。请删去或压缩其中的图片后再上传。")
            % {"size": -(-size // (1024 * 1024)), "limit": LIMIT // (1024 * 1024)},
        )


def read_document(data: bytes, name: str = "") -> Document:
    """Read a file by its content; the name only serves to notice a classification mark in it.

    Raises `RefusedFile`: empty, too-large, too-long, unknown-format, or what the format's reader and the check for
    classification marks raise.
    """
    refuse_marked_name(name)
    if not data:
        raise RefusedFile("empty", _("文件是空的（0 字节）。请确认保存成功后重新选择文件。"))
    refuse_large(len(data))
    score, position = max((reader.fits(data), -index) for index, reader in enumerate(readers()))
    if score <= 0:
        raise RefusedFile("unknown-format", _("认不出文件的格式。请用 Word 或 WPS 打开，另存为 .docx 后再上传。"))
    with collector_waits():
        document = readers()[-position].read(data)
    if len(document.text) > LONGEST:
        raise RefusedFile(
            "too-long",
            _("文件有 %(length)d 万字，超过 %(limit)d 万字的上限，不像一份方案。请只保留方案正文，或分成几份。")
            % {"length": len(document.text) // 10_000, "limit": LONGEST // 10_000},
        )
    refuse_marked(document)
    if not document.text.strip():
        raise RefusedFile("no-text", _("文件里没有文字。请确认选对了文件；如果是扫描件，请先识别成文字再上传。"))
    return document
