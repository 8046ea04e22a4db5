"""The parts of an .xlsx file: workbook, shared texts, formats, sheets.

Cells are read from a stream of elements, so that memory grows with what is kept and not with what the file claims.
Source: ECMA-376 part 1, 18.2 to 18.4 and 18.8.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from lxml import etree

from gongjin.compiler.apart import too_complex
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.readers.docx.package import Package, parse
from gongjin.compiler.readers.xlsx.numbers import BUILT_IN, GENERAL, dated, is_date, shown, text_shown
from gongjin.compiler.readers.xlsx.sheet import MAX_COLUMN, MAX_ROW, Sheet
from gongjin.core.texts import gettext as _

_PLACE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LAID: Final = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[A-Z])', re.IGNORECASE)
_OFF: Final = (None, "0", "false")
MAX_TEXTS: Final = 500_000
MAX_LENGTH: Final = 40_000
"""Characters of one cell; programs keep 32,767."""
MAX_HIDDEN: Final = 1_100_000


def damaged() -> RefusedFile:
    """The refusal of a workbook that breaks off or whose parts cannot be read."""
    return RefusedFile("damaged", _("工作簿已损坏，读不出来。请用 Excel 或 WPS 打开后另存为 .xlsx，再重新上传。"))


def local(element: etree._Element) -> str:
    """The name of an element without its namespace: strict and transitional files differ in nothing else here."""
    return str(element.tag).rpartition("}")[2]


def elements(xml: bytes, *names: str) -> Iterator[etree._Element]:
    """The elements of these names as they end, each gone once the next is asked for. Raises damaged, unsafe-xml."""
    if b"<!DOCTYPE" in xml or xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
        parse(xml)  # says what is wrong with it, or reads the rare part in UTF-16
    try:
        walk = etree.iterparse(
            io.BytesIO(xml), events=("end",), tag=[f"{{*}}{name}" for name in names],
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True,
            huge_tree=False,
        )  # fmt: skip
        for _event, element in walk:
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except (etree.LxmlError, ValueError) as error:
        raise damaged() from error


def shared_texts(package: Package, part: str) -> list[str]:
    """The texts that cells name by number."""
    texts: list[str] = []
    for element in elements(package.part(part), "si"):
        if len(texts) >= MAX_TEXTS:
            raise too_complex()
        texts.append(_rich(element))
    return texts


def _rich(element: etree._Element) -> str:
    """The text of a string in pieces, without the readings that Japanese files set above it."""
    pieces: list[str] = []
    for child in element:
        name = local(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces += [part.text or "" for part in child if local(part) == "t"]
    return _ESCAPED.sub(lambda found: _character(found[1]), "".join(pieces))[:MAX_LENGTH]


def _character(code: str) -> str:
    value = int(code, 16)
    return "" if (value < 0x20 and value not in (9, 10)) or 0xD800 <= value < 0xE000 else chr(value)


def formats(package: Package, part: str) -> list[str]:
    """For each style of cells the format of its numbers."""
    codes = dict(BUILT_IN)
    styles: list[str] = []
    root = parse(package.part(part))
    for group in root:
        name = local(group)
        if name == "numFmts":
            for each in group:
                codes[_integer(each.get("numFmtId"), -1)] = each.get("formatCode") or GENERAL
        elif name == "cellXfs":
            styles = [codes.get(_integer(each.get("numFmtId"), 0), GENERAL) for each in group]
    return styles


class SheetPart:
    """Reads one sheet. `texts` and `styles` are the workbook's; `since_1904` says how it counts days."""

    def __init__(self, texts: list[str], styles: list[str], since_1904: bool) -> None:
        self._texts, self._styles, self._since_1904 = texts, styles, since_1904

    def read(self, name: str, xml: bytes) -> Sheet:
        """The sheet of that name."""
        sheet = Sheet(name)
        above = -1
        for element in elements(xml, "row", "col", "mergeCell", "headerFooter"):
            match local(element):
                case "row":
                    above = self._row(sheet, element, above)
                case "col":
                    _column(sheet, element)
                case "mergeCell":
                    _merge(sheet, element.get("ref") or "")
                case _:
                    sheet.margins += [_LAID.sub(" ", part.text) for part in element if part.text]
        return sheet

    def _row(self, sheet: Sheet, row: etree._Element, above: int) -> int:
        number = _integer(row.get("r"), above + 2) - 1
        if row.get("hidden") not in _OFF or (row.get("ht") in ("0", "0.0") and row.get("customHeight") not in _OFF):
            sheet.hidden_rows.add(number)
            if len(sheet.hidden_rows) > MAX_HIDDEN:
                raise too_complex()
        column = -1
        for cell in row:
            if local(cell) != "c":
                continue
            found = _PLACE.fullmatch(cell.get("r") or "")
            column = _letters(found[1]) if found else column + 1
            text = self._cell(sheet, cell)
            if text:
                sheet.put(number, column, text)
        return number

    def _cell(self, sheet: Sheet, cell: etree._Element) -> str:
        value = inline = None
        formula = False
        for part in cell:
            match local(part):
                case "v":
                    value = part.text
                case "is":
                    inline = part
                case "f":
                    formula = True
        if inline is not None:
            return _rich(inline)
        if value is None or value == "":
            sheet.uncounted += formula and cell.get("t") != "str"
            return ""
        return self._shown(sheet, value, cell)

    def _shown(self, sheet: Sheet, value: str, cell: etree._Element) -> str:
        style = _integer(cell.get("s"), -1)
        code = self._styles[style] if 0 <= style < len(self._styles) else GENERAL
        match cell.get("t"):
            case "s":
                number = _integer(value, -1)
                return text_shown(self._texts[number], code) if 0 <= number < len(self._texts) else ""
            case "str":
                return text_shown(_ESCAPED.sub(lambda found: _character(found[1]), value)[:MAX_LENGTH], code)
            case "b":
                return "FALSE" if value in _OFF else "TRUE"
            case "e":
                sheet.errors += 1
                return value[:20]
            case "d":
                return _moment(value, code)
        try:
            number_ = Decimal(value) if len(value) < 20 and "E" not in value.upper() else Decimal(repr(float(value)))
        except (InvalidOperation, ValueError):
            return value[:MAX_LENGTH]
        if not number_.is_finite() or abs(number_) >= Decimal(10) ** 300:
            return value[:MAX_LENGTH]
        return shown(Decimal(format(number_, ".15g")), code, self._since_1904)


def _moment(value: str, code: str) -> str:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value[:MAX_LENGTH]
    clock = "t" if moment.hour or moment.minute or moment.second else ""
    return dated(moment, "ymd" + clock if not is_date(code) or "y" in code.lower() else "md" + clock)


def _column(sheet: Sheet, element: etree._Element) -> None:
    if element.get("hidden") in _OFF and element.get("width") not in ("0", "0.0"):
        return
    first, last = _integer(element.get("min"), 0), _integer(element.get("max"), 0)
    sheet.hidden_columns.update(range(max(first, 1) - 1, min(last, MAX_COLUMN)))


def _merge(sheet: Sheet, ref: str) -> None:
    start, _colon, end = ref.partition(":")
    first, last = _PLACE.fullmatch(start), _PLACE.fullmatch(end)
    if first and last:
        top, bottom = int(first[2]) - 1, min(int(last[2]), MAX_ROW) - 1
        sheet.merge(top, _letters(first[1]), bottom, min(_letters(last[1]), MAX_COLUMN - 1))


def _letters(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _integer(text: str | None, default: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return default
