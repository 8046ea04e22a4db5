"""Settings and rules in their one form, and which rows of a plan are projects."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gongjin.audit.errors import Invalid
from gongjin.tracking.kinds.project.kind import KIND
from gongjin.tracking.kinds.project.settings import checked_rule, checked_settings, rule_words
from gongjin.tracking.kinds.protocol import Said
from gongjin.tracking.rules.asked import Asked, Wanted, asked_from

LINE = next(item for item in KIND.templates() if item.code == "line").settings


@pytest.mark.parametrize("code", [item.code for item in KIND.templates()])
def test_every_template_is_in_its_one_form_and_has_milestones(code: str) -> None:
    ready = next(item for item in KIND.templates() if item.code == code)
    assert KIND.checked_settings(ready.settings) == ready.settings
    steps = ready.settings["milestones"]
    assert isinstance(steps, list)
    assert len({item["name"] for item in steps}) == len(steps) >= 3
    weights = sum(Decimal(item["weight"]) for item in steps)
    assert weights == (Decimal(3) if code == "outputs" else Decimal(100))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"colour": "red"}, "settings"),
        ({"late_days": -1}, "late_days"),
        ({"late_days": "soon"}, "late_days"),
        ({"milestones": "开工"}, "milestones"),
        ({"milestones": [{"name": " "}]}, "milestones"),
        ({"milestones": [{"name": "开工", "kind": "x"}]}, "milestones"),
        ({"milestones": [{"name": "开工", "weight": "many"}]}, "weight"),
        ({"figures": [{"code": "长度", "label": "长度", "unit": "公里"}]}, "figures"),
        ({"figures": [{"code": "done", "label": "完成率", "unit": "%"}]}, "figures"),
        ({"figures": [{"code": "a", "label": "甲", "unit": "户"}] * 2}, "figures"),
    ],
)
def test_settings_that_do_not_hold_together_are_refused(given: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        checked_settings(given)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({}, "节点完成的权重占全部权重（须有佐证）"),
        ({"read": "milestones", "only": ["preliminary"]}, "前期节点完成的权重占全部权重（须有佐证）"),
        ({"read": "outputs"}, "已完成的阶段成果数（须有佐证）"),
        ({"read": "paid"}, "累计完成支付"),
        ({"read": "land"}, "已批用地占所需用地"),
        ({"read": "physical:length"}, "建成长度累计（公里）"),
    ],
)
def test_a_rule_is_said_in_words(rule: dict[str, object], words: str) -> None:
    assert rule_words(checked_rule(rule, LINE), LINE) == words


@pytest.mark.parametrize(
    "rule",
    [
        {"read": "percent"}, {"read": "physical:area"}, {"read": "paid", "only": ["output"]},
        {"only": ["everything"]}, {"stage": "开工"},
    ],
)  # fmt: skip
def test_a_rule_that_the_project_does_not_have_is_refused(rule: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        checked_rule(rule, LINE)


def said(text: str, kind: str = "measure", **more: str) -> Said:
    return Said(kind, text, text, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("推进环城公路建设", "line"),
        ("实施白石湖湿地修复工程", "restoration"),
        ("加快城区燃气管网改造", "pipes"),
        ("推动渔光互补光伏项目落地", "photovoltaic"),
        ("做好客运枢纽项目前期工作", "preliminary"),
        ("制定科技人才下乡管理办法", "policy"),
        ("细化年度任务清单", "task_list"),
        ("完成县国土空间总体规划", "spatial_plan"),
        ("迁建县第二幼儿园", "building"),
        ("推进老旧街区改造", "line"),
    ],
)
def test_what_is_built_prepared_or_written_is_offered_as_a_project(text: str, template: str) -> None:
    offer = KIND.offer(said(text))
    assert offer is not None
    assert offer.template == template
    assert offer.why.startswith("原文说到")
    assert KIND.checked_settings(offer.settings) == offer.settings
    assert KIND.checked_rule(offer.rule, offer.settings) == offer.rule
    year = Asked(Wanted.GE, None, "", date(2024, 1, 1), date(2024, 12, 31))
    assert asked_from(offer.asked, fallback=year).value == Decimal(100)


def test_a_measure_or_task_without_a_figure_has_at_least_agreed_outputs() -> None:
    for kind in ("measure", "task", "commitment"):
        offer = KIND.offer(said("加强部门协同", kind))
        assert offer is not None
        assert (offer.template, offer.rule) == ("outputs", {"read": "outputs"})
        assert offer.fit < 50


def test_a_figure_of_length_is_read_off_the_work_and_a_count_is_none_of_ours() -> None:
    roads = KIND.offer(said("新改建农村公路35公里", "target", value="35", unit="公里"))
    assert roads is not None
    assert roads.rule == {"read": "physical:length"}
    assert KIND.offer(said("培育龙头企业3家", "target", value="3", unit="家")) is None
    better = KIND.offer(said("绿化水平进一步提高", "commitment", commitment_kind="directional"))
    assert better is not None
    assert (better.fit, better.rule) == (5, {"read": "outputs"})  # whatever else is offered goes first


def test_what_moves_by_itself_is_read_off_the_works_that_are_to_move_it() -> None:
    offer = KIND.offer(said("有效恢复白石湖水鸟栖息地", "commitment", commitment_kind="directional"))
    assert offer is not None
    assert (offer.template, offer.rule, offer.name) == ("restoration", {"read": "milestones"}, "白石湖水鸟栖息地")


def test_a_bundle_of_works_is_none_of_them() -> None:
    text = "实施强基工程。改造农田。建设乡村公路。"
    bundle = KIND.offer(Said("task", "实施强基工程", text))
    assert bundle is not None
    assert bundle.template == "outputs"
