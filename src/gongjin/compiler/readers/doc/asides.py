"""What a .doc keeps apart from its main text: notes, text boxes, headers and footers, comments, words drawn as art."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from gongjin.compiler.readers.doc.container import (
    ANCHORS,
    BOX_TEXTS,
    COMMENT_REFS,
    DRAWINGS,
    END_REFS,
    END_TEXTS,
    HEADERS,
    NOTE_REFS,
    NOTE_TEXTS,
    Container,
    positions,
)

Range = tuple[int, int]
_SEPARATORS: Final = 6
"""The first six stories among the headers are the lines between text and notes."""
_LEVELS = re.compile(b"|".join(re.escape(word.encode("utf-16-le")) for word in ("绝密", "机密", "秘密", "内部")))


def notes(container: Container) -> dict[int, Range]:
    """The notes by the place in the main text that points at them: where the text of each stands."""
    lengths = container.lengths
    foot = lengths.main
    end = foot + lengths.notes + lengths.headers + lengths.macros + lengths.comments
    found: dict[int, Range] = {}
    for references, texts, first in ((NOTE_REFS, NOTE_TEXTS, foot), (END_REFS, END_TEXTS, end)):
        places, _elements = positions(container.structure(references), 2)
        bounds, _none = positions(container.structure(texts), 0)
        for place, start, stop in zip(places[:-1], bounds, bounds[1:], strict=False):
            found[place] = (first + start, first + stop)
    return found


def boxes(container: Container) -> tuple[dict[int, Range], list[Range]]:
    """The text boxes by the place in the main text that they hang on, and those that hang on none."""
    lengths = container.lengths
    first = sum((lengths.main, lengths.notes, lengths.headers, lengths.macros, lengths.comments, lengths.endnotes))
    table = container.structure(ANCHORS)
    places, elements = positions(table, 26)
    anchors = {
        struct.unpack_from("<i", table, elements + 26 * index)[0]: place for index, place in enumerate(places[:-1])
    }
    table = container.structure(BOX_TEXTS)
    bounds, elements = positions(table, 22)
    hung: dict[int, Range] = {}
    loose: list[Range] = []
    # the last story is empty and closes the list
    for index, (start, stop) in enumerate(pairwise(bounds[:-1])):
        (shape,) = struct.unpack_from("<i", table, elements + 22 * index + 14)
        place = anchors.get(shape)
        if place is None or place in hung:
            loose.append((first + start, first + stop))
        else:
            hung[place] = (first + start, first + stop)
    return hung, loose


def headers(container: Container) -> Iterator[Range]:
    """The stories of headers and footers."""
    first = container.lengths.main + container.lengths.notes
    bounds, _none = positions(container.structure(HEADERS), 0)
    for start, stop in pairwise(bounds[_SEPARATORS:]):
        if start < stop <= container.lengths.headers:
            yield first + start, first + stop


def header_boxes(container: Container) -> Range:
    """The text boxes of headers and footers, all in one."""
    lengths = container.lengths
    end = sum(getattr(lengths, name) for name in lengths.__slots__)
    return end - lengths.header_boxes, end


def comments(container: Container) -> int:
    """How many comments there are."""
    places, _elements = positions(container.structure(COMMENT_REFS), 30)
    return max(0, len(places) - 1)


def drawn(container: Container) -> Iterator[str]:
    """The texts among the drawings (a watermark is one) that hold a word of classification."""
    raw = container.structure(DRAWINGS)
    for found in _LEVELS.finditer(raw):
        start, end = found.span()
        while start >= 2 and raw[start - 2 : start] != b"\x00\x00" and found.start() - start < 60:
            start -= 2
        while end + 2 <= len(raw) and raw[end : end + 2] != b"\x00\x00" and end - found.end() < 60:
            end += 2
        yield from _tails(raw[start : found.start()], raw[found.start() : end])


def _tails(before: bytes, text: bytes) -> Iterator[str]:
    """The text, alone and with what stands before it: no length tells where a drawing's other values end."""
    shown = text.decode("utf-16-le", errors="replace")
    yield shown
    yield before.decode("utf-16-le", errors="replace") + shown
