"""Figures that cannot all be true."""

from __future__ import annotations

from collections.abc import Iterator

from gongjin.compiler.lint.rule import found
from gongjin.compiler.plan import Comparator, CompiledPlan, Finding, Severity, Target, TargetKind
from gongjin.core.texts import gettext as _

_UPWARD = (Comparator.EQ, Comparator.GE, Comparator.GT)


class Contradiction:
    """Parts that are more than their whole, and one metric with two values for the same time and scope."""

    id = "contradiction"
    severity = Severity.HIGH
    doc = _("同一件事的数字互相矛盾，照哪个考核都会有争议。")

    def check(self, plan: CompiledPlan) -> Iterator[Finding]:
        """One finding for each whole that its parts exceed, and for each later value of a metric."""
        yield from self._parts(plan)
        yield from self._twice(plan)

    def _parts(self, plan: CompiledPlan) -> Iterator[Finding]:
        parts: dict[str, list[Target]] = {}
        for target in plan.targets:
            if target.part_of is not None and target.comparator in _UPWARD:
                parts.setdefault(target.part_of, []).append(target)
        for whole in plan.targets:
            own = [part for part in parts.get(whole.id, []) if part.unit == whole.unit]
            total = sum(part.value for part in own)
            if own and whole.comparator is not Comparator.GE and total > (whole.value2 or whole.value):
                yield found(
                    self,
                    whole.span,
                    _("“其中”各项合计 %(total)s%(unit)s，多于总数 %(value)s%(unit)s。")
                    % {"total": f"{total:f}", "value": f"{whole.value:f}", "unit": whole.unit},
                    _("核对总数和各分项。"),
                    confidence=min(row.confidence for row in [whole, *own]),
                )

    def _twice(self, plan: CompiledPlan) -> Iterator[Finding]:
        same: dict[tuple[object, ...], list[Target]] = {}
        for target in plan.targets:
            if target.metric and target.part_of is None and target.kind is not TargetKind.COVERAGE:
                key = (
                    target.metric,
                    target.unit,
                    target.kind,
                    target.scope,
                    target.each,
                    target.period,
                    target.accrual,
                )
                same.setdefault(key, []).append(target)
        for rows in same.values():
            one = rows[0]
            for other in rows[1:]:
                if one.section != other.section and _conflict(one, other):
                    yield found(
                        self,
                        other.span,
                        _("“%(metric)s”前文为“%(one)s”，这里为“%(other)s”。")
                        % {"metric": one.metric, "one": _figure(plan, one), "other": _figure(plan, other)},
                        _("核对后统一；确是两件事的，写明各指什么范围或时间。"),
                        confidence=min(one.confidence, other.confidence),
                    )


def _figure(plan: CompiledPlan, target: Target) -> str:
    return plan.text[target.quantity.start : target.quantity.end]


def _conflict(one: Target, other: Target) -> bool:
    """Two values of which at most one can be meant: the same kind of promise, with another figure."""
    return one.comparator is other.comparator and (one.value, one.value2) != (other.value, other.value2)


RULE = Contradiction()
