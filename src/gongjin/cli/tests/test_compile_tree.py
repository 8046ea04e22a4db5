"""The tree shows the outline as the plan has it, figures, dates and units in colour, and invents nothing."""

from __future__ import annotations

import io

from rich.console import Console

from gongjin.cli.tests.plans import plan
from gongjin.cli.tree import DATE, FIGURE, UNIT, Outline, summary


def shown(color: bool = False) -> str:
    output = io.StringIO()
    console = Console(
        file=output, width=200, color_system="standard" if color else None, force_terminal=color, highlight=False
    )
    console.print(Outline(plan()).tree())
    return output.getvalue()


def styled(words: str, style: str) -> str:
    output = io.StringIO()
    console = Console(file=output, color_system="standard", force_terminal=True, highlight=False)
    console.print(words, style=style, end="")
    return output.getvalue()


def test_the_outline_stands_in_order_with_measures_and_units_below() -> None:
    lines = [line.strip("│├└─ ") for line in shown().splitlines()]
    assert lines == [
        "青禾县充电设施建设方案  2024年",
        "一、重点任务",
        "（一）加快建设",
        "2024年底前新建充电桩80个",
        "编制布局规划",
        "牵头：县发改局　配合：县住建局等",
        "（二）加强宣传",
    ]


def test_figures_dates_and_units_have_a_colour_each() -> None:
    coloured = shown(color=True)
    for words, style in (("80个", FIGURE), ("2024年底前", DATE), ("县发改局", UNIT)):
        assert styled(words, style) in coloured


def test_the_summary_counts() -> None:
    assert summary(plan()) == "任务 2 · 举措 2 · 量化目标 1 · 定性要求 0 · 单位 2 · 检查提示 2"
