"""Numbers of headings that are skipped, repeated, or do not begin at one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from gongjin.compiler.labels import Label, label_at
from gongjin.compiler.lint.rule import found
from gongjin.compiler.plan import CompiledPlan, Finding, Severity
from gongjin.compiler.tidy import one_form
from gongjin.core.texts import gettext as _


class Numbering:
    """Follows each style of label under each parent; a style that runs through the whole document is followed so."""

    id = "numbering"
    severity = Severity.LOW
    doc = _("编号跳号、重号或不从一开始，引用和交办时容易指错。")

    def check(self, plan: CompiledPlan) -> Iterator[Finding]:
        """One finding for each heading whose number does not follow."""
        last: dict[tuple[str | None, str], int] = {}
        latest: dict[str, int] = {}
        for section in plan.sections:
            if not section.label:
                continue
            label = _read(section.label)
            if label is None:
                continue
            key = (section.parent, label.style)
            before = last.get(key)
            runs_on = before is None and label.number == latest.get(label.style, 0) + 1
            last[key] = latest[label.style] = label.number
            if label.number == (before or 0) + 1 or runs_on:
                continue
            if before is not None and label.number == before:
                message = _("编号“%(label)s”重复。") % {"label": section.label}
            elif before is None:
                message = _("编号“%(label)s”不从一开始。") % {"label": section.label}
            else:
                message = _("编号“%(label)s”与前一条不连续。") % {"label": section.label}
            yield found(self, section.span, message, _("按顺序重新编号。"), confidence=0.9)


@lru_cache(maxsize=1024)
def _read(label: str) -> Label | None:
    """What a label says; a plan has few of them, again and again."""
    words = one_form(f"{label}某")
    return label_at(words, 0, len(words))


RULE = Numbering()
