"""A preview to the browser and back unaltered: what somebody was shown is exactly what is applied after it."""

from __future__ import annotations

from typing import Any, Final

from django.core import signing

from gongjin.audit.errors import Invalid

DAY: Final = 24 * 60 * 60
"""Seconds: a preview may wait for a decision until the next day."""
HOUR: Final = 60 * 60


def seal(plain: object, *, purpose: str, actor: str) -> str:
    """A text that holds plain values (lists, texts, numbers) for one purpose and one actor; `purpose` names what it is
    of, such as a data set."""
    return signing.dumps(plain, salt=_salt(purpose, actor), compress=True)


def unseal(text: str, *, purpose: str, actor: str, refusal: str, life: int = DAY) -> Any:
    """The plain values again. Raises `Invalid` with the sentence `refusal` for a text that is altered, older than
    `life` seconds, or of another purpose or actor."""
    try:
        return signing.loads(text, salt=_salt(purpose, actor), max_age=life)
    except signing.BadSignature as error:  # a seal that is too old is one too
        raise Invalid(refusal) from error


def _salt(purpose: str, actor: str) -> str:
    return f"gongjin.{purpose}:{actor}"
