"""Cited documents 《》 and quoted programmes “”, by name, each with its place."""

from __future__ import annotations

import re

from gongjin.compiler.document import Span
from gongjin.compiler.plan import Citation
from gongjin.compiler.tidy import Tidy
from gongjin.core.texts import gettext as _

_DOCUMENT = re.compile(r"《((?:[^《》\n]|《[^《》\n]{1,80}》){1,120})》")
_PROGRAMME = re.compile(r"“([^“”\n]{1,60})”")


def documents(tidy: Tidy) -> tuple[Citation, ...]:
    """What stands in 《》, in reading order."""
    reason = _("书名号内的名称")
    return tuple(
        Citation(name=found.group(1).strip(), span=Span(*found.span(1)), confidence=0.99, reason=reason)
        for found in _DOCUMENT.finditer(tidy.text)
    )


def programmes(tidy: Tidy) -> tuple[Citation, ...]:
    """What stands in “”, in reading order."""
    reason = _("引号内的专名")
    return tuple(
        Citation(name=found.group(1).strip(), span=Span(*found.span(1)), confidence=0.95, reason=reason)
        for found in _PROGRAMME.finditer(tidy.text)
    )
