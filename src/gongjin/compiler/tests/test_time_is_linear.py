"""A text four times as long takes about four times as long, whatever it repeats."""

from __future__ import annotations

import time

import pytest

from gongjin.compiler.compile import compile_document
from gongjin.compiler.document import document

SHORT, LONG = 6_000, 24_000
FACTOR = 8
"""Linear is 4, quadratic 16; what lies between is the machine."""
SMALL = 0.05
"""Seconds below which a ratio says nothing."""
BOUND = 30.0
"""Seconds that even the slowest of them may take."""

REPEATED = {
    "brackets that open": "（",
    "brackets that close": "）",
    "brackets that open and close": "（）",
    "brackets in brackets": "（甲（乙）",
    "square brackets": "【",
    "titles that open": "《",
    "quotes that open": "“",
    "straight quotes": '"',
    "digits": "1",
    "digits with commas": "1,234,",
    "digits with dots": "1.",
    "ranges": "1—",
    "counts": "建成3个",
    "counts in a list": "货栈3个、",
    "counts joined by 和": "3个和",
    "from": "从1个",
    "from and to": "从1个提高到2个、",
    "growth": "增长3%、",
    "parts in brackets": "3个（其中2个）、",
    "years": "2025年",
    "dates": "到2026年底，",
    "cadences": "每月",
    "terms": "会后5日内完成",
    "Chinese numerals": "三十",
    "fractions": "三分之二",
    "ranks": "前三位",
    "units": "甲局、",
    "units that answer": "甲局负责，",
    "units in open brackets": "（甲局、乙局等负责",
    "labels of units": "责任单位：",
    "lines of units": "责任单位：甲局\n",
    "duties in prose": "由县水利局牵头",
    "by": "由",
    "and so on": "等",
    "headings": "（一）甲事项\n",
    "headings in one line": "（一）",
    "numbers": "一、",
    "numbered lines": "1.甲\n",
    "annexes": "附件1：甲\n",
    "task forces": "成立工作专班",
    "posts": "县长任组长，",
    "members": "成员单位包括甲局、",
    "offices": "办公室设在",
    "adverbs": "进一步",
    "rises": "提高产量水平",
    "all": "应保尽保、",
    "strengths": "力争",
    "commas": "，",
    "list commas": "、",
    "blanks": "建 ",
    "soft breaks": "\u2028",
    "lines": "\n",
    "one character": "长",
}


def seconds(piece: str, length: int, *, before: bool = False) -> float:
    """How long the faster of two compiles of a repeated piece takes, after the first heading or before it."""
    heading, words = "一、甲事项\n", (piece * (length // len(piece) + 1))[:length]
    plan = document((f"{words}\n{heading}建成1个。" if before else heading + words).split("\n"))
    times = []
    for _ in range(2):
        start = time.process_time()
        compile_document(plan)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.slow
@pytest.mark.parametrize("what", REPEATED)
def test_repeated(what: str) -> None:
    long = seconds(REPEATED[what], LONG)
    assert long < BOUND
    if long > SMALL * FACTOR:
        assert long < seconds(REPEATED[what], SHORT) * FACTOR


@pytest.mark.slow
@pytest.mark.parametrize("what", REPEATED)
def test_repeated_before_the_first_heading(what: str) -> None:
    assert seconds(REPEATED[what], LONG, before=True) < max(seconds(REPEATED[what], LONG), SMALL) * FACTOR / 2
