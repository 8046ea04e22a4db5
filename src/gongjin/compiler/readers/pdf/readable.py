"""Whether the text of a PDF can be read at all: scans and files without a table of meanings are refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from gongjin.compiler.document import Notice
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.readers.pdf.glyphs import LOST, Page, is_ideograph
from gongjin.core.texts import gettext as _

_FEW: Final = 20
"""Characters below which a page has hardly any text: a page number, a stamp."""
_COVERED: Final = 0.3
"""The share of a page from which pictures may hold its text."""
_DRAWN: Final = 60
"""Paths from which a page without text is drawn as outlines."""
_LOST: Final = 0.08
_KNOWN: Final = 0.75
"""The share of Chinese characters that are ordinary ones; of any text it is above 0.95, of codes read amiss a third."""
_WORDS: Final = 0.75
"""The share of letters and figures in a text without Chinese characters, if it is one."""
_SAMPLE: Final = 20_000


def refuse_unreadable(pages: list[Page]) -> None:
    """Raise `RefusedFile`: scanned where pictures stand in place of text, garbled where codes have no meaning."""
    texts = ["".join(glyph.text for glyph in page.glyphs if not glyph.text.isspace()) for page in pages]
    total = sum(map(len, texts))
    pictured = [page for page, text in zip(pages, texts, strict=True) if _is_picture(page, text)]
    if pictured and (total < _FEW * len(pages) or len(pictured) > 0.8 * len(pages)):
        raise RefusedFile(
            "scanned",
            _(
                "这是扫描件或图片，没有可读的文字。请换用 Word 原件（.docx）；"
                "没有原件的，先用文字识别（OCR）转成 Word 文档并核对后再上传。"
            ),
        )
    if total and (sum(page.lost for page in pages) > _LOST * total or not _ordinary("".join(texts))):
        raise RefusedFile(
            "garbled",
            _(
                "PDF 里的文字没有编码对照，读出来是乱码。请换用 Word 原件（.docx），"
                "或用 Word、WPS 重新导出 PDF；都没有的，先用文字识别（OCR）转成 Word 文档并核对后再上传。"
            ),
        )


def _is_picture(page: Page, text: str) -> bool:
    return len(text) < _FEW and (page.pictures > _COVERED or page.paths > _DRAWN)


def _ordinary(text: str) -> bool:
    """Whether the Chinese characters are such as texts have, simplified or traditional."""
    characters = [character for character in text if is_ideograph(character)][:_SAMPLE]
    others = [character for character in text[:_SAMPLE] if _is_odd(character)]
    if len(others) > 0.2 * min(len(text), _SAMPLE):
        return False
    if len(characters) < _FEW:
        sample = text[:_SAMPLE]
        words = sum(1 for character in sample if character.isascii() and character.isalnum())
        return len(characters) > 0.1 * len(sample) or len(sample) < 3 * _FEW or words > _WORDS * len(sample)
    best = max(_share(characters, encoding) for encoding in ("gb2312", "big5"))
    return best >= _KNOWN


def _is_odd(character: str) -> bool:
    """Whether it is of a script that no Chinese plan is written in."""
    return "\u0180" <= character <= "\u036f" or "\u0400" <= character <= "\u1fff" or "\ua000" <= character <= "\ud7ff"


def _share(characters: list[str], encoding: str) -> float:
    known = 0
    for character in characters:
        try:
            character.encode(encoding)
        except UnicodeEncodeError:
            continue
        known += 1
    return known / len(characters)


def notices(pages: list[Page], text: str) -> Iterable[Notice]:
    """What the user should know of a file that was read."""
    pictured = [str(page.number + 1) for page in pages if _is_picture(page, "".join(g.text for g in page.glyphs))]
    if pictured:
        yield Notice(
            "scanned-pages",
            _("第 %(pages)s 页是图片，没有文字，未能读入；如有正文或表格，请补录。") % {"pages": "、".join(pictured)},
        )
    broken = [str(page.number + 1) for page in pages if not page.width]
    if broken:
        yield Notice("broken-pages", _("第 %(pages)s 页已损坏，未能读入。") % {"pages": "、".join(broken)})
    if any(page.hidden for page in pages):
        yield Notice("recognised-text", _("文件的文字是扫描后自动识别的，可能有错字、错数；请对照原文核对。"))
    lost = text.count(LOST)
    if lost:
        yield Notice(
            "broken-characters", _("文件里有 %(count)d 处乱码，已用 � 标出；请对照原文核对。") % {"count": lost}
        )
