"""任务分解表: rows × units, in each cell what the office settled that a unit does."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from gongjin.core.sheets import Align, Column, ColumnKind, SheetRow, SheetSpec, Value, write
from gongjin.ledger.models import DivisionPart, Plan
from gongjin.ledger.queries.division import DivisionRow, division_rows, units_concerned
from gongjin.ledger.sheets.columns import meta, office_columns, office_values, plan_columns, plan_values
from gongjin.ledger.sheets.unit_names import UnitNames
from gongjin.ledger.sheets.versions import version_to_write
from gongjin.people.models import Unit

ID = "ledger.division"
_SHORT = {"汇": DivisionPart.SUMS_UP, "承": DivisionPart.DOES, "配": DivisionPart.COOPERATES}


def division_sheet(plan: Plan) -> bytes:
    """The workbook (.xlsx). Raises `Invalid` before a version is published."""
    version = version_to_write(plan)
    units = units_concerned(version)
    rows = division_rows(version)
    sheet_rows = division_sheet_rows(rows, {unit.pk: unit for unit in units})
    return write(division_spec(units), sheet_rows, meta(plan, version, _("任务分解表"), rows))


def spec_to_read(names: UnitNames) -> SheetSpec:
    """The columns that may come back: those of any unit, so that a unit's column may be added by its name."""
    return division_spec(names.units)


def division_spec(units: Iterable[Unit]) -> SheetSpec:
    """Its columns, one a unit."""
    cells = (
        Column(
            key=str(unit.public_id),
            title=unit.name,
            width=5,
            align=Align.CENTER,
            kind=ColumnKind.CHOICE,
            choices=tuple((member.value, str(member.label)) for member in DivisionPart),
            editable=True,
            parse=_part,
        )
        for unit in units
    )
    columns = (*plan_columns(with_figure=False), *cells, *office_columns(with_note=False))
    return SheetSpec(id=ID, name=_("任务分解表"), columns=columns)


def _part(text: str) -> Value:
    typed = "".join(text.split())
    for member in DivisionPart:
        if typed in (member.value, str(member.label)):
            return member.value
    if typed in _SHORT:
        return _SHORT[typed].value
    raise ValueError(_("“%(text)s”不是分工，请填汇总、承担或配合，不承担的留空。") % {"text": text[:20]})


def division_sheet_rows(rows: Iterable[DivisionRow], units: dict[int, Unit]) -> list[SheetRow]:
    """Its rows."""
    return [
        # A task's whole text would repeat the rows below it on a sheet that is wide already.
        SheetRow(
            row.key,
            {
                **plan_values(row),
                **({"text": row.title} if row.is_task else {}),
                **_cells(row, units),
                **office_values(row),
            },
        )
        for row in rows
    ]


def _cells(row: DivisionRow, units: dict[int, Unit]) -> dict[str, str]:
    return {str(units[unit].public_id): part for unit, part in row.entries.items() if unit in units}
