"""Numbers and dates as a sheet shows them, by the format of their cell.

Source of the formats: ECMA-376 part 1, 18.8.30 and 18.8.31. Two things differ from what is shown, so that nothing of a
plan is lost or made up: a figure that somebody typed keeps its decimals even where the format shows fewer, and a date
is always written 2024年6月30日, with those of its parts that the format shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

GENERAL: Final = "General"
BUILT_IN: Final = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: GENERAL, 12: GENERAL,
    13: GENERAL, 14: "yyyy/m/d", 15: "yyyy/m/d", 16: "m/d", 17: "yyyy/m", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: "yyyy/m", 28: "m/d", 29: "m/d", 30: "yyyy/m/d", 31: "yyyy/m/d",
    32: "h:mm", 33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss", 36: "yyyy/m", 37: "#,##0", 38: "#,##0", 39: "#,##0.00",
    40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "h:mm:ss", 46: "h:mm:ss",
    47: "h:mm:ss", 48: GENERAL, 49: "@", 50: "yyyy/m", 51: "m/d", 52: "yyyy/m", 53: "m/d", 54: "m/d", 55: "h:mm",
    56: "h:mm:ss", 57: "yyyy/m", 58: "m/d",
}  # fmt: skip
"""The formats that files name by number only, in their Chinese reading."""
_START: Final = datetime(1899, 12, 30)  # noqa: DTZ001  # a sheet's day has no zone
_START_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001
_TYPED: Final = 4
"""A figure with at most so many decimals was typed; with more it was reckoned, and is rounded as shown."""
_DATE_SIGNS: Final = " 年月日号时分秒点/-.:,，T星期周"
_DIGITS: Final = 11
"""Significant digits of a number without a format, as sheets show them."""
_HUGE: Final = Decimal(10) ** 15
_MOST: Final = 15
"""Significant digits that a sheet keeps; what comes after is noise (0.30000000000000004)."""

_TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|!(?P<marked>.)|_.|\*.|'
    r"\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<elapsed>[hms]+)\]|\[(?P<bracket>[^\]]*)\]|"
    r"(?P<half>AM/PM|A/P|上午/下午)|(?P<general>General|G/通用格式)|"
    r"(?P<date>[yY]+|[eE](?![+\-])|[mM]+|[dD]+|[hH]+|[sS]+|[aA]{3,4}|[bB]{1,2}\d?)|(?P<digit>[0#?])|(?P<sign>[.,%])|"
    r"(?P<science>[eE][+\-])|(?P<text>@)|(?P<plain>.)",
    re.S,
)
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class _Section:
    """One section of a format: its tokens (kind, text), the parts of a date it shows, and its condition."""

    tokens: tuple[tuple[str, str], ...]
    date: str = ""
    condition: tuple[str, Decimal] | None = None
    kinds: frozenset[str] = field(default_factory=frozenset)


def shown(number: float | Decimal, code: str, since_1904: bool = False) -> str:
    """A number as a cell of that format shows it."""
    value = _exact(number)
    if abs(value) >= _HUGE:
        return format(value, "f")
    sections = _sections(code)
    section, negative = _chosen(sections, value)
    if section.date:
        written = _date(value, section, since_1904)
        return _general(value) if written is None else written
    if not section.tokens and code.count(";"):
        return ""  # ;;; shows nothing
    if not section.kinds & {"digit", "general"} or section.kinds & {"science"} or "/" in _plain(section):
        literals = "".join(text for kind, text in section.tokens if kind == "literal").strip()
        return literals if section.tokens and not section.kinds & {"text", "science", "digit"} else _general(value)
    return ("-" if negative else "") + _number(abs(value), section)


def text_shown(text: str, code: str) -> str:
    """A text as a cell of that format shows it: some put words around it ("第"@"项")."""
    if "@" not in code or code == "@":
        return text
    section = _sections(code)[-1]
    return "".join(text if kind == "text" else part for kind, part in section.tokens if kind in ("text", "literal"))


def is_date(code: str) -> bool:
    """Whether a format shows a date or a time."""
    return bool(_sections(code)[0].date)


def _exact(number: float | Decimal) -> Decimal:
    return number if isinstance(number, Decimal) else Decimal(format(number, f".{_MOST}g"))


def _plain(section: _Section) -> str:
    return "".join(text for kind, text in section.tokens if kind == "literal")


@lru_cache(maxsize=2000)
def _sections(code: str) -> tuple[_Section, ...]:
    sections: list[list[tuple[str, str]]] = [[]]
    conditions: list[tuple[str, Decimal] | None] = [None]
    for found in _TOKEN.finditer(code[:500]):
        kind = found.lastgroup or ""
        text = found.group(kind) if kind else ""
        if kind == "plain" and text == ";":
            sections.append([])
            conditions.append(None)
        elif kind == "bracket":
            condition = _CONDITION.fullmatch(text)
            if condition:
                conditions[-1] = (condition[1], Decimal(condition[2]))
        elif kind in ("quoted", "escaped", "marked", "currency", "plain"):
            sections[-1].append(("literal", text))
        elif kind:
            sections[-1].append((kind, text))
    return tuple(
        _Section(tuple(tokens), _parts(tokens), condition, frozenset(kind for kind, _text in tokens))
        for tokens, condition in zip(sections, conditions, strict=True)
    )


def _parts(tokens: list[tuple[str, str]]) -> str:
    """The parts of a date that a section shows: some of y, m, d and t."""
    if any(kind in ("digit", "general") for kind, _text in tokens if kind != "sign") and not any(
        kind in ("date", "elapsed") and text[0] in "yYhHdD" for kind, text in tokens
    ):
        return ""
    letters = [text[0].lower() for kind, text in tokens if kind in ("date", "elapsed")]
    parts = ""
    for index, letter in enumerate(letters):
        if letter in "ye":
            parts += "y"
        elif letter in "dhs":
            parts += "d" if letter == "d" else "t"
        elif letter == "m":
            near = letters[index - 1 : index] + letters[index + 1 : index + 2]
            parts += "t" if "h" in letters[max(0, index - 1) : index] or "s" in near else "m"
    return "".join(part for part in "ymdt" if part in parts)


def _chosen(sections: tuple[_Section, ...], value: Decimal) -> tuple[_Section, bool]:
    """The section for a value, and whether it still needs its minus sign."""
    if any(section.condition for section in sections[:2]):
        for section in sections[:3]:
            if section.condition is None or _holds(value, *section.condition):
                return section, value < 0
        return sections[-1], value < 0
    if value < 0 and len(sections) > 1:
        # The second section says itself how a negative number looks; without a sign or bracket it would be lost.
        plain = _plain(sections[1])
        return sections[1], not any(mark in plain for mark in "-－(（")
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], value < 0


def _holds(value: Decimal, sign: str, limit: Decimal) -> bool:
    return {
        "<": value < limit, ">": value > limit, "=": value == limit,
        "<=": value <= limit, ">=": value >= limit, "<>": value != limit,
    }[sign]  # fmt: skip


def _general(value: Decimal) -> str:
    """A number without a format: at most eleven significant digits, no exponent, no zeros at the end."""
    if value == value.to_integral_value():
        return format(value.quantize(Decimal(1)), "f")
    short = Decimal(format(value, f".{_DIGITS}g"))
    return _trimmed(format(value if -int(value.normalize().as_tuple().exponent) <= _TYPED else short, "f"))


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(value: Decimal, section: _Section) -> str:
    tokens = section.tokens
    if "general" in section.kinds:
        return "".join(
            _general(value) if kind == "general" else t for kind, t in tokens if kind in ("literal", "general")
        )
    digits = [index for index, (kind, _text) in enumerate(tokens) if kind == "digit"]
    first, last = digits[0], digits[-1]
    scale = 0
    after = last + 1
    while after < len(tokens) and tokens[after] == ("sign", ","):
        scale += 3
        after += 1
    value = value.scaleb(2 * tokens.count(("sign", "%")) - scale)
    inner = tokens[first:after]
    point = inner.index(("sign", ".")) if ("sign", ".") in inner else None
    head = "".join(_around(token) for token in tokens[:first])
    tail = "".join(_around(token) for token in tokens[after:])
    if point is None and any(kind == "literal" for kind, _text in inner):
        return head + _spread(value, inner) + tail
    decimals = 0 if point is None else sum(1 for kind, _text in inner[point:] if kind == "digit")
    own = max(0, -int(value.normalize().as_tuple().exponent)) if value else 0
    if own > decimals and (own > _TYPED or scale):
        value = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    grouped = ("sign", ",") in inner[: point if point is not None else len(inner) - scale // 3]
    text = _trimmed(format(value, ",f" if grouped else "f"))
    whole = sum(1 for kind, t in inner[:point] if kind == "digit" and t == "0")
    if not grouped and whole > 1:
        before, dot, rest = text.partition(".")
        text = before.zfill(whole) + dot + rest
    return head + text + tail


def _around(token: tuple[str, str]) -> str:
    kind, text = token
    return text if kind == "literal" or token == ("sign", "%") else ""


def _spread(value: Decimal, inner: tuple[tuple[str, str], ...]) -> str:
    """Digits with words between them, filled from the right: 0!.0, shows 12345 as 1.2."""
    digits = format(value.quantize(Decimal(1), ROUND_HALF_UP), "f")
    places = [index for index, (kind, _text) in enumerate(inner) if kind == "digit"]
    digits = digits.zfill(len(places))
    filled = dict(zip(reversed(places), reversed(digits), strict=False))
    filled[places[0]] = digits[: len(digits) - len(places) + 1]
    return "".join(filled.get(index, text if kind == "literal" else "") for index, (kind, text) in enumerate(inner))


def _date(value: Decimal, section: _Section, since_1904: bool) -> str | None:
    if not 0 <= value < 2_958_466:
        return None
    days = int(value)
    seconds = int(((value - days) * 86_400).quantize(Decimal(1), ROUND_HALF_UP))
    # Sheets count a 29 February 1900 that never was.
    start = _START_1904 if since_1904 else _START if days > 60 else _START + timedelta(days=1)
    moment = start + timedelta(days=days, seconds=seconds)
    if "elapsed" in section.kinds:
        minutes, second = divmod(days * 86_400 + seconds, 60)
        return f"{minutes // 60}:{minutes % 60:02d}" + (f":{second:02d}" if second else "")
    if _plain(section).strip(_DATE_SIGNS):
        return _worded(moment, section)
    return dated(moment, section.date)


def _worded(moment: datetime, section: _Section) -> str:
    """A date between words of the format's own: 2024年6月底前."""
    pieces: list[str] = []
    for kind, text in section.tokens:
        if kind == "date":
            letter = text[0].lower()
            pieces.append({"y": str(moment.year), "m": str(moment.month), "d": str(moment.day)}.get(letter, ""))
        elif kind in ("literal", "sign"):
            pieces.append(text)
    return "".join(pieces).strip()


def dated(moment: datetime, parts: str) -> str:
    """A moment with the parts (of y, m, d, t) that are shown: 2024年6月30日 8:30."""
    text = f"{moment.year}年" if "y" in parts else ""
    text += f"{moment.month}月" if "m" in parts else ""
    text += f"{moment.day}日" if "d" in parts else ""
    if "t" in parts and (not text or moment.hour or moment.minute or moment.second):
        clock = f"{moment.hour}:{moment.minute:02d}" + (f":{moment.second:02d}" if moment.second else "")
        text = f"{text} {clock}" if text else clock
    return text
