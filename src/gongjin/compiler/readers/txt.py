"""txt: plain text as offices save it, in UTF-8, GBK, GB 18030 or UTF-16, with any line ends."""

from __future__ import annotations

import codecs
import re
import unicodedata

from gongjin.compiler.document import Document, Notice, document
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.readers.blocks import MOST_BLOCKS, too_many
from gongjin.compiler.readers.lines import rejoined
from gongjin.compiler.readers.notices import rejoined_notice
from gongjin.core.texts import gettext as _

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_LINE_END = re.compile("\r\n|\r|\n")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_SAMPLE = 20_000
_STRANGE = 0.05
"""The share of characters that are none (unassigned, private use) above which bytes are no text."""
_BROKEN = 0.002
"""The share of broken characters up to which a text is still read, with a notice."""


class TextReader:
    """The reader of last resort: whatever is no other format may be text."""

    label = _("纯文本")
    suffixes = (".txt",)

    def fits(self, data: bytes) -> int:
        """Barely, always; `read` finds out."""
        return 1 if data else 0

    def read(self, data: bytes) -> Document:
        """The lines as blocks; raises `RefusedFile` (unknown-format) for bytes that are no text."""
        text, notices = _decode(data)
        # A vertical tab is Word's soft break saved as text; U+001A ends files that came from DOS.
        text = text.removesuffix("\x1a").replace("\x0b", "\u2028")
        if not _plausible(text):
            raise _no_text()
        if sum(map(text.count, "\r\n")) > 2 * MOST_BLOCKS:
            raise too_many()
        lines = _LINE_END.split(text)
        if lines[-1] == "":
            lines.pop()
        lines, joined = rejoined(lines)
        if joined:
            notices += (rejoined_notice(joined),)
        return document(lines, notices)


READERS = (TextReader(),)


def _decode(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _repaired(data[len(bom) :], (encoding,))
    encodings: tuple[str, ...] = ("utf-8", "gb18030")
    if b"\x00" in data[:_SAMPLE]:
        # Line ends, digits and spaces have a zero byte in UTF-16: after the character or before it.
        little = data[1:_SAMPLE:2].count(0) >= data[0:_SAMPLE:2].count(0)
        encodings = ("utf-16-le" if little else "utf-16-be",)
    for encoding in encodings:
        try:
            return data.decode(encoding), ()
        except UnicodeDecodeError:
            continue
    return _repaired(data, encodings)


def _repaired(data: bytes, encodings: tuple[str, ...]) -> tuple[str, tuple[Notice, ...]]:
    """The decoding with the fewest broken characters; raises `RefusedFile` where they are too many to be slips."""
    decoded = [data.decode(encoding, errors="replace") for encoding in encodings]
    text = min(decoded, key=lambda candidate: candidate.count("\ufffd"))
    broken = text.count("\ufffd")
    if broken > max(1, int(len(text) * _BROKEN)):
        raise _no_text()
    if not broken:
        return text, ()
    message = _("文件里有 %(count)d 处乱码，已用 � 标出；请对照原文核对。") % {"count": broken}
    return text, (Notice("broken-characters", message),)


def _plausible(text: str) -> bool:
    if _CONTROL.search(text):
        return False
    sample = text[:_SAMPLE]
    strange = sum(1 for character in sample if unicodedata.category(character) in ("Cn", "Co", "Cs"))
    return strange <= len(sample) * _STRANGE


def _no_text() -> RefusedFile:
    return RefusedFile(
        "unknown-format", _("认不出文件的格式，也不是纯文本。请用 Word 或 WPS 打开，另存为 .docx 后再上传。")
    )
