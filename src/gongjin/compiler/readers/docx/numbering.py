"""The lists of a .docx: numbering.xml, read into the lists that count (ISO/IEC 29500-1 clause 17.9)."""

from __future__ import annotations

from lxml import etree

from gongjin.compiler.readers.docx.names import ILVL, NUMID, VAL, WORD
from gongjin.compiler.readers.lists import LEVELS, Definition, Level, ListOf, Numbering


def numbering_of(root: etree._Element | None) -> Numbering:
    """The lists that a document defines; none where it has no such part."""
    numbering = Numbering()
    if root is None:
        return numbering
    definitions: dict[str, Definition] = {}
    by_style: dict[str, Definition] = {}
    linked: dict[str, str] = {}
    for element in root.iterchildren(WORD + "abstractNum"):
        name = element.get(WORD + "abstractNumId", "")
        definition = definitions[name] = Definition(_levels(element))
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
            numbering.add(element.get(NUMID, ""), _list(element, target))
    return numbering


def _list(element: etree._Element, definition: Definition) -> ListOf:
    starts: dict[int, int] = {}
    levels = dict(definition.levels)
    for override in element.iterchildren(WORD + "lvlOverride"):
        depth = integer(override.get(ILVL), 0)
        start = _value(override, "startOverride")
        if start is not None:
            starts[depth] = integer(start, 1)
        levels |= _levels(override)
    return ListOf(definition, levels, starts)


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
        if 0 <= integer(element.get(ILVL), 0) < LEVELS
    }


def _alternate_form(level: etree._Element) -> str | None:
    # Newer Word wraps custom forms (001, 002) in mc:AlternateContent and gives a plain one as fallback.
    return next((e.get(VAL) for e in level.iter(WORD + "numFmt") if e.get(VAL) != "custom"), None)


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(WORD + name)
    return None if child is None else child.get(VAL)


def integer(text: str | None, default: int) -> int:
    """A whole number of an attribute, or the default where the file has none or has nonsense."""
    try:
        return max(0, min(int(text), 100_000)) if text is not None else default
    except ValueError:
        return default
