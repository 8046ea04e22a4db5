"""The words of a clause divided among its figures."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from gongjin.compiler.clauses import Clause
from gongjin.compiler.figures import Figure, is_count
from gongjin.compiler.lexicon import KEPT_HEAD, LIST_MARK, PLACE, VERBS_ONLY, stands
from gongjin.compiler.units_of_measure import is_measured, is_percent

_SEPARATOR = re.compile(LIST_MARK.pattern + r"|或|并(?!网|购)|/|，|；| ")
FROM_TO = re.compile(r"(?:从|由)[^，]{0,16}$")
TO = re.compile(r"(?:提高|增加|提升|增长|上升|扩大|发展|下降|降低|降|减少|缩短|压缩|压减|提|增|调整|缩减)?(?:到|至)$")
LOCATIVE = re.compile(
    r"(?:在|对|为|向|从|于|由|给|组织|涉及|涵盖|全县|全市|全省|全区|现有|共有|的|以|按|围绕|针对|依托|通过|"
    r"聚焦|发挥|用好|对照|按照|根据|参照)$"
)


_RATE = re.compile(r"(?:率|比例|占比|比重)(?:均|都)?(?:达到?|为|不低于|超过)?$")


class Item(NamedTuple):
    """One figure with the words before and after it that belong to it. `lead` is the verb that its list shares;
    `period` is its own year, where a list has one for each."""

    figure: Figure
    before: str
    after: str
    begin: int
    end: int
    lead: str = ""
    first: Decimal | None = None
    period: str | None = None


_BESIDE = re.compile("[、和及至—]")


def with_shared_unit(text: str, found: list[Figure]) -> list[Figure]:
    """45个、30个工作日: the first has the unit of the second, of which it gives only the beginning."""
    for index in range(len(found) - 2, -1, -1):
        first, second = found[index], found[index + 1]
        longer = first.unit == "个" and len(second.unit) > 1 and second.unit.startswith("个")
        if longer and _BESIDE.fullmatch(text, first.end, second.start):
            found[index] = first._replace(unit=second.unit)
    return found


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
    return _without_attributes(text, _done_to_all(items))


_DONE_TO = re.compile(r"(?:逐一|逐个|逐户|逐项|逐村|逐校|全部|集中|分类)[\u4e00-\u9fff]{2,8}$")


def _done_to_all(items: list[Item]) -> list[Item]:
    """对2家甲、36家乙逐户整治: what is done to the last of a list is done to each of it."""
    if len(items) < 2 or not items[0].before.lstrip("□ ").startswith(("对", "将", "把")):
        return items
    done = _DONE_TO.search(items[-1].after)
    if done is None or any(_DONE_TO.search(item.after) for item in items[:-1]):
        return items
    return [item._replace(after=item.after.rstrip("、和及") + done.group()) for item in items[:-1]] + items[-1:]


def _without_attributes(text: str, items: list[Item]) -> list[Item]:
    """Drop figures that only qualify what the next one counts (年产值10亿元以上企业5家)."""
    kept: list[Item] = []
    carried = ""
    if len(items) == _SHARE_AND_COUNT and _all_of_share(*items):
        return [items[0]._replace(after=text[items[0].figure.end : items[1].end], end=items[1].end)]
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
            if _RATE.search(following.before) and item.before.strip(" □"):
                carried += text[item.begin : item.figure.end]
            continue
        if joined and following is not None and is_measured(item.figure.unit) and _of_rate(following):
            carried += text[item.begin : item.figure.end]  # 3公里范围内公园覆盖率达到90%
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


_SHARE_AND_COUNT = 2
_REACHED = re.compile("(?:达标|合格|齐全|到位|达到[^，]{2,8})$")


def _all_of_share(share: Item, count: Item) -> bool:
    """八成以上学校七项指标达标: the second figure only tells what the share of them reaches."""
    return (
        share.figure.compared
        and is_percent(share.figure.unit)
        and share.end == share.figure.end
        and is_count(count.figure.unit)
        and _REACHED.search(count.after) is not None
    )


def _of_rate(item: Item) -> bool:
    return is_percent(item.figure.unit) and _RATE.search(item.before) is not None


def _is_whole(item: Item, following: Item) -> bool:
    """全镇23个村卫生户厕普及率达到96%: the first figure only tells among how many; so does 9项指标检测率100%."""
    bare = item.before.strip(" □")
    if is_percent(following.figure.unit) and _RATE.search(following.before) and not KEPT_HEAD.match(bare):
        return True
    return (not bare or PLACE.fullmatch(bare) is not None) and stands(following.before.strip(" □")) is not None
