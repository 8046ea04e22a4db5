"""A number that is skipped or repeated: references to it lead astray."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongjin.compiler.numerals import ordinal
from gongjin.compiler.plan import CompiledPlan, Finding, Severity
from gongjin.core.texts import gettext as _

ID = "numbering"
SEVERITY = Severity.MEDIUM
_NUMBER = re.compile(r"[0-9]+|[零〇一二三四五六七八九十百]+|[①-⑳⑴-⒇]")


def check(plan: CompiledPlan) -> Iterator[Finding]:
    """One finding a heading whose number is not the one after its neighbour's; numbers may run on through sections."""
    last_below: dict[tuple[str | None, int], int] = {}
    last_at: dict[int, int] = {}
    for section in plan.sections:
        found = _NUMBER.findall(section.label)
        number = ordinal(found[-1]) if found else None
        if number is None:
            continue
        place = (section.parent, section.level)
        before = last_below.get(place)
        expected = {1, last_at.get(section.level, 0) + 1} if before is None else {before + 1}
        if number not in expected:
            want = max(expected) if before is not None else 1
            yield Finding(
                rule=ID,
                severity=SEVERITY,
                message=_("“%(label)s%(title)s”的编号不连续，应为第 %(n)s 个。")
                % {"label": section.label, "title": section.title, "n": want},
                suggestion=_("核对编号，补上缺号或改正重号。"),
                span=section.span,
            )
        last_below[place] = last_at[section.level] = number
