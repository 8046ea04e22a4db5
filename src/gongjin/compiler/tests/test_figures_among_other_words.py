"""Figures whose metric stands around them, that several things share, or that only say among how many."""

from __future__ import annotations

import pytest

from gongjin.compiler.tests.documents import compiled, figures


def named(sentence: str) -> list[tuple[str, str, str]]:
    rows = compiled("青禾县2030年方案", "一、目标", f"{sentence}。").targets
    return [(row.metric, f"{row.value.normalize():f}", row.unit) for row in rows]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("启动东坪、西坪2个竹业片区", [("竹业片区", "2", "个")]),
        ("新建县第三中学、城北小学2所学校", [("新建学校", "2", "所")]),
        ("完成东坪老街36处历史建筑修缮", [("历史建筑修缮", "36", "处")]),
        ("对园区47家竹器企业逐一排查", [("竹器企业逐一排查", "47", "家")]),
        ("延伸城区供水管网至城郊6个村", [("村", "6", "个")]),
        ("货栈容量54个", [("货栈容量", "54", "个")]),
        ("聘请200名竹编监督员", [("聘请竹编监督员", "200", "名")]),
        ("每个村组建不少于10人的巡护队伍", [("每个村巡护队伍", "10", "人")]),
        ("更新使用超过15年的老旧电梯110台", [("更新使用超过15年的老旧电梯", "110", "台")]),
        ("配备消毒设备53台（套）", [("消毒设备", "53", "台（套）")]),
        ("带动就业1万人（次）", [("带动就业", "10000", "人（次）")]),
        ("带动就业十余万人", [("带动就业", "100000", "人")]),
        ("林地质量等级提高0.3个等级", [("林地质量等级", "0.3", "个等级")]),
        ("土壤有机质含量提升到25克/千克以上", [("土壤有机质含量", "25", "克/千克")]),
        ("大班额比例降为0", [("大班额比例", "0", "%")]),
        ("水质9项指标检测率100%", [("水质9项指标检测率", "100", "%")]),
        ("竹林300米服务半径覆盖率达到80%", [("竹林300米服务半径覆盖率", "80", "%")]),
        ("2030年底前16座货栈全部完成翻修", [("货栈全部完成翻修", "16", "座")]),
        ("对城区3家竹市、48家竹器铺逐户走访", [("竹市逐户走访", "3", "家"), ("竹器铺逐户走访", "48", "家")]),
        ("七成以上竹农合作社五项制度齐全", [("竹农合作社五项制度齐全", "70", "%")]),
        ("全县六成以上竹林通防火路", [("竹林通防火路", "60", "%")]),
        (
            "竹器申报、检测用时分别控制在20个、6个工作日以内",
            [("竹器申报", "20", "个工作日"), ("检测用时", "6", "个工作日")],
        ),
        ("竹器投诉率下降两成以上", [("竹器投诉率下降", "20", "%")]),
        ("平均检测时限压缩一半以上", [("平均检测时限压缩", "50", "%")]),
        ("每10万人口竹器铺数达到12家", [("每10万人口竹器铺数", "12", "家")]),
        ("检测时间由9个工作日压缩至4个工作日", [("检测时间", "4", "个工作日")]),
        ("指导6家竹器厂申报绿色工厂", [("竹器厂申报绿色工厂", "6", "家")]),
        ("完成竹业投资8亿元，占年度计划的40%", [("竹业投资", "800000000", "元"), ("竹业投资占年度计划", "40", "%")]),
        ("6月底完成竹栈工程量的40%", [("竹栈工程量", "40", "%")]),
        ("打造和美竹村9个", [("和美竹村", "9", "个")]),
        ("2032年底前实现每个乡镇有1个竹编工坊", [("每个乡镇竹编工坊", "1", "个")]),
        ("确保每个村有2名护林员", [("每个村护林员", "2", "名")]),
        ("竹贷利率下降8个基点", [("竹贷利率", "8", "个基点")]),
        ("竹材合格率≥95%", [("竹材合格率", "95", "%")]),
        ("从业人员培训不少于8学时", [("从业人员培训", "8", "学时")]),
        ("竹林火灾死亡人数为零", [("竹林火灾死亡人数", "0", "%")]),
        ("全部行政村通竹筏航线", [("行政村通竹筏航线", "100", "%")]),
    ],
)
def test_what_a_figure_counts(sentence: str, found: list[tuple[str, str, str]]) -> None:
    assert named(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        ("竹材利用率、竹笋加工率均达到80%", ["竹材利用率", "竹笋加工率"]),
        ("竹材利用率、竹笋加工率、竹林管护率均不低于80%", ["竹材利用率", "竹笋加工率", "竹林管护率"]),
    ],
)
def test_what_all_of_a_list_reach_is_a_target_of_each(sentence: str, metrics: list[str]) -> None:
    assert [metric for metric, _value, _unit in named(sentence)] == metrics


