"""Names that are nearly the same are found among many as they would be by comparing each with each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongjin.tracking.kinds.register.likeness import Names, alike

NAMES = st.lists(st.text("甲乙村镇小学1第（）东", min_size=1, max_size=9), max_size=30)


@given(NAMES, st.text("甲乙村镇小学1第（）东", min_size=1, max_size=9))
def test_as_many_are_found_as_by_comparing_each(entered: list[str], name: str) -> None:
    names = Names()
    for each in entered:
        names.add(each, "白石镇")
    assert names.like(name, "白石镇") == [each for each in entered if alike(name, each)]
    assert names.like(name, "青山乡") == []


def test_one_character_more_or_other_is_found_in_the_order_entered() -> None:
    names = Names()
    for each in ("演示河湾水厂", "演示河湾自来水厂", "演示河弯水厂", "演示河湾湾水厂", "演示河湾水厂"):
        names.add(each, None)
    assert names.like("演示河湾水厂", None) == ["演示河湾水厂", "演示河弯水厂", "演示河湾湾水厂", "演示河湾水厂"]
