"""Lines put together to paragraphs, over the ends of columns and pages.

A paragraph begins where a line is indented by two characters, or where the line above ended although the next word
would still have fitted. The end of a page says nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from gongjin.compiler.readers.blocks import SOFT
from gongjin.compiler.readers.pdf.frames import Placed

_FIRST: Final = (1.3, 3.2)
"""The indent of a first line, in characters; two is usual."""
_SLACK: Final = 0.75
"""The room that may stay empty at the end of a full line, in characters, beyond what the next word needs."""
_EVEN, _NOT_FULL = 0.3, 0.6
"""In justified text full lines leave less room than the first; a closing mark cut to half its width leaves 0.5."""
_APART: Final = 1.3
"""Lines this much further apart than usual belong to two paragraphs."""
_LOOSE: Final = 3.0
_TITLE_GAP: Final = 3.0
"""Lines of one title are no further apart, in parts of their size; on a grid each may take two rows."""
_BIGGER: Final = 1.12
_CHINESE = "[〇零一二三四五六七八九十百]{1,4}"
LABEL: Final = re.compile(
    rf"(?:{_CHINESE}[、．]|第{_CHINESE}[章节条款编]|[（(]\s*(?:{_CHINESE}|\d{{1,3}})\s*[）)]|\d{{1,3}}[、．.](?!\d)"
    r"|\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\s*(?=[\u4e00-\u9fff])|\d{1,3}[）)]|[①-⑳]|[●■◆○□▲★•])"
)
_NUMBERED: Final = re.compile(
    rf"[（(]{_CHINESE}[）)]|\d{{1,2}}[.．、](?=[\u4e00-\u9fff])|第{_CHINESE}(?:部分|[章条])\s"
)
_KEY: Final = re.compile(r"[\u4e00-\u9fff]{2,8}：")
ENDED: Final = "。；：！？”）)】］］;"
_NARROW: Final = re.compile(r"[0-9A-Za-z]")
_LATIN: Final = re.compile(r"[A-Za-z,.;:)]$")
_HYPHENED: Final = re.compile(r"[A-Za-z]-$")


@dataclass(slots=True)
class Style:
    """How a document sets its paragraphs: size of its text, usual distance of its lines (in parts of the size),
    whether first lines are indented, whether full lines end at one edge, and whether bold means anything in it."""

    size: float
    pitch: float
    indented: bool
    justified: bool
    bold_tells: bool


@dataclass(slots=True)
class Paragraph:
    """A paragraph in the making."""

    lines: list[Placed] = field(default_factory=list)
    text: str = ""

    def emphasis(self, style: Style) -> bool:
        """Whether the file set it apart from its text."""
        big = all(each.line.size > _BIGGER * style.size for each in self.lines) and len(self.text) <= 80
        return big or (style.bold_tells and all(each.line.bold for each in self.lines))


def style_of(columns: list[list[Placed]], size: float) -> Style:
    """What the lines of a document show of its style."""
    pitches: list[float] = []
    rooms: list[float] = []
    first = hanging = 0
    bold = plain = 0
    for column in columns:
        for above, line in pairwise(column):
            goes_on = above.room < 1.5 and line.indent < 0.5 and above.line.text[-1:] not in ENDED
            if line.gap is not None and abs(line.line.size - size) < 0.05 * size:
                pitches.append(line.gap / line.line.size)
            # Full-width characters alone fill their line anyhow, unless the next word is longer than one.
            tells = line.line.lead > 1.3 * line.line.size or _NARROW.search(above.line.text)
            if goes_on and tells and not LABEL.match(line.line.text):
                rooms.append(above.room)
            if above.room < 1.5 and not LABEL.match(line.line.text):
                first += above.indent > _FIRST[0] and line.indent < 0.5
                hanging += above.indent < 0.5 and line.indent > _FIRST[0]
        for each in column:
            bold += len(each.line.text) * each.line.bold
            plain += len(each.line.text) * (not each.line.bold)
    usual = sorted(pitch for pitch in pitches if pitch <= _LOOSE)
    pitch = usual[len(usual) // 4] if usual else 1.8
    even = sum(1 for room in rooms if room < _EVEN)
    justified = len(rooms) >= 6 and even >= 0.85 * len(rooms)
    some = any(_FIRST[0] < each.indent <= _FIRST[1] for column in columns for each in column)
    return Style(size, pitch, some and first >= hanging, justified, plain >= bold)


def paragraphs(lines: list[Placed], style: Style) -> list[Paragraph]:
    """The paragraphs of lines in reading order, over all ends of columns and pages between them."""
    found: list[Paragraph] = []
    for line in lines:
        how = _how(found[-1], line, style) if found else None
        if how is None:
            found.append(Paragraph([line], line.line.text))
        else:
            found[-1].lines.append(line)
            found[-1].text = joined(found[-1].text, line.line.text, how)
    return found


def joined(before: str, after: str, how: str = "") -> str:
    """Two lines as one text; `how` is the soft break between them, if any."""
    if how:
        return before + how + after
    if _HYPHENED.search(before) and after[:1].islower() and after[:1].isascii():
        return before[:-1] + after
    if _LATIN.search(before) and after[:1].isascii() and after[:1].isalpha():
        return f"{before} {after}"
    return before + after


def _how(open_: Paragraph, line: Placed, style: Style) -> str | None:
    """How a line goes on with a paragraph: "" in the same line, a soft break, or None where it begins its own."""
    last = open_.lines[-1]
    size, before = line.line.size, last.line.size
    if line.ruled or abs(size - before) > 0.08 * max(size, before):
        return None
    if line.gap is not None and line.gap > max(_APART * style.pitch, 1.3) * size and not _title(last, line, style):
        return None
    if _title(last, line, style):
        return ""
    label = bool(LABEL.match(line.line.text))
    ended = open_.text[-1:] in ENDED
    short = last.room * before > line.line.lead + _SLACK * size or (style.justified and last.room > _NOT_FULL)
    if line.indent > _FIRST[0]:
        return "" if _indented_goes_on(open_, last, line, style, short or label, ended) else None
    if short:
        return SOFT if _bracket_below(open_, line, style) and not label else None
    if (label and ended) or (not style.indented and _begins(line.line.text, open_.text)):
        return None
    if ended and not style.indented and line.gap is not None and line.gap > 1.15 * style.pitch * size:
        return None
    return ""


def _begins(text: str, before: str) -> bool:
    """Whether a line's words show that a paragraph begins, where no indent does."""
    closed = before[-1:] in "。）)" and before.count("（") <= before.count("）")
    return bool(_NUMBERED.match(text) or (closed and _KEY.match(text)))


