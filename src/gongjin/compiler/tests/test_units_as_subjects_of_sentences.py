"""Units that a sentence begins with and lays something on; other mentions of units lay nothing on them."""

from __future__ import annotations

import pytest

from gongjin.compiler.tests.documents import compiled

L, R, C, S = "lead", "responsible", "cooperate", "supervise"


def told(*lines: str) -> list[tuple[str, str]]:
    rows = compiled("青禾县2030年竹业发展方案", "一、竹林防火", *lines).responsibilities
    return [(row.unit, row.role.value) for row in rows]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("县公安局要保持严打高压态势。", [("县公安局", R)]),
        ("各乡镇（街道）、县林业局要落实防火责任。", [("各乡镇（街道）", R), ("县林业局", R)]),
        ("各村（社区）应与农户签订承诺书。", [("各村（社区）", R)]),
        ("健全制度，县林业局每周五汇总进度。", [("县林业局", R)]),
        ("各乡镇于每月5日前报送进展。", [("各乡镇", R)]),
        ("由县人大常委会组织满意度测评。", [("县人大常委会", R)]),
        ("由县供电公司统一运营。", [("县供电公司", R)]),
        ("县财政局将防火经费列入预算。", [("县财政局", R)]),
        ("各乡镇是竹林防火的责任主体，要建立台账。", [("各乡镇", R)]),
        ("请各乡镇于3月底前报送方案。", [("各乡镇", R)]),
        ("各责任单位要逐项制定方案。", [("各责任单位", R)]),
        ("各市、州要结合实际制定方案。", [("各市、州", R)]),
        ("各乡镇党委、政府对本辖区防火负总责。", [("各乡镇党委、政府", R)]),
        ("县政府督查室每季度通报一次。", [("县政府督查室", S)]),
        ("县审计局对资金使用实施全程监督。", [("县审计局", S)]),
        ("县政府办公室每月调度一次。", [("县政府办公室", S)]),
        ("（县委督查室、县政府督查室负责督查）", [("县委督查室", S), ("县政府督查室", S)]),
    ],
)
def test_what_a_sentence_lays_on_units(sentence: str, found: list[tuple[str, str]]) -> None:
    assert told(sentence) == found


def test_a_line_headed_by_a_unit_tells_its_work() -> None:
    lines = [
        "县林业局：牵头负责竹林防火工作。",
        "县公安局：依法查处野外用火。",
        "县气象局：配合做好火险预报。",
    ]
    assert told("各部门分工如下：", *lines) == [("县林业局", L), ("县公安局", R), ("县气象局", C)]


@pytest.mark.parametrize(
    "sentence",
    [
        "各地要加强组织领导。",
        "各部门要高度重视。",
        "重点企业要落实主体责任。",
        "支持县林业局定期开展培训。",
        "认真落实县政府要求。",
        "加强部门协同，按规定处置。",
        "领导小组要定期研究。",
        "领导小组办公室（设在县林业局）定期调度。",
    ],
)
def test_mentions_that_lay_nothing_on_anybody(sentence: str) -> None:
    assert told(sentence) == []


def test_a_unit_with_a_role_gets_no_second_one() -> None:
    assert told("县林业局要建立台账。（县林业局牵头，县公安局配合）") == [("县林业局", L), ("县公安局", C)]


def test_who_answers_for_what_names_nobody_is_inferred() -> None:
    plan = compiled(
        "青禾县2030年竹业发展方案",
        "以下各项任务，除已注明责任单位的外，均由县林业局牵头落实。",
        "一、任务",
        "1.防火。健全制度。",
        "2.防虫。健全制度。（县农业农村局负责）",
    )
    titles = {section.id: section.title for section in plan.sections}
    assert [(titles[row.section], row.unit, row.role.value, row.inferred) for row in plan.responsibilities] == [
        ("防火", "县林业局", L, True),
        ("防虫", "县农业农村局", R, False),
    ]


@pytest.mark.parametrize(
    ("line", "section"),
    [("第（一）部分各项任务责任单位：县林业局", "防火"), ("以上任务责任单位：县林业局", "任务")],
)
def test_words_before_a_label_say_what_it_is_about(line: str, section: str) -> None:
    plan = compiled("青禾县方案", "一、任务", "（一）防火。健全制度。", "（二）防虫。健全制度。", line)
    titles = {each.id: each.title for each in plan.sections}
    assert [titles[row.section] for row in plan.responsibilities if not row.inferred] == [section]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("镇林业站、镇应急办公室汛期前完成演练3场。", [("镇林业站", "responsible"), ("镇应急办公室", "responsible")]),
        ("县林业局6月底前建成竹仓3座。", [("县林业局", "responsible")]),
        ("县林业局要会同县财政局于3月底前出台细则。", [("县林业局", "lead"), ("县财政局", "cooperate")]),
        ("县商务局要牵头办好竹市。", [("县商务局", "lead")]),
    ],
)
def test_units_that_are_to_do_it_by_a_date_or_with_others(sentence: str, found: list[tuple[str, str]]) -> None:
    plan = compiled("青禾县2030年竹业方案", "一、任务", sentence)
    assert [(row.unit, row.role.value) for row in plan.responsibilities] == found
