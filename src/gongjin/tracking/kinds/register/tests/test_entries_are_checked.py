from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid
from gongjin.audit.verify import verify
from gongjin.core.periods import Period
from gongjin.ledger.tests import factory
from gongjin.people.models import Unit
from gongjin.tracking.kinds.register.actions import AddEntries, ChangeEntry, NewEntry, RecordFigures
from gongjin.tracking.kinds.register.drafts import Amount
from gongjin.tracking.models import DataSet, Fact, Item

Make = Callable[..., DataSet]
SYSTEM = factory.SYSTEM
JUNE = Period.parse("2024-06")


def enter(data_set: DataSet, *entries: NewEntry, seen: bool = False) -> list[Item]:
    run(AddEntries(entries, likeness_seen=seen), actor=SYSTEM, on=data_set)
    return list(data_set.items.order_by("pk"))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"level": "部级"}, "没有“部级”这个选项，可选：国家级、省级、市级、县级"),
        ({"expires": "2024-02-30"}, "不是存在的日期"),
        ({"expires": "明年"}, "不是存在的日期"),
        ({"colour": "红"}, "没有“colour”这个字段"),
        ({"industry": "粮" * 501}, "不超过 500 字"),
    ],
)
def test_fields_are_what_the_register_declares(make: Make, fields: dict[str, str], words: str) -> None:
    register = make("recognition")
    with pytest.raises(Invalid, match=words):
        enter(register, NewEntry("演示一厂", fields=fields))
    assert not Item.objects.exists()


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"lon": "29.37", "lat": "112.40"}, "填反"),
        ({"lon": "112.40"}, "同时填写"),
        ({"lon": "东经", "lat": "29"}, "同时填写"),
    ],
)
def test_a_position_is_in_china_and_whole(make: Make, place: dict[str, str], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        enter(make("points"), NewEntry("演示充电站", place=place))


def test_the_same_name_in_a_township_is_there_once_and_a_near_one_has_to_be_looked_at(
    make: Make, units: dict[str, Unit]
) -> None:
    register, town = make("recognition"), units["白石镇"]
    enter(register, NewEntry("演示稻米加工有限公司", township=town))
    with pytest.raises(Invalid, match="勿重复登记"):
        enter(register, NewEntry("演示稻米加工有限公司", township=town))
    near = NewEntry("演示稻米加工有限责任公司", township=town)
    with pytest.raises(Invalid, match="很像"):
        enter(register, near)
    assert Item.objects.count() == 1
    assert len(enter(register, near, seen=True)) == 2
    assert len(enter(register, NewEntry("演示稻米加工有限公司"))) == 3, "elsewhere it is another one"


def test_near_names_of_one_act_are_looked_at_too(make: Make, units: dict[str, Unit]) -> None:
    register, town = make("recognition"), units["白石镇"]
    two = [NewEntry(name, township=town) for name in ("演示稻米加工有限公司", "演示稻米加工有限责任公司")]
    with pytest.raises(Invalid, match="很像"):
        run(AddEntries(two), actor=SYSTEM, on=register)
    assert not Item.objects.exists()
    run(AddEntries(two, likeness_seen=True), actor=SYSTEM, on=register)
    assert Item.objects.count() == 2


def test_a_name_too_long_to_be_read_is_refused_not_cut(make: Make) -> None:
    register = make("recognition")
    with pytest.raises(Invalid, match="名称最多 120 个字，这里有 121 个字"):
        run(AddEntries([NewEntry("演" * 121)]), actor=SYSTEM, on=register)
    assert not register.items.exists()


def test_a_field_that_is_one_entrys_own_stands_for_no_second(make: Make) -> None:
    register = make("recognition")
    enter(register, NewEntry("演示一厂", fields={"credit_code": "91000000DEMO000001"}))
    with pytest.raises(Invalid, match="演示一厂、演示二厂的“统一社会信用代码”相同"):
        enter(register, NewEntry("演示二厂", fields={"credit_code": "91000000DEMO000001"}))


def test_what_is_corrected_of_an_entry_is_checked_as_when_it_was_entered(make: Make) -> None:
    register = make("recognition")
    firm = enter(register, NewEntry("演示一厂"), NewEntry("演示二厂"))[0]
    with pytest.raises(Invalid, match="没有“部级”"):
        run(ChangeEntry(firm, "演示一厂", fields={"level": "部级"}), actor=SYSTEM, on=register)
    with pytest.raises(Invalid, match="勿重复登记"):
        run(ChangeEntry(firm, "演示二厂"), actor=SYSTEM, on=register)
    run(ChangeEntry(firm, "演示三厂", fields={"level": "省级"}), actor=SYSTEM, on=register)
    firm.refresh_from_db()
    assert (firm.name, firm.fields) == ("演示三厂", {"level": "省级"})


def test_a_figure_in_another_unit_of_its_sort_is_converted_exactly(make: Make) -> None:
    register = make("farmland")
    field = enter(register, NewEntry("演示一号项目区"))[0]
    run(RecordFigures([Amount(field, JUNE, {"area": "20 公顷", "money": "1.5亿元"})]), actor=SYSTEM, on=register)
    assert {fact.aspect: fact.value for fact in Fact.objects.all()} == {
        "figure.area": Decimal(300),
        "figure.money": Decimal(15000),
    }
    assert list(verify()) == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"area": "300 公里"}, "单位应为“亩”"),
        ({"area": "-5"}, "不能是负数"),
        ({"area": "很多"}, "不是数值"),
        ({"area": "1.123456"}, "小数超过 5 位"),
        ({"length": "3"}, "没有“length”这个数值字段"),
        ({"area": " "}, "没有填写任何数值"),
    ],
)
def test_what_is_no_figure_of_the_register_is_refused(make: Make, values: dict[str, str], words: str) -> None:
    register = make("farmland")
    field = enter(register, NewEntry("演示一号项目区"))[0]
    with pytest.raises(Invalid, match=words):
        run(RecordFigures([Amount(field, JUNE, values)]), actor=SYSTEM, on=register)
    assert not Fact.objects.exists()


