"""The outline: which line is a heading, how deep it stands, and how far its own text reaches.

Depth comes from a stack of the styles that are open, and from what the document itself has shown: a style that once
stood below another never holds it later. A wrong, skipped or repeated number derails nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongjin.compiler.document import BlockKind, Span
from gongjin.compiler.labels import STYLES, Label, label_at
from gongjin.compiler.numerals import SCALE, ordinal
from gongjin.compiler.plan import Section
from gongjin.compiler.tables.row import TableRow
from gongjin.compiler.tidy import Line, Tidy
from gongjin.compiler.units_of_measure import UNIT
from gongjin.core.texts import gettext as _

_RANK = {style: rank for rank, style in enumerate(STYLES)} | {"plain": -1, "plain-inner": 0, "annex": -2, "box": 5}
_RUN_ON = 40
"""A first sentence longer than this is no heading, but a paragraph that has none."""
_BESIDE = 18
"""A heading before a colon or a blank, on the line of its text, is at most this long."""
_ANNEX = re.compile(
    r" *(附 ?[件表图录] ?(?:[0-9]{1,2}|"
    r"[一二三四五六七八九十]{1,3})?(?:—[0-9]{1,2})?)[：: ]?([^。；]{0,50})"
)
_ANNEX_LIST = re.compile(r" *附 ?[件表]：? ?(?:[0-9一二三四五六七八九十]{1,2}[.、．]|《)| *附 ?[件表]：")
_BOX = re.compile(r" *(专栏 ?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}))[：: ]?([^。；]{1,40})")
_ANSWER_AT_END = re.compile(r"[（【][^（）【】\n]{2,200}[）】]$")
_ANSWER = re.compile(
    r"负责|牵头|责任|配合|单位：|部门：|落实|完成时限|(?:局|委|办|厅|政府|公司|中心)）$|(?:局|委|办|厅|"
    r"政府|公司|中心)】$"
)
_FIGURE = re.compile(rf"(?<![0-9A-Za-z第.])[0-9]{{1,9}}(?:\.[0-9]+)?(?:{SCALE})?[余多]?(?:{UNIT})(?!方面|环节|关键)")
_SENTENCE_END = re.compile("[。！？]")


@dataclass(slots=True)
class Heading:
    """A line that begins a section. `start` and `end` span label and heading; the heading alone begins at `title`."""

    style: str
    label: str
    number: int
    start: int
    title: int
    end: int
    line: int
    confidence: float
    reason: str
    run_on: bool = False
    level: int = 0
    row: TableRow | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections, and beside each the heading that it was made from."""

    sections: list[Section] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)

    def rows(self) -> list[tuple[TableRow, Section]]:
        """The rows of tables that are tasks, each with its section."""
        pairs = zip(self.sections, self.headings, strict=True)
        return [(heading.row, section) for section, heading in pairs if heading.row is not None and heading.row.cells]

    def run_on(self) -> set[str]:
        """The ids of the sections whose heading is the first sentence of their text."""
        return {section.id for section, heading in zip(self.sections, self.headings, strict=True) if heading.run_on}


def _trim(text: str, start: int, end: int, ends: str = " 。：:；") -> tuple[int, int]:
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] in ends:
        end -= 1
    return start, end


def _heading(text: str, line: Line, index: int, label: Label) -> Heading | None:
    begin = label.end
    stop = _SENTENCE_END.search(text, begin, line.end)
    end = stop.start() if stop else line.end
    bracket = _ANSWER_AT_END.search(text, max(begin, end - 220), end)
    if bracket and bracket.start() > begin and _ANSWER.search(bracket.group()):
        end = bracket.start()
    beside = _beside(text, begin, end, line.end)
    end = beside or end
    begin, end = _trim(text, begin, end)
    if end <= begin:
        return None
    run_on = (
        end - begin > _RUN_ON
        or bool(_FIGURE.search(text, begin, end))
        or ("，" in text[begin:end] and end - begin > 24)
    )
    reason = _("编号段落没有单独的标题，取第一句") if run_on else _("行首有编号“%(label)s”") % {"label": label.text}
    return Heading(
        label.style, label.text, label.number, line.start, begin, end, index, 0.85 if run_on else 0.97, reason, run_on
    )


def _beside(text: str, begin: int, end: int, line_end: int) -> int | None:
    """Where a short heading ends that shares its line with its text, set off by a colon or a blank."""
    near = text[begin : min(end, begin + _BESIDE + 1)]
    for mark in "： ":
        place = near.find(mark, 2)
        if place > 0 and "，" not in near[:place] and "（" not in near[:place] and begin + place + 1 < line_end:
            rest = text[begin + place + 1 : line_end]
            if mark == "：" or "，" in rest or "。" in rest:
                return begin + place
    return None


def _attached(text: str, line: Line, index: int, seen: bool) -> Heading | None:
    """A heading of an annex or a box, once the plan itself has begun."""
    box = _BOX.fullmatch(text, line.start, line.end)
    if box:
        begin, end = _trim(text, box.start(2), box.end(2))
        if end > begin:
            return Heading("box", box.group(1), 0, line.start, begin, end, index, 0.85, _("专栏标题"))
    if not seen or _ANNEX_LIST.match(text, line.start, line.end):
        return None
    annex = _ANNEX.fullmatch(text, line.start, line.end)
    if annex is None:
        return None
    begin, end = _trim(text, annex.start(2), annex.end(2))
    if end <= begin:
        begin, end = annex.span(1)
    return Heading("annex", annex.group(1).replace(" ", ""), 0, line.start, begin, end, index, 0.85, _("附件标题"))


