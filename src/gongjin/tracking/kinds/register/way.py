"""The way of one entry through its stages, from facts in any order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from gongjin.tracking.kinds.register.form import STAGE, Form
from gongjin.tracking.rules.holdings import Known

_NEVER = datetime.min.replace(tzinfo=UTC)
NOWHERE = -1
"""The rank of an entry that has not begun."""


@dataclass(frozen=True, slots=True)
class Step:
    """One move: on `day` to `rank`. `counted` is the rank that counts from then on, which stays behind where a stage
    that needs evidence is not proved; `fact` is the move's own fact."""

    day: date
    rank: int
    counted: int
    fact: Known

    @property
    def unproved(self) -> bool:
        """Whether it counts for less than it says."""
        return self.counted < self.rank


def way(form: Form, facts: Iterable[Known]) -> tuple[Step, ...]:
    """The moves of an entry by day. A stage that needs evidence, and all after it, count only while the move into or
    past it has a valid file; a move back takes back what lies after it."""
    moves = sorted(
        (fact.day, fact.recorded_at or _NEVER, form.rank(fact.word), fact.key, fact)
        for fact in facts
        if fact.aspect == STAGE and form.rank(fact.word) >= 0
    )
    needing = [place for place, stage in enumerate(form.stages) if stage.evidence]
    steps: list[Step] = []
    at, unproved = NOWHERE, set[int]()
    for day, _recorded, rank, _key, fact in moves:
        if rank < at:
            unproved = {place for place in unproved if place <= rank}
        elif rank > at:
            passed = {place for place in needing if at < place <= rank}
            unproved = unproved - passed if fact.proofs else unproved | passed
        elif fact.proofs:
            unproved = unproved - {rank}  # said again, this time with a file
        at = rank
        steps.append(Step(day, rank, min(at, min(unproved, default=at + 1) - 1), fact))
    return tuple(steps)


def counted_on(steps: Iterable[Step], day: date) -> int:
    """The rank that counts at the end of a day."""
    found = NOWHERE
    for step in steps:
        if step.day > day:
            break
        found = step.counted
    return found


def stands_on(steps: Iterable[Step], day: date) -> int:
    """The rank that was last stated by the end of a day, proved or not."""
    found = NOWHERE
    for step in steps:
        if step.day > day:
            break
        found = step.rank
    return found


def reached(steps: Iterable[Step], rank: int) -> Step | None:
    """The move by which a rank was first reached, as what counts."""
    return next((step for step in steps if step.counted >= rank), None)
