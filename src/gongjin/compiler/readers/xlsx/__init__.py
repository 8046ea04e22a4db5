"""xlsx: workbooks, .xlsx and the older .xls and .et.

In: the bytes of a workbook. Does: takes the visible cells of the visible sheets as they are shown, formulas by the
result that the file keeps, merged cells with their reach (`parts`, `old` → `sheet` → `flow`). Out: a `Document` with
one table a sheet, in order; which of them is a task list is not decided here.
"""

from gongjin.compiler.readers.xlsx.reader import OldWorkbookReader, WorkbookReader

READERS = (WorkbookReader(), OldWorkbookReader())
