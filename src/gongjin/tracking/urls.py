"""The addresses of tracking: the lists `patterns` of the modules in `views` and of each kind's `views`."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from collections.abc import Iterator

from django.urls import URLPattern

from gongjin.tracking import kinds, views

app_name = "tracking"


def _found() -> Iterator[URLPattern]:
    for module in sorted(pkgutil.iter_modules(views.__path__), key=lambda item: item.name):
        yield from getattr(importlib.import_module(f"{views.__name__}.{module.name}"), "patterns", ())
    for name in kinds.folders():
        if importlib.util.find_spec(f"{kinds.__name__}.{name}.views"):
            yield from importlib.import_module(f"{kinds.__name__}.{name}.views").patterns


urlpatterns = list(_found())
