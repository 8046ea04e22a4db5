"""Paragraph styles: which set a heading apart, which are bold, which carry a list's number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from gongjin.compiler.readers.docx.names import BOLD, ILVL, NUMID, NUMPR, OFF, PPR, RPR, VAL, WORD
from gongjin.compiler.readers.docx.numbering import integer

_HEADINGS = ("heading", "标题", "title", "toc heading", "副标题")
_LEVEL = re.compile(r"(?:heading|标题) ?([1-9])")
_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph inherits from its style. `level` is the depth (from 1) of a heading style, 0 for any other;
    `number` is None where the style says nothing of lists."""

    heading: bool = False
    level: int = 0
    bold: bool = False
    number: str | None = None
    depth: int | None = None


_PLAIN = Style()


class Styles:
    """The styles of one document by id, each with what it inherits."""

    def __init__(self, root: etree._Element | None = None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._styles: dict[str, Style] = {}
        if root is not None:
            for element in root.iterchildren(WORD + "style"):
                if element.get(WORD + "type") == "paragraph":
                    self._elements[element.get(WORD + "styleId", "")] = element

    def get(self, style: str) -> Style:
        """The style of that id; a plain one where the document has none."""
        if style not in self._styles:
            self._styles[style] = self._resolve(style, _DEPTH)
        return self._styles[style]

    def _resolve(self, style: str, depth: int) -> Style:
        element = self._elements.get(style)
        if element is None or depth == 0:
            return _PLAIN
        based = element.find(WORD + "basedOn")
        base = self._resolve(based.get(VAL, ""), depth - 1) if based is not None else _PLAIN
        name = element.find(WORD + "name")
        props, run = element.find(PPR), element.find(RPR)
        outline = props.find(WORD + "outlineLvl") if props is not None else None
        list_ = props.find(NUMPR) if props is not None else None
        number = list_.find(NUMID) if list_ is not None else None
        level = list_.find(ILVL) if list_ is not None else None
        bold = run.find(BOLD) if run is not None else None
        named = name.get(VAL, "").lower() if name is not None else ""
        deep = integer(outline.get(VAL), 9) + 1 if outline is not None else 0
        typed = _LEVEL.fullmatch(named)
        return Style(
            level=int(typed.group(1)) if typed else deep if 0 < deep < 10 else base.level,
            heading=base.heading
            or named.startswith(_HEADINGS)
            or (outline is not None and integer(outline.get(VAL), 9) < 9),
            bold=base.bold if bold is None else bold.get(VAL) not in OFF,
            number=base.number if number is None else number.get(VAL),
            depth=base.depth if level is None else integer(level.get(VAL), 0),
        )
