"""Canonical bytes (RFC 8785) and digests of objects and records. Figures, ids and moments are strings in them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID

import rfc8785
from django.conf import settings

from gongjin.audit.columns import columns_of
from gongjin.audit.models import Audited
from gongjin.core.figures import canonical

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"


_PLAIN_ALREADY = frozenset({str, bool})


def plain(value: object) -> Json:
    """A value as JSON that has one form only; a float (a confidence, never a figure) is its shortest text."""
    if value is None or type(value) in _PLAIN_ALREADY:  # most values are: they need no closer look
        return value  # type: ignore[return-value]
    match value:
        case None | bool() | str():
            return str(value) if isinstance(value, str) else value
        case int():
            return value if abs(value) < 2**53 else str(value)
        case float():
            return repr(value)
        case Decimal():
            return canonical(value)
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case set() | frozenset():
            return sorted((plain(item) for item in value), key=str)
        case Sequence():
            return [plain(item) for item in value]
        case _:
            raise TypeError(f"{type(value).__name__} has no canonical form")


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
)


def canonical_bytes(value: Json) -> bytes:
    """The bytes of RFC 8785 for a plain value.

    The standard library writes the same bytes many times faster for JSON without floats, which a plain value is, as
    long as its keys sort alike by characters and by UTF-16; where a text has characters beyond that, rfc8785 does it.
    """
    text = _ENCODER.encode(value)
    if 2 * len(text) == len(text.encode("utf-16-le")):
        return text.encode()
    return rfc8785.dumps(value)


def digest(value: object, algorithm: str | None = None) -> str:
    """'sha256:…' or 'sm3:…' (GB/T 32905) of a value's canonical bytes; the setting `AUDIT_DIGEST` chooses."""
    return plain_digest(plain(value), algorithm)


def plain_digest(value: Json, algorithm: str | None = None) -> str:
    """The digest of a value that is plain already."""
    name = algorithm or str(getattr(settings, "AUDIT_DIGEST", "sha256"))
    return f"{name}:{hashlib.new(name, canonical_bytes(value)).hexdigest()}"


def state_digest(target: Audited, algorithm: str | None = None) -> str:
    """The digest of an object's whole stored state: every column but the unaudited ones, by name."""
    unaudited = target.unaudited
    values: dict[str, Any] = vars(target)
    state: dict[str, Json] = {}
    for name, attribute, _native, _field in columns_of(target._meta.model):
        value = values[attribute] if attribute in values else getattr(target, attribute)
        if name not in unaudited:
            state[name] = value if value is None or type(value) in _PLAIN_ALREADY else plain(value)
    return plain_digest(state, algorithm)
