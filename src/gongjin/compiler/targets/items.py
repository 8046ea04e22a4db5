"""The words of a clause divided among its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from gongjin.compiler.clauses import Clause
from gongjin.compiler.figures import Figure, is_count
from gongjin.compiler.lexicon import KEPT_HEAD, LIST_MARK, PLACE, VERBS_ONLY, only_verbs, stands
from gongjin.compiler.metrics import before_figure
from gongjin.compiler.plan import Target
from gongjin.compiler.units_of_measure import is_measured, is_percent

_QUANTITY = re.compile(
    r"(?:产量|率|收入|面积|比例|占比|数量|数|增速|增长|规模|总额|浓度|产值|增加值|投资额|投资|人数|里程|能力)$"
)
_QUANTITY_END = re.compile(r"(?:量|率|入|积|比|数|速|长|模|额|度|值|资|程|力|例|业|站|所)$")
_SEPARATOR = re.compile(LIST_MARK.pattern + r"|或|并(?!网|购)|/|，|；| ")
FROM_TO = re.compile(r"(?:从|由)[^，]{0,16}$")
TO = re.compile(r"(?:提高|增加|提升|增长|上升|扩大|发展|下降|降低|降|减少|缩短|压缩|压减|提|增|调整|缩减)?(?:到|至)$")
LOCATIVE = re.compile(
    r"(?:在|对|为|向|从|于|由|给|组织|涉及|涵盖|全县|全市|全省|全区|现有|共有|的|以|按|围绕|针对|依托|通过|"
    r"聚焦|发挥|用好)$"
)


class Item(NamedTuple):
    """One figure with the words before and after it that belong to it. `lead` is the verb that its list shares."""

    figure: Figure
    before: str
    after: str
    begin: int
    end: int
    lead: str = ""
    first: Decimal | None = None


def items(text: str, clause: Clause, found: list[Figure]) -> list[Item]:
    """Divide the words of a clause among its figures."""
    bounds = [clause.start]
    for left, right in pairwise(found):
        gap = text[left.end : right.start]
        marks = list(_SEPARATOR.finditer(gap))
        if not marks:
            bounds.append(left.end)
        elif marks[0].start() == 0:
            bounds.append(left.end + marks[0].end())
        else:
            chosen = next(
                (mark for mark in marks if KEPT_HEAD.match(gap, mark.end()) or VERBS_ONLY.fullmatch(gap, mark.end())),
                marks[-1],
            )
            if marks[-1].end() == len(gap):
                chosen = marks[-1]
            bounds.append(left.end + chosen.end())
    bounds.append(clause.end)
    items: list[Item] = []
    lead = ""
    for index, figure in enumerate(found):
        begin, end = bounds[index], bounds[index + 1]
        if index + 1 < len(found):
            tail = text[figure.end : end]
            stripped = (
                _SEPARATOR.sub("", tail[-2:]) if tail[-2:-1] in "、和及与或" or tail[-1:] in "、和及与或并" else None
            )
            if stripped is not None:
                end = figure.end + len(tail.rstrip("、和及与或并"))
        before, after = text[begin : figure.start], text[figure.end : max(end, figure.end)]
        if index == 0:
            lead = before
        items.append(Item(figure, before, after, begin, max(end, figure.end), lead if index else "", found[0].value))
    return _without_attributes(text, items)


def _without_attributes(text: str, items: list[Item]) -> list[Item]:
    """Drop figures that only qualify what the next one counts (年产值10亿元以上企业5家)."""
    kept: list[Item] = []
    carried = ""
    for index, plain in enumerate(items):
        item = plain
        following = items[index + 1] if index + 1 < len(items) else None
        base = (
            FROM_TO.search(item.before) is not None
            and following is not None
            and TO.search(following.before) is not None
        )
        joined = following is not None and following.begin == item.figure.end and not base
        if joined and following is not None and is_count(item.figure.unit) and _is_whole(item, following):
            continue
        if joined and following is not None and is_count(following.figure.unit) and not is_percent(item.figure.unit):
            measured = is_measured(item.figure.unit)
            bare = item.before.strip(" □")
            locative = is_count(item.figure.unit) and (following.after.strip() or LOCATIVE.search(bare))
            compared = item.figure.compared and following.before and not following.after.strip(" □")
            among = measured and item.figure.compared and bare in ("", "其中") and not following.after.strip(" □")
            if among or (measured and following.before) or locative or compared:
                carried += text[item.begin : item.figure.end]
                continue
        if carried:
            item = item._replace(before=carried + item.before, begin=item.begin - len(carried))
            carried = ""
        kept.append(item)
    return kept


def _is_whole(item: Item, following: Item) -> bool:
    """全镇23个村卫生户厕普及率达到96%: the first figure only tells among how many."""
    bare = item.before.strip(" □")
    return (not bare or PLACE.fullmatch(bare) is not None) and stands(following.before.strip(" □")) is not None


def paired(items: list[Item], recent: Sequence[Target]) -> list[Item]:
    """甲、乙分别达到3家、5家: each figure gets its own subject."""
    if len(items) < 2 or "分别" not in items[0].before:
        return items
    subject, _mark, rest = items[0].before.partition("分别")
    if any(item.before.strip("、和及与") for item in items[1:]):
        return items
    compared = {item.figure.comparator for item in items if item.figure.compared}
    if len(compared) == 1:
        shared = compared.pop()
        items = [
            item if item.figure.compared else item._replace(figure=item.figure._replace(comparator=shared))
            for item in items
        ]
    if not subject.strip(" □") and len(recent) >= len(items):
        subject = "、".join(row.metric.replace("、", "") for row in recent[-len(items) :])
    subjects = [piece for piece in LIST_MARK.split(subject) if piece]
    if len(subjects) < len(items):
        return [item._replace(before=subject + rest) for item in items]
    subjects = subjects[-len(items) :] if len(subjects) > len(items) else subjects
    if all(only_verbs(one) for one in subjects[:-1]):
        head = KEPT_HEAD.match(subjects[-1])
        noun = subjects[-1][head.end() :] if head else subjects[-1]
        subjects = [one + noun for one in subjects[:-1]] + subjects[-1:]
    subjects[0] = before_figure(subjects[0], share=True) or subjects[0]
    tail = _shared_tail(subjects)
    return [
        item._replace(before=_with_tail(one, tail) + rest, lead="", after="" if index < len(items) - 1 else item.after)
        for index, (item, one) in enumerate(zip(items, subjects, strict=True))
    ]


def _shared_tail(subjects: list[str]) -> str:
    """城镇、农村居民收入: what the last has more than the first, both being of one pattern."""
    first, last = subjects[0], subjects[-1]
    if len(first) <= 4 and len(last) >= len(first) + 2 and first[-1:] != last[-1:]:
        return last[len(first) :]
    found = _QUANTITY.search(last)
    return found.group() if found and not _QUANTITY_END.search(first) and len(last) >= len(first) + 2 else ""


def _with_tail(subject: str, tail: str) -> str:
    return subject if not tail or subject.endswith(tail) else subject + tail
