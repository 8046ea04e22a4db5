"""Splitting a row in two and merging several into one."""

from __future__ import annotations

import re
import uuid
from uuid import UUID

from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid
from gongjin.ledger.models import DraftKind, DraftRow, PlanVersion
from gongjin.ledger.review.edits import unlink
from gongjin.ledger.review.result import links
from gongjin.ledger.review.sections import add_section, join_sections
from gongjin.ledger.review.steps import POINTERS, Changes, Seen, step
from gongjin.people.models import User

_CLAUSES = (DraftKind.MEASURE, DraftKind.TARGET, DraftKind.COMMITMENT)
_EDGES = " 　\n\u2028，、；。,;"


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the punctuation and spaces at its edges."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip(_EDGES)), end - (len(words) - len(words.rstrip(_EDGES)))


def split(version: PlanVersion, user: User | None, row_id: UUID, revision: int, at: int) -> tuple[DraftRow, DraftRow]:
    """Split a measure, target, commitment or section before the character at offset `at` of the document's text.

    Both halves keep the values, the second one is to be checked; rows that point at the whole and stand in the second
    half point at it. Raises `Invalid` when one half would be empty.
    """
    with step(version, user, _("拆分")) as changes:
        (row,) = changes.rows({row_id: revision})
        if row.status == "removed" or row.kind not in (*_CLAUSES, DraftKind.SECTION):
            raise Invalid(_("只有章节、举措、目标和要求可以拆分。"))
        if row.kind == DraftKind.SECTION:
            return row, _split_section(changes, row, at)
        return row, _split_clause(changes, row, at)


def _split_section(changes: Changes, row: DraftRow, at: int) -> DraftRow:
    end = int(row.values["body_end"])
    words = changes.version.text[at:end]
    heading = re.search(r"[。\n]", words)
    return add_section(changes, row, (at, at + heading.start() if heading and heading.start() else end), {})


def _split_clause(changes: Changes, row: DraftRow, at: int) -> DraftRow:
    text = changes.version.text
    if not row.start < at < row.end:
        raise Invalid(_("请把光标放在条目文字的中间再拆分。"), "at")
    head, tail = _trimmed(text, row.start, at), _trimmed(text, at, row.end)
    if head[0] >= head[1] or tail[0] >= tail[1]:
        raise Invalid(_("拆分后有一半没有文字，请换个位置。"), "at")
    second = DraftRow(
        kind=row.kind, key=f"n{uuid.uuid4().hex[:12]}", section=row.section, start=tail[0], end=tail[1],
        values={**row.values, "text": text[slice(*tail)]}, confidence=row.confidence, reason=_("由拆分而来，请核对"),
        status="open", origin="corrected",
    )  # fmt: skip
    end = row.end
    changes.change(row, start=head[0], end=head[1], values={**row.values, "text": text[slice(*head)]})
    changes.change(row, origin="corrected" if row.origin == "compiled" else row.origin)
    changes.create(second)
    for item in changes.pointing_at(row) if row.kind in POINTERS else ():
        for name, kind, key in list(links(item.values)):
            if kind == row.kind and key == row.key and at <= item.start < end:
                changes.change(item, values={**item.values, name: second.key})
    return second


def merge(version: PlanVersion, user: User | None, seen: Seen) -> DraftRow:
    """Merge rows of one kind and section into the first of them; what pointed at the others points at it.

    Raises `Invalid` for rows of several kinds or sections, or sections that are not neighbours.
    """
    with step(version, user, _("合并")) as changes:
        rows = changes.rows(seen)
        if len(rows) < 2 or any(row.status == "removed" for row in rows):
            raise Invalid(_("请选择至少两条未删除的条目再合并。"))
        kinds = {row.kind for row in rows}
        if len(kinds) > 1 or not kinds <= {*_CLAUSES, DraftKind.SECTION}:
            raise Invalid(_("只有同一类的章节、举措、目标或要求可以合并。"))
        first = rows[0]
        if first.kind == DraftKind.SECTION:
            join_sections(changes, rows)
        else:
            if len({row.section for row in rows}) > 1:
                raise Invalid(_("只能合并同一章节里的条目。"))
            start, end = min(row.start for row in rows), max(row.end for row in rows)
            values = {**first.values, "text": changes.version.text[start:end]}
            changes.change(first, start=start, end=end, values=values)
        for row in rows[1:]:
            if row.kind in POINTERS:
                unlink(changes, row, first.key)
            changes.change(row, status="removed")
        changes.change(first, origin="corrected" if first.origin == "compiled" else first.origin)
    return first
