"""A small compiled plan of a fictional county, put together by hand: what the printing tests print."""

from __future__ import annotations

from decimal import Decimal

from gongjin.compiler.document import Span
from gongjin.compiler.plan import (
    Comparator,
    CompiledPlan,
    Deadline,
    DeadlineKind,
    Finding,
    Measure,
    Responsibility,
    Role,
    Section,
    Severity,
    Strength,
    Target,
    TargetKind,
)

TEXT = (
    "青禾县充电设施建设方案\n"
    "一、重点任务\n"
    "（一）加快建设。2024年底前新建充电桩80个，编制布局规划。（县发改局牵头，县住建局等配合）\n"
    "（二）加强宣传。\n"
)


def span(words: str) -> Span:
    """Where words stand in the text."""
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def plan() -> CompiledPlan:
    """Two tasks under one heading; the first has a measure with a target, units and a date, the second has nothing."""
    first = "（一）加快建设。2024年底前新建充电桩80个，编制布局规划。（县发改局牵头，县住建局等配合）"
    return CompiledPlan(
        text=TEXT,
        title="青禾县充电设施建设方案",
        title_span=span("青禾县充电设施建设方案"),
        years=(2024,),
        sections=(
            Section(id="s1", parent=None, level=1, label="一、", title="重点任务", span=span("一、重点任务"),
                    body=span("一、重点任务")),
            Section(id="s2", parent="s1", level=2, label="（一）", title="加快建设", span=span("（一）加快建设"),
                    body=span(first), task=True),
            Section(id="s3", parent="s1", level=2, label="（二）", title="加强宣传", span=span("（二）加强宣传"),
                    body=span("（二）加强宣传。"), task=True),
        ),
        measures=(
            Measure(id="m1", section="s2", text="2024年底前新建充电桩80个", span=span("2024年底前新建充电桩80个")),
            Measure(id="m2", section="s2", text="编制布局规划", span=span("编制布局规划")),
        ),
        targets=(
            Target(id="t1", section="s2", measure="m1", metric="充电桩", comparator=Comparator.EQ, value=Decimal(80),
                   unit="个", kind=TargetKind.COUNT, strength=Strength.PLAIN, text="新建充电桩80个",
                   span=span("新建充电桩80个"), quantity=span("80个"), confidence=0.9, reason="=数字后有量词"),
        ),
        responsibilities=(
            Responsibility(section="s2", role=Role.LEAD, unit="县发改局", span=span("县发改局")),
            Responsibility(section="s2", role=Role.COOPERATE, unit="县住建局", open_ended=True, span=span("县住建局")),
        ),
        deadlines=(
            Deadline(section="s2", measure="m1", kind=DeadlineKind.DATE, text="2024年底前", date="2024-12-31",
                     span=span("2024年底前")),
        ),
        findings=(
            Finding(rule="no-unit", severity=Severity.HIGH, message="任务没有责任单位", suggestion="请写明责任单位",
                    span=span("（二）加强宣传")),
            Finding(rule="style", severity=Severity.INFO, message="一处说明", span=span("一、重点任务")),
        ),
    )  # fmt: skip
