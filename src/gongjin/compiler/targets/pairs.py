"""Lists told apart by 分别: 甲、乙分别达到3家、5家, and 2024年、2025年…分别达到3亿元、5亿元."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongjin.compiler.lexicon import KEPT_HEAD, LIST_MARK, only_verbs
from gongjin.compiler.metrics import before_figure
from gongjin.compiler.plan import Target
from gongjin.compiler.targets.items import Item

_QUANTITY = re.compile(
    r"(?:产量|率|收入|面积|比例|占比|数量|数|增速|增长|规模|总额|浓度|产值|增加值|投资额|投资|人数|里程|能力)$"
)
_QUANTITY_END = re.compile(r"(?:量|率|入|积|比|数|速|长|模|额|度|值|资|程|力|例|业|站|所)$")
_YEAR = re.compile(r"(?:到|至)?((?:19|20)[0-9]{2})年?(?:[底末])?前?")
_YEAR_AT_END = re.compile(r"((?:19|20)[0-9]{2})年(?:[底末])?$")


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
    years = _of_years(subjects, items, rest, recent)
    if years is not None:
        return years
    if len(subjects) < len(items):
        return [item._replace(before=subject + rest) for item in items]
    subjects = subjects[-len(items) :] if len(subjects) > len(items) else subjects
    if all(only_verbs(one) for one in subjects[:-1]):
        head = KEPT_HEAD.match(subjects[-1])
        noun = subjects[-1][head.end() :] if head else subjects[-1]
        subjects = [one + noun for one in subjects[:-1]] + subjects[-1:]
    subjects[0] = before_figure(subjects[0], share=True) or subjects[0]
    tail = shared_tail(subjects)
    return [
        item._replace(before=with_tail(one, tail) + rest, lead="", after="" if index < len(items) - 1 else item.after)
        for index, (item, one) in enumerate(zip(items, subjects, strict=True))
    ]


def _of_years(subjects: list[str], items: list[Item], rest: str, recent: Sequence[Target]) -> list[Item] | None:
    """One subject in several years (2024年、2025年甲, or 甲2024年、2025年): each figure gets its year."""
    if len(subjects) != len(items):
        return None
    first, last = _YEAR_AT_END.search(subjects[0]), _YEAR.match(subjects[-1])
    whole = [_YEAR.fullmatch(piece) for piece in subjects]
    if first and last and all(whole[1:]):
        subject, years = subjects[0][: first.start()], [first, *whole[1:]]
        if not subject:  # of what was told just before
            subject = next((row.metric for row in reversed(recent) if row.unit == items[0].figure.unit), "")
            rest = "" if subject and only_verbs(rest) else rest
    elif last and all(whole[:-1]):
        subject, years = subjects[-1][last.end() :], [*whole[:-1], last]
    else:
        return None
    return [
        item._replace(before=subject + rest, lead="", period=year.group(1) if year else None)
        for item, year in zip(items, years, strict=True)
    ]


def shared_tail(subjects: list[str]) -> str:
    """城镇、农村居民收入: what the last has more than the first, both being of one pattern."""
    first, last = subjects[0], subjects[-1]
    if len(first) <= 4 and len(last) >= len(first) + 2 and first[-1:] != last[-1:]:
        return last[len(first) :]
    found = _QUANTITY.search(last)
    return found.group() if found and not _QUANTITY_END.search(first) and len(last) >= len(first) + 2 else ""


def with_tail(subject: str, tail: str) -> str:
    """A subject with the tail that its list shares, unless it has it."""
    return subject if not tail or subject.endswith(tail) else subject + tail
