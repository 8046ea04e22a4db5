"""Which unit a written name is proposed to be, and that nothing but the exact name is sure."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongjin.ledger.matching.names import is_short_form, kind_of_new, parts, suggest
from gongjin.ledger.tests import factory
from gongjin.people.models import Jurisdiction, Unit

NAMES = (
    "县发展和改革局", "县工业和信息化局", "县住房和城乡建设局", "县农业农村局", "县人力资源和社会保障局",
    "县卫生健康局",
    "县市场监督管理局", "县文化旅游广电体育局", "县科技和工业信息化局", "县自然资源局", "县生态环境局", "县乡村振兴局",
    "县应急管理局", "县税务局", "县交通运输局", "县水利局", "县教育局", "县城市管理和综合执法局", "县民族宗教事务局",
    "县退役军人事务局", "县行政审批服务局", "县残疾人联合会", "县供销合作联社", "县委组织部", "市生态环境局安河分局",
    "县人民政府办公室", "国网安河县供电公司", "白石镇", "红岭乡", "县机关事务服务中心",
)  # fmt: skip


@pytest.fixture
def directory(jurisdiction: Jurisdiction) -> list[Unit]:
    factory.enter_units(jurisdiction, *NAMES)
    return list(Unit.objects.prefetch_related("aliases"))


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("县发改局", "县发展和改革局"),
        ("县住建局", "县住房和城乡建设局"),
        ("县人社局", "县人力资源和社会保障局"),
        ("县卫健局", "县卫生健康局"),
        ("县市监局", "县市场监督管理局"),
        ("县文旅广体局", "县文化旅游广电体育局"),
        ("县文旅局", "县文化旅游广电体育局"),
        ("县科工信局", "县科技和工业信息化局"),
        ("县城管局", "县城市管理和综合执法局"),
        ("县民宗局", "县民族宗教事务局"),
        ("县交通局", "县交通运输局"),
        ("县自然资源和规划局", "县自然资源局"),
        ("县国土资源局", "县自然资源局"),
        ("县环保局", "县生态环境局"),
        ("县扶贫办", "县乡村振兴局"),
        ("县安监局", "县应急管理局"),
        ("县卫计局", "县卫生健康局"),
        ("县地税局", "县税务局"),
        ("县水务局", "县水利局"),
        ("县发改委", "县发展和改革局"),
        ("县残联", "县残疾人联合会"),
        ("县供销社", "县供销合作联社"),
        ("县政府办", "县人民政府办公室"),
        ("安河县教育局", "县教育局"),
        ("教育局", "县教育局"),
        ("县 教 育 局", "县教育局"),
        ("县供电公司", "国网安河县供电公司"),
        ("白石镇人民政府", "白石镇"),
    ],
)
def test_short_old_and_longer_names_are_proposed(directory: list[Unit], written: str, full: str) -> None:
    found = suggest(written, directory)
    assert found.unit is not None and found.unit.name == full
    assert found.reason
    assert found.score < 1 or written.replace(" ", "") == full


@pytest.mark.parametrize("written", ["市发改局", "省水利厅", "县体育中心", "黑石镇", "县局", "县", "水", "", "各乡镇"])
def test_no_unit_is_made_up(directory: list[Unit], written: str) -> None:
    found = suggest(written, directory)
    assert found.unit is None, found
    assert found.score == 0


def test_an_exact_name_and_a_confirmed_alias_are_sure(directory: list[Unit]) -> None:
    unit = next(unit for unit in directory if unit.name == "县发展和改革局")
    assert suggest("县发展和改革局", directory)[:2] == (unit, 1.0)
    factory.alias(unit, "发改")
    units = list(Unit.objects.prefetch_related("aliases"))
    assert suggest("发改", units)[:2] == (unit, 1.0)


def test_two_units_that_fit_are_both_named_and_neither_is_likely(jurisdiction: Jurisdiction) -> None:
    factory.enter_units(jurisdiction, "县农业农村局", "县农业机械局")
    found = suggest("县农机局", list(Unit.objects.all()))
    assert found.score >= 0.85 and found.unit is not None and found.unit.name == "县农业机械局"
    found = suggest("县农业局", list(Unit.objects.all()))
    assert found.score <= 0.5
    assert "县农业农村局" in found.reason or "县农业机械局" in found.reason


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.text(alphabet="县市发展和改革局水利教育住建委办农业村镇乡（） ", max_size=12))
def test_only_the_name_itself_scores_one(directory: list[Unit], written: str) -> None:
    found = suggest(written, directory)
    assert 0 <= found.score <= 1
    assert (found.score == 1) == ("".join(written.split()).replace("（", "(").replace("）", ")") in NAMES)
    assert (found.unit is None) == (found.score == 0)


@given(full=st.text(alphabet="发展改革农业水利住房城乡建设", min_size=3, max_size=10), data=st.data())
def test_letters_left_out_after_the_first_make_a_short_form(full: str, data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.booleans(), min_size=len(full) - 1, max_size=len(full) - 1))
    short = full[0] + "".join(letter for letter, keep in zip(full[1:], kept, strict=True) if keep)
    assert is_short_form(short, full) == (2 <= len(short) < len(full))
    assert not is_short_form(full, short)


def test_a_name_is_taken_apart() -> None:
    assert parts("安河县发展和改革局", ("安河县",)) == ("县", "发展和改革", "局")
    assert parts("市场监督管理局") == ("", "市场监督管理", "局")
    assert parts("县委办") == ("县", "委", "办")


@pytest.mark.parametrize(
    ("written", "kind"), [("白石镇", "township"), ("县城投公司", "company"), ("县水利局", "department")]
)
def test_a_new_unit_has_the_kind_of_its_ending(written: str, kind: str) -> None:
    assert kind_of_new(written) == kind
