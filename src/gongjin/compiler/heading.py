"""A heading, as the outline is made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongjin.compiler.tables.row import TableRow

_ANSWER_AT_END = re.compile(r"[（【][^（）【】\n]{2,200}[）】]$")
_ANSWER = re.compile(
    r"负责|牵头|责任|配合|单位：|部门：|落实|完成时限|(?:局|委|办|厅|政府|公司|中心)）$|(?:局|委|办|厅|"
    r"政府|公司|中心)】$"
)


@dataclass(slots=True)
class Heading:
    """A line that begins a section. `start` and `end` span label and heading; the heading alone begins at `title`."""

    style: str
    label: str
    number: int
    start: int
    title: int
    end: int
    line: int
    confidence: float
    reason: str
    run_on: bool = False
    level: int = 0
    row: TableRow | None = None


def trim(text: str, start: int, end: int, ends: str = " 。：:；") -> tuple[int, int]:
    """A range without blanks before it, and without blanks and these marks behind it."""
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] in ends:
        end -= 1
    return start, end


def ends_in_answer(text: str, begin: int, end: int) -> int | None:
    """Where the bracket that says who answers begins, if the range ends in one."""
    bracket = _ANSWER_AT_END.search(text, max(begin, end - 220), end)
    if bracket and bracket.start() > begin and _ANSWER.search(bracket.group()):
        return bracket.start()
    return None
