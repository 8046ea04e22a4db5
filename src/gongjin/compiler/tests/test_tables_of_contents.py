"""A table of contents before a plan gives no sections, in whatever way it is typed."""

from __future__ import annotations

import pytest

from gongjin.compiler.tests.documents import outline

HEADS = ["一、总体要求", "二、主要任务", "（一）修路", "（二）修渠", "三、保障措施"]
BODY = [
    "青禾县规划",
    "一、总体要求",
    "健全制度，完善机制。",
    "二、主要任务",
    "（一）修路。整修道路。",
    "（二）修渠。整修渠道。",
    "三、保障措施",
    "加强领导。",
]


@pytest.mark.parametrize(
    "lines",
    [
        ["目 录", *HEADS],
        ["目录", *(f"{head}\t{page}" for page, head in enumerate(HEADS, 1))],
        ["目　　次", *(f"{head} {page}" for page, head in enumerate(HEADS, 1))],
        ["目录", *(f"{head}........{page}" for page, head in enumerate(HEADS, 1))],
        ["目录", *(f"{head}{page}" for page, head in enumerate(HEADS, 1))],
        ["目录", *(head for head in HEADS if head[0] != "（")],
        ["目录", *HEADS, "附件1：任务清单"],
        [f"{head}……{page}" for page, head in enumerate(HEADS, 1)],
        [f"{head}\t{page}" for page, head in enumerate(HEADS, 1)],
    ],
)
def test_its_lines_are_no_headings(lines: list[str]) -> None:
    assert outline("青禾县规划", *lines, *BODY) == outline(*BODY)


def test_headings_that_end_in_a_number_are_headings() -> None:
    lines = ["一、货栈3", "健全制度。", "二、货栈4", "健全制度。", "三、货栈5", "健全制度。"]
    assert [title for _level, _label, title in outline(*lines)] == ["货栈3", "货栈4", "货栈5"]
