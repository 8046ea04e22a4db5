"""targets: commitments with a figure, clause by clause.

In: the clauses and what governs them. Does: finds figures (figured.py), divides a clause's words among them (items.py),
names what they measure (naming.py), and adds promises of all and none (coverage.py beside). Out: rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from operator import attrgetter

from gongjin.compiler.clauses import Clause, shown
from gongjin.compiler.context import Context
from gongjin.compiler.coverage import MAY_HOLD_WHOLE, Whole, wholes
from gongjin.compiler.deadlines import Periods
from gongjin.compiler.document import Span
from gongjin.compiler.figures import is_count
from gongjin.compiler.measures import MeasureIndex
from gongjin.compiler.metrics import with_brackets
from gongjin.compiler.plan import Target
from gongjin.compiler.rows import complete
from gongjin.compiler.targets.figured import figured
from gongjin.compiler.targets.topic import may_name_topic, topic_of

_MAY_HOLD = re.compile(  # its first character is a set, so that the search skips others at the speed of C
    r"[0-9二两三四五六七八九十分成半](?:(?<=[0-9])|(?<=分)之|(?<=一半)(?:[以左的]|$)|(?<=成)(?:[以左的、企农村学群居项家乡县社住单城老行]|$)|"
    r"(?<=[二两三四五六七八九十])[余多]?[个家所座条项户名处台场亩公人倍支套吨万])"
)


def targets(
    text: str,
    quoted: str,
    outer: str,
    clauses: Sequence[Clause],
    contexts: Sequence[Context],
    around: MeasureIndex,
    periods: Periods,
) -> list[Target]:
    """The targets of all clauses, in reading order."""
    found: list[Target] = []
    said = _Said()
    for clause, context in zip(clauses, contexts, strict=True):
        start, end, _section, sentence, _place, title, parenthesis, preface = clause
        if sentence != said.sentence and not parenthesis:
            said.begin(outer, clause)
        if context.background:
            continue
        source = quoted if parenthesis else outer
        may_hold = _MAY_HOLD.search(source, start, end) is not None
        if context.past:
            if may_hold and not parenthesis:
                said.past(figured(source, clause, context, [], said.topic, None))
            continue
        rows: list[Target] = []
        if may_hold:
            rows += figured(source, clause, context, said.recent, said.topic, said.whole)
        if not title and not preface and MAY_HOLD_WHOLE.search(source, start, end):
            last = max((row.quantity.start for row in rows), default=-1)
            rows += [
                _whole(source, clause, context, whole)
                for whole in wholes(source, clause)
                if not (source.startswith("所有", whole.span.start) and whole.span.end < last)
                and not _counted(source, rows, whole)
            ]
        for row in rows if len(rows) < 2 else sorted(rows, key=attrgetter("quantity")):
            complete(
                row,
                id=f"t{len(found) + 1}",
                measure=around.at(start),
                period=row.period or said.dated(periods.at(row.quantity.start)),
                metric=with_brackets(shown(row.metric), quoted, outer, clause),
                text=text[start:end],
            )
            found.append(row)
        if not parenthesis:
            said.end(outer, clause, rows, figures=may_hold)
    return found


_YEARS = re.compile(r"(?:19|20)[0-9]{2}年?[—\-至到](?:19|20)[0-9]{2}年")
_TIME_ONLY = 3
"""So many characters beside a span of years are no clause of their own (在…期间)."""


class _Said:
    """What the clauses before have said: the targets of the sentence, what it is about, and the whole of its parts."""

    def __init__(self) -> None:
        self.recent: list[Target] = []
        self.topic = ""
        self.whole: Target | None = None
        self.sentence = -1
        self._spanned = False
        self._end = 0
        self._last = ""

    def begin(self, outer: str, clause: Clause) -> None:
        """Before the first clause of a sentence; what was said ends, but for the subject of one that ends in ；."""
        goes_on = bool(self._last) and outer[self._end : clause.start].strip(" □") == "；"
        self.topic = self._last if goes_on else ""
        self._spanned = False
        self.sentence = clause.sentence
        if self._last and outer.startswith("其中", clause.start) and outer[self._end : clause.start] == "。":
            return  # parts of what was just told
        self.recent, self.whole, self._last = [], None, ""
        head = clause.section.span.end
        if 0 < clause.start - head <= _TIME_ONLY and outer.startswith("：", head):
            self.topic = topic_of(clause.section.title, label=True)  # 2、总产量：36万吨

    def past(self, rows: Sequence[Target]) -> None:
        """What a clause on the past is about is what the next ones are about (2020年为12%，2025年达到40%)."""
        if rows:
            self.topic = rows[-1].metric

    def dated(self, period: str | None) -> str | None:
        """The period of a figure; None where years that another clause spans may be its time or not."""
        return None if period is not None and "/" in period and self._spanned else period

    def end(self, outer: str, clause: Clause, rows: Sequence[Target], *, figures: bool) -> None:
        """After a clause and its targets; `figures` tells whether it may have any."""
        self._end = clause.end
        if rows:
            self.topic = ""
            self.recent += [row for row in rows if row.part_of is None]
            self.whole = next((row for row in self.recent if row.id == rows[-1].part_of), None)
            self._last = rows[-1].metric
            return
        span = _YEARS.search(outer, clause.start, clause.end) if figures else None
        if span and clause.end - clause.start > span.end() - span.start() + _TIME_ONLY:
            self._spanned = True
        if may_name_topic(outer, clause.end):
            named = topic_of(outer[clause.start : clause.end], label=outer.startswith("：", clause.end))
            if named:
                self.topic = named


_ALL_OF = re.compile("[^，、率]*")


def _counted(text: str, rows: Sequence[Target], whole: Whole) -> bool:
    """Whether 全部 is said of so many (47套装置全部改造): the number is the target, and all of it no second one."""
    return text.startswith("全部", whole.span.start) and any(
        is_count(row.unit) and _ALL_OF.fullmatch(text, row.quantity.end, whole.span.start) is not None for row in rows
    )


def _whole(text: str, clause: Clause, context: Context, whole: Whole) -> Target:
    return Target(
        id="t0",
        section=clause.section.id,
        measure=None,
        metric=whole.metric,
        comparator=whole.comparator,
        value=whole.value,
        unit=whole.unit,
        kind=whole.kind,
        strength=context.strength,
        scope=whole.scope,
        text="",
        span=Span(clause.start, clause.end),
        quantity=whole.span,
        confidence=whole.confidence,
        reason=whole.reason,
        accrual=None,
        base=None if not whole.times else Decimal(1),
        each=False,
    )
