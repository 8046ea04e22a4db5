"""Marked texts for rooms that know no Django: the same catalogue, read through the standard library."""

from __future__ import annotations

import gettext as _gettext
from functools import cache
from pathlib import Path

LOCALE_DIR = Path(__file__).resolve().parent.parent / "locale"


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    return _gettext.translation("django", LOCALE_DIR, [language], fallback=True)


@cache
def gettext(message: str, language: str = "zh_Hans") -> str:
    """The message in a language; the source texts are Chinese, so that Chinese needs no catalogue."""
    return _catalogue(language).gettext(message)
