"""The process that reads one workbook: `python -m gongjin.compiler.readers.xlsx.worker < list.xlsx`."""

from __future__ import annotations

from gongjin.compiler.apart import serve
from gongjin.compiler.readers.xlsx.flow import read_workbook

if __name__ == "__main__":
    serve(read_workbook)
