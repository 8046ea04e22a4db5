"""Every address of the site, with arguments of the right shape: of things that there are, or that there are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, StringConverter, UUIDConverter

NOTHING = UUID(int=7)
_OTHERWISE: dict[type, object] = {UUIDConverter: NOTHING, IntConverter: 1, StringConverter: "tasks"}


@dataclass(frozen=True, slots=True)
class Address:
    """One line of the urlconf: its full name, its pattern, and whether strangers may see it."""

    name: str
    pattern: URLPattern
    for_strangers: bool

    def url(self, given: Mapping[str, object] | None = None) -> str:
        """The address with arguments of their kind; `given` names some of them."""
        made = {
            name: next(value for kind, value in _OTHERWISE.items() if isinstance(converter, kind))
            for name, converter in self.pattern.pattern.converters.items()
        }
        return reverse(self.name, kwargs={**made, **{key: v for key, v in (given or {}).items() if key in made}})


def addresses() -> list[Address]:
    """All of them, in the order of the urlconf."""
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space)
        else:
            for_strangers = not getattr(pattern.callback, "login_required", True)
            yield Address(f"{space}{pattern.name}", pattern, for_strangers)
