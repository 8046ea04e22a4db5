"""A figure whose time is not clear."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

from gongjin.compiler.document import Span
from gongjin.compiler.lint.rule import found
from gongjin.compiler.plan import CompiledPlan, Finding, Severity, Target
from gongjin.core.texts import gettext as _

_SPAN_OF_YEARS = re.compile(r"(?:19|20)[0-9]{2}年?[-—－–~～至到]{1,2}(?:(?:19|20)[0-9]{2})")
_END = re.compile(r"[。！？\n]")


class AmbiguousPeriod:
    """After a span of years in the same sentence, a figure without a time of its own may be for a year or for all."""

    id = "ambiguous-period"
    severity = Severity.HIGH
    doc = _("同一句里写了跨年度的时间，后面的数字没有写明属于哪一年还是几年合计。")

    def check(self, plan: CompiledPlan) -> Iterator[Finding]:
        """One finding for each such sentence, at its figures."""
        spans = list(_spans_of_years(plan.text))
        by_sentence: dict[int, list[Target]] = {}
        for target in plan.targets:
            last = bisect_right(spans, target.quantity.start, key=itemgetter(0)) - 1 if target.period is None else -1
            if last >= 0 and target.span.start <= spans[last][1]:
                by_sentence.setdefault(spans[last][1], []).append(target)
        for rows in by_sentence.values():
            figures = "、".join(plan.text[row.quantity.start : row.quantity.end] for row in rows)
            yield found(
                self,
                Span(min(row.quantity.start for row in rows), max(row.quantity.end for row in rows)),
                _("“%(figures)s”是哪一年的数，还是几年合计，没有写明。") % {"figures": figures},
                _("在数字前写明年份，例如“2026年新建……”“2024—2026年累计……”。"),
                confidence=min(row.confidence for row in rows),
            )


def _spans_of_years(text: str) -> Iterator[tuple[int, int]]:
    """Where each span of years ends, and where its sentence does."""
    sentence = -1
    for span in _SPAN_OF_YEARS.finditer(text):
        if span.start() > sentence:
            end = _END.search(text, span.end())
            sentence = end.start() if end else len(text)
        yield span.end(), sentence


RULE = AmbiguousPeriod()
