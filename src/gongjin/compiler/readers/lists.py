"""Automatic numbers, counted again, so that 一、（一）1. stand in the text as they do on paper.

Word and WPS store no numbers, only lists and levels (ISO/IEC 29500-1 clause 17.9, [MS-DOC] 2.4.6.3). A list points at
a definition, which counts for all its lists together; a list that names a start of its own starts anew once, when it
first uses such a level.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from gongjin.compiler.readers.numerals import numeral

LEVELS: Final = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level counts: first number, form, pattern (（%1）), and after which level it starts again."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass(slots=True)
class Definition:
    """The levels that several lists share, and how far each has counted."""

    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class ListOf:
    """A list: its definition, its levels with those it replaces, and the starts of its own."""

    definition: Definition
    levels: dict[int, Level]
    starts: dict[int, int]
    begun: bool = False
    """Whether it has started anew at a level that it overrides; that happens once."""


class Numbering:
    """The lists of one document; `label` counts on, so call it once a paragraph, in order."""

    def __init__(self) -> None:
        self._lists: dict[str, ListOf] = {}

    def add(self, number: str, found: ListOf) -> None:
        """Make a list known by the number that paragraphs name it by."""
        self._lists[number] = found

    def level_of_style(self, number: str, style: str) -> int:
        """The level that a list ties to a paragraph style; the first when it ties none."""
        found = self._lists.get(number)
        levels = found.levels if found else {}
        return next((depth for depth, level in levels.items() if level.style == style), 0)

    def label(self, number: str, depth: int) -> str:
        """The number of the next paragraph of a list at a level (0 to 8), with the space after it if it needs one.

        Empty for a bullet, for an unknown list, and for list 0, which takes a style's numbering away.
        """
        found = self._lists.get(number)
        level = found.levels.get(depth) if found else None
        if found is None or level is None:
            return ""
        counts = found.definition.counts
        if depth in found.starts and not found.begun:
            found.begun = True
            counts.pop(depth, None)
        for higher in range(depth):
            # A level passed over is begun all the same: after （一） without a 一、 the first 一、 is 二、, as in Word.
            if higher not in counts and higher in found.levels:
                counts[higher] = found.starts.get(higher, found.levels[higher].start)
        counts[depth] = counts[depth] + 1 if depth in counts else found.starts.get(depth, level.start)
        for deeper in [d for d in counts if d > depth]:
            restart = found.levels.get(deeper, level).restart
            if restart is None or depth < restart:
                del counts[deeper]
        if level.form == "bullet":
            return ""
        label = _PLACE.sub(lambda match: self._figure(found, level, int(match[1]) - 1), level.pattern)
        return label if level.suffix == "nothing" else spaced(label)

    def _figure(self, found: ListOf, level: Level, depth: int) -> str:
        other = found.levels.get(depth)
        if other is None:
            return ""
        count = found.definition.counts.get(depth, found.starts.get(depth, other.start))
        form = "decimal" if level.legal and other.form != "none" else other.form
        return "" if form == "bullet" else numeral(count, form)


def spaced(label: str) -> str:
    """A number as it stands before its words: the tab after it is layout, a blank where it would run into them."""
    return f"{label} " if label and (label[-1].isalnum() or label[-1] == "号") else label