def test_money_in_yuan_among_ten_thousands_is_refused_unless_its_unit_is_written(make: Make) -> None:
    register = make("investment")
    names = ("演示甲项目", "演示乙项目", "演示丙项目")
    items = enter(register, *(NewEntry(name) for name in names))
    typed = ["3200", "5800", "45000000"]
    amounts = [Amount(item, JUNE, {"agreed": text}) for item, text in zip(items, typed, strict=True)]
    with pytest.raises(Invalid, match="“演示丙项目”的协议投资额 45,000,000 与其他条目相差上千倍，单位应为万元"):
        run(RecordFigures(amounts), actor=SYSTEM, on=register)
    assert not Fact.objects.exists()
    amounts[2] = Amount(items[2], JUNE, {"agreed": "45000000元"})
    run(RecordFigures(amounts), actor=SYSTEM, on=register)
    assert {fact.value for fact in Fact.objects.all()} == {Decimal(3200), Decimal(5800), Decimal(4500)}


def test_a_second_value_for_one_period_is_refused_and_names_the_way(make: Make) -> None:
    register = make("farmland")
    field = enter(register, NewEntry("演示一号项目区"))[0]
    run(RecordFigures([Amount(field, JUNE, {"area": "300"})]), actor=SYSTEM, on=register)
    with pytest.raises(Invalid, match="2024年6月已填报 300；如需更改，请用“更正”"):
        run(RecordFigures([Amount(field, JUNE, {"area": "310"})]), actor=SYSTEM, on=register)


def test_a_stage_or_figure_needs_its_day(make: Make) -> None:
    with pytest.raises(Invalid, match="请填写“演示一厂”的日期"):
        enter(make("recognition"), NewEntry("演示一厂", stage="applied"))


def test_an_entry_comes_with_its_stage_figures_and_day(make: Make) -> None:
    register = make("farmland")
    enter(register, NewEntry("演示一号项目区", stage="started", on=date(2024, 5, 1), figures={"area": "1200.5"}))
    found = {fact.aspect: (fact.word, fact.value, fact.period) for fact in Fact.objects.all()}
    assert found == {
        "stage": ("started", None, "2024-05-01"),
        "figure.area": ("", Decimal("1200.5"), "2024-05-01"),
    }