def find_headings(tidy: Tidy, rows: Sequence[TableRow] = ()) -> list[Heading]:
    """Every line that begins a section, in reading order, with its level; the `rows` of tables among them."""
    text = tidy.text
    found: list[Heading] = []
    listing = False
    tables = iter(rows)
    row = next(tables, None)
    for index, line in enumerate(tidy.lines):
        while row is not None and line.start >= row.end:
            row = next(tables, None)
        if row is not None and line.end > row.start:
            if line.start <= row.start:
                found.append(_of_row(text, row, index))
            continue
        if line.kind is not BlockKind.PARAGRAPH or line.end <= line.start:
            continue
        head = text[line.start : line.start + 4].lstrip(" ")[:1]
        if head in "附专":
            listing = bool(_ANNEX_LIST.match(text, line.start, line.end))
            attached = _attached(text, line, index, bool(found))
            if attached:
                found.append(attached)
            continue
        label = label_at(text, line.start, line.end)
        if label is None:
            listing = False
            continue
        if listing and label.style == "num" and "。" not in text[line.start : line.end]:
            continue
        listing = False
        heading = _heading(text, line, index, label)
        if heading:
            found.append(heading)
    found = _without_lone_dots(found)
    if not any((heading.style in _RANK and heading.style not in ("annex", "box")) or heading.row for heading in found):
        found = _unlabelled(tidy)
    _set_levels(found)
    return found


def _of_row(text: str, row: TableRow, index: int) -> Heading:
    """The heading of a task or a caption in a table."""
    label = text[row.label.start : row.label.end].strip(" ") if row.label else ""
    number = ordinal(label.strip("（）、.． ")) or 0
    start = min(row.start, row.title.start)
    style = "caption" if row.caption else "row"
    reason = _("表格中的一行任务") if row.cells else _("表格中的分组标题")
    return Heading(
        style, label, number, start, row.title.start, row.title.end, index, 0.95, reason, not row.caption, row=row
    )


def _without_lone_dots(found: list[Heading]) -> list[Heading]:
    """2.3 is a label only in a document that counts so (it has an x.1); elsewhere it is a figure."""
    firsts = {
        heading.style
        for heading in found
        if heading.style.startswith("dotted") and heading.label.rstrip("、. ").endswith(".1")
    }
    return [heading for heading in found if not heading.style.startswith("dotted") or heading.style in firsts]


def _unlabelled(tidy: Tidy) -> list[Heading]:
    """Headings of a document without labels: short lines set apart, each followed by a paragraph of sentences.

    One that is followed by another holds it, and with it those after that begin with the same word.
    """
    text = tidy.text
    lines = [(index, line) for index, line in enumerate(tidy.lines) if text[line.start : line.end].strip(" ")]
    found: list[Heading] = []
    begins = ""
    for place in range(1, len(lines) - 1):
        index, line = lines[place]
        begin, end = _trim(text, line.start, line.end, " ")
        if not _is_short(text, begin, end, line):
            continue
        after = lines[place + 1][1]
        holds = place + 2 < len(lines) and _is_short(text, *_trim(text, after.start, after.end, " "), after)
        holds = holds and _is_prose(text, lines[place + 2][1])
        if not holds and not _is_prose(text, after):
            continue
        inner = bool(begins) and text.startswith(begins, begin)
        begins = text[after.start : after.end].strip(" ")[:2] if holds else begins if inner else ""
        confidence, reason = 0.8 if line.emphasis else 0.6, _("没有编号，按单独成行的短句认作标题")
        style = "plain-inner" if inner else "plain"
        found.append(Heading(style, "", 0, line.start, begin, end, index, confidence, reason))
    return found


def _is_short(text: str, begin: int, end: int, line: Line) -> bool:
    return (
        line.kind is BlockKind.PARAGRAPH
        and 2 <= end - begin <= 26
        and text[end - 1] not in "。；，：、！？）"
        and "，" not in text[begin:end]
        and not text[begin].isdigit()
    )


def _is_prose(text: str, line: Line) -> bool:
    return line.end - line.start > 26 and text[line.start : line.end].rstrip(" ").endswith(("。", "）", "；", "："))


def _set_levels(headings: list[Heading]) -> None:
    above: dict[str, set[str]] = {}
    stack: list[str] = []
    for heading in headings:
        style = heading.style
        if heading.row is not None:
            heading.level = len(stack) + heading.row.depth
            continue
        if style == "annex":
            stack = []
            heading.level = 1
            continue
        if style in stack:
            del stack[stack.index(style) :]
        elif style in above:
            while stack and (style in above.get(stack[-1], ()) or _closes(style, stack[-1], above[style])):
                stack.pop()
        elif heading.number != 1:
            while stack and _RANK[stack[-1]] > _RANK[style]:
                stack.pop()
        above.setdefault(style, set()).update(stack)
        stack.append(style)
        heading.level = len(stack)


def _closes(style: str, top: str, above: set[str]) -> bool:
    return top not in above and _RANK[top] > _RANK[style]


def outline(tidy: Tidy, rows: Sequence[TableRow] = ()) -> Outline:
    """The sections with their parents and their own text; the rows of tables are sections too."""
    headings = find_headings(tidy, rows)
    result = Outline(headings=headings)
    open_ids: list[str] = []
    for index, heading in enumerate(headings):
        end = headings[index + 1].start if index + 1 < len(headings) else len(tidy.text)
        del open_ids[heading.level - 1 :]
        identity = f"s{index + 1}"
        result.sections.append(
            Section(
                id=identity,
                parent=open_ids[-1] if open_ids else None,
                level=heading.level,
                label=heading.label,
                title=tidy.text[heading.title : heading.end],
                span=Span(heading.start, heading.end),
                body=Span(heading.start, end),
                confidence=heading.confidence,
                reason=heading.reason,
            )
        )
        open_ids.append(identity)
    return result
