"""The one place that talks to PDFium: pages with their characters, ruling lines and pictures.

PDFium numbers characters in the order of the file and adds blanks and line ends of its own; those are left out here,
since the layout puts lines together from the places of what is really drawn.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from gongjin.compiler.apart import too_complex
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.readers.pdf.drawing import drawings
from gongjin.compiler.readers.pdf.glyphs import LOST, Glyph, Ink, Page, plain
from gongjin.compiler.readers.pdf.place import Place
from gongjin.core.texts import gettext as _

MAX_PAGES: Final = 600
"""The longest plan that is read; a plan with all its annexes has about 200 pages."""
MAX_CHARACTERS: Final = 700_000
"""Characters of a whole file; about two megabytes of text."""
MAX_ON_PAGE: Final = 40_000
"""Characters of one page; a full page of newspaper print has 15,000."""
_PASSWORD, _SECURITY = 4, 5
_INVISIBLE: Final = 3
_BOLD: Final = 600
_BOLD_NAMES: Final = ("bold", "heavy", "black", "simhei", "heiti", "黑体", "小标宋")


def pages(data: bytes) -> Iterator[Page]:
    """Every page of a file that can be opened; one that cannot be read has no size.

    Raises `RefusedFile`: encrypted, damaged, too-long, too-complex.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (_PASSWORD, _SECURITY):
            raise _encrypted() from error
        raise damaged() from error
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise RefusedFile(
                "too-long",
                _("文件有 %(count)d 页，超过 %(limit)d 页的上限。请只保留方案正文和附件后再上传。")
                % {"count": count, "limit": MAX_PAGES},
            )
        total = 0
        for number in range(count):
            page = _page(document, number)
            total += len(page.glyphs)
            if total > MAX_CHARACTERS:
                raise too_complex()
            yield page
    finally:
        document.close()


def damaged() -> RefusedFile:
    """The refusal of a file that is no readable PDF, though it says it is one."""
    return RefusedFile("damaged", _("PDF 文件已损坏，读不出来。请重新导出或下载，最好换用 Word 原件（.docx）。"))


def _encrypted() -> RefusedFile:
    return RefusedFile("encrypted", _("PDF 文件设有打开密码。请去掉密码后再上传，或换用 Word 原件（.docx）。"))


def _page(document: Any, number: int) -> Page:
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return Page(number, 0, 0)
    try:
        place = _place(page)
        taken = Page(number, place.width, place.height)
        try:
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            return Page(number, 0, 0)
        try:
            _Characters(text, place, taken).take()
        finally:
            text.close()
        drawings(page, place, taken)
        return taken
    finally:
        page.close()


def _place(page: Any) -> Place:
    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, box):
        box.left, box.bottom, box.right, box.top = 0, 0, 595, 842
    return Place(box.left, box.bottom, box.right, box.top, pdfium.FPDFPage_GetRotation(page) % 4)


class _Characters:
    """The characters of one page."""

    def __init__(self, text: Any, place: Place, page: Page) -> None:
        self._text, self._place, self._page = text, place, page
        self._inks: dict[int, Ink] = {}

    def take(self) -> None:
        text = self._text
        count = pdfium.FPDFText_CountChars(text)
        if count > MAX_ON_PAGE * 2:
            raise too_complex()
        box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        glyphs, at = self._page.glyphs, self._place.at
        for index in range(count):
            if pdfium.FPDFText_IsGenerated(text, index) == 1:
                continue
            drawn = pdfium.FPDFText_GetTextObject(text, index)
            if not drawn:
                continue
            key = ctypes.addressof(drawn.contents)
            ink = self._inks.get(key) or self._ink(key, drawn, index)
            character = plain(pdfium.FPDFText_GetUnicode(text, index))
            if character and pdfium.FPDFText_HasUnicodeMapError(text, index) == 1 and character != " ":
                character = LOST
            if not character:
                continue
            if not pdfium.FPDFText_GetLooseCharBox(text, index, box):
                continue
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            (ax, ay), (bx, by) = at(box.left, box.bottom), at(box.right, box.top)
            (ox, oy) = at(x.value, y.value)
            if ink.turn in (None, 0):
                glyph = Glyph(character, min(ax, bx), max(ax, bx), oy, ink)
            else:
                glyph = self._turned(character, (ax, ay, bx, by), (ox, oy), ink)
            if not all(map(math.isfinite, glyph[1:4])):
                continue
            glyphs.append(glyph)
            self._page.lost += character == LOST
            self._page.hidden += not ink.visible
        if len(glyphs) > MAX_ON_PAGE:
            raise too_complex()
        _part_ligatures(glyphs)

    def _turned(
        self, character: str, box: tuple[float, float, float, float], origin: tuple[float, float], ink: Ink
    ) -> Glyph:
        """The glyph in a page that is turned back until the text is upright."""
        turned = self._place.upright(ink.turn or 0)
        (ax, ay), (bx, by), (_ox, oy) = turned(*box[:2]), turned(*box[2:]), turned(*origin)
        del ay, by
        return Glyph(character, min(ax, bx), max(ax, bx), oy, ink)

    def _ink(self, key: int, drawn: Any, index: int) -> Ink:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._text, index, matrix)
        size = pdfium.FPDFText_GetFontSize(self._text, index) * math.hypot(matrix.c, matrix.d)
        turn = self._place.turn_of(matrix.a, matrix.b)
        font = pdfium.FPDFTextObj_GetFont(drawn)
        name = _font_name(font) if font else ""
        mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn)
        bold = any(word in name.lower() for word in _BOLD_NAMES) or mode == 2
        bold = bold or (bool(font) and pdfium.FPDFFont_GetWeight(font) >= _BOLD)
        red, green, blue, alpha = (ctypes.c_uint() for _each in range(4))
        grey, opacity = 0.0, 1.0
        if pdfium.FPDFPageObj_GetFillColor(drawn, red, green, blue, alpha):
            grey = (0.299 * red.value + 0.587 * green.value + 0.114 * blue.value) / 255
            opacity = alpha.value / 255
        size = size if math.isfinite(size) and size > 0 else 1.0
        ink = Ink(round(size, 2), bold, name, grey, opacity, mode != _INVISIBLE, turn)
        self._inks[key] = ink
        return ink


def _part_ligatures(glyphs: list[Glyph]) -> None:
    """One drawn sign that stands for several characters (——, fi) gives each of them its share of the width."""
    start = 0
    for index in range(1, len(glyphs) + 1):
        first = glyphs[start]
        if index < len(glyphs) and glyphs[index][1:] == first[1:]:
            continue
        count = index - start
        if count > 1:
            step = (first.x1 - first.x0) / count
            for place in range(count):
                x0 = first.x0 + place * step
                glyphs[start + place] = glyphs[start + place]._replace(x0=x0, x1=x0 + step)
        start = index


def _font_name(font: Any) -> str:
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    if not 0 < length < 1000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
    raw = buffer.value.rpartition(b"+")[2]
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")
