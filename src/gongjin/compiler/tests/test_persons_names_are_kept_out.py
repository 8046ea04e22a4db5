"""The task force is known by posts and units; a person's name is a place in the text and never a value."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from gongjin.compiler.plan import CompiledPlan, TaskForce
from gongjin.compiler.serialise import to_json
from gongjin.compiler.tests.documents import compiled


def force_of(sentence: str) -> tuple[CompiledPlan, TaskForce]:
    plan = compiled("一、保障措施", f"（一）加强领导。{sentence}")
    assert plan.task_force is not None
    return plan, plan.task_force


WORDED = (
    "成立莲藕产业工作专班，由县人民政府副县长莫虚有同志任召集人，县政府办公室副主任贾乌有任副召集人，"
    "县水利局、县林场、县茶果局为成员。专班办公室设在县茶果局，负责日常协调。"
)


def test_posts_members_and_office() -> None:
    _plan, force = force_of(WORDED)
    assert force.convener is not None
    assert force.convener.title == "县人民政府副县长"
    assert [post.title for post in force.deputies] == ["县政府办公室副主任"]
    assert [member.unit for member in force.members] == ["县水利局", "县林场", "县茶果局"]
    assert force.office_in == "县茶果局"


def test_the_names_places_are_kept() -> None:
    plan, force = force_of(WORDED)
    assert force.convener is not None
    assert force.convener.person is not None
    assert plan.text[slice(*force.convener.person)] == "莫虚有"
    (deputy,) = force.deputies
    assert deputy.person is not None
    assert plan.text[slice(*deputy.person)] == "贾乌有"


@pytest.mark.parametrize(
    "sentence", [WORDED, "成立工作专班。", "由县人民政府副县长莫虚有任组长，县茶果局局长贾乌有任副组长。"]
)
def test_no_value_but_the_text_itself_holds_a_name(sentence: str) -> None:
    plan = compiled("一、保障措施", f"（一）加强领导。{sentence}")
    shown = to_json(replace(plan, text="", measures=(), commitments=()))
    assert "莫虚有" not in json.dumps(shown, ensure_ascii=False)
    assert "贾乌有" not in json.dumps(shown, ensure_ascii=False)


def test_a_post_without_a_name_is_a_post() -> None:
    _plan, force = force_of("成立工作专班，由县人民政府分管副县长任召集人，县水利局、县林场为成员。")
    assert force.convener is not None
    assert (force.convener.title, force.convener.person) == ("县人民政府分管副县长", None)


def test_lines_of_names_and_posts() -> None:
    plan = compiled(
        "一、组织领导",
        "成立莲藕产业领导小组。",
        "组长：莫虚有 县人民政府副县长",
        "副组长：贾乌有 县茶果局局长",
        "成员单位：县水利局、县林场",
    )
    force = plan.task_force
    assert force is not None
    assert force.convener is not None
    assert force.convener.title == "县人民政府副县长"
    assert [post.title for post in force.deputies] == ["县茶果局局长"]


def test_a_plan_that_sets_up_no_task_force_has_none() -> None:
    assert compiled("一、保障措施", "各单位要加强协作，县水利局牵头推进。").task_force is None


def test_a_responsible_leader_is_a_post_and_his_name_no_unit() -> None:
    plan = compiled("一、甲事项", "健全机制。", "责任领导：莫虚有", "责任单位：县水利局")
    assert [row.unit for row in plan.responsibilities] == ["县水利局"]


def test_a_task_force_that_an_annex_lists_line_by_line() -> None:
    lines = ("附件1", "青禾县修渠工作专班组成人员", "组　长：县长", "成　员：县水利局、县财政局主要负责人")
    plan = compiled("青禾县实施方案", "一、任务", "整修渠道。", *lines, "工作专班办公室设在县水利局，负责日常工作。")
    assert plan.task_force is not None and plan.task_force.convener is not None
    assert plan.task_force.convener.title == "县长"
    assert [member.unit for member in plan.task_force.members] == ["县水利局", "县财政局"]
    assert plan.task_force.office_in == "县水利局"
