"""What is drawn on a page of an OFD, in points: characters one by one, ruling lines, pictures (chapters 9 to 11)."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from lxml import etree

from gongjin.compiler.apart import too_complex
from gongjin.compiler.readers.ofd.book import Font, Sheet, box_of, child, numbers
from gongjin.compiler.readers.pdf.glyphs import LOST, Glyph, Ink, Page, Rule, plain
from gongjin.compiler.readers.pdf.place import Place

MAX_CHARACTERS: Final = 700_000
"""Characters of a whole file; about two megabytes of text."""
MAX_ON_PAGE: Final = 40_000
MAX_RULES: Final = 20_000
_POINTS: Final = 72 / 25.4
_BOLD: Final = 600
_BOLD_NAMES: Final = ("bold", "heavy", "black", "simhei", "heiti", "黑体", "小标宋")
_THIN, _STRAIGHT, _SHORT = 3.0, 0.7, 4.0
_WHITE: Final = 0.96
_NUMBERS: Final = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7}

Matrix = tuple[float, float, float, float, float, float]
_ONE: Final = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def taken(number: int, sheet: Sheet) -> Page:
    """The page with what is drawn on it; raises `RefusedFile` (too-complex)."""
    left, top, width, height = sheet.box
    page = Page(number, width * _POINTS, height * _POINTS)
    drawing = _Drawing(page, sheet.fonts, left, top)
    for content in sheet.contents:
        for drawn in content.iter("{*}TextObject", "{*}PathObject", "{*}ImageObject"):
            drawing.take(drawn)
    return page


class _Drawing:
    def __init__(self, page: Page, fonts: dict[str, Font], left: float, top: float) -> None:
        self._page = page
        self._fonts = fonts
        self._left, self._top = left, top
        self._place = Place(0, 0, page.width, page.height)

    def take(self, drawn: etree._Element) -> None:
        box = box_of(drawn.get("Boundary"))
        if box is None:
            return
        matrix = _matrix(drawn.get("CTM"))
        name = etree.QName(drawn).localname
        if name == "TextObject":
            self._texts(drawn, box[0], box[1], matrix)
        elif name == "PathObject":
            self._path(drawn, box[0], box[1], matrix)
        elif box[2] > 0 and box[3] > 0:
            share = box[2] * box[3] * _POINTS**2 / (self._page.width * self._page.height)
            self._page.pictures = min(1.0, self._page.pictures + share)

    def _point(self, x: float, y: float, left: float, top: float, m: Matrix) -> tuple[float, float]:
        """A point of an object as shown, in points from the page's top left corner."""
        shown_x = m[0] * x + m[2] * y + m[4] + left - self._left
        shown_y = m[1] * x + m[3] * y + m[5] + top - self._top
        return shown_x * _POINTS, shown_y * _POINTS

    def _texts(self, drawn: etree._Element, left: float, top: float, matrix: Matrix) -> None:
        size = (numbers(drawn.get("Size") or drawn.get("size")) or [0.0])[0]
        if size <= 0:
            return
        ink = self._ink(drawn, size, matrix)
        wide = size * (numbers(drawn.get("HScale")) or [1.0])[0]
        turned = self._place.upright(ink.turn or 0)
        x = y = 0.0
        for code in drawn.iterchildren("{*}TextCode"):
            x, y = (numbers(code.get("X")) or [x])[0], (numbers(code.get("Y")) or [y])[0]
            text = (code.text or "").strip("\r\n\t")
            across, down = _deltas(code.get("DeltaX"), len(text)), _deltas(code.get("DeltaY"), len(text))
            if len(self._page.glyphs) + len(text) > MAX_ON_PAGE:
                raise too_complex()
            for index, sign in enumerate(text):
                own = wide if unicodedata.east_asian_width(sign) in "WFA" else wide / 2
                step = across[index] if index < len(across) else 0.0 if down else own
                (x0, y0), (x1, y1) = (
                    self._point(at, y, left, top, matrix) for at in (x, x + min(own, step if step > 0 else own))
                )
                (x0, y0), (x1, _y1) = turned(x0, y0), turned(x1, y1)
                self._put(sign, x0, x1, y0, ink)
                x += step
                y += down[index] if index < len(down) else 0.0

    def _put(self, sign: str, x0: float, x1: float, y: float, ink: Ink) -> None:
        shown = plain(ord(sign))
        if shown and all(map(math.isfinite, (x0, x1, y))):
            for part in shown:
                self._page.glyphs.append(Glyph(part, min(x0, x1), max(x0, x1), y, ink))
            self._page.lost += shown == LOST
            self._page.hidden += not ink.visible

    def _ink(self, drawn: etree._Element, size: float, m: Matrix) -> Ink:
        font = self._fonts.get(drawn.get("Font", ""), Font())
        weight = (numbers(drawn.get("Weight")) or [400.0])[0]
        bold = font.bold or weight >= _BOLD or any(word in font.name.lower() for word in _BOLD_NAMES)
        # downwards is forwards here, and backwards in the coordinates of `Place`
        turn = self._place.turn_of(m[0], -m[1])
        alpha = (numbers(drawn.get("Alpha")) or [255.0])[0] / 255
        shown = round(max(size * math.hypot(m[2], m[3]) * _POINTS, 0.1), 2)
        visible = drawn.get("Visible") != "false"
        return Ink(shown, bold, font.name, _grey(child(drawn, "FillColor")), alpha, visible, turn)

    def _path(self, drawn: etree._Element, left: float, top: float, matrix: Matrix) -> None:
        self._page.paths += 1
        strokes = drawn.get("Stroke") != "false" and _grey(child(drawn, "StrokeColor")) < _WHITE
        fills = drawn.get("Fill") == "true" and _grey(child(drawn, "FillColor")) < _WHITE
        data = child(drawn, "AbbreviatedData")
        if data is None or not (strokes or fills):
            return
        for run in _runs(data.text or ""):
            points = [self._point(x, y, left, top, matrix) for x, y in run]
            if strokes:
                for (ax, ay), (bx, by) in pairwise(points):
                    if min(abs(ax - bx), abs(ay - by)) <= _STRAIGHT:
                        self._rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
            if fills and len(points) >= 3:
                xs, ys = [x for x, _y in points], [y for _x, y in points]
                if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
                    self._rule(min(xs), min(ys), max(xs), max(ys))

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if max(x1 - x0, y1 - y0) < _SHORT or not all(map(math.isfinite, (x0, y0, x1, y1))):
            return
        if len(self._page.rules) >= MAX_RULES:
            raise too_complex()
        if x1 - x0 >= y1 - y0:
            y0 = y1 = (y0 + y1) / 2
        else:
            x0 = x1 = (x0 + x1) / 2
        self._page.rules.append(Rule(x0, y0, x1, y1))


