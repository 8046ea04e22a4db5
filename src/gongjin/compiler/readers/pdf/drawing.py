"""What a page draws beside its text: ruling lines, and how much of it pictures cover."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import pypdfium2.raw as pdfium

from gongjin.compiler.readers.pdf.glyphs import Page, Rule
from gongjin.compiler.readers.pdf.place import Place, Point

MAX_OBJECTS: Final = 40_000
"""Objects of one page that are looked at; a map or drawing has more, and no ruling lines."""
MAX_SEGMENTS: Final = 100_000
_DEPTH: Final = 5
_THIN: Final = 3.0
"""A filled box this thin, in points, is a line."""
_STRAIGHT: Final = 0.7
_SHORT: Final = 4.0
_WHITE: Final = 0.96
_Matrix = tuple[float, float, float, float, float, float]
_ONE: Final = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def drawings(page: Any, place: Place, taken: Page) -> None:
    """Put the ruling lines of a page, and the share that pictures cover, into `taken`."""
    _Walk(place, taken).objects(
        _ONE, pdfium.FPDFPage_CountObjects(page), lambda index: pdfium.FPDFPage_GetObject(page, index), 0
    )


class _Walk:
    def __init__(self, place: Place, taken: Page) -> None:
        self._place, self._taken = place, taken
        self._objects = self._segments = 0

    def objects(self, matrix: _Matrix, count: int, get: Any, depth: int) -> None:
        for index in range(count):
            self._objects += 1
            if self._objects > MAX_OBJECTS or self._segments > MAX_SEGMENTS:
                return
            drawn = get(index)
            kind = pdfium.FPDFPageObj_GetType(drawn) if drawn else 0
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._taken.paths += 1
                self._path(drawn, _times(_matrix(drawn), matrix))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._image(_times(_matrix(drawn), matrix))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
                self._form(drawn, _times(_matrix(drawn), matrix), depth)

    def _form(self, drawn: Any, matrix: _Matrix, depth: int) -> None:
        count = pdfium.FPDFFormObj_CountObjects(drawn)
        if count > 0:
            self.objects(matrix, count, lambda index: pdfium.FPDFFormObj_GetObject(drawn, index), depth + 1)

    def _image(self, matrix: _Matrix) -> None:
        corners = [self._place.at(*_point(matrix, x, y)) for x in (0, 1) for y in (0, 1)]
        width, height = self._place.width, self._place.height
        x0, x1 = (min(max(f(x for x, _y in corners), 0), width) for f in (min, max))
        y0, y1 = (min(max(f(y for _x, y in corners), 0), height) for f in (min, max))
        if width > 0 and height > 0:
            self._taken.pictures = min(1.0, self._taken.pictures + (x1 - x0) * (y1 - y0) / (width * height))

    def _path(self, drawn: Any, matrix: _Matrix) -> None:
        count = pdfium.FPDFPath_CountSegments(drawn)
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if not 2 <= count <= MAX_SEGMENTS or not pdfium.FPDFPath_GetDrawMode(drawn, fill, stroke):
            return
        self._segments += count
        lines = bool(stroke.value) and not _white(drawn, pdfium.FPDFPageObj_GetStrokeColor)
        boxes = bool(fill.value) and not _white(drawn, pdfium.FPDFPageObj_GetFillColor)
        if not lines and not boxes:
            return
        for points in self._subpaths(drawn, count, matrix):
            if lines:
                for (ax, ay), (bx, by) in pairwise(points):
                    if min(abs(ax - bx), abs(ay - by)) <= _STRAIGHT:
                        self._rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
            if boxes and len(points) >= 3:
                xs, ys = [x for x, _y in points], [y for _x, y in points]
                x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
                if min(x1 - x0, y1 - y0) <= _THIN:
                    self._rule(x0, y0, x1, y1)

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if max(x1 - x0, y1 - y0) < _SHORT:
            return
        if x1 - x0 >= y1 - y0:
            y0 = y1 = (y0 + y1) / 2
        else:
            x0 = x1 = (x0 + x1) / 2
        self._taken.rules.append(Rule(x0, y0, x1, y1))

    def _subpaths(self, drawn: Any, count: int, matrix: _Matrix) -> Iterator[list[Point]]:
        """The corners of each closed or open run of straight lines; runs with curves are left out."""
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[Point] = []
        curved = False
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                if len(points) > 1 and not curved:
                    yield points
                points, curved = [], False
            elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
                curved = True
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = self._place.at(*_point(matrix, x.value, y.value))
            if not all(map(math.isfinite, point)):
                curved = True
            points.append(point)
            if pdfium.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if len(points) > 1 and not curved:
            yield points


def _white(drawn: Any, of: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _each in range(4))
    if not of(drawn, red, green, blue, alpha):
        return False
    return bool(min(red.value, green.value, blue.value) >= _WHITE * 255 or alpha.value == 0)


def _matrix(drawn: Any) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, matrix):
        return _ONE
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc, a * ob + b * od, c * oa + d * oc, c * ob + d * od,
        e * oa + f * oc + oe, e * ob + f * od + of,
    )  # fmt: skip


def _point(matrix: _Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
