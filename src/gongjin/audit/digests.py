"""Canonical bytes (RFC 8785) and digests of objects and records. Figures, ids and moments are strings in them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

import rfc8785
from django.conf import settings

from gongjin.audit.models import Audited
from gongjin.core.figures import canonical

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"


def plain(value: object) -> Json:
    """A value as JSON that has one form only; a float (a confidence, never a figure) is its shortest text."""
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


def digest(value: object, algorithm: str | None = None) -> str:
    """'sha256:…' or 'sm3:…' (GB/T 32905) of a value's canonical bytes; the setting `AUDIT_DIGEST` chooses."""
    name = algorithm or str(getattr(settings, "AUDIT_DIGEST", "sha256"))
    return f"{name}:{hashlib.new(name, rfc8785.dumps(plain(value))).hexdigest()}"


def state_digest(target: Audited, algorithm: str | None = None) -> str:
    """The digest of an object's whole stored state: every column but the unaudited ones, by name."""
    return digest(
        {
            field.name: getattr(target, field.attname)
            for field in target._meta.concrete_fields
            if field.name not in target.unaudited
        },
        algorithm,
    )
