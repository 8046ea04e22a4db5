"""Pairing found rows with annotated ones, and the figures that come of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from gongjin.compiler.doubts import SURE
from gongjin.compiler.evaluate.rows import KINDS, Gold, Item, Kind
from gongjin.compiler.plan import CompiledPlan


@dataclass(slots=True)
class Score:
    """Counts for one kind; `missed` are annotated rows that were not found, `invented` found rows without a match."""

    right: int = 0
    missed: list[Item] = field(default_factory=list)
    invented: list[Item] = field(default_factory=list)
    sure: int = 0
    sure_right: int = 0
    rated: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        return _share(self.right, self.right + len(self.invented))

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 1 where nothing is there."""
        return _share(self.right, self.right + len(self.missed))

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there is nothing to find and nothing was found."""
        return _share(2 * self.right, 2 * self.right + len(self.missed) + len(self.invented))

    @property
    def sure_share(self) -> float:
        """The share of found rows whose confidence is at least `SURE`."""
        return _share(self.sure, self.rated)

    @property
    def sure_precision(self) -> float:
        """Of those rows, the share that is right."""
        return _share(self.sure_right, self.sure)

    def add(self, other: Score) -> None:
        """Put another document's counts to these."""
        self.right += other.right
        self.missed += other.missed
        self.invented += other.invented
        self.sure += other.sure
        self.sure_right += other.sure_right
        self.rated += other.rated


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def compare(kind: Kind, plan: CompiledPlan, gold: Gold) -> Score:
    """Pair the rows of one kind one to one, required rows first; what matches an optional row is not counted."""
    open_rows = list(kind.found(plan))
    score = Score()
    wanted = sorted(kind.gold(gold), key=lambda item: item.optional)
    for item in wanted:
        match = next((row for row in open_rows if kind.same(item.key, row.key)), None)
        if match is not None:
            open_rows.remove(match)
            _rate(score, match, right=True)
        if item.optional:
            continue
        if match is None:
            score.missed.append(item)
        else:
            score.right += 1
    open_rows = [row for row in open_rows if not row.optional]
    for row in open_rows:
        _rate(score, row, right=False)
    score.invented = open_rows
    return score


def _rate(score: Score, row: Item, *, right: bool) -> None:
    if row.confidence is None:
        return
    score.rated += 1
    if row.confidence >= SURE:
        score.sure += 1
        score.sure_right += right


def kinds_in(gold: Gold) -> Iterable[Kind]:
    """The kinds that an annotation covers: a key that is not there was not annotated, and says nothing."""
    keys = {
        "sections": "sections", "responsibilities": "units", "targets": "targets", "commitments": "qualitative",
        "deadlines": "deadlines", "citations": "documents", "members": "task_force",
    }  # fmt: skip
    return (kind for kind in KINDS if keys[kind.name] in gold)


def evaluate(plan: CompiledPlan, gold: Gold) -> dict[str, Score]:
    """The score of each annotated kind, by the kind's name."""
    return {kind.name: compare(kind, plan, gold) for kind in kinds_in(gold)}


def overall(scores: Iterable[dict[str, Score]]) -> dict[str, Score]:
    """The counts of all documents together, in the order of `KINDS`."""
    total: dict[str, Score] = {}
    for one in scores:
        for name, score in one.items():
            total.setdefault(name, Score()).add(score)
    return {kind.name: total[kind.name] for kind in KINDS if kind.name in total}
