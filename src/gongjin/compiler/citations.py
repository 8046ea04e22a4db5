"""Cited documents 《》 and quoted programmes “”."""

from __future__ import annotations

import re

from gongjin.compiler.document import span_of
from gongjin.compiler.plan import Citation
from gongjin.compiler.tidy import Tidy
from gongjin.core.texts import gettext as _

_TITLE = re.compile(r"《((?:[^《》\n]|《[^《》\n]{1,80}》|〈[^〈〉\n]{1,80}〉){2,160})》")
_QUOTED = re.compile(r"“([^“”\n]{1,60})”")


def documents(tidy: Tidy, begin: int) -> tuple[Citation, ...]:
    """Every title in 《》 from a place on, one row a mention; the marks are left out of name and span."""
    return tuple(_citations(tidy, _TITLE, begin, _("书名号内的文件名")))


def programmes(tidy: Tidy, begin: int) -> tuple[Citation, ...]:
    """Every name in “” from a place on, the first mention of each."""
    first: dict[str, Citation] = {}
    for citation in _citations(tidy, _QUOTED, begin, _("引号内的名称")):
        first.setdefault(citation.name, citation)
    return tuple(first.values())


def _citations(tidy: Tidy, pattern: re.Pattern[str], begin: int, reason: str) -> list[Citation]:
    return [
        Citation(name=found.group(1), span=span_of(found.span(1)), confidence=0.98, reason=reason)
        for found in pattern.finditer(tidy.text, begin)
    ]
