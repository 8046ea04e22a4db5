"""Columns that both sheets have. The title of a column says whose words stand in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from gongjin.core.sheets import Align, Column, ColumnKind, SheetMeta, Value
from gongjin.ledger.figure_words import figure_text
from gongjin.ledger.models import Cadence, Plan, PlanVersion
from gongjin.ledger.queries.division import DivisionRow
from gongjin.ledger.queries.division_gaps import standing_of


def plan_columns(*, with_figure: bool) -> tuple[Column, ...]:
    """What the plan says: never changed in a sheet."""
    columns = [
        Column(key="code", title=_("编号"), width=9, align=Align.CENTER),
        Column(key="section", title=_("章节"), width=14, merge=True),
        Column(key="task", title=_("任务"), width=18, merge=True),
        Column(key="kind", title=_("类别"), width=11, align=Align.CENTER),
        Column(key="text", title=_("内容\n（方案原文）"), width=36),
    ]
    if with_figure:
        columns.append(Column(key="figure", title=_("目标值\n（方案原文）"), width=13, align=Align.CENTER))
    columns += [
        Column(key="said", title=_("责任单位\n（方案原文）"), width=22, merge=True),
        Column(key="said_due", title=_("时限\n（方案原文）"), width=12, align=Align.CENTER),
    ]
    return tuple(columns)


def plan_values(row: DivisionRow) -> dict[str, Value]:
    """The plan's words of a row, by the keys of `plan_columns`."""
    task = row.task or row
    return {
        "code": row.code,
        "section": f"{row.top.label}{row.top.title}",
        "task": task.title,
        "kind": str(row.row.get_kind_display()),
        "text": row.reading.text.replace("\u2028", "\n") or row.title,
        "figure": figure_text(row.reading) or None,
        "said": said_text(row) or None,
        "said_due": row.plan_due or None,
    }


def said_text(row: DivisionRow) -> str:
    """The plan's units of a row as the plan writes them, grouped by role, and 等 where its list is open."""
    labels = {"lead": _("牵头"), "responsible": _("责任"), "cooperate": _("配合"), "supervise": _("责任领导")}
    by_role: dict[str, list[str]] = {}
    for said in row.in_force:
        by_role.setdefault(said.role, []).append(said.written)
    open_ended = _("等") if any(said.open_ended for said in row.in_force) else ""
    if set(by_role) <= {"responsible"}:
        return "、".join(by_role.get("responsible", ())) + open_ended
    lines = [f"{labels.get(role, role)}：{'、'.join(names)}" for role, names in by_role.items()]
    return "\n".join(lines) + open_ended


def office_columns(*, with_note: bool) -> tuple[Column, ...]:
    """What the office settles beside who does it."""
    cadences = tuple((str(member.label), str(member.label)) for member in Cadence)
    columns = [
        Column(key="due", title=_("完成时限\n（专班确定）"), width=16, kind=ColumnKind.DATE, editable=True),
        Column(
            key="cadence",
            title=_("填报周期\n（专班确定）"),
            width=12,
            kind=ColumnKind.CHOICE,
            choices=cadences,
            editable=True,
        ),
    ]
    if with_note:
        columns.append(Column(key="note", title=_("备注"), width=14, editable=True))
    return tuple(columns)


def office_values(row: DivisionRow) -> dict[str, Value]:
    """The office's values of a row, by the keys of `office_columns`."""
    return {
        "due": date.fromisoformat(row.due) if row.due else None,
        "cadence": row.cadence or None,
        "note": row.note or None,
    }


def meta(plan: Plan, version: PlanVersion, name: str, rows: Iterable[DivisionRow]) -> SheetMeta:
    """What is printed above a table, and by which a workbook is known when it comes back."""
    standing = standing_of(plan.pk)
    shown = {"code": plan.code, "version": version.number, "n": sum(1 for _row in rows)}
    state = _("征求意见稿") if standing.state == "open" else standing.words
    counted = _("方案编号 %(code)s　第 %(version)d 版　共 %(n)d 条") % shown
    how = _("白底的格子可以填写，灰底的格子是方案原文。")
    return SheetMeta(
        title=_("%(plan)s%(table)s") % {"plan": plan.title, "table": name},
        subject=str(plan.public_id),
        version=str(version.number),
        note=f"{state}　{counted}　{how}",
    )
