"""Headings without a label: short lines set apart, and paragraphs that units answer for one by one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import pairwise

from gongjin.compiler.document import BlockKind
from gongjin.compiler.heading import Heading, ends_in_answer, trim
from gongjin.compiler.labels import label_at
from gongjin.compiler.numerals import ordinal
from gongjin.compiler.tidy import Line, Tidy
from gongjin.compiler.unit_names import is_surely_unit
from gongjin.core.texts import gettext as _

STYLED = tuple(f"styled-{depth}" for depth in range(1, 10))
"""Headings that only a style of the file makes headings, by their depth."""
_STYLED_LONG = 60
_SHORT = 22
"""A heading without a label, among headings with one, is at most this long."""
_FEWEST = 2
"""One short line may be anything; two of a kind are headings."""
_DATE_OR_NUMBER = re.compile(
    r"(?:19|20)[0-9]{2}年[0-9]{1,2}月|号$|[〔〕]|^(?:附|专栏|注|备注|抄送|联系|主送)|[：:]|^[—-]"
)
_FIRST_WORD = re.compile(r" *[^。；！？：\s—-]")
_FIRST_SENTENCE = re.compile("[。；！？]")
_ANSWERS = re.compile(r"[^：。，]{0,10}(?:单位|部门|时限|领导|责任人|时间)：")
_HEADED = re.compile(r"[^，。；：！？0-9—-][^，。；：！？0-9]{1,17}。(?=[^。]{8})")
_BULLET = re.compile("[●■◆▲•○◇★◎] *")
"""A sign before a paragraph, no part of its heading."""
_PRINCIPLES = re.compile("原则|思想|意义|形势")
_RUN_ON = 30


def styled(tidy: Tidy, found: Sequence[Heading], passed_over: Collection[int]) -> list[Heading]:
    """The headings with those put in that have no label, but a heading style of the file. One of the highest style that
    comes first and only once is the document's title."""
    text = tidy.text
    known = {heading.line for heading in found}
    lines = [
        (index, line)
        for index, line in enumerate(tidy.lines)
        if line.heading and line.kind is BlockKind.PARAGRAPH and index not in known and index not in passed_over
    ]
    if lines and (not found or lines[0][0] < found[0].line):
        top = lines[0][1].heading
        if sum(line.heading == top for _index, line in lines) == 1 and top == min(line.heading for _i, line in lines):
            del lines[0]
    added: list[Heading] = []
    for index, line in lines:
        begin, end = trim(text, line.start, line.end)
        if begin < end <= begin + _STYLED_LONG:
            style, reason = STYLED[min(line.heading, len(STYLED)) - 1], _("文件中设为标题样式")
            added.append(Heading(style, "", 0, line.start, begin, end, index, 0.95, reason))
    return sorted([*found, *added], key=lambda heading: heading.start) if added else list(found)


def between(tidy: Tidy, found: Sequence[Heading], passed_over: Collection[int]) -> list[Heading]:
    """The headings with those put in that have no label, among others that have one: short lines, at least two of a
    kind, each followed by a labelled item or by prose."""
    text = tidy.text
    labelled = {heading.line: heading for heading in found}
    inside = [(h.start, h.end) if h.row is None else (h.row.start, h.row.end) for h in found]
    first = min(labelled)
    lines = [
        (index, line)
        for index, line in enumerate(tidy.lines)
        if text[line.start : line.end].strip(" ") and index not in passed_over
    ]
    kinds: dict[tuple[str, bool], list[Heading]] = {}
    for (index, line), (after, following) in pairwise(lines):
        if index in labelled or not _is_apart(text, line) or _holds(inside, line.start):
            continue
        below = labelled.get(after)
        if index < first and (below is None or below.style not in _ITEMS):
            continue
        if below is not None and (below.row is not None or below.style not in _ITEMS):
            continue
        if below is None and not _is_prose(text, following):
            continue
        begin, end = trim(text, line.start, line.end, " ")
        confidence, reason = 0.85 if line.emphasis else 0.7, _("没有编号，按单独成行的短句认作标题")
        kind = ("" if below is None else below.style, line.emphasis)
        kinds.setdefault(kind, []).append(Heading("between", "", 0, line.start, begin, end, index, confidence, reason))
    enough = {emphasis for (_below, emphasis), kind in kinds.items() if len(kind) >= _FEWEST}
    added = [heading for (_below, emphasis), kind in kinds.items() if emphasis in enough for heading in kind]
    return sorted([*found, *added], key=lambda heading: heading.start) if added else list(found)


_ITEMS = frozenset({"num", "num-paren", "num-half", "circled", "dotted-2", "dotted-3", "cn-paren"})


