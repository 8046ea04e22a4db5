"""From the bytes of a saved page to its tree: archives of one page (MHTML), character sets, limits."""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from email.message import Message
from typing import Final

from lxml import etree

from gongjin.compiler.document import Notice
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.readers.docx.package import damaged
from gongjin.core.texts import gettext as _

MAX_TAGS: Final = 300_000
"""A saved page of a plan has some thousands."""
_HEAD: Final = 4096
_BLANK: Final = b"\xef\xbb\xbf \t\r\n"
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p)\b", re.IGNORECASE)
_BEFORE: Final = ((b"<!--", b"-->"), (b"<?xml", b"?>"))
"""What may stand before a page's first element."""
_ARCHIVE = re.compile(rb"(?:from|subject|date|mime-version|content-type|x-[\w-]+):", re.IGNORECASE)
_DECLARED = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]{3,20})|<\?xml[^>]{0,100}encoding=[\"']([\w-]{3,20})", re.I
)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SETS: Final = dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "gb18030"), "gb18030") | {
    "utf-8": "utf-8", "utf8": "utf-8", "big5": "cp950", "big5-hkscs": "big5hkscs",
}  # fmt: skip
"""The character sets that pages in Chinese are declared in. ISO 8859-1 is what servers say who do not know."""
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_ERRORS = (LookupError, ValueError, AttributeError, TypeError, RecursionError, AssertionError)


def is_page(data: bytes) -> bool:
    """Whether the bytes begin as a web page does."""
    head = data[:_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head[2:].replace(b"\x00", b"")
    return bool(_MARKUP.match(_begun(head)))


def _begun(head: bytes) -> bytes:
    """The bytes from the first element on, without declaration and comments; none where one of these has no end.

    Taken off one by one: possessive patterns, which would do it in one, fail in Python before 3.11.5.
    """
    while True:
        head = head.lstrip(_BLANK)
        end = next((end for start, end in _BEFORE if head.startswith(start)), None)
        if end is None:
            return head
        _passed, found, head = head.partition(end)
        if not found:
            return b""


def is_archive(data: bytes) -> bool:
    """Whether the bytes begin as a page saved in one file (MHTML) does."""
    head = data[:_HEAD].lstrip(_BLANK)
    return bool(_ARCHIVE.match(head)) and b"mime-version:" in head.lower() and b"text/html" in data.lower()


def tree(data: bytes) -> tuple[etree._Element, tuple[Notice, ...]]:
    """The page's tree and what is to be said of its decoding; raises `RefusedFile`: damaged, too-complex."""
    declared = ""
    if is_archive(data):
        data, declared = _page_of(data)
    text, notices = _decoded(data, declared)
    if text.count("<") > MAX_TAGS:
        raise _complex()
    text = _CONTROL.sub("", _XML_HEAD.sub("", text))
    parser = etree.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, recover=True, huge_tree=True, encoding="utf-8"
    )
    try:
        root: etree._Element | None = etree.fromstring(text.encode(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise damaged() from error
    if root is None:
        raise damaged()
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise _complex()
    return root, notices


def _page_of(data: bytes) -> tuple[bytes, str]:
    """The page in an archive, and the character set that the archive names for it."""
    try:
        message: Message = email.message_from_bytes(data, policy=email.policy.compat32)
        for part in message.walk():
            if part.get_content_type() == "text/html":
                raw = part.get_payload(decode=True)
                if isinstance(raw, bytes):
                    return raw, str(part.get_content_charset() or "")
    except _ERRORS as error:
        raise damaged() from error
    raise damaged()


def _decoded(data: bytes, declared: str) -> tuple[str, tuple[Notice, ...]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, errors="replace"), ()
    found = _DECLARED.search(data[: 4 * _HEAD])
    names = [
        declared,
        *((group or b"").decode("ascii") for group in (found.groups() if found else ())),
        "utf-8",
        "gb18030",
    ]
    for name in names:
        # what a browser saved again may be declared wrongly: a set that does not fit is not the one
        try:
            return data.decode(_SETS[name.lower()]), ()
        except (KeyError, UnicodeError):
            continue
    texts = [data.decode(name, errors="replace") for name in ("utf-8", "gb18030")]
    text = min(texts, key=lambda candidate: candidate.count("\ufffd"))
    message = _("文件里有 %(count)d 处乱码，已用 � 标出；请对照原文核对。") % {"count": text.count("\ufffd")}
    return text, (Notice("broken-characters", message),)


def _complex() -> RefusedFile:
    return RefusedFile(
        "too-complex", _("网页的结构大得不合常理，已停止读取。请把正文复制到 Word 或 WPS，存为 .docx 后再上传。")
    )
