"""The kinds of data set, a folder each, found by being there: `kinds.all_kinds()`, `kinds.kind(name)`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from gongjin.tracking.kinds.protocol import Kind


def folders() -> list[str]:
    """The names of the folders."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if module.ispkg)


@cache
def all_kinds() -> dict[str, Kind]:
    """Each kind by its name, in the order in which pages show them."""
    found: list[Kind] = [importlib.import_module(f"{__name__}.{name}.kind").KIND for name in folders()]
    return {item.name: item for item in sorted(found, key=lambda item: item.order)}


def kind(name: str) -> Kind:
    """The kind of that name; raises `KeyError` for a data set whose folder is gone, a fault of the installation."""
    return all_kinds()[name]
