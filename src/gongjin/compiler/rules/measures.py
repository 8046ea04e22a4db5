"""Measures: one thing to do each, a clause of a section's text with what leads up to it."""

from __future__ import annotations

import re

from gongjin.compiler.clauses import Clause, Cut
from gongjin.compiler.document import Span
from gongjin.compiler.plan import Measure
from gongjin.compiler.rules.tenses import is_background, is_time
from gongjin.compiler.tidy import Tidy
from gongjin.core.texts import gettext as _

_LEADS_UP = re.compile(
    r"^(?:按照?|根据|依据|围绕|依托|以|针对|对|对于|通过|结合|立足|聚焦|坚持|紧扣|紧盯|锚定|对标|对照|在|为|借助|发挥|利用|充分发挥|充分利用|抢抓|抓住|力争到|到|至|自|从|"
    r"鉴于|由于|随着|除|经|凡|如|若|当|因)(?!我|建)"
)
_DOES = re.compile(r"^(?:以[^，]{1,10}(?:推进|促进|带动)|对接|按期|按时|在建|为[^，]{0,12}(?:提供|创造))")
_PERSONS = re.compile("组长|召集人|指挥长|办公室主任|成员(?:单位)?(?:为|由|包括|有|：)|主任[^，]{0,4}(?:任|担任)|(?:副)?县长任|联络员")


def measures(tidy: Tidy, cut: Cut) -> tuple[Measure, ...]:
    """The measures of every section, with ids m1, m2, …; a clause that only leads up to the next is joined to it."""
    found: list[Measure] = []
    pending: Clause | None = None
    for clause in cut.clauses:
        if clause.title or clause.parenthesis or is_background(clause.section):
            continue
        words = cut.outer[clause.start : clause.end]
        if pending and (pending.sentence != clause.sentence or pending.section.id != clause.section.id):
            pending = None
        start = pending.start if pending else clause.start
        if _leads_up(words):
            pending = pending or clause
            continue
        pending = None
        if len(words) < 3 or _PERSONS.search(words) or not re.search(r"[\u4e00-\u9fff]", words):
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
    if is_time(words):
        return True
    if _DOES.match(words) or re.search("[0-9]", words):
        return False
    return bool(_LEADS_UP.match(words))
