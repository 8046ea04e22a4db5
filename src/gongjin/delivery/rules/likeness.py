"""Whether two titles are likely to ask the same thing."""

from __future__ import annotations

import re
import unicodedata

_LEAST = 0.6
_DROPPED = re.compile(r"[\s\W_]+")


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
    if re.findall(r"\d+", a) != re.findall(r"\d+", b):
        return False
    pairs, others = _pairs(a), _pairs(b)
    return bool(pairs and others) and len(pairs & others) / len(pairs | others) >= _LEAST


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}
