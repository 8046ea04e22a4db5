"""What a Word file holds that is not in the text, or not as the file shows it: said to the user, never silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from gongjin.compiler.document import Notice
from gongjin.compiler.readers.docx import names as w
from gongjin.compiler.readers.docx.package import Package, parse
from gongjin.compiler.readers.notices import comments, headers, hidden, revisions
from gongjin.core.texts import gettext as _


def notices(
    package: Package, related: dict[str, list[str]], root: etree._Element, margins: Sequence[str]
) -> Iterator[Notice]:
    """The notices of a document whose text has been read; `margins` are the lines of its headers and footers."""
    yield from revisions(_count(root, w.INSERTED), _count(root, w.DELETED), _moves(root))
    if next(root.iter(w.VANISH), None) is not None:
        yield hidden()
    commented = sum(_count(parse(package.part(path)), w.COMMENT) for path in related.get("comments", []))
    if commented:
        yield comments(commented)
    yield from headers(margins)
    if any(name.startswith("word/diagrams/data") for name in package.names):
        yield Notice("diagrams", _("文件里有 SmartArt 图示，其中的文字没有读入。"))
    if any(name.startswith("word/charts/chart") for name in package.names):
        yield Notice("charts", _("文件里有图表，其中的文字和数字没有读入。"))
    if next(root.iter(w.ALT_CHUNK), None) is not None:
        yield Notice("embedded", _("文件里嵌入了另一份文档，其中的文字没有读入；请在 Word 里另存一次后再上传。"))


def _count(root: etree._Element, tag: str) -> int:
    return sum(1 for _found in root.iter(tag))


def _moves(root: etree._Element) -> int:
    """Each move once, by the ranges that Word marks; by the moved runs where a program marks none."""
    ranges = _count(root, w.WORD + "moveToRangeStart")
    return ranges or max(_count(root, w.MOVED_TO), _count(root, w.MOVED_FROM))
