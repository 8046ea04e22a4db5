"""Whether two names are likely to be one entry typed twice: only where a person would hesitate too.

Names in a register differ by one character more often than not (丰岭茶园, 青岭茶园), so one character tells two entries
apart unless it is a slip of typing: it sounds the same or looks the same, stands twice, has changed places with the one
beside it, or is a word that people leave out (the 村 of 青石村卫生室, the county before a firm's name).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterator
from functools import lru_cache

from pypinyin import Style, pinyin

_DROPPED = re.compile(
    r"股份有限公司|有限责任公司|有限公司|集团公司|公司|村民委员会|村委会|居民委员会|居委会|[\s（）()“”\"'·,，.。\-—]"
)
_TELLS_APART = frozenset("0123456789一二三四五六七八九十百东南西北中上下前后左右大小新老甲乙丙丁期段号")
_LEFT_OUT = frozenset("省市县区乡镇村社组的")
_PLACE = re.compile(r"[一-鿿]{2,4}?(?:省|市|县|区|乡|镇)(?=[一-鿿]{3})")
_LOOK_ALIKE = tuple(
    map(frozenset, ("己已巳", "末未", "土士", "日曰", "侯候", "戊戌戍", "人入", "千干于", "晴睛", "免兔", "乌鸟"))
)
_HEARD = re.compile(r"^[zcs]h|ng$")
LEAST = 5
"""Shorter names are told apart by any character."""


def plain(name: str) -> str:
    """A name without what people write one time and leave out another."""
    text = unicodedata.normalize("NFKC", name).lower()
    return _DROPPED.sub("", text) or text


def alike(one: str, other: str) -> bool:
    """Whether two names are the same but for form, or differ by one slip; numerals and directions are none (第一小学,
    第二小学; 河东村, 河西村)."""
    a, b = sorted((plain(one), plain(other)), key=len)
    if a == b:
        return True
    if len(a) < LEAST - 1 or len(b) < LEAST:
        return False
    if len(a) < len(b):
        return _place_left_out(a, b) or (len(b) - len(a) == 1 and _left_out(a, b))
    return len(a) >= LEAST and _mistyped(a, b)


class Names:
    """Names by where they belong, so that those alike are found however many there are.

    Names that differ by one character, or by two that changed places, have a spelling in common that lacks one (the
    symmetric deletion method of spelling correction), names with and without their place the one without; only those
    are compared.
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
    place = _PLACE.match(whole)
    if place is not None:
        yield whole[place.end() :]


def _place_left_out(short: str, long: str) -> bool:
    place = _PLACE.match(long)
    return place is not None and long[place.end() :] == short


def _left_out(short: str, long: str) -> bool:
    place = next((at for at, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if short[place:] != long[place + 1 :]:
        return False
    odd, before = long[place], long[place - 1 : place]
    return odd not in _TELLS_APART and (odd in _LEFT_OUT or odd == before)


def _mistyped(a: str, b: str) -> bool:
    """Whether two names of one length differ by one character that is easily taken for the other, or by two that have
    changed places."""
    odd = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if _TELLS_APART & {character for pair in odd for character in pair}:
        return False
    if len(odd) == 1:
        return _taken_for(*odd[0])
    beside = any(a[at : at + 2] == b[at + 1 : at + 2] + b[at : at + 1] != b[at : at + 2] for at in range(len(a) - 1))
    return len(odd) == 2 and odd[0] == odd[1][::-1] and beside


def _taken_for(x: str, y: str) -> bool:
    return any({x, y} <= group for group in _LOOK_ALIKE) or bool(_sounds(x) & _sounds(y))


@lru_cache(maxsize=4096)
def _sounds(character: str) -> frozenset[str]:
    """How a character may be read, without tones and as the south hears it (陈, 程); a letter only as itself."""
    found = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
    return frozenset(_HEARD.sub(lambda heard: heard[0][0], sound) for sound in found)
