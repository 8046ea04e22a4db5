"""What a task of a table is called: its cell up to the first full stop."""

from __future__ import annotations

import re

_STOP = re.compile("[。！？\n]")


def first_sentence(text: str, start: int, end: int) -> int:
    """Where the first sentence of a cell ends, without its mark."""
    found = _STOP.search(text, start, end)
    return found.start() if found and found.start() > start else end
