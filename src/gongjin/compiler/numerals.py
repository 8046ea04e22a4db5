"""Figures as plans write them, Arabic or Chinese, with 万 and 亿, as exact decimals.

A parser of our own: cn2an takes 190 ms to import, which is more than a whole compile may take, and it reads whole
strings only, while here a numeral ends somewhere inside running text.
"""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_TENS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_SCALES = {
    "": Decimal(1),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "十万": Decimal(10**5),
    "百万": Decimal(10**6),
    "千万": Decimal(10**7),
    "亿": Decimal(10**8),
    "十亿": Decimal(10**9),
    "百亿": Decimal(10**10),
    "千亿": Decimal(10**11),
    "万亿": Decimal(10**12),
}
SCALE = "万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百"
CHINESE = r"[零〇一二两三四五六七八九十百千万亿]"
_CHINESE = re.compile(rf"{CHINESE}{{1,16}}(?:点[零〇一二三四五六七八九]{{1,6}})?")
_CIRCLED = (("①", 20), ("⑴", 20), ("⒈", 20), ("❶", 10), ("㈠", 10))


def arabic(digits: str, scale: str = "") -> Decimal:
    """The value of Arabic digits (separators allowed) times a Chinese scale (万, 亿, 万亿)."""
    return Decimal(digits.replace(",", "")) * _SCALES[scale]


def chinese(text: str) -> Decimal | None:
    """The value of a Chinese numeral (三十五, 两千, 二〇二六, 三点五), or None where the text is none."""
    if not _CHINESE.fullmatch(text):
        return None
    whole, _point, fraction = text.partition("点")
    if len(whole) > 1 and all(sign in _DIGITS for sign in whole):
        value = Decimal("".join(str(_DIGITS[sign]) for sign in whole))
    else:
        total = section = digit = 0
        for sign in whole:
            if sign in _DIGITS:
                digit = _DIGITS[sign]
            elif sign in _TENS:
                section += (digit or 1) * _TENS[sign]
                digit = 0
            else:
                total = (total + section + digit or 1) * _LARGE[sign]
                section = digit = 0
        value = Decimal(total + section + digit)
    if fraction:
        value += Decimal("0." + "".join(str(_DIGITS[sign]) for sign in fraction))
    return value


def ordinal(text: str) -> int | None:
    """The number of a label: 三, 十二, 12, ③, ⑵; None where it has none."""
    if text.isascii() and text.isdecimal():
        return int(text)
    for first, count in _CIRCLED:
        place = ord(text[0]) - ord(first) if len(text) == 1 else -1
        if 0 <= place < count:
            return place + 1
    value = chinese(text)
    return None if value is None else int(value)
