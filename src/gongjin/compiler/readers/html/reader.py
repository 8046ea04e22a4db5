"""From the bytes of a saved page to the blocks of its article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from gongjin.compiler.document import Document, Notice
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.marks import refuse_marked_lines
from gongjin.compiler.readers.blocks import Blocks
from gongjin.compiler.readers.html import article, particulars
from gongjin.compiler.readers.html.flow import Flow, Item, Line, Table
from gongjin.compiler.readers.html.furniture import is_byline, is_furniture_line
from gongjin.compiler.readers.html.source import is_archive, is_page, tree
from gongjin.compiler.readers.notices import revisions
from gongjin.core.texts import gettext as _

_EDGE: Final = 12
"""How many lines from an article's head and foot may be those of the site about it."""
_QUOTED: Final = 6
_TITLE_WITHIN: Final = 6
_SECRET = re.compile(r"密\s*级|★")
"""Lines about the article that may say how it is classified; a menu may well have an entry called 内部."""


class HtmlReader:
    """Reads the article of a saved page; menus, buttons and footers stay out, and nothing is fetched."""

    label = _("网页文件")
    suffixes = (".htm", ".html", ".mht", ".mhtml")

    def fits(self, data: bytes) -> int:
        """Sure by the first element, or by the head of an archive of one page."""
        return 90 if is_page(data) or is_archive(data) else 0

    def read(self, data: bytes) -> Document:
        """The blocks; raises `RefusedFile`: damaged, too-complex, image-only."""
        root, notices = tree(data)
        found = article.find(root)
        flow = Flow(root, found)
        refuse_marked_lines(item.text for item in flow.items if isinstance(item, Line) and _SECRET.search(item.text))
        kept = _Kept()
        kept.take(flow.items)
        title = particulars.title_of(root, flow.items)
        blocks = Blocks()
        first = [item.text for item in kept.items[:_TITLE_WITHIN] if isinstance(item, Line)]
        if title and kept.items and not particulars.has_title(title, first):
            blocks.paragraph(title, emphasis=True)
        for item in kept.items:
            if isinstance(item, Line):
                # the first depth is the title's
                depth = max(0, item.heading - 1)
                blocks.paragraph(item.text, emphasis=item.emphasis or item.heading > 0, heading=depth)
            else:
                number = blocks.table()
                for cell in (cell for row in item.rows for cell in row):
                    blocks.cell(number, cell)
        if not kept.items and flow.pictures:
            raise RefusedFile(
                "image-only",
                _("网页的正文只有图片，没有可读的文字。请用文字识别（OCR）转成文字后，存为 .docx 再上传。"),
            )
        return Document(tuple(blocks.done), (*notices, *revisions(flow.inserted, flow.deleted), *kept.notices()))


@dataclass(slots=True)
class _Kept:
    """The lines and tables of an article that are the document's, and what was left out."""

    items: list[Item] = field(default_factory=list)
    pairs: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    dropped: int = 0

    def take(self, items: Sequence[Item]) -> None:
        inside = [item for item in items if item.inside]
        last = len(inside) - _EDGE
        for item in items:
            if isinstance(item, Line):
                self.files += item.files
            if not item.inside:
                self.dropped += 1
                self._particulars(item)
        for index, item in enumerate(inside):
            head, foot = index < _EDGE, index >= last
            linked = isinstance(item, Line) and item.linked
            if linked or (head and self._particulars(item)) or _is_furniture(item, edge=head or foot):
                self.dropped += 1
            else:
                self.items.append(item)

    def _particulars(self, item: Item) -> bool:
        pairs = particulars.of_table(item.rows) if isinstance(item, Table) else particulars.of_line(item.text)
        for key, value in pairs:
            if value:
                self.pairs.setdefault(key, value)
        return bool(pairs)

    def notices(self) -> Iterator[Notice]:
        if self.pairs:
            said = _("；").join(f"{key}：{value}" for key, value in list(self.pairs.items())[:_QUOTED])
            yield Notice("particulars", _("网页上的公文信息没有读入正文：%(said)s。") % {"said": said})
        if self.files:
            names = _("、").join(self.files[:_QUOTED])
            yield Notice(
                "linked-files",
                _("网页链接的 %(count)d 个附件没有读入，也没有下载：%(names)s。如方案在附件里，请下载后另行上传。")
                % {"count": len(self.files), "names": names},
            )
        if self.dropped:
            yield Notice("page-furniture", _("网页的导航、按钮、页脚等没有读入，只读了正文；请核对正文是否完整。"))


def _is_furniture(item: Item, *, edge: bool) -> bool:
    if isinstance(item, Table):
        return False
    return is_furniture_line(item.text) or (edge and is_byline(item.text))
