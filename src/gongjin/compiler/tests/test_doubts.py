"""What stands around a row may make it less sure; what has nothing of that about it stays sure."""

from __future__ import annotations

import pytest

from gongjin.compiler.doubts import SURE
from gongjin.compiler.plan import Row
from gongjin.compiler.tests.documents import compiled

TITLE = "青禾县2030年竹业方案"


def sure(rows: tuple[Row, ...]) -> list[bool]:
    return [row.confidence >= SURE for row in rows]


@pytest.mark.parametrize(
    "sentence",
    [
        "新建竹器厂3家。",
        "竹材利用率由60%提高到80%。",
        "竹农收入达到2万元以上。",
        "培育年产值1亿元以上竹器企业4家。",
    ],
)
def test_plain_promises_are_sure(sentence: str) -> None:
    assert sure(compiled(TITLE, "一、任务", sentence).targets) == [True]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("县财政每年统筹竹业发展资金500万元。", "资金安排"),
        ("8家以上竹器厂实现上市。", "规模限定"),
        ("竹林火情发生率低于2%。", "“低于”"),
        ("抚育能力由每天18亩提高到25亩。", "没有采用的数字"),
        ("竹材利用率比上年下降用于建材的竹材资源综合循环利用加工转化能力提升比例达到60%。", "指标名称"),
    ],
)
def test_targets_that_may_be_something_else(sentence: str, reason: str) -> None:
    (row,) = compiled(TITLE, "一、任务", sentence).targets
    assert row.confidence < SURE
    assert reason in row.reason


def test_rows_below_a_guessed_heading_are_no_surer_than_it() -> None:
    plan = compiled(
        TITLE,
        "竹林抚育", "新建竹林抚育点30处，完善抚育制度，健全抚育队伍，确保竹林茁壮成长。",
        "竹器加工", "新建竹器厂3家，完善加工制度，健全加工队伍，确保竹器按时交付给客户。",
    )  # fmt: skip
    assert sure(plan.sections) == [False, False]
    assert sure(plan.targets) == [False, False]


def test_rows_before_a_skipped_number_may_belong_to_a_heading_that_was_not_seen() -> None:
    plan = compiled(TITLE, "一、抚育", "新建抚育点30处。", "二竹器加工，新建竹器厂3家。", "三、销售", "新建竹市2处。")
    assert sure(plan.targets)[-1]
    assert not all(sure(plan.targets))
    whole = compiled(TITLE, "一、抚育", "新建抚育点30处。", "三、销售", "新建竹市2处。")
    assert all(sure(whole.targets))


def test_a_section_that_speaks_of_leading_and_names_no_lead() -> None:
    plan = compiled(TITLE, "一、抚育", "健全牵头抓总机制，抚育竹林。（责任单位：县林业局、县财政局）")
    assert sure(plan.responsibilities) == [False, False]
    assert sure(compiled(TITLE, "一、抚育", "抚育竹林。（责任单位：县林业局、县财政局）").responsibilities) == [
        True,
        True,
    ]


def test_a_rule_on_who_leads_that_was_not_understood() -> None:
    plan = compiled(
        TITLE, "一、抚育", "抚育竹林。（责任单位：县林业局、县财政局）", "二、说明", "下划线单位承担牵头职责。"
    )
    assert not any(sure(plan.responsibilities))


def test_the_one_task_of_many_without_a_lead() -> None:
    led = [line for n in "一二三" for line in (f"（{n}）抚育{n}区竹林。（牵头单位：县林业局；责任单位：县财政局）",)]
    plan = compiled(TITLE, "一、抚育", *led, "（四）抚育四区竹林。（责任单位：县财政局）")
    assert sure(plan.responsibilities) == [*[True] * 6, False]


@pytest.mark.parametrize("name", ["县林业局县财政局", "渠道由县林业局", "县林业局和竹材协会驻点服务工作站"])
def test_names_that_may_be_more_than_a_name(name: str) -> None:
    rows = compiled(TITLE, "一、抚育", f"抚育竹林。责任单位：{name}").responsibilities
    assert all(row.confidence < SURE for row in rows if row.unit == name)


@pytest.mark.parametrize(
    ("sentence", "is_sure"),
    [
        ("2030年建成竹市。", True),
        ("2030年计划建成竹市。", True),
        ("2030年度预期目标任务顺利完成。", False),
        ("汛期前加固竹堤。", False),
        ("每月调度。", True),
    ],
)
def test_dates_that_may_be_none(sentence: str, is_sure: bool) -> None:
    rows = compiled("青禾县竹业方案", "一、任务", sentence).deadlines
    assert sure(rows) in ([is_sure], [] if not is_sure else [True])
