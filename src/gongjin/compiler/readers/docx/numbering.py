"""Word's automatic numbers, counted again, so that 一、（一）1. stand in the text as they do on paper.

Word stores no numbers, only lists and levels (ISO/IEC 29500-1 clause 17.9). A list (num) points at a definition
(abstractNum), which counts for all its lists together; a list that says startOverride starts anew once, when it first
uses such a level.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from gongjin.compiler.readers.docx.names import ILVL, NUMID, VAL, WORD
from gongjin.compiler.readers.docx.numerals import numeral

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


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
class _Definition:
    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _List:
    definition: _Definition
    levels: dict[int, Level]
    starts: dict[int, int]
    begun: bool = False
    """Whether it has started anew at a level that it overrides; that happens once."""


class Numbering:
    """The lists of one document; `label` counts on, so call it once a paragraph, in order."""

    def __init__(self, root: etree._Element | None = None) -> None:
        self._lists: dict[str, _List] = {}
        if root is not None:
            self._read(root)

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
        return _spaced(_PLACE.sub(lambda match: self._figure(found, level, int(match[1]) - 1), level.pattern), level)

    def _figure(self, found: _List, level: Level, depth: int) -> str:
        other = found.levels.get(depth)
        if other is None:
            return ""
        count = found.definition.counts.get(depth, found.starts.get(depth, other.start))
        form = "decimal" if level.legal and other.form != "none" else other.form
        return "" if form == "bullet" else numeral(count, form)

    def _read(self, root: etree._Element) -> None:
        definitions: dict[str, _Definition] = {}
        by_style: dict[str, _Definition] = {}
        linked: dict[str, str] = {}
        for element in root.iterchildren(WORD + "abstractNum"):
            name = element.get(WORD + "abstractNumId", "")
            definition = definitions[name] = _Definition(_levels(element))
            style, link = _value(element, "styleLink"), _value(element, "numStyleLink")
            if style:
                by_style[style] = definition
            if link:
                linked[name] = link
        for name, link in linked.items():
            definitions[name] = by_style.get(link, definitions[name])
        for element in root.iterchildren(WORD + "num"):
            target = definitions.get(_value(element, "abstractNumId") or "")
            if target is not None:
                self._lists[element.get(NUMID, "")] = _list(element, target)


def _list(element: etree._Element, definition: _Definition) -> _List:
    starts: dict[int, int] = {}
    levels = dict(definition.levels)
    for override in element.iterchildren(WORD + "lvlOverride"):
        depth = integer(override.get(ILVL), 0)
        start = _value(override, "startOverride")
        if start is not None:
            starts[depth] = integer(start, 1)
        levels |= _levels(override)
    return _List(definition, levels, starts)


def _levels(parent: etree._Element) -> dict[int, Level]:
    return {
        integer(element.get(ILVL), 0): Level(
            start=integer(_value(element, "start"), 0),
            form=_value(element, "numFmt") or _alternate_form(element) or "decimal",
            pattern=_value(element, "lvlText") or "",
            suffix=_value(element, "suff") or "tab",
            legal=element.find(WORD + "isLgl") is not None,
            restart=None if (restart := _value(element, "lvlRestart")) is None else integer(restart, 0),
            style=_value(element, "pStyle"),
        )
        for element in parent.iterchildren(WORD + "lvl")
        if 0 <= integer(element.get(ILVL), 0) < _LEVELS
    }


def _alternate_form(level: etree._Element) -> str | None:
    # Newer Word wraps custom forms (001, 002) in mc:AlternateContent and gives a plain one as fallback.
    return next((e.get(VAL) for e in level.iter(WORD + "numFmt") if e.get(VAL) != "custom"), None)


def _spaced(label: str, level: Level) -> str:
    # A tab or space after the number is layout; it is only text where the number would else run into the words.
    separate = level.suffix != "nothing" and label and (label[-1].isalnum() or label[-1] == "号")
    return f"{label} " if separate else label


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(WORD + name)
    return None if child is None else child.get(VAL)


def integer(text: str | None, default: int) -> int:
    """A whole number of an attribute, or the default where the file has none or has nonsense."""
    try:
        return max(0, min(int(text), 100_000)) if text is not None else default
    except ValueError:
        return default
