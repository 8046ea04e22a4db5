"""Notices that several formats share: what a file holds that is not in the text, or not as the file shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongjin.compiler.document import Notice
from gongjin.core.texts import gettext as _

_PAGE_NUMBER = re.compile(r"[\s\d\-–—―－·.第页共/]*")
_QUOTED = 20


def revisions(inserted: int, deleted: int, moved: int = 0) -> Iterator[Notice]:
    """That revisions were accepted, where there are any."""
    if inserted or deleted or moved:
        message = _(
            "文件里有修订痕迹（插入 %(inserted)d 处、删除 %(deleted)d 处、移动 %(moved)d 处），"
            "已按全部接受修订读取；请确认这是定稿。"
        )
        yield Notice("revisions", message % {"inserted": inserted, "deleted": deleted, "moved": moved})


def hidden() -> Notice:
    """That hidden text was read with the rest."""
    return Notice("hidden-text", _("文件里有隐藏文字，已一并读入；请核对是否属于正文。"))


def comments(count: int) -> Notice:
    """That comments were left out."""
    return Notice("comments", _("文件里有 %(count)d 条批注，没有读入。") % {"count": count})


def headers(margins: Sequence[str]) -> Iterator[Notice]:
    """That headers and footers were left out, where they hold more than page numbers."""
    words = [text.strip() for text in margins if not _PAGE_NUMBER.fullmatch(text)]
    if words:
        text = words[0] if len(words[0]) <= _QUOTED else f"{words[0][:_QUOTED]}…"
        yield Notice("margins", _("页眉、页脚的文字（如“%(text)s”）没有读入正文。") % {"text": text})


def rejoined_notice(count: int) -> Notice:
    """That lines broken by a fixed width were put together."""
    message = _("文件按固定宽度折行（多为从 PDF 粘贴而来），已把句中的折行接上 %(count)d 处；请核对分段。")
    return Notice("rejoined-lines", message % {"count": count})
