"""Finds the article on a page: where the prose is, by its density and by the names that sites give to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from gongjin.compiler.readers.html.furniture import is_editor, is_gone, is_named_furniture

_MOST: Final = 0.92
"""An element with this share of its parent's prose is nearer to the article than its parent."""
_WORDS: Final = 0.1
"""What a letter counts outside of sentences: an address at the foot of a page is less of an article than a clause."""
_HINTED: Final = 0.5
"""A container named as an article with this share of the page's prose is the article."""
_LITTLE: Final = 0.3
"""What is named as furniture and holds more of the prose than this is none."""
_SENTENCE = re.compile("[，。；]")
_LETTERS = re.compile(r"[\w，。；：、！？（）《》“”％]")


@dataclass(slots=True)
class Article:
    """The element that holds the article, and the elements that are left out wherever they stand."""

    main: etree._Element
    gone: set[etree._Element]


def find(root: etree._Element) -> Article:
    """The article of a page."""
    body = root.find("body")
    start = root if body is None else body
    gone = {element for element in root.iter() if is_gone(element)} - {root, start}
    prose = _prose(start, gone)
    total = prose.get(start, 0)
    editors = [element for element in prose if is_editor(element) and prose[element] >= _HINTED * total > 0]
    gone |= _named(start, gone, prose, total)
    if not editors:
        return Article(_densest(start, _prose(start, gone)), gone)
    # of containers in one another, the innermost that still has nearly all
    most = max(prose[element] for element in editors)
    innermost = min((e for e in editors if prose[e] >= 0.95 * most), key=lambda e: prose[e])
    return Article(innermost, gone)


def _densest(start: etree._Element, prose: dict[etree._Element, float]) -> etree._Element:
    """The innermost element that still has nearly all of the prose."""
    found = start
    while (inner := _heir(found, prose)) is not None:
        if inner.tag == "table":
            # a table lays the page out where one of its cells has it all; any other is part of the article
            cell: etree._Element | None = inner
            while cell is not None and cell.tag not in ("td", "th"):
                cell = _heir(cell, prose)
            if cell is None:
                break
            inner = cell
        elif inner.tag in ("p", "span", "font", "li", "b", "strong", "a"):
            # one paragraph is no article, however long
            break
        found = inner
    return found


def _heir(parent: etree._Element, prose: dict[etree._Element, float]) -> etree._Element | None:
    return next((child for child in parent if prose.get(child, 0) > _MOST * prose.get(parent, 0)), None)


def _named(
    start: etree._Element, gone: set[etree._Element], prose: dict[etree._Element, float], total: float
) -> set[etree._Element]:
    """Furniture by name. Inside an editor's container names are the author's, and say nothing."""
    found: set[etree._Element] = set()
    walk = etree.iterwalk(start, events=("start",))
    for _event, element in walk:
        if element in gone or (element is not start and is_editor(element)):
            walk.skip_subtree()
        elif is_named_furniture(element) and prose.get(element, 0) <= _LITTLE * total:
            found.add(element)
            walk.skip_subtree()
    return found


def _prose(start: etree._Element, gone: set[etree._Element]) -> dict[etree._Element, float]:
    """The letters of running text in each element, links not counted."""
    totals: dict[etree._Element, float] = {}
    open_: list[float] = []
    links = 0
    walk = etree.iterwalk(start, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            open_.append(0.0)
            if element in gone:
                walk.skip_subtree()
                continue
            links += element.tag == "a"
            if not links:
                open_[-1] += _letters(element.text)
            continue
        own = open_.pop()
        if element not in gone:
            totals[element] = own
            links -= element.tag == "a"
        if open_:
            open_[-1] += own + (0 if links else _letters(element.tail))
    return totals


def _letters(text: str | None) -> float:
    if not text:
        return 0
    return len(_LETTERS.findall(text)) * (1 if _SENTENCE.search(text) else _WORDS)