def test_a_heading_before_a_colon_names_what_its_text_gives_a_figure_of() -> None:
    plan = compiled(
        "青禾县2030年竹业方案", "一、生产", "1、竹林面积：稳定在8万亩以上；", "2、竹器厂：新建6家，改造4家；"
    )
    assert [(row.metric, int(row.value)) for row in plan.targets] == [
        ("竹林面积", 80000), ("新建竹器厂", 6), ("改造竹器厂", 4),
    ]  # fmt: skip


def test_the_mean_of_several_is_one_figure() -> None:
    assert len(named("竹材价格平均达到每吨800元")) <= 1


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("竹器产值在2028年基础上翻一番以上", [("2", "倍", "ge")]),
        ("所有竹农收入达到3万元以上", [("30000", "元", "ge")]),
        ("远程巡护覆盖所有林场", [("100", "%", "eq")]),
        ("2030年底前全县所有林场建成防火道", [("100", "%", "eq")]),
        ("6月底前全部开工", [("100", "%", "eq")]),
        ("做到应保尽保、应救尽救", [("100", "%", "eq"), ("100", "%", "eq")]),
    ],
)
def test_all_of_them(sentence: str, found: list[tuple[str, str, str]]) -> None:
    assert figures(f"{sentence}。") == found


@pytest.mark.parametrize(
    "sentence",
    [
        "考核满分100分，90分以上为优秀",
        "每发现1宗扣2分",
        "优秀等次比例不超过参评单位的30%",
        "对考核优秀的，奖励用地指标30亩、工作经费20万元",
        "对失职的，扣减经费3万元",
        "明确1名分管负责同志和1名联络员",
        "本办法适用于12个乡镇、3个街道",
        "城区12个工地中有5个未落实要求",
        "对特困户每户每月免费供水2立方米",
        "全县应修复矿山1120亩，截至目前仅完成410亩",
        "评估结果显示，全县平均得分为82分",
    ],
)
def test_judging_lacking_naming_and_rules_promise_nothing(sentence: str) -> None:
    assert figures(f"{sentence}。") == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("资金支出进度6月底不低于50%、9月底不低于75%", [("资金支出进度", "50"), ("资金支出进度", "75")]),
        ("2029年诊断企业不少于300家，2030—2032年每年不少于500家", [("诊断企业", "300"), ("每年诊断企业", "500")]),
        ("竹农收入增速高于全县农民收入增速，力争达到15%以上", [("竹农收入增速", "15")]),
        ("每年培养培训竹编人才1万人次以上", [("每年培养培训竹编人才", "10000")]),
        ("每年认定竹编工坊20家左右", [("每年竹编工坊", "20")]),
    ],
)
def test_a_figure_without_words_of_its_own_has_the_metric_before_it(
    sentence: str, found: list[tuple[str, str]]
) -> None:
    rows = compiled("青禾县2029年方案", "一、目标", f"{sentence}。").targets
    assert [(row.metric, f"{row.value.normalize():f}") for row in rows] == found


def test_of_so_many_all_is_one_promise() -> None:
    assert figures("实现20条重点产业链全覆盖。") == [("100", "%", "eq")]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("竹乡晴好天数稳定在270天以上。", ("270", "天", "ge")),
        ("竹乡晴好天数270天。", ("270", "天", "eq")),
        ("游客平均停留时间延长到2天以上。", ("2", "天", "ge")),
    ],
)
def test_a_number_of_days_that_has_its_name_is_a_figure(sentence: str, found: tuple[str, str, str]) -> None:
    assert figures(sentence) == [found]
