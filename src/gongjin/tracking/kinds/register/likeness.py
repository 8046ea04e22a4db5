"""Whether two names are likely to be one entry typed twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterator

_DROPPED = re.compile(
    r"股份有限公司|有限责任公司|有限公司|集团公司|公司|村民委员会|村委会|居民委员会|居委会|[\s（）()“”\"'·,，.。\-—]"
)
_TELLS_APART = frozenset("0123456789一二三四五六七八九十百东南西北中上下前后左右大小新老甲乙丙丁期段号")


def plain(name: str) -> str:
    """A name without what people write one time and leave out another."""
    text = unicodedata.normalize("NFKC", name).lower()
    return _DROPPED.sub("", text) or text


def alike(one: str, other: str) -> bool:
    """Whether two names are the same but for form, or differ by one character that tells nothing apart: numerals and
    directions do (第一小学, 第二小学; 河东村, 河西村)."""
    a, b = plain(one), plain(other)
    if a == b:
        return True
    if min(len(a), len(b)) < 5 or abs(len(a) - len(b)) > 1:
        return False
    start = next((place for place, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[start:], b[start:]
    if len(a) == len(b):
        odd, same = rest_a[:1] + rest_b[:1], rest_a[1:] == rest_b[1:]
    elif len(a) > len(b):
        odd, same = rest_a[:1], rest_a[1:] == rest_b
    else:
        odd, same = rest_b[:1], rest_b[1:] == rest_a
    return same and not _TELLS_APART & set(odd)


class Names:
    """Names by where they belong, so that those alike are found however many there are.

    Names that differ by one character have a spelling in common that lacks one (the symmetric deletion method of
    spelling correction); only those are compared.
    """

    def __init__(self) -> None:
        self._by_spelling: dict[tuple[Hashable, str], list[tuple[int, str]]] = {}
        self._count = 0

    def add(self, name: str, where: Hashable) -> None:
        """Enter a name."""
        for spelling in _spellings(name):
            self._by_spelling.setdefault((where, spelling), []).append((self._count, name))
        self._count += 1

    def like(self, name: str, where: Hashable) -> list[str]:
        """The names entered for the same place that are like this one, in the order in which they were."""
        near = {found for spelling in _spellings(name) for found in self._by_spelling.get((where, spelling), ())}
        return [other for _place, other in sorted(near) if alike(name, other)]


def _spellings(name: str) -> Iterator[str]:
    whole = plain(name)
    yield whole
    yield from {whole[:place] + whole[place + 1 :] for place in range(len(whole))} - {whole}
