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


def holding(rows: Sequence[_R], pattern: re.Pattern[str], text: str) -> Iterator[_R]:
    """The rows, of those in reading order, in whose span something begins that matches; the text is searched once."""
    starts = [row.span.start for row in rows]
    last = -1
    for place in pattern.finditer(text):
        index = bisect_right(starts, place.start()) - 1
        if index != last and index >= 0 and place.start() < rows[index].span.end:
            last = index
            yield rows[index]
