"""The table of contents before a plan: its lines are no headings, since each comes again where it belongs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongjin.compiler.document import BlockKind
from gongjin.compiler.tidy import Line, Tidy

_NAMED = re.compile(r" *目 *[录次] *")
_LEADER = re.compile(r".{2,60}?(?:[.．·…—_]{3,}|…|\.{2,}) *(?:[0-9]{1,3}|[ivxIVX]{1,5})? *")
_PAGE = re.compile(r"[ .…·]*[0-9]{0,3} *$")
_NUMBERED = re.compile(r" *(.{2,60}?) ?([0-9]{1,3}) *")
_FEWEST = 3
"""So many lines with a page behind them are a table of contents."""
_LONGEST = 80
_FARTHEST = 200
"""No table of contents of a plan has more lines."""


def contents(tidy: Tidy) -> frozenset[int]:
    """The lines of a table of contents, by their index: those with leaders, and those between 目录 and its first line's
    second coming."""
    text = tidy.text
    heads = tidy.lines[:_FARTHEST]
    begin = next((index for index, line in enumerate(heads) if _NAMED.fullmatch(text, line.start, line.end)), None)
    if begin is None:
        led = frozenset(index for index, line in enumerate(heads) if _has_leader(text, line))
        return led or _paged(tidy, heads)
    entries = [
        (index, _PAGE.sub("", text[line.start : line.end]).strip(" "))
        for index, line in enumerate(tidy.lines[begin + 1 : begin + 1 + _FARTHEST], begin + 1)
        if line.kind is BlockKind.PARAGRAPH and text[line.start : line.end].strip(" ")
    ]
    if not entries:
        return frozenset({begin})
    first = entries[0][1]
    last = next((index for index, words in entries[1:] if words == first or words.startswith(f"{first}。")), None)
    if last is None:
        last = next((index for index, _words in entries if not _has_leader(text, tidy.lines[index])), begin + 1)
    return frozenset(range(begin, last))


def _paged(tidy: Tidy, heads: Sequence[Line]) -> frozenset[int]:
    """The lines that are a heading of the text with the number of its page behind it, where several go on so."""
    text = tidy.text
    found: list[int] = []
    known: set[str] | None = None
    page = 0
    for index, line in enumerate(heads):
        numbered = _NUMBERED.fullmatch(text, line.start, line.end)
        if numbered is None or line.kind is not BlockKind.PARAGRAPH or int(numbered.group(2)) < page:
            continue
        if known is None:
            known = {text[each.start : each.end].strip(" ").partition("。")[0] for each in tidy.lines}
        if numbered.group(1).strip(" ") in known:
            found.append(index)
            page = int(numbered.group(2))
    return frozenset(found) if len(found) >= _FEWEST else frozenset()


def _has_leader(text: str, line: Line) -> bool:
    """Whether dots lead from a heading to its page."""
    return line.end - line.start < _LONGEST and bool(_LEADER.fullmatch(text, line.start, line.end))
