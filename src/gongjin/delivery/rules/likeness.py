"""Whether two titles are likely to ask the same thing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LEAST = 0.6
_KEPT = 20_000
_DROPPED = re.compile(r"[\s\W_]+")


@lru_cache(_KEPT)  # each title is compared with many
def plain(title: str) -> str:
    """A title without signs and spaces, in half-width letters."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", title).lower())


def alike(one: str, other: str) -> bool:
    """Whether two titles share most of their pairs of characters and all of their figures.

    Two rows of a plan are often told apart by a figure only (第1批, 第2批).
    """
    a, b = plain(one), plain(other)
    if a == b:
        return bool(a)
    (figures, pairs), (others_figures, others) = _read(a), _read(b)
    return figures == others_figures and bool(pairs and others) and len(pairs & others) / len(pairs | others) >= _LEAST


@lru_cache(_KEPT)
def _read(text: str) -> tuple[list[str], set[str]]:
    """The figures of a text, and its pairs of characters."""
    return re.findall(r"\d+", text), {text[place : place + 2] for place in range(len(text) - 1)}
