"""The process that reads one OFD: `python -m gongjin.compiler.readers.ofd.worker < plan.ofd`, answers in JSON."""

from __future__ import annotations

from gongjin.compiler.apart import serve
from gongjin.compiler.readers.ofd.flow import read_book

if __name__ == "__main__":
    serve(read_book)
