"""Correcting, adding, removing and restoring rows under review."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid
from gongjin.ledger.models import DraftKind, DraftRow, PlanVersion
from gongjin.ledger.review.outline import above
from gongjin.ledger.review.result import links
from gongjin.ledger.review.sections import add_section
from gongjin.ledger.review.stated import unsaid
from gongjin.ledger.review.steps import Changes, Seen, name_of, step
from gongjin.ledger.review.values import OFFICE, office_fields, read, shape
from gongjin.people.models import User

Span = tuple[int, int]
_CONTENT = (DraftKind.MEASURE, DraftKind.RESPONSIBILITY, DraftKind.TARGET, DraftKind.COMMITMENT, DraftKind.DEADLINE)


def _checked_span(version: PlanVersion, span: Span) -> Span:
    start, end = span
    if not 0 <= start <= end <= len(version.text):
        raise Invalid(_("所选文字不在文件范围内，请重新选择。"), "span")
    return start, end


def _refuse_hidden(kind: str, typed: Mapping[str, object]) -> None:
    hidden = {item.name for item in shape(kind) if item.hidden} & set(typed)
    if hidden:
        raise Invalid(_("这类条目没有“%(name)s”这一项。") % {"name": min(hidden)}, min(hidden))


def _check_links(changes: Changes, row: DraftRow, values: Mapping[str, object]) -> None:
    for name, kind, key in links(values):
        if kind == row.kind and key == row.key:
            raise Invalid(_("条目不能属于它自己。"), name)
        if not changes.version.drafts.filter(kind=kind, key=key).exclude(status="removed").exists():
            raise Invalid(_("所指的条目不存在或已删除，请重新选择。"), name)
    if row.kind == DraftKind.SECTION and values.get("parent"):
        sections = {item.key: item for item in changes.outline()}
        parent = str(values["parent"])
        if row.key in above(sections, parent) or sections[parent].start > row.start:
            raise Invalid(_("上级章节应在本章节之前，且不能是它的下级。"), "parent")


def _office(row: DraftRow, before: Mapping[str, object], values: dict[str, object], words: str) -> None:
    """Note which fields the words do not say: those typed now, and those noted before that have not changed."""
    typed = {name for name in values if name != OFFICE and values[name] != before.get(name)}
    noted = {name for name in office_fields(before) if name not in typed}
    fields = unsaid(row.kind, values, typed, words) | noted
    values.pop(OFFICE, None)
    if fields:
        values[OFFICE] = [item.name for item in shape(row.kind) if item.name in fields]


def correct(
    version: PlanVersion, user: User | None, row_id: UUID, revision: int, values: Mapping[str, object],
    span: Span | None = None,
) -> DraftRow:  # fmt: skip
    """Correct a row's values (only the fields given), and where it stands; it counts as checked by that.

    Raises `Invalid` with the field at fault, `Conflict` if another reviewer changed the row.
    """
    with step(version, user, _("更正")) as changes:
        (row,) = changes.rows({row_id: revision})
        _refuse_hidden(row.kind, values)
        start, end = _checked_span(changes.version, span) if span is not None else (row.start, row.end)
        checked: dict[str, object] = {**read(row.kind, values, row.values)}
        _check_links(changes, row, checked)
        words = changes.version.text[start:end]
        if row.kind == DraftKind.SECTION:
            words = changes.version.text[int(row.values["body_start"]) : int(row.values["body_end"])]
        _office(row, row.values, checked, words)
        origin = row.origin if row.origin == "added" else "corrected"
        status = "accepted" if row.status == "open" else row.status
        changes.change(row, values=checked, start=start, end=end, origin=origin, status=status)
        if changes.before:
            changes.change(row, confidence=1.0, reason=_("人工更正"))
    return row


def add(
    version: PlanVersion, user: User | None, kind: str, section: str, span: Span | None, values: Mapping[str, object]
) -> DraftRow:
    """Add a row that was not understood: words of the document (`span`), or something that the document does not say
    (no span; its values are then of the office). Of a section, `section` is the one that it is cut out of.

    Raises `Invalid` with the field at fault.
    """
    if kind not in DraftKind.values:
        raise Invalid(_("没有这类条目。"), "kind")
    with step(version, user, _("补充")) as changes:
        _refuse_hidden(kind, values)
        place = changes.version.drafts.filter(kind=DraftKind.SECTION, key=section).exclude(status="removed").first()
        if place is None and (section or kind in _CONTENT):
            raise Invalid(_("请选择条目所在的章节。"), "section")
        start, end = _checked_span(changes.version, span) if span is not None else (0, 0)
        if span is None and place is not None:
            start = end = int(place.values["body_start"])
        if kind == DraftKind.SECTION:
            if place is None or span is None:
                raise Invalid(_("请在文件中选中新章节的标题。"), "span")
            return add_section(changes, place, (start, end), values)
        words = changes.version.text[start:end]
        typed = dict(values)
        if "text" in {item.name for item in shape(kind)} and not typed.get("text"):
            typed["text"] = words
        row = DraftRow(
            kind=kind, key=f"n{uuid.uuid4().hex[:12]}", section=section, start=start, end=end, confidence=1.0,
            reason=_("人工补充"), status="accepted", origin="added",
        )  # fmt: skip
        checked: dict[str, object] = {**read(kind, typed)}
        if kind == DraftKind.TASK_FORCE and changes.version.drafts.filter(kind=kind).exclude(status="removed").exists():
            raise Invalid(_("一份方案只记一个工作专班，请更正已有的那一条。"), "kind")
        _check_links(changes, row, checked)
        _office(row, {}, checked, words)
        row.values = checked
        changes.create(row)
    return row


def unlink(changes: Changes, gone: DraftRow, instead: str = "") -> None:
    """Let live rows point at another row, or at nothing, in place of one that goes."""
    for row in changes.pointing_at(gone):
        for name, kind, key in list(links(row.values)):
            if kind == gone.kind and key == gone.key:
                changes.change(row, values={**row.values, name: instead})


def remove(version: PlanVersion, user: User | None, seen: Seen) -> int:
    """Remove rows: they are no rows of the plan. What pointed at them points at nothing; they can be restored.

    Raises `Invalid` for a section that still holds rows or sections which are not removed with it.
    """
    with step(version, user, _("删除")) as changes:
        rows = [row for row in changes.rows(seen) if row.status != "removed"]
        ids = {row.pk for row in rows}
        for row in rows:
            if row.kind != DraftKind.SECTION:
                continue
            held = [*changes.inside([row.key]), *changes.pointing_at(row)]
            holds = len({item.pk for item in held if item.kind != DraftKind.CITATION} - ids)
            if holds:
                values = {"name": name_of(row), "count": holds}
                raise Invalid(_("章节“%(name)s”中还有 %(count)d 条，请先删除、移走它们，或与相邻章节合并。") % values)
        for row in rows:
            if row.kind in (DraftKind.MEASURE, DraftKind.TARGET):
                unlink(changes, row)
        for row in rows:
            changes.change(row, status="removed")
    return len(rows)


def restore(version: PlanVersion, user: User | None, seen: Seen) -> int:
    """Bring removed rows back, to be checked. Raises `Invalid` when their section is not."""
    with step(version, user, _("恢复")) as changes:
        rows = [row for row in changes.rows(seen) if row.status == "removed"]
        back = {row.key for row in rows if row.kind == DraftKind.SECTION}
        present = {row.key for row in changes.outline()} | back
        for row in rows:
            if row.kind in _CONTENT and row.section and row.section not in present:
                raise Invalid(_("“%(name)s”所在的章节已删除，请先恢复章节。") % {"name": name_of(row)})
        for row in rows:
            values = dict(row.values)
            for name, kind, key in list(links(values)):
                found = changes.version.drafts.filter(kind=kind, key=key).exclude(status="removed")
                if not (found.exists() or any(item.kind == kind and item.key == key for item in rows)):
                    values[name] = ""
            changes.change(row, status="open", values=values)
    return len(rows)
