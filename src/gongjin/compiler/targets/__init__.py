"""targets: commitments with a figure, clause by clause.

In: the clauses and what governs them. Does: finds figures (figured.py), divides a clause's words among them (items.py),
names what they measure (naming.py), and adds promises of all and none (coverage.py beside). Out: rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from gongjin.compiler.clauses import Clause, shown
from gongjin.compiler.context import Context
from gongjin.compiler.coverage import Whole, may_hold_whole, wholes
from gongjin.compiler.deadlines import Periods
from gongjin.compiler.document import Span
from gongjin.compiler.measures import MeasureIndex
from gongjin.compiler.plan import Target
from gongjin.compiler.rows import complete
from gongjin.compiler.targets.figured import figured

_MAY_HOLD = re.compile(  # its first character is a set, so that the search skips others at the speed of C
    r"[0-9二两三四五六七八九十分成](?:(?<=[0-9])|(?<=分)之|(?<=成)(?:[以左的、]|$)|"
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
    """The targets of all clauses, in reading order; ids are given by the caller's order."""
    found: list[Target] = []
    last_sentence = -1
    recent: list[Target] = []
    for clause, context in zip(clauses, contexts, strict=True):
        if clause.sentence != last_sentence:
            last_sentence, recent = clause.sentence, []
        if context.past or context.background:
            continue
        source = quoted if clause.parenthesis else outer
        rows: list[Target] = []
        if _MAY_HOLD.search(source, clause.start, clause.end):
            rows += figured(source, clause, context, recent)
        if not clause.title and may_hold_whole(source, clause):
            rows += [_whole(source, clause, context, whole) for whole in wholes(source, clause)]
        for row in sorted(rows, key=lambda row: row.quantity):
            complete(
                row,
                id=f"t{len(found) + 1}",
                measure=around.at(clause.start),
                period=periods.at(row.quantity.start),
                metric=shown(row.metric),
                text=text[clause.start : clause.end],
            )
            if row.part_of is None and not clause.parenthesis:
                recent.append(row)
            found.append(row)
    return found


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
