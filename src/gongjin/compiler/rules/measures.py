"""Measures: one thing to do each, a clause of a section's text with what leads up to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from gongjin.compiler.clauses import Clause, Cut
from gongjin.compiler.document import Span
from gongjin.compiler.plan import Measure
from gongjin.compiler.rules.tenses import backgrounds, is_time
from gongjin.compiler.tidy import Tidy
from gongjin.core.texts import gettext as _

MeasureAt = Callable[[int], str | None]
_LEADS_UP = re.compile(
    r"^(?:按照?|根据|依据|围绕|依托|以|针对|对|对于|通过|结合|立足|聚焦|坚持|紧扣|紧盯|锚定|对标|对照|在|为|借助|发挥|利用|充分发挥|充分利用|抢抓|抓住|力争到|到|至|自|从|"
    r"鉴于|由于|随着|除|经|凡|如|若|当|因)(?!我|建)"
)
_DOES = re.compile(r"^(?:以[^，]{1,10}(?:推进|促进|带动)|对接|按期|按时|在建|为[^，]{0,12}(?:提供|创造))")
_MAY_LEAD = re.compile("[按根依围以针对通结立聚坚紧锚在为借发利充抢抓力到至自从鉴由随除经凡如若当因截20今年“十□]")
_FIGURE = re.compile("[0-9]")
_PERSONS = re.compile("组长|召集人|指挥长|办公室主任|成员(?:单位)?(?:为|由|包括|有|：)|主任[^，]{0,4}(?:任|担任)|(?:副)?县长任|联络员")


_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")


def measures(tidy: Tidy, cut: Cut) -> tuple[Measure, ...]:
    """The measures of every section, with ids m1, m2, …; a clause that only leads up to the next is joined to it."""
    found: list[Measure] = []
    pending: Clause | None = None
    background = backgrounds(cut)
    for clause in cut.clauses:
        if clause.title or clause.parenthesis or clause.section.id in background:
            continue
        words = cut.outer[clause.start : clause.end]
        if pending and (pending.sentence != clause.sentence or pending.section.id != clause.section.id):
            pending = None
        start = pending.start if pending else clause.start
        if _leads_up(words):
            pending = pending or clause
            continue
        pending = None
        if len(words) < 3 or _PERSONS.search(words) or not _IDEOGRAPH.search(words):
            continue
        found.append(
            Measure(
                id=f"m{len(found) + 1}",
                section=clause.section.id,
                text=tidy.text[start : clause.end],
                span=Span(start, clause.end),
                confidence=0.9,
                reason=_("正文中的一个分句"),
            )
        )
    return tuple(found)


def _leads_up(words: str) -> bool:
    if not _MAY_LEAD.match(words):
        return False
    if is_time(words):
        return True
    return bool(_LEADS_UP.match(words)) and not _DOES.match(words) and not _FIGURE.search(words)


def measure_at(measures: Sequence[Measure]) -> MeasureAt:
    """A function from an offset to the id of the measure whose words hold it, or None."""
    starts = [measure.span.start for measure in measures]

    def find(offset: int) -> str | None:
        index = bisect_right(starts, offset) - 1
        return measures[index].id if index >= 0 and offset < measures[index].span.end else None

    return find
