"""The process that reads one PDF: `python -m gongjin.compiler.readers.pdf.worker < plan.pdf`, answers in JSON."""

from __future__ import annotations

from gongjin.compiler.apart import serve
from gongjin.compiler.readers.pdf.flow import read_pages

if __name__ == "__main__":
    serve(read_pages)
