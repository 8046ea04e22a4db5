"""readers: one module a format, found by discovery.

In: the bytes of a file. Does: says how well they fit a format, and reads them. Out: a `Document` of blocks that
loses nothing of the text. A new format is a new module here with a `READERS` tuple; no list changes. A module
without one helps the others.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Protocol

from gongjin.compiler.document import Document


class Reader(Protocol):
    """What a format's module offers.

    `label` names the format in Chinese; `suffixes` are the file name endings that a folder is searched for (a name
    never decides what a file is). A format that is recognised but cannot be read has no suffixes.
    """

    label: str
    suffixes: tuple[str, ...]

    def fits(self, data: bytes) -> int:
        """How surely the bytes are this format: 0 not at all, 100 certain. Never raises."""
        ...

    def read(self, data: bytes) -> Document:
        """The blocks of the file; raises `RefusedFile` when it cannot be read."""
        ...


@cache
def readers() -> tuple[Reader, ...]:
    """Every reader of every module in this package."""
    found: list[Reader] = []
    for module in pkgutil.iter_modules(__path__):
        offered: tuple[Reader, ...] = getattr(importlib.import_module(f"{__name__}.{module.name}"), "READERS", ())
        found += offered
    return tuple(found)


def suffixes() -> tuple[str, ...]:
    """The endings of the formats that can be read, for the search of a folder and for upload fields."""
    return tuple(sorted({suffix for reader in readers() for suffix in reader.suffixes}))