def _title(above: Placed, line: Placed, style: Style) -> bool:
    """Whether both are lines of one centred title, larger than the text."""
    size = line.line.size
    return (
        size > _BIGGER * style.size
        and above.centred
        and line.centred
        and line.gap is not None
        and line.gap < _TITLE_GAP * size
        and above.line.bold == line.line.bold
        and above.line.ink[0].ink.font == line.line.ink[0].ink.font
    )


def _indented_goes_on(open_: Paragraph, last: Placed, line: Placed, style: Style, begins: bool, ended: bool) -> bool:
    """Whether an indented line goes on: in a block that is indented as a whole, or under a hanging first line."""
    if begins:
        return False
    aligned = abs(line.indent - last.indent) < 0.4
    if aligned and len(open_.lines) == 1:
        # Two first lines below each other, or the beginning of an indented block.
        return not ended and (line.indent > _FIRST[1] or not style.indented) and last.room < 1.5
    if aligned:
        return not (ended and line.indent <= _FIRST[1] and style.indented)
    hanging = len(open_.lines) == 1 and bool(LABEL.match(open_.text)) and last.indent < line.indent
    return hanging and not ended and (not style.indented or line.indent > _FIRST[1])


def _bracket_below(open_: Paragraph, line: Placed, style: Style) -> bool:
    """Whether a bracket stands on a line of its own below an indented paragraph, by a soft break."""
    return (
        style.indented
        and open_.lines[0].indent > _FIRST[0]
        and open_.lines[0].indent <= _FIRST[1]
        and line.indent < 0.6
        and line.line.text[:1] in "（(【［["
    )
