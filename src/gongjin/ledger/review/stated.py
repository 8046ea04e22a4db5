"""Whether a value that a reviewer typed is said by the row's own words: what the office sets never looks as if the
plan had said it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from decimal import Decimal, InvalidOperation

from gongjin.core.figures import FigureError, parse
from gongjin.ledger.review.checks import DatePrefix, Figure, Lines, Text, Words
from gongjin.ledger.review.outline import chinese_number
from gongjin.ledger.review.values import shape

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?\s*(?:万亿|百万|千万|[百千万亿])?")
_CHINESE = re.compile(r"[零〇一二两三四五六七八九十百千]+")


def plain(text: str) -> str:
    """Words without spaces and punctuation; signs that carry meaning (%, /, —) stay."""
    return re.sub(r"[\s，。；、：,;:“”\"'（）()《》]", "", unicodedata.normalize("NFKC", text))


def figures_in(words: str) -> set[Decimal]:
    """Every figure that words hold, with and without their multiple (20.8万 is 208000 and 20.8)."""
    found: set[Decimal] = set()
    for text in _FIGURE.findall(unicodedata.normalize("NFKC", words)):
        for form in (text, re.sub(r"[百千万亿\s]", "", text)):
            try:
                found.add(parse(form))
            except FigureError:
                continue
    found.update(Decimal(chinese_number(numeral)) for numeral in _CHINESE.findall(words))
    return found


def _figure_said(value: str, words: str) -> bool:
    try:
        wanted = Decimal(value)
    except InvalidOperation:
        return False
    known = figures_in(words)
    return wanted in known or -wanted in known


def _date_said(value: str, words: str) -> bool:
    known = figures_in(words)
    *parts, last = value.split("-")
    end_of_month = len(parts) == 2 and re.search(r"[月年](?:底|末|终)", words) is not None
    return all(Decimal(part) in known for part in parts) and (end_of_month or Decimal(last) in known)


def unsaid(kind: str, values: Mapping[str, object], names: Collection[str], words: str) -> set[str]:
    """The fields among `names` whose value the words do not say. Links, flags and sorts are readings of the words and
    never count; an empty value claims nothing."""
    flat = plain(words)
    found: set[str] = set()
    for item in shape(kind):
        value = values.get(item.name)
        if item.name not in names or not value:
            continue
        match item.check:
            case Figure():
                said = _figure_said(str(value), words)
            case DatePrefix():
                said = _date_said(str(value), words)
            case Text() | Words():
                said = item.name == "label" or plain(str(value)) in flat
            case Lines():
                said = all(plain(str(line)) in flat for line in value) if isinstance(value, list) else True
            case _:
                said = True
        if not said:
            found.add(item.name)
    return found
