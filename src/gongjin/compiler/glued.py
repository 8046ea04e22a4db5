"""Tables whose cells were copied one behind the other with nothing between them, as some sites that show files do.

The headings are told by their own words, the tasks by their numbers, which go up one by one. What stands behind the
last full stop of a task is parted where one unit's name meets the next; where a column of persons may stand between,
it is left alone.
"""

from __future__ import annotations

import re
from itertools import pairwise

from gongjin.compiler.tables.columns import column_of, columns_of
from gongjin.compiler.tables.row import UNITS, Column
from gongjin.compiler.unit_names import is_class, is_surely_unit
from gongjin.compiler.units_of_measure import UNIT

_FIRST = "序号"
_HEAD = 60
"""The headings together are at most so long, and no single one longer than `_LONGEST`."""
_LONGEST = 12
_FEWEST = 3
_ITEM = 8
"""A task is at least so long."""
_NO_NUMBER = re.compile(rf"(?:{UNIT}|[年月日号万亿千百%.、．—至到0-9-])")
_SEAM = re.compile(
    "(?<=[局委办厅院部社队心府会司道镇乡）])(?=[省市县区州各][\u4e00-\u9fff（）]{2,})|(?<=[局委办厅院部社队心府会司道镇乡）])(?=[0-9]{1,2}月|20[0-9]{2}年|年底)"
)
_DATE = re.compile("(?:20[0-9]{2}年)?(?:[0-9]{1,2}月|年)?[0-9]{0,2}[日底末]{0,2}前?")


def glued(line: str) -> list[int]:
    """The places in a line before which a new cell of a glued table begins; none where it holds no such table."""
    start = line.find(_FIRST)
    first = line.find("1", start) if start >= 0 else -1
    if not 0 < first - start <= _HEAD:
        return []
    headings = _headings(line, start + len(_FIRST), first)
    if headings is None:
        return []
    names = [line[a:b] for a, b in pairwise([start, *headings, first])]
    kinds = columns_of(names)
    if kinds is None or not {kind for kind in kinds if kind} & UNITS:
        return []
    items = _items(line, first)
    if len(items) < 2:
        return []
    places = [*([start] if start else []), *headings]
    parted = Column.LEADER not in kinds
    for number, (begin, end) in enumerate(pairwise([*items, len(line)]), 1):
        places += [begin, begin + len(str(number))]
        if parted:
            places += _tail(line, begin, end)
    return places


def _headings(line: str, begin: int, end: int) -> list[int] | None:
    """Where the headings between two places begin: few of two characters (工作 and 任务 are one), and else many."""
    best: dict[int, tuple[int, int, list[int]]] = {begin: (0, 0, [])}
    for place in range(begin, end):
        if place not in best:
            continue
        short, count, before = best[place]
        for stop in range(place + 2, min(end, place + _LONGEST) + 1):
            if column_of(line[place:stop]) is None:
                continue
            own = (short - (stop == place + 2), count + 1, [*before, place])
            if stop not in best or own[:2] > best[stop][:2]:
                best[stop] = own
    found = best[end][2] if end in best else []
    return found if len(found) >= _FEWEST - 1 else None


def _items(line: str, first: int) -> list[int]:
    """Where the numbers of the tasks stand, from 1 on."""
    found = [first]
    at = first + _ITEM
    while (place := line.find(str(len(found) + 1), at)) >= 0:
        end = place + len(str(len(found) + 1))
        if not line[place - 1].isdigit() and end < len(line) and not _NO_NUMBER.match(line, end):
            found.append(place)
            at = end + _ITEM
        else:
            at = place + 1
    return found


def _tail(line: str, begin: int, end: int) -> list[int]:
    """Where units, and a date, begin behind the last full stop of a task."""
    stop = line.rfind("。", begin, end) + 1
    if not begin < stop < end:
        return []
    bounds = [stop, *(seam.start() for seam in _SEAM.finditer(line, stop, end)), end]
    pieces = [line[a:b] for a, b in pairwise(bounds)]
    if not all(is_surely_unit(piece) or is_class(piece) or _DATE.fullmatch(piece) for piece in pieces):
        return []
    return bounds[:-1]
