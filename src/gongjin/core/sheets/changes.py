"""What a workbook that came back proposes to change."""

from __future__ import annotations

from collections.abc import Iterable

from gongjin.core.sheets.columns import CellChange, Reading, SheetRow, token


def changes(before: Iterable[SheetRow], reading: Reading) -> list[CellChange]:
    """The cells that the editor changed, against the rows as they stand now, in the order of `before`.

    A cell that was not touched proposes nothing, even if the ledger has moved on since the export; a touched one whose
    present value differs from the exported one is marked as a conflict. Cells with errors have no value
    and propose nothing. Rows of the workbook that `before` does not hold propose nothing.
    """
    proposed: list[CellChange] = []
    for current in before:
        row = reading.rows.get(current.key)
        if row is None:
            continue
        for column in reading.spec.columns:
            if not column.editable or column.key not in row.values or column.key in row.untouched:
                continue
            old, new = current.values.get(column.key), row.values[column.key]
            if token(old) == token(new):
                continue
            proposed.append(
                CellChange(
                    key=current.key,
                    row=row.row,
                    letter=row.letters[column.key],
                    column=column.key,
                    title=column.title,
                    old=old,
                    new=new,
                    conflict=not row.was(column.key, old),
                )
            )
    return proposed
