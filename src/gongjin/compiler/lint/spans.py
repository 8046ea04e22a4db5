"""Places of the text and the rows around them, so that a rule stays linear in a long plan."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TypeVar

from gongjin.compiler.document import Span
from gongjin.compiler.plan import Row

_R = TypeVar("_R", bound=Row)


class Spans:
    """Spans in any order, which may overlap each other, and whether a place touches one, in logarithmic time."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._reach = list(accumulate((span.end for span in ordered), max))

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them has a character in `[start, end)`."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start


def around(rows: Iterable[Row]) -> Span:
    """The stretch of the text from the first of some rows to the last."""
    spans = [row.span for row in rows]
    return Span(min(spans).start, max([end for _start, end in spans]))


def holding(rows: Sequence[_R], pattern: re.Pattern[str], text: str) -> Iterator[_R]:
    """The rows, of those in reading order, in whose span something begins that matches; the text is searched once."""
    starts = [row.span[0] for row in rows]
    end = -1
    for place in pattern.finditer(text):
        at = place.start()
        if at < end:
            continue
        index = bisect_right(starts, at) - 1
        if index >= 0 and at < rows[index].span.end:
            end = rows[index].span.end
            yield rows[index]
