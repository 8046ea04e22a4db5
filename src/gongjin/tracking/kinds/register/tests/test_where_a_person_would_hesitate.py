"""A name that looks like one that is there is asked about only where a person would hesitate too."""

from __future__ import annotations

import pytest

from gongjin.tracking.kinds.register.likeness import Names, alike

HESITATED = [
    ("演示绿源米业有限公司", "演示绿源米业有限责任公司"),
    ("演示 绿源 米业", "演示绿源米业"),
    ("演示绿源米业厂", "演示绿原米业厂"),
    ("禾川绿源茶业有限公司", "禾川绿源茶叶有限公司"),
    ("陈家坪村卫生室", "程家坪村卫生室"),
    ("青石村卫生室", "青石卫生室"),
    ("丰岭标准化茶园", "丰岭标准化茶茶园"),
    ("禾川县绿源米业", "绿源米业"),
    ("石桥镇中心卫生院", "中心卫生院"),
    ("禾川县实验幼儿园", "禾川县实验幼儿园（）"),
    ("龙潭未来农场", "龙潭末来农场"),
    ("禾川县高山云雾茶", "禾川县高山雾云茶"),
    ("ＡＢ演示加工厂", "ab演示加工厂"),
]
TOLD_APART = [
    ("演示县第一小学", "演示县第二小学"),
    ("演示镇河东村", "演示镇河西村"),
    ("白石村", "白沙村"),
    ("演示农场", "演示养殖农场"),
    ("丰岭低产茶园改造", "青岭低产茶园改造"),
    ("王家湾段堤防加固", "李家湾段堤防加固"),
    ("龙潭湾水库除险", "龙潭坪水库除险"),
    ("龙潭水库除险加固", "龙潭湾水库除险加固"),
    ("禾川县实验小学", "禾川县实验中学"),
    ("枫树坳村卫生室", "枫树坪村卫生室"),
    ("高山云雾茶合作社", "高山云雾鱼合作社"),
    ("新建竹木产业园", "扩建竹木产业园"),
    ("一期标准厂房", "二期标准厂房"),
    ("演示三号机井", "演示三十号机井"),
    ("绿源米业", "绿园米业"),
    ("张家界路改造工程", "改造工程"),
]


@pytest.mark.parametrize(("one", "other"), HESITATED)
def test_a_person_would_hesitate(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(("one", "other"), TOLD_APART)
def test_a_person_would_not_hesitate(one: str, other: str) -> None:
    assert not alike(one, other)
    assert not alike(other, one)


@pytest.mark.parametrize(("one", "other"), HESITATED)
def test_among_many_it_is_found_too(one: str, other: str) -> None:
    names = Names()
    for name, _other in (*TOLD_APART, (one, other)):
        names.add(name, "石桥镇")
    assert one in names.like(other, "石桥镇")
    assert names.like(other, "白水洞乡") == []
