"""Whether a document is likely to be a later version of another: by its title, and by how much of its text is there."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

MOST = 0.6
"""Share of the words from which on a document under another title counts as a version of the other."""
_SHORTEST = 6
"""Characters of a clause that says something: shorter ones stand in every document."""

_STAGE = re.compile(r"[(\[【][^()\[\]【】]*[稿版订行次][)\]】]$")
_MARKS = re.compile(r"[\s《》“”\"'·•,，、]")
_CLAUSES = re.compile(r"[。；;！？!?\n\u2028]+")
_FIGURES = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Alike:
    """How alike two documents are: the same title, and the share of the words that both have, 0 to 1."""

    same_title: bool
    share: float

    @property
    def likely(self) -> bool:
        """Whether a person should be asked if one is a version of the other."""
        return self.same_title or self.share >= MOST

    @property
    def score(self) -> float:
        """For choosing the likeliest among several."""
        return self.share + self.same_title


def bare_title(title: str) -> str:
    """A title without marks and without what says at which stage it is: （修订稿）, （征求意见稿）, （2025年修订）."""
    bare = _MARKS.sub("", unicodedata.normalize("NFKC", title))
    while bare != (shorter := _STAGE.sub("", bare)):
        bare = shorter
    return bare


def clauses(text: str) -> Counter[str]:
    """The clauses of a text with how often each stands there. A corrected figure does not make a clause another."""
    plain = unicodedata.normalize("NFKC", text)
    parts = (_FIGURES.sub("0", _MARKS.sub("", part)) for part in _CLAUSES.split(plain))
    return Counter(part for part in parts if len(part) >= _SHORTEST)


def alike(title: str, said: Counter[str], other_title: str, other: Counter[str]) -> Alike:
    """How alike two documents are, by their titles and clauses."""
    bare = bare_title(title)
    weight = sum(len(part) * times for part, times in (said | other).items())
    common = sum(len(part) * times for part, times in (said & other).items())
    # Of the two together: a document that another merely quotes is no version of it.
    share = 2 * common / (common + weight) if weight else 0.0
    return Alike(bool(bare) and bare == bare_title(other_title), share)
