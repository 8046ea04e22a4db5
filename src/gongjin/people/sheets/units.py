"""The directory of units as a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from gongjin.audit.actions import run
from gongjin.core.sheets import Column, ColumnKind, SheetMeta, SheetRow, SheetSpec, write
from gongjin.people.actions import AddUnit, ChangeUnit, NameUnit
from gongjin.people.models import Jurisdiction, Unit, UnitKind
from gongjin.people.queries import units
from gongjin.people.sheets.lines import BETWEEN, Desk, Line, units_by_name

SPARE = 200
YES, NO = "yes", "no"


def in_use() -> tuple[tuple[str, str], ...]:
    """The choices of a column that says whether something is in use."""
    return ((YES, _("启用")), (NO, _("停用")))


def spec(of: Jurisdiction) -> SheetSpec:
    """The columns, for out and in."""
    kinds = tuple((kind.value, str(kind.label)) for kind in UnitKind)
    return SheetSpec(
        id="people.units",
        name=_("单位名录"),
        columns=(
            Column(key="name", title=_("单位全称"), width=32, editable=True, required=True),
            Column(key="short_name", title=_("简称"), width=16, editable=True),
            Column(key="kind", title=_("类别"), width=16, kind=ColumnKind.CHOICE, choices=kinds, editable=True,
                   required=True),
            Column(key="parent", title=_("上级单位"), width=32, editable=True),
            Column(key="aliases", title=_("其他写法"), width=36, editable=True),
            Column(key="active", title=_("状态"), width=8, kind=ColumnKind.CHOICE, choices=in_use(), editable=True),
        ),
    )  # fmt: skip


def rows(of: Jurisdiction) -> tuple[list[SheetRow], dict[str, int]]:
    """The rows as they stand, and the revision of each."""
    each = list(units(of))
    found = [
        SheetRow(
            str(unit.public_id),
            {
                "name": unit.name,
                "short_name": unit.short_name or None,
                "kind": unit.kind,
                "parent": unit.parent.name if unit.parent else None,
                "aliases": BETWEEN.join(alias.name for alias in unit.aliases.all()) or None,
                "active": YES if unit.active else NO,
            },
        )
        for unit in each
    ]
    return found, {str(unit.public_id): unit.revision for unit in each}


def export(of: Jurisdiction) -> bytes:
    """The workbook, with empty rows to add to."""
    note = _("新增单位请在表下逐行填写；上级单位写全称，可以是本表新增的；其他写法之间用顿号。")
    meta = SheetMeta(title=_("%(county)s单位名录") % {"county": of.name}, subject=of.code, note=note)
    return write(spec(of), rows(of)[0], meta, spare=SPARE)


def apply(desk: Desk, lines: Sequence[Line]) -> None:
    """Add and change the units: new ones first, each after the one that it stands under."""
    known = units_by_name(desk.of)
    waiting = [line for line in lines if not line.key]
    while waiting:
        ready = [line for line in waiting if not line.text("parent") or line.text("parent") in known]
        for line in ready:
            _add(desk, line, known)
        waiting = [line for line in waiting if line not in ready]
        if not ready:
            for line in waiting:
                desk.wrong(line, "parent", _no_parent(line, {other.text("name") for other in waiting}))
            break
    ids = {str(unit.public_id): unit for unit in Unit.objects.filter(jurisdiction=desk.of)}
    for line in lines:
        if line.key:
            _change(desk, line, ids.get(line.key), known)


def _no_parent(line: Line, waiting: set[str]) -> str:
    name = line.text("parent")
    if name in waiting:
        return _("“%(name)s”也没有录入成功，或上下级成环。") % {"name": name}
    return _("名录和本表中都没有“%(name)s”。") % {"name": name}


def _add(desk: Desk, line: Line, known: dict[str, Unit]) -> None:
    if line.text("active") == NO:
        desk.wrong(line, "active", _("新增的单位只能是启用。"))
        return
    with desk.taking(line):
        unit = run(
            AddUnit(
                desk.of,
                line.text("name"),
                line.text("short_name"),
                line.text("kind"),
                known.get(line.text("parent")),
            ),
            actor=desk.actor,
        )
        for name in line.names("aliases"):
            unit = run(NameUnit(name), actor=desk.actor, on=unit)
        known[unit.name] = unit


def _change(desk: Desk, line: Line, unit: Unit | None, known: dict[str, Unit]) -> None:
    if unit is None:
        desk.wrong(line, "name", _("这个单位已不在名录中，请重新导出。"))
        return
    above = line.text("parent")
    if above and above not in known:
        desk.wrong(line, "parent", _no_parent(line, set()))
        return
    wanted = line.names("aliases")
    there = {alias.name for alias in unit.aliases.all()}
    if gone := [name for name in there if name not in wanted]:
        desk.wrong(line, "aliases", _("“%(name)s”已确认，不能在表中删去。") % {"name": min(gone)})
        return
    with desk.taking(line):
        unit = run(
            ChangeUnit(
                line.text("name"),
                line.text("short_name"),
                line.text("kind"),
                known.get(above) if above else None,
                line.text("active") != NO,
            ),
            actor=desk.actor,
            on=unit,
            expect=line.revision,
        )
        for name in wanted:
            if name not in there:
                unit = run(NameUnit(name), actor=desk.actor, on=unit)
