"""Which lines of a document are headings: labelled ones, annexes, and the tasks of tables."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from gongjin.compiler.contents import contents
from gongjin.compiler.document import BlockKind
from gongjin.compiler.heading import Heading, ends_in_answer, trim
from gongjin.compiler.labels import STYLES, Label, label_at
from gongjin.compiler.numerals import SCALE, ordinal
from gongjin.compiler.plan import Section
from gongjin.compiler.tables.row import TableRow
from gongjin.compiler.tidy import Line, Tidy
from gongjin.compiler.units_of_measure import UNIT
from gongjin.compiler.unlabelled import STYLED, answered, between, by_themselves, one_by_one, paragraphs, styled
from gongjin.core.texts import gettext as _

_RUN_ON = 40
"""A first sentence longer than this is no heading, but a paragraph that has none."""
_BESIDE = 18
"""A heading before a colon or a blank, on the line of its text, is at most this long."""
_ANNEX = re.compile(
    r" *(附 ?[件表图录] ?(?:[0-9]{1,2}|"
    r"[一二三四五六七八九十]{1,3})?(?:—[0-9]{1,2})?)[：: ]?([^。；]{0,50})"
)
_ANNEX_LIST = re.compile(r" *附 ?[件表]：? ?(?:[0-9一二三四五六七八九十]{1,2}[.、．]|《)| *附 ?[件表]：")
_FIGURE = re.compile(rf"(?<![0-9A-Za-z第.])[0-9]{{1,9}}(?:\.[0-9]+)?(?:{SCALE})?[余多]?(?:{UNIT})(?!方面|环节|关键)")
_TIME_ALONE = re.compile(
    "(?:20[0-9]{2}年)?[0-9]{1,2}月(?:份|[上中下]旬|底)?|第?[一二三四]季度|[上下]半年|第[一二三四]周"
)
"""A stage's time before a colon is a part of its name (9月：集中开工), and its text comes after."""
_SENTENCE_END = re.compile("[。！？]")


def _heading(text: str, line: Line, index: int, label: Label) -> Heading | None:
    begin = label.end
    stop = _SENTENCE_END.search(text, begin, line.end)
    end = stop.start() if stop else line.end
    end = ends_in_answer(text, begin, end) or end
    beside = _beside(text, begin, end, line.end)
    end = beside or end
    begin, end = trim(text, begin, end)
    if end <= begin:
        return None
    run_on = (
        end - begin > _RUN_ON
        or bool(_FIGURE.search(text, begin, end))
        or ("，" in text[begin:end] and end - begin > 24)
    )
    reason = _("编号段落没有单独的标题，取第一句") if run_on else _("行首有编号“%(label)s”") % {"label": label.text}
    return Heading(
        label.style, label.text, label.number, line.start, begin, end, index, 0.9 if run_on else 0.97, reason, run_on
    )


def _beside(text: str, begin: int, end: int, line_end: int) -> int | None:
    """Where a short heading ends that shares its line with its text, set off by a colon or a blank."""
    near = text[begin : min(end, begin + _BESIDE + 1)]
    for mark in "： ":
        place = near.find(mark, 2)
        if mark == "：" and _TIME_ALONE.fullmatch(near[:place]):
            return None
        if place > 0 and "，" not in near[:place] and "（" not in near[:place] and begin + place + 1 < line_end:
            rest = text[begin + place + 1 : line_end]
            if mark == "：" or "，" in rest or "。" in rest:
                return begin + place
    return None


def _annex(text: str, lines: Sequence[Line], place: int) -> Heading | None:
    """The heading of an annex, once the plan itself has begun; its title may stand on the next line."""
    line = lines[place]
    if _ANNEX_LIST.match(text, line.start, line.end):
        return None
    annex = _ANNEX.fullmatch(text, line.start, line.end)
    if annex is None:
        return None
    label = annex.group(1).replace(" ", "")
    begin, end = trim(text, annex.start(2), annex.end(2))
    if end <= begin:
        below = next((other for other in lines[place + 1 : place + 4] if other.end > other.start), None)
        if below is not None and _is_title(text, below):
            begin, end = trim(text, below.start, below.end)
        else:
            begin, end = annex.span(1)
    return Heading("annex", label, 0, line.start, begin, end, place, 0.85, _("附件标题"))


def _is_title(text: str, line: Line) -> bool:
    """Whether the line below 附件1 is the annex's title and not already its text."""
    words = text[line.start : line.end].strip(" ")
    return (
        line.kind is BlockKind.PARAGRAPH
        and 4 <= len(words) <= 50
        and not re.search("[。；，：]", words)
        and label_at(text, line.start, line.end) is None
    )


