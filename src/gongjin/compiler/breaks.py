"""Paragraphs that stand in one line of the file: where each of them begins.

Text that was copied from a web page or a form runs on without line ends. A numbered item begins a paragraph of its own
where the numbers go on one by one, each after the end of a sentence, and what they number is more than a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongjin.compiler.glued import glued
from gongjin.compiler.numerals import ordinal

_LONG = 120
"""A shorter line holds one paragraph."""
_ANSWERED_LONG = 60
_CN = "[一二三四五六七八九十]{1,3}"
_ENDED = r"[。；！？）】 ]"
_STYLES = (  # the mark before a label is matched too, for what begins with a set of characters is quickly looked for
    re.compile(rf"{_ENDED}({_CN})、(?=[\u4e00-\u9fff“])"),
    re.compile(rf"{_ENDED}（({_CN})）(?=[\u4e00-\u9fff“])"),
    re.compile(rf"{_ENDED}([0-9]{{1,2}})[.、](?=[\u4e00-\u9fff“《])"),
    re.compile(rf"{_ENDED}（([0-9]{{1,2}})）(?=[\u4e00-\u9fff“《])"),
)
_FIRST = re.compile(rf"{_ENDED}(?:一、|（一）|0?1[.、]|（0?1）)")
"""A number from which each style begins to count; a line without any holds one paragraph."""
_FEWEST = (2, 2, 3, 2)
"""How many numbers in a row each style must show."""
_ANSWERED = re.compile(
    r"[（【][^（）【】]{2,60}(?:负责|牵头|配合|落实|局|委|办|政府|公司|中心)[^（）【】]{0,4}[）】]。? ?$"
    r"|单位：[^。]{2,80}。? ?$"
)
_NUMBERED_TABLE = re.compile("序号")
_LABEL = re.compile(
    r"(?<=[ 。])(?=(?:牵头|责任|配合|协办)(?:单位|部门|领导)：|(?:项目)?责任人：|完成时限：|实际完成情况：)"
)
_PLAIN = 3


def breaks(text: str) -> list[int]:
    """The places in a text, in order, before which a new paragraph begins though its line goes on."""
    found: list[int] = []
    for start, line in _lines_with(_NUMBERED_TABLE, text):
        if len(line) >= _LONG:
            found += (start + place for place in glued(line))
    for start, line in _lines_with(_FIRST, text):
        if len(line) >= _LONG or (len(line) >= _ANSWERED_LONG and "（1）" in line):
            found += (start + place for place in _in_line(line))
    return sorted(set(found))


def _lines_with(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    """The lines in which something matches, each with where it begins; the text is searched once."""
    end = -1
    for hit in pattern.finditer(text):
        if hit.start() > end:
            start, end = text.rfind("\n", 0, hit.start()) + 1, text.find("\n", hit.start())
            end = len(text) if end < 0 else end
            yield start, text[start:end]


def _in_line(line: str) -> Iterator[int]:
    items: list[int] = []
    for index, (style, fewest) in enumerate(zip(_STYLES, _FEWEST, strict=True)):
        for run in _runs(line, style):
            if len(run) >= fewest and (index < _PLAIN or _each_answered(line, run)):
                items += run
    yield from items
    if len(items) >= _PLAIN:
        yield from (label.start() for label in _LABEL.finditer(line, items[0]))


def _runs(line: str, style: re.Pattern[str]) -> Iterator[list[int]]:
    """The places of labels whose numbers go up one by one, from each 1 on."""
    run: list[int] = []
    for label in style.finditer(line):
        number = ordinal(label.group(1))
        if number == len(run) + 1:
            run.append(label.start() + 1)
        elif number == 1:
            yield run
            run = [label.start() + 1]
    yield run


def _each_answered(line: str, run: list[int]) -> bool:
    """Whether each item says who answers for it, as tasks do and the points of a sentence do not."""
    ends = [*run[1:], len(line)]
    return all(_ANSWERED.search(line, max(start, end - 90), end) for start, end in zip(run, ends, strict=True))
