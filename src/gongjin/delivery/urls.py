"""The addresses of delivery: the lists `patterns` of the modules in `views`, found without being named here."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from django.urls import URLPattern

from gongjin.delivery import views

app_name = "delivery"


def _found() -> Iterator[URLPattern]:
    for module in sorted(pkgutil.iter_modules(views.__path__), key=lambda item: item.name):
        yield from getattr(importlib.import_module(f"{views.__name__}.{module.name}"), "patterns", ())


urlpatterns = list(_found())
