"""The places of a version's sections: 二、（三）1. is 2.3.1, and every section has a place of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from gongjin.ledger.models import DraftRow

_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS: Final = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = re.compile(r"[零〇一二两三四五六七八九十百千]+")


def chinese_number(text: str) -> int:
    """The number of a Chinese numeral below ten thousand: 二十三 is 23."""
    total, digit = 0, 0
    for char in text:
        if char in _TENS:
            total += (digit or 1) * _TENS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def label_number(label: str) -> int | None:
    """The number that a label stands for: 十二、 is 12, （三） 3, 4. 4, ⑤ 5, of 1.2 the last; None if it has none."""
    text = unicodedata.normalize("NFKC", label)
    arabic = re.findall(r"\d+", text)
    if arabic:
        return int(arabic[-1]) if len(arabic[-1]) <= 4 else None
    numeral = _NUMERAL.search(text)
    if numeral:
        return chinese_number(numeral[0])
    for char in label:
        value = unicodedata.numeric(char, None)
        if value is not None and value == int(value):
            return int(value)
    return None


def _parent(section: DraftRow) -> str:
    return str(section.values.get("parent") or "")


def numbers(sections: Iterable[DraftRow]) -> dict[str, str]:
    """The place of each section by its key, for sections in the order of the text.

    A label counts where it goes on from the sections beside it; a missing, repeated or falling one is passed over, and
    the place is one more than the last. Places are therefore unique, and are the printed ones in a clean document. A
    section whose parent is not among those before it stands at the top.
    """
    places: dict[str, str] = {}
    last: dict[str, int] = {}
    for section in sections:
        parent = _parent(section) if _parent(section) in places else ""
        stated = label_number(str(section.values.get("label") or ""))
        before = last.get(parent, 0)
        last[parent] = stated if stated is not None and stated > before else before + 1
        places[section.key] = f"{places[parent]}.{last[parent]}" if parent else str(last[parent])
    return places


def above(sections: Mapping[str, DraftRow], key: str) -> Iterable[str]:
    """The keys of the sections above one, the nearest first; a circle ends where it closes."""
    seen = {key}
    parent = _parent(sections[key])
    while parent in sections and parent not in seen:
        yield parent
        seen.add(parent)
        parent = _parent(sections[parent])


def letters(number: int) -> str:
    """a for 1 … z for 26, aa for 27."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
