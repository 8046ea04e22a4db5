"""任务清单: one line a row of the ledger; who sums up, who does it, by when and how often may be filled in."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongjin.core.sheets import Column, SheetRow, SheetSpec, write
from gongjin.ledger.models import DivisionPart, Plan
from gongjin.ledger.queries.division import DivisionRow, division_rows
from gongjin.ledger.sheets.columns import meta, office_columns, office_values, plan_columns, plan_values
from gongjin.ledger.sheets.unit_names import UnitNames
from gongjin.ledger.sheets.versions import version_to_write

ID = "ledger.task_list"
PARTS = (DivisionPart.SUMS_UP.value, DivisionPart.DOES.value, DivisionPart.COOPERATES.value)


def task_list(plan: Plan) -> bytes:
    """The workbook (.xlsx). Raises `Invalid` before a version is published."""
    version = version_to_write(plan)
    names = UnitNames(plan)
    rows = division_rows(version)
    return write(task_list_spec(names), task_list_rows(rows, names), meta(plan, version, _("任务清单"), rows))


def task_list_spec(names: UnitNames) -> SheetSpec:
    """Its columns."""
    units = (
        Column(key="sums_up", title=_("汇总单位\n（专班确定）"), width=14, editable=True, parse=names.one),
        Column(key="does", title=_("承担单位\n（专班确定）"), width=18, editable=True, parse=names.many),
        Column(key="cooperates", title=_("配合单位\n（专班确定）"), width=18, editable=True, parse=names.many),
    )
    columns = (*plan_columns(with_figure=True), *units, *office_columns(with_note=True))
    return SheetSpec(id=ID, name=_("任务清单"), columns=columns)


def task_list_rows(rows: list[DivisionRow], names: UnitNames) -> list[SheetRow]:
    """Its rows."""
    return [SheetRow(row.key, {**plan_values(row), **_units(row, names), **office_values(row)}) for row in rows]


def _units(row: DivisionRow, names: UnitNames) -> dict[str, str | None]:
    return {part: names.joined(unit for unit, has in row.entries.items() if has == part) for part in PARTS}
