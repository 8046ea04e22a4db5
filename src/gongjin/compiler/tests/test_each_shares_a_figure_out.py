"""各 gives its figure to every thing of the list before it; other words with 各 do not."""

from __future__ import annotations

import pytest

from gongjin.compiler.tests.documents import compiled, figures


def named(sentence: str) -> list[tuple[str, str]]:
    return [(f"{row.value}", row.metric) for row in compiled("一、目标", sentence).targets]


def test_two_things_are_two_targets() -> None:
    assert named("新建苇编作坊、莲藕货栈各2个。") == [("2", "新建苇编作坊"), ("2", "新建莲藕货栈")]


def test_three_things_are_three_targets() -> None:
    assert [value for value, _metric in named("培育苇编作坊、莲藕货栈、石膏窑口各4家。")] == ["4", "4", "4"]


def test_two_verbs_of_one_thing_are_two_targets() -> None:
    assert named("续建、新建苇编集群各1个。") == [("1", "续建苇编集群"), ("1", "新建苇编集群")]


@pytest.mark.parametrize("words", ["各级建成货栈3座", "各乡镇建成货栈3座", "各类货栈达到3座"])
def test_all_levels_and_kinds_share_nothing(words: str) -> None:
    assert figures(f"{words}。") == [("3", "座", "eq")]


@pytest.mark.parametrize("words", ["每个乡镇至少建成货栈3座", "每个村建成货栈不少于3座"])
def test_one_target_for_each_of_many_is_marked(words: str) -> None:
    (target,) = compiled("一、目标", f"{words}。").targets
    assert target.each
    assert (target.comparator.value, f"{target.value}") == ("ge", "3")


def test_a_target_for_all_together_is_not_marked() -> None:
    (target,) = compiled("一、目标", "全县建成货栈3座。").targets
    assert not target.each


def test_respectively_pairs_things_with_figures_in_order() -> None:
    assert named("苇编产值、莲藕产值分别增长8%、6%。") == [("8", "苇编产值增长"), ("6", "莲藕产值增长")]


def test_years_share_out_what_the_sentence_before_told() -> None:
    plan = compiled("一、目标", "改造莲塘96个、312亩。其中，2030年、2031年分别完成56个、40个。")
    assert [(int(row.value), row.metric, row.period) for row in plan.targets][2:] == [
        (56, "改造莲塘", "2030"),
        (40, "改造莲塘", "2031"),
    ]
