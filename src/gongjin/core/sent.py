"""What a browser or a program sent, read strictly: it may be anything, and must never stop the program."""

from __future__ import annotations

import json
import re
from typing import NoReturn

LARGEST = 2**63 - 1
"""The largest whole number that a database keeps (64 bits with a sign)."""

_DIGITS = len(str(LARGEST))
_SUSPICIOUS = re.compile(r"\\u[dD][89a-fA-F]")
_NO_TEXT = re.compile("[\\x00\\ud800-\\udfff]")
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


class Unreadable(ValueError):
    """What was sent makes no sense: no JSON, nested without end, or holding what no text and no number is."""


def whole(text: str | None, most: int = LARGEST) -> int | None:
    """A number from 0 to `most` written in ASCII digits; None for all else."""
    if not text or not text.isascii() or not text.isdecimal() or len(text) > _DIGITS:
        return None
    number = int(text)
    return number if number <= most else None


def is_text(text: str) -> bool:
    """Whether a string can be kept as text: no NUL, and no half of a pair of surrogates."""
    return _NO_TEXT.search(text) is None


def read_json(body: bytes) -> object:
    """A JSON document as plain Python. Raises `Unreadable`."""
    try:
        text = body.decode()  # strictly: the library's own decoding lets halves of surrogates pass
        found: object = json.loads(text, parse_constant=_refuse, parse_float=_finite, parse_int=_fitting)
        if _SUSPICIOUS.search(text):
            json.dumps(found, ensure_ascii=False).encode()  # the half of a pair has no UTF-8
    except (ValueError, RecursionError) as error:
        raise Unreadable from error
    if _NUL.search(text):
        raise Unreadable
    return found


def _refuse(name: str) -> NoReturn:
    raise Unreadable(name)


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise Unreadable(text)
    return number


def _fitting(text: str) -> int:
    if len(text) > _DIGITS + 1 or abs(number := int(text)) > LARGEST:
        raise Unreadable(text)
    return number
