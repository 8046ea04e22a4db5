"""Cutting a section in two and joining sections: their rows go with the text."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping

from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid
from gongjin.ledger.models import DraftKind, DraftRow
from gongjin.ledger.review.steps import Changes
from gongjin.ledger.review.values import read

_LABEL = re.compile(
    r"\s*(?P<label>[（(]?[零一二三四五六七八九十百\d]{1,4}[）)、.．]|[①-⑳]|第[一二三四五六七八九十百\d]+[章节条])\s*"
)


def add_section(changes: Changes, container: DraftRow, span: tuple[int, int], values: Mapping[str, object]) -> DraftRow:
    """A section of its own from `span.start` to the end of its container's text; the rows that stand there go with it.

    Unless said otherwise it stands beside its container, and its heading is read from the span.
    """
    start, end = span
    first, last = int(container.values["body_start"]), int(container.values["body_end"])
    if not first < start < end <= last:
        raise Invalid(_("新章节的标题应在所选章节的正文之内，且不在最前面。"), "span")
    words = changes.version.text[start:end]
    found = _LABEL.match(words)
    typed = {
        "label": found["label"] if found else "",
        "title": words[found.end() :] if found else words,
        "task": container.values["task"],
        "level": container.values["level"],
        "parent": container.values["parent"],
        **values,
    }
    typed["title"] = str(typed["title"]).strip(" 　。\n\u2028")
    key = f"s{uuid.uuid4().hex[:12]}"
    checked = {**read(DraftKind.SECTION, typed), "body_start": start, "body_end": last}
    row = DraftRow(
        kind=DraftKind.SECTION, key=key, section=key, start=start, end=end, confidence=1.0, reason=_("人工补充"),
        status="accepted", origin="added", values=checked,
    )  # fmt: skip
    changes.create(row)
    changes.change(container, values={**container.values, "body_end": start})
    if container.end > start:
        changes.change(container, end=start)
    for item in changes.inside([container.key]):
        if item.kind != DraftKind.SECTION and start <= item.start < last:
            changes.change(item, section=key)
    return row


def join_sections(changes: Changes, rows: list[DraftRow]) -> DraftRow:
    """Make several sections one: the first, whose text then reaches to the end of the last.

    Raises `Invalid` unless they stand directly after each other and none lies in another.
    """
    first, others = rows[0], rows[1:]
    keys = {row.key for row in rows}
    between = [row for row in changes.outline() if first.start <= row.start <= rows[-1].start and row.key not in keys]
    if between or any(row.values["parent"] in keys for row in rows):
        raise Invalid(_("只能合并相邻、同级的章节。"))
    for item in changes.inside({row.key for row in others}):
        if item.kind != DraftKind.SECTION:
            changes.change(item, section=first.key)
    end = max(int(row.values["body_end"]) for row in rows)
    changes.change(first, values={**first.values, "body_end": end})
    return first
