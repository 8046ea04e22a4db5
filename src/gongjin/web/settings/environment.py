"""Reading the environment, with errors that say which variable is wrong."""

from __future__ import annotations

import os

from django.core.exceptions import ImproperlyConfigured

from gongjin.core.texts import gettext as _

_YES, _NO = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """The variable without surrounding spaces, or the default if it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    """The variable as yes or no. Raises ImproperlyConfigured for anything else."""
    value = text(name).lower()
    if not value:
        return default
    if value in _YES or value in _NO:
        return value in _YES
    raise ImproperlyConfigured(_("环境变量 %(name)s 只能是 1 或 0。") % {"name": name})


def whole(name: str, default: int) -> int:
    """The variable as a number of at least 0. Raises ImproperlyConfigured for anything else."""
    value = text(name)
    if not value:
        return default
    if value.isascii() and value.isdecimal():
        return int(value)
    raise ImproperlyConfigured(_("环境变量 %(name)s 应为不小于 0 的整数。") % {"name": name})


def items(name: str) -> list[str]:
    """The variable's parts between commas, without empty ones."""
    return [part.strip() for part in text(name).split(",") if part.strip()]