def _holds(ranges: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether one of the ordered ranges holds an offset."""
    index = bisect_right(ranges, at, key=lambda each: each[0]) - 1
    return index >= 0 and at < ranges[index][1]


def _is_apart(text: str, line: Line) -> bool:
    begin, end = trim(text, line.start, line.end, " ")
    words = text[begin:end]
    return (
        _is_short(text, begin, end, line)
        and len(words) <= _SHORT
        and not _DATE_OR_NUMBER.search(words)
        and not is_surely_unit(words)
        and label_at(text, line.start, line.end) is None
    )


def paragraphs(tidy: Tidy, found: Sequence[Heading], passed_over: Collection[int] = ()) -> list[Heading]:
    """The headings with the paragraphs put in, where several of one section each end with who answers."""
    text = tidy.text
    taken = {heading.line for heading in found}
    rows = [(h.start, h.end) if h.row is None else (h.row.start, h.row.end) for h in found]
    added: list[Heading] = []
    for number, heading in enumerate(found):
        if heading.row is not None:
            continue
        stop = found[number + 1].line if number + 1 < len(found) else len(tidy.lines)
        own: list[Heading] = []
        plain: list[tuple[Line, int, int, int]] = []
        for index in range(heading.line + 1, stop):
            line = tidy.lines[index]
            if (
                index in taken
                or index in passed_over
                or line.kind is not BlockKind.PARAGRAPH
                or _holds(rows, line.start)
            ):
                continue
            begin, end = trim(text, line.start, line.end)
            bullet = _BULLET.match(text, begin, end)
            begin = bullet.end() if bullet else begin
            answer = ends_in_answer(text, begin, end) if end - begin > _RUN_ON else None
            if answer is not None and _FIRST_WORD.match(text, begin, answer):
                own.append(_of_paragraph(text, line, index, begin, answer))
            elif _ANSWERS.match(text, begin, end):
                continue
            elif end > begin:
                plain.append((line, index, begin, end))
        if len(own) >= _FEWEST:
            added += own
        elif len(plain) >= _FEWEST and not own and _headed(text, heading, plain):
            added += [_of_paragraph(text, line, index, begin, end) for line, index, begin, end in plain]
    return sorted([*found, *added], key=lambda heading: heading.start) if added else list(found)


_LABEL_AT_END = re.compile("[。；](?:总?牵头|主办|责任|主责|承办|配合|落实)(?:单位|部门)：[^。\n]{2,200}。?$")
_DASHES = re.compile("[—－-]{1,2}")


def answered(tidy: Tidy, passed_over: Collection[int]) -> list[Heading]:
    """The paragraphs of a document without headings, where several end with who answers; their first sentence, without
    its dashes, is the heading."""
    text = tidy.text
    found: list[Heading] = []
    for index, line in enumerate(tidy.lines):
        if line.kind is not BlockKind.PARAGRAPH or index in passed_over or line.end - line.start <= _RUN_ON:
            continue
        begin, end = trim(text, line.start, line.end, " ")
        label = _LABEL_AT_END.search(text, max(begin, end - _ANSWER_REACH), end)
        answer = label.start() if label else ends_in_answer(text, begin, end)
        dashes = _DASHES.match(text, begin, end)
        begin = dashes.end() if dashes else begin
        if answer is not None and answer > begin:
            found.append(_of_paragraph(text, line, index, begin, answer))
    return found if len(found) >= _FEWEST else []


_ANSWER_REACH = 260
_ONE_IS = re.compile("([一二三四五六七八九十]{1,2})是(?:要)?")


def one_by_one(tidy: Tidy, passed_over: Collection[int]) -> list[Heading]:
    """The paragraphs of a document without any heading that count 一是, 二是."""
    text = tidy.text
    found: list[Heading] = []
    for index, line in enumerate(tidy.lines):
        begin, end = trim(text, line.start, line.end, " ")
        order = _ONE_IS.match(text, begin, end)
        if order is None or line.kind is not BlockKind.PARAGRAPH or index in passed_over:
            continue
        heading = _of_paragraph(text, line, index, order.end(), end)
        if heading.end > heading.title:
            heading.label, heading.number = order.group(1) + "是", ordinal(order.group(1)) or 0
            heading.reason = _("以“一是、二是”分段，取每段第一句为标题")
            found.append(heading)
    return found if len(found) >= _FEWEST else []


def _headed(text: str, heading: Heading, plain: Sequence[tuple[Line, int, int, int]]) -> bool:
    """Whether each paragraph of a section begins with a heading of its own: a short first sentence, and more behind."""
    if _PRINCIPLES.search(text, heading.title, heading.end):
        return False
    return all(_HEADED.match(text, begin, end) for _line, _index, begin, end in plain)


def _of_paragraph(text: str, line: Line, index: int, begin: int, answer: int) -> Heading:
    stop = _FIRST_SENTENCE.search(text, begin, answer)
    begin, end = trim(text, begin, stop.start() if stop else answer)
    run_on = stop is None or end - begin > _RUN_ON or any(sign.isdigit() for sign in text[begin:end])
    reason = _("各段分别写明责任单位，取每段第一句为标题")
    return Heading("paragraph", "", 0, line.start, begin, end, index, 0.8, reason, run_on)


def by_themselves(tidy: Tidy, passed_over: Collection[int] = ()) -> list[Heading]:
    """Headings of a document without labels: short lines set apart, each followed by a paragraph of sentences.

    One that is followed by another holds it, and with it those after that begin with the same word.
    """
    text = tidy.text
    lines = [
        (index, line)
        for index, line in enumerate(tidy.lines)
        if text[line.start : line.end].strip(" ") and index not in passed_over
    ]
    found: list[Heading] = []
    begins = ""
    for place in range(1, len(lines) - 1):
        index, line = lines[place]
        begin, end = trim(text, line.start, line.end, " ")
        if not _is_short(text, begin, end, line):
            continue
        after = lines[place + 1][1]
        holds = place + 2 < len(lines) and _is_short(text, *trim(text, after.start, after.end, " "), after)
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
        and not re.search("：|〔[0-9]{4}〕", text[begin:end])
    )


def _is_prose(text: str, line: Line) -> bool:
    return line.end - line.start > 26 and text[line.start : line.end].rstrip(" ").endswith(("。", "）", "；", "："))
