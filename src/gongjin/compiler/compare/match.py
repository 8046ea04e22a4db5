"""What became of each row from one version to the next: proposals with scores, made without a database.

Likeness is that of character pairs (Dice's coefficient), found through an index, so that thousands of rows take
seconds. The place a row stands in counts a little, so that of equal sentences the one in the same task is proposed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

ALIKE: Final = 0.5
"""Below this likeness two rows are not proposed as one reworded."""
INSIDE: Final = 0.75
"""From this share on, a text counts as part of a longer one."""
_COMMON: Final = 200
_CANDIDATES: Final = 12


class Proposal(NamedTuple):
    """A pair of an old and a new row (one of them None for new and dropped), what it is, and how sure (0 to 1)."""

    old: int | None
    new: int | None
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class Item:
    """A row to be matched: `id` is the caller's, `place` the id of the task it stands in on its own side, or None."""

    id: int
    kind: str
    text: str
    title: str = ""
    place: int | None = None
    order: int = 0
    plain: str = field(init=False)
    pairs: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        plain = plain_text(self.text)
        object.__setattr__(self, "plain", plain)
        object.__setattr__(self, "pairs", frozenset(a + b for a, b in pairwise(plain)) or frozenset({plain}))


def plain_text(text: str) -> str:
    """Words without spaces and punctuation, full and half width alike: what makes two texts the same."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def dice(a: frozenset[str], b: frozenset[str]) -> float:
    """Likeness of two sets of character pairs, 0 to 1."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


class _Index:
    """Which items hold a character pair; pairs that very many hold say nothing and are left out."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._holders: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            for pair in item.pairs:
                self._holders[pair].append(item)

    def near(self, item: Item) -> list[Item]:
        """The items that share the most of the rarer pairs."""
        found: Counter[int] = Counter()
        known: dict[int, Item] = {}
        for pair in sorted(item.pairs):
            holders = self._holders.get(pair, ())
            if len(holders) <= _COMMON:
                for other in holders:
                    found[other.id] += 1
                    known[other.id] = other
        return [known[other] for other, _count in found.most_common(_CANDIDATES)]


@dataclass(slots=True)
class _Matching:
    """One kind of row: who goes with whom so far, by id."""

    old: Mapping[int, Item]
    new: Mapping[int, Item]
    places: Mapping[int, int]
    forward: dict[int, tuple[int, float, str]] = field(default_factory=dict)
    backward: dict[int, int] = field(default_factory=dict)
    also: list[Proposal] = field(default_factory=list)

    def pair(self, old: Item, new: Item, score: float, kind: str) -> None:
        self.forward[old.id] = (new.id, score, kind)
        self.backward[new.id] = old.id

    def same_place(self, old: Item, new: Item) -> bool:
        if old.place is None or new.place is None:
            return old.place is new.place
        return self.places.get(old.place) == new.place

    def free_old(self) -> list[Item]:
        return [item for item in self.old.values() if item.id not in self.forward]

    def free_new(self) -> list[Item]:
        return [item for item in self.new.values() if item.id not in self.backward]

    def same_texts(self) -> None:
        """Equal words are one row; of several with equal words, those in the same task first, then in their order."""
        waiting: dict[str, list[Item]] = defaultdict(list)
        for item in self.new.values():
            waiting[item.plain].append(item)
        later: list[Item] = []
        for old in self.old.values():
            found = next((new for new in waiting.get(old.plain, ()) if self.same_place(old, new)), None)
            if found is None:
                later.append(old)
            else:
                waiting[old.plain].remove(found)
                self.pair(old, found, 1.0, "kept")
        for old in later:
            if waiting.get(old.plain):
                self.pair(old, waiting[old.plain].pop(0), 1.0, "kept")

    def alike(self) -> None:
        """The best pairs of what is left, each row once."""
        free_new = self.free_new()
        index = _Index(free_new)
        by_place: dict[Hashable, list[Item]] = defaultdict(list)
        for new in free_new:
            by_place[new.place].append(new)
        scored: list[tuple[float, int, int]] = []
        for old in self.free_old():
            neighbours = by_place.get(self.places.get(old.place), []) if old.place is not None else []
            near = {new.id: new for new in [*index.near(old), *neighbours[:40]]}
            for new in near.values():
                score = self._score(old, new)
                if score >= ALIKE:
                    scored.append((score, old.id, new.id))
        for score, old_id, new_id in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
            if old_id not in self.forward and new_id not in self.backward:
                self.pair(self.old[old_id], self.new[new_id], score, "reworded")

    def _score(self, old: Item, new: Item) -> float:
        texts = dice(old.pairs, new.pairs)
        if old.title and new.title:
            same = plain_text(old.title) == plain_text(new.title)
            titles = 1.0 if same else dice(Item(0, "", old.title).pairs, Item(0, "", new.title).pairs)
            texts = 0.6 * texts + 0.4 * titles
        return round(0.9 * texts + (0.1 if self.same_place(old, new) else 0.0), 3)

    def parts(self) -> None:
        """A new row whose words come from an old one that goes on elsewhere is part of a split; the other way round,
        an old row whose words went into a new one that another row goes on as was merged into it."""
        going_on = _Index(self.old[old] for old, (_n, score, _k) in self.forward.items() if score < 1)
        for new in self.free_new():
            for old in going_on.near(new):
                sibling, score, kind = self.forward[old.id]
                if _share(new, old) >= INSIDE and _share(self.new[sibling], old) >= INSIDE and kind != "merged":
                    self.forward[old.id] = (sibling, score, "split")
                    self.backward[new.id] = old.id
                    self.also.append(Proposal(old.id, new.id, "split", round(_share(new, old), 3)))
                    break
        gone_on = _Index(self.new[new] for new, _score, kind in self.forward.values() if kind == "reworded")
        for old in self.free_old():
            for new in gone_on.near(old):
                first = self.backward[new.id]
                if _share(old, new) >= INSIDE and _share(self.old[first], new) >= INSIDE:
                    _new, score, _kind = self.forward[first]
                    self.forward[first] = (new.id, score, "merged")
                    self.forward[old.id] = (new.id, round(_share(old, new), 3), "merged")
                    break

    def proposals(self) -> list[Proposal]:
        found = [Proposal(old, new, kind, score) for old, (new, score, kind) in self.forward.items()]
        found += self.also
        found += [Proposal(item.id, None, "dropped", 0.0) for item in self.free_old()]
        found += [Proposal(None, item.id, "new", 0.0) for item in self.free_new()]
        return found


def _share(part: Item, whole: Item) -> float:
    """How much of the part's words stand in the whole, which is clearly longer; else 0."""
    if len(part.pairs) > 0.9 * len(whole.pairs) or len(part.pairs) < 3:
        return 0.0
    return len(part.pairs & whole.pairs) / len(part.pairs)


def match(old: Sequence[Item], new: Sequence[Item]) -> list[Proposal]:
    """A proposal for every row of both sides, each side's ids unique. Tasks come first in `kind` order of appearance:
    what they hold is looked for in the task that goes on. Equal input gives equal output."""
    kinds = sorted({item.kind for item in (*old, *new)}, key=lambda kind: (kind != "task", kind))
    places: dict[int, int] = {}
    found: list[Proposal] = []
    for kind in kinds:
        matching = _Matching(
            {item.id: item for item in old if item.kind == kind},
            {item.id: item for item in new if item.kind == kind},
            places,
        )
        matching.same_texts()
        matching.alike()
        matching.parts()
        found += matching.proposals()
        if kind == "task":
            places = {old_id: new_id for old_id, (new_id, _score, _kind) in matching.forward.items()}
    return found