def _matrix(text: str | None) -> Matrix:
    found = numbers(text)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else _ONE


def _deltas(text: str | None, most: int) -> list[float]:
    """The steps from character to character; "g 3 5.2" stands for 5.2 three times."""
    words = (text or "").split()
    found: list[float] = []
    at = 0
    while at < len(words) and len(found) < most:
        if words[at] == "g" and at + 2 < len(words):
            count, step = numbers(words[at + 1]), numbers(words[at + 2])
            found += (step or [0.0]) * min(int(count[0]) if count and count[0] > 0 else 0, most)
            at += 3
        else:
            found += numbers(words[at]) or [0.0]
            at += 1
    return found[:most]


def _grey(colour: etree._Element | None) -> float:
    """The grey value of a colour (0 black, 1 white); black where it says none."""
    values = numbers(colour.get("Value")) if colour is not None else []
    if len(values) == 3:
        return (0.299 * values[0] + 0.587 * values[1] + 0.114 * values[2]) / 255
    return values[0] / 255 if len(values) == 1 else 0.0


def _runs(data: str) -> Iterator[list[tuple[float, float]]]:
    """The corners of each run of straight lines in a path; runs with curves are left out."""
    points: list[tuple[float, float]] = []
    curved = False
    words = data.split()
    at = 0
    while at < len(words):
        command = words[at]
        count = _NUMBERS.get(command, 0)
        values = numbers(" ".join(words[at + 1 : at + 1 + count]))
        at += 1 + count
        if command in ("M", "S") or len(values) < count:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        if command == "C" and points:
            points.append(points[0])
        elif command in _NUMBERS and len(values) == count:
            curved = curved or command in "QBA"
            points.append((values[-2], values[-1]))
    if len(points) > 1 and not curved:
        yield points
