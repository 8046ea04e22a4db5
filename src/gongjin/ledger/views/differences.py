"""Two wordings side by side, with what went and what came marked."""

from __future__ import annotations

from difflib import SequenceMatcher

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

LONGEST = 2000


def marked(before: str, after: str) -> tuple[SafeString, SafeString]:
    """The old wording with `<del>` and the new one with `<ins>` around what differs; very long ones stay unmarked."""
    if len(before) > LONGEST or len(after) > LONGEST:
        return mark_safe(escape(before)), mark_safe(escape(after))  # noqa: S308 - escaped
    old, new = SafeString(""), SafeString("")
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            old += escape(before[a:b])
            new += escape(after[c:d])
            continue
        if b > a:
            old += format_html("<del>{}</del>", before[a:b])
        if d > c:
            new += format_html("<ins>{}</ins>", after[c:d])
    return old, new
