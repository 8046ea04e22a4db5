"""Tables that lost all that kept their cells apart: tasks by their numbers, units where one name meets the next."""

from __future__ import annotations

from gongjin.compiler.plan import CompiledPlan
from gongjin.compiler.tests.documents import compiled

TITLE = "青禾县2030年重点任务分解表"
TASKS = (
    "1整修渠道30公里，清淤河道12公里。县水利局县财政局2030年6月底前"
    "2改造水厂4座，新建泵站2座。县住建局各乡镇10月底"
    "3新建货栈3座，改造冷库5座，培育竹器企业12家。县商务局县农业农村局年底前"
)


def answers(plan: CompiledPlan) -> list[tuple[str, str, str]]:
    labels = {section.id: section.label for section in plan.sections}
    return [(labels[row.section], row.unit, row.role.value) for row in plan.responsibilities]


def test_tasks_units_and_dates_are_told_apart() -> None:
    plan = compiled(f"{TITLE}序号工作任务牵头单位配合单位完成时限{TASKS}")
    assert plan.title == TITLE
    assert [(section.label, section.title) for section in plan.sections] == [
        ("1", "整修渠道30公里，清淤河道12公里"),
        ("2", "改造水厂4座，新建泵站2座"),
        ("3", "新建货栈3座，改造冷库5座，培育竹器企业12家"),
    ]
    assert answers(plan) == [
        ("1", "县水利局", "lead"),
        ("1", "县财政局", "cooperate"),
        ("2", "县住建局", "lead"),
        ("2", "各乡镇", "cooperate"),
        ("3", "县商务局", "lead"),
        ("3", "县农业农村局", "cooperate"),
    ]
    assert [row.date for row in plan.deadlines] == ["2030-06-30", "2030-10-31", "2030-12-31"]
    assert [f"{row.value:f}" for row in plan.targets] == ["30", "12", "4", "2", "3", "5", "12"]


def test_where_a_person_may_stand_between_nobody_answers() -> None:
    text = TASKS.replace("。县", "。某某某县")
    plan = compiled(f"{TITLE}序号工作任务分管领导牵头单位配合单位完成时限{text}")
    assert [section.label for section in plan.sections] == ["1", "2", "3"]
    assert plan.responsibilities == ()


def test_a_sentence_that_speaks_of_numbers_is_no_table() -> None:
    words = "按照序号逐项落实工作任务，由牵头单位会同配合单位在完成时限前办结。" * 5
    plan = compiled("青禾县方案", "一、任务", f"{words}新建货栈1座，改造冷库2座。")
    assert [section.label for section in plan.sections] == ["一、"]