def find_headings(tidy: Tidy, rows: Sequence[TableRow] = (), beside: Sequence[TableRow] = ()) -> list[Heading]:
    """Every line that begins a section, in reading order; the `rows` of tables that are tasks are among them, those
    `beside` them are not."""
    text, lines = tidy.text, tidy.lines
    found: list[Heading] = []
    listing = False
    tables = iter(rows)
    row = next(tables, None)
    passed_over = contents(tidy) | _lines_of(tidy, beside)
    for index, line in enumerate(lines):
        while row is not None and line.start >= row.end:
            row = next(tables, None)
        if row is not None and line.end > row.start:
            if line.start <= row.start:
                found.append(_of_row(text, row, index))
            continue
        if line.kind is not BlockKind.PARAGRAPH or line.end <= line.start or index in passed_over:
            continue
        if text[line.start : line.start + 4].lstrip(" ")[:1] == "附":
            listing = bool(_ANNEX_LIST.match(text, line.start, line.end))
            annex = _annex(text, lines, index) if found else None
            if annex:
                found.append(annex)
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
    found = _without_fields(text, _without_lone_dots(found))
    found = styled(tidy, found, passed_over)
    if not any(heading.style in STYLES or heading.row or heading.style in STYLED for heading in found):
        found = by_themselves(tidy, passed_over)
    else:
        found = between(tidy, found, passed_over)
    return (
        paragraphs(tidy, found, passed_over)
        if found
        else (answered(tidy, passed_over) or one_by_one(tidy, passed_over))
    )


def _lines_of(tidy: Tidy, beside: Sequence[TableRow]) -> frozenset[int]:
    """The lines that rows of tables stand in."""
    if not beside:
        return frozenset()
    starts = [line.start for line in tidy.lines]
    return frozenset(
        index
        for row in beside
        for index in range(max(0, bisect_right(starts, row.start) - 1), bisect_left(starts, row.end))
    )


_TASK, _CAPTION = _("表格中的一行任务"), _("表格中的分组标题")


def is_of_table(section: Section) -> bool:
    """Whether a section is a task, or a caption of tasks, of a table."""
    return section.reason in (_TASK, _CAPTION)


def _of_row(text: str, row: TableRow, index: int) -> Heading:
    """The heading of a task or a caption in a table."""
    label = text[row.label.start : row.label.end].strip(" ") if row.label else ""
    number = ordinal(label.strip("（）、.． ")) or 0
    start = min(row.start, row.title.start)
    style = "caption" if row.caption else "row"
    reason = _TASK if row.cells else _CAPTION
    return Heading(
        style, label, number, start, row.title.start, row.title.end, index, 0.95, reason, not row.caption, row=row
    )


_FIELD = re.compile(
    "(?:[\u4e00-\u9fff]{0,4}(?:单位|部门|科室)|[\u4e00-\u9fff]{0,2}(?:责任|负责|联系)人|[\u4e00-\u9fff]{0,2}领导|"
    "[\u4e00-\u9fff]{0,4}(?:时限|期限|时间|进度|时间节点))"
)
"""What a numbered line tells of the task above it (2.牵头单位：县水利局)."""
_FIELD_OF_WORK = re.compile("[\u4e00-\u9fff]{0,4}(?:举措|措施|任务|内容|目标|要求|成果|问题|表现)")


def _without_fields(text: str, found: list[Heading]) -> list[Heading]:
    """Without numbered lines that are no tasks but tell of one: who answers, by when, and beside these what to do."""
    told = [
        heading
        for before, heading in pairwise(found)
        if heading.row is None
        and heading.end < len(text)
        and text[heading.end] == "："
        and _FIELD.fullmatch(text, heading.title, heading.end)
        and (before.style == heading.style or heading.number == 1)  # below an item of another style it belongs to more
    ]
    if not told:
        return found
    dropped = {heading.line for heading in told}
    styles = {heading.style for heading in told}
    for before, heading in reversed(list(pairwise(found))):
        near = before.style in styles and heading.line in dropped and heading.number == before.number + 1
        if near and text[before.end] == "：" and _FIELD_OF_WORK.fullmatch(text, before.title, before.end):
            dropped.add(before.line)
    return [heading for heading in found if heading.line not in dropped]


def _without_lone_dots(found: list[Heading]) -> list[Heading]:
    """2.3 is a label only in a document that counts so (it has an x.1); elsewhere it is a figure."""
    firsts = {
        heading.style
        for heading in found
        if heading.style.startswith("dotted") and heading.label.rstrip("、. ").endswith(".1")
    }
    return [heading for heading in found if not heading.style.startswith("dotted") or heading.style in firsts]
