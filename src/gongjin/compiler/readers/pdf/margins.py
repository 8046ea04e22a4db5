"""What repeats above and below the text of the pages and is no part of it: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from gongjin.compiler.readers.pdf.glyphs import Rule
from gongjin.compiler.readers.pdf.grids import Grid
from gongjin.compiler.readers.pdf.lines import Line

_LOOK: Final = 3
"""So many lines from the top and from the bottom of a page may stand in its margin."""
_EDGE: Final = 0.16
"""The share of a page's height from its edge in which a page number may stand."""
_HEIGHT: Final = 5.0
"""Points by which the height of a running head may differ between pages."""
_OFTEN: Final = 0.3
_OFF, _FAR = 1.25, 1.6
"""A head stands off from the text by more than the distance of lines; one that is seen twice only, by far."""
_LARGE: Final = 1.1
"""A line larger than the text is a title, however often it comes."""
_DASH: Final = "—–―‐‑－─━‒－\\-_~～·.•|｜/／"
_ROMAN: Final = "[ivxlcIVXLCⅰ-ⅻⅠ-Ⅻ]{1,6}"
_NUMBER: Final = re.compile(
    rf"[{_DASH}\s]*(?:第\s*|[Pp]age\s*|[Pp]\.?\s*)?(?P<number>\d{{1,4}}|{_ROMAN})\s*页?"
    rf"(?:\s*[{_DASH}，,（(]?\s*(?:共|[Oo]f)?\s*\d{{1,4}}\s*页?[）)]?)?[{_DASH}\s]*"
)
_MARKED: Final = re.compile(rf"[{_DASH}]\s*(?:\d{{1,4}}|{_ROMAN})\s*[{_DASH}]|第\s*\d{{1,4}}\s*页.*")
_FIGURES: Final = re.compile(r"\d+")


@dataclass(slots=True)
class Laid:
    """A page taken apart: its lines outside tables from top to bottom, its tables, its remaining lines and size.
    `notes` are the lines of its footnotes; `aside` what was left out."""

    number: int
    width: float
    height: float
    lines: list[Line]
    grids: list[Grid]
    rules: list[Rule]
    notes: list[Line] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)

    def leave_out(self, gone: list[Line]) -> None:
        """Take lines from the text and put their words aside."""
        members = {id(line) for line in gone}
        self.lines = [line for line in self.lines if id(line) not in members]
        self.aside += [line.text for line in gone]


def without_margins(pages: list[Laid], size: float) -> None:
    """Take page numbers, running heads and running feet out of the pages, whose text has that size."""
    _page_numbers(pages)
    for _again in range(2):  # a head of two lines: the second is at the edge once the first is gone
        _running(pages, size, top=True)
        _running(pages, size, top=False)


def _ends(page: Laid, top: bool) -> list[Line]:
    """The lines at one end of a page, from the edge inwards, up to a table."""
    lines = page.lines[:_LOOK] if top else page.lines[::-1][:_LOOK]
    if top:
        limit = min((grid.ys[0] for grid in page.grids), default=page.height)
        return [line for line in lines if line.y <= limit + line.size]
    limit = max((grid.ys[-1] for grid in page.grids), default=0)
    return [line for line in lines if line.y >= limit]


def _page_numbers(pages: list[Laid]) -> None:
    candidates: list[tuple[Laid, Line, str]] = []
    for page in pages:
        for top in (False, True):
            for line in _ends(page, top)[:2]:
                depth = line.y if top else page.height - line.y
                found = _NUMBER.fullmatch(line.text)
                if found and depth <= _EDGE * page.height:
                    candidates.append((page, line, found["number"]))
    # A bare figure is a page number where others count on with the pages.
    offsets = Counter(
        int(number) - page.number for page, _line, number in candidates if number.isdecimal() and number.isascii()
    )
    gone: defaultdict[int, list[Line]] = defaultdict(list)
    for page, line, number in candidates:
        counted = number.isdecimal() and offsets[int(number) - page.number] >= 2
        alone = number.isdecimal() and len(pages) == 1 and int(number) == 1
        if _MARKED.fullmatch(line.text.strip()) or counted or alone:
            gone[page.number].append(line)
    for page in pages:
        page.leave_out(gone[page.number])


def _running(pages: list[Laid], size: float, top: bool) -> None:
    """Take out the outermost line of pages where it is the same, at one height, on many of them."""
    outer: list[tuple[Laid, Line]] = []
    for page in pages:
        ends = _ends(page, top)
        if ends:
            outer.append((page, ends[0]))
    words = Counter(_plain(line.text) for _page, line in outer)
    families: defaultdict[str, list[tuple[Laid, Line]]] = defaultdict(list)
    for page, line in outer:
        plain = _plain(line.text)
        families[plain if words[plain] > 1 else _counting(plain, page.number)].append((page, line))
    for members in families.values():
        middle = median(_depth(page, line, top) for page, line in members)
        same = [(page, line) for page, line in members if abs(_depth(page, line, top) - middle) <= _HEIGHT]
        off = [_off(page, line, top) for page, line in same]
        # Heads of left and right pages differ, so that each family may have only half of the pages.
        often = len(same) >= 3 and len(same) >= _OFTEN * len(pages) and median(off) > _OFF
        seldom = len(same) == 2 and len(pages) <= 5 and min(off) > _FAR
        if often or seldom:
            for page, line in same:
                if line.size <= _LARGE * size:
                    page.leave_out([line])


def _depth(page: Laid, line: Line, top: bool) -> float:
    return line.y if top else page.height - line.y


def _plain(text: str) -> str:
    return text.replace(" ", "").replace("\u3000", "")


def _counting(text: str, page: int) -> str:
    """The text of a running head with a page number: figures that count on with the pages become the same."""
    if text.startswith("附"):
        return text  # 附件1, 附件2, 附表3 are headings, one a page as they may be
    return _FIGURES.sub(lambda found: f"#{int(found.group()) - page}", text)


def _off(page: Laid, line: Line, top: bool) -> float:
    """How far a line at the edge stands off from its neighbour, in parts of the distance that lines have there."""
    ys = sorted(other.y for other in page.lines if other is not line)
    pitch = median(b - a for a, b in pairwise(ys)) if len(ys) > 2 else 1.5 * line.size
    ys += [grid.ys[0] + line.size if top else grid.ys[-1] for grid in page.grids]
    near = [y - line.y if top else line.y - y for y in ys]
    gap = min((distance for distance in near if distance > 0), default=page.height)
    ruled = any(
        rule.across and rule.x1 - rule.x0 > 0.4 * page.width and 0 <= (rule.y0 - line.y) * (1 if top else -1) <= 14
        for rule in page.rules
    )
    return _FAR + 1 if ruled else gap / max(pitch, line.size)
