"""From the bytes of an RTF file to its blocks."""

from __future__ import annotations

from collections.abc import Iterator

from gongjin.compiler.document import Document, Notice
from gongjin.compiler.marks import refuse_marked_lines
from gongjin.compiler.readers.notices import comments, headers, hidden, revisions
from gongjin.compiler.readers.rtf.interpreter import Interpreter
from gongjin.core.texts import gettext as _

_HEAD = b"{\\rtf"


class RtfReader:
    """Reads RTF as Word, WPS and WordPad write it; nothing that the file embeds or points at is opened."""

    label = _("RTF 文档")
    suffixes = (".rtf",)

    def fits(self, data: bytes) -> int:
        """Certain when the file begins as RTF does."""
        return 100 if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_HEAD) else 0

    def read(self, data: bytes) -> Document:
        """The blocks; raises `RefusedFile`: damaged, too-complex, classified."""
        found = Interpreter()
        found.read(data)
        refuse_marked_lines([*found.margins, *found.drawn, *found.main.boxed])
        return Document(tuple(found.blocks.done), tuple(_notices(found)))


def _notices(found: Interpreter) -> Iterator[Notice]:
    yield from revisions(found.inserted, found.deleted)
    if found.hidden:
        yield hidden()
    if found.comments:
        yield comments(found.comments)
    yield from headers(found.margins)
