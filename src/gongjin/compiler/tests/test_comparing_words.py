"""以上, 不低于, 超过 …: each says whether the figure itself is enough, and only of the figure that it stands by."""

from __future__ import annotations

import pytest

from gongjin.compiler.tests.documents import figures


@pytest.mark.parametrize(
    ("words", "comparator"),
    [
        ("新建货栈12座", "eq"),
        ("货栈达到12座", "eq"),
        ("完成货栈建设12座", "eq"),
        ("新建货栈12座以上", "ge"),
        ("新建货栈12座及以上", "ge"),
        ("新建货栈不少于12座", "ge"),
        ("货栈数量不低于12座", "ge"),
        ("至少新建货栈12座", "ge"),
        ("新建货栈至少12座", "ge"),
        ("新建货栈12座左右", "about"),
        ("新建货栈约12座", "about"),
        ("新建货栈超过12座", "gt"),
        ("货栈数量突破12座", "gt"),
        ("货栈数量不超过12座", "le"),
        ("货栈数量控制在12座以内", "le"),
        ("货栈数量压减到12座以下", "le"),
        ("货栈数量低于12座", "lt"),
        ("货栈数量≥12座", "ge"),
        ("货栈数量≤12座", "le"),
        ("货栈数量＞12座", "gt"),
    ],
)
def test_counts(words: str, comparator: str) -> None:
    assert figures(f"{words}。") == [("12", "座", comparator)]


@pytest.mark.parametrize(
    ("words", "comparator"),
    [
        ("良种率达到92.5%", "eq"),
        ("良种率达到92.5%以上", "ge"),
        ("良种率不低于92.5%", "ge"),
        ("良种率保持在92.5%左右", "about"),
        ("良种率超过92.5%", "gt"),
        ("损耗率不高于92.5%", "le"),
        ("损耗率控制在92.5%以下", "le"),
    ],
)
def test_percentages(words: str, comparator: str) -> None:
    assert figures(f"{words}。") == [("92.5", "%", comparator)]


@pytest.mark.parametrize("level", ["市级及以上", "市级以上", "省级及以上", "县级以上"])
def test_levels_and_above_are_not_the_figures_above(level: str) -> None:
    assert figures(f"培育{level}苇编工坊5家。") == [("5", "家", "eq")]


def test_a_comparing_word_holds_for_its_own_figure_only() -> None:
    assert figures("新建货栈12座以上、渡槽8处，栈桥不少于3条。") == [
        ("12", "座", "ge"),
        ("8", "处", "eq"),
        ("3", "条", "ge"),
    ]


def test_a_range_keeps_both_ends() -> None:
    assert figures("新建渡槽20—25公里。") == [("20", "公里", "range")]


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("面积达到20.8万亩", "208000", "亩"),
        ("产值达到3.5亿元", "350000000", "元"),
        ("产量达到1,250吨", "1250", "吨"),
        ("产值突破1.2万亿元", "1200000000000", "元"),
        ("产量达到１２吨", "12", "吨"),
        ("合格率达９５％", "95", "%"),
        ("良种率提高3.5个百分点", "3.5", "个百分点"),
        ("产量达到1250公斤", "1250", "公斤"),
    ],
)
def test_scales_are_multiplied_out_and_units_kept(words: str, value: str, unit: str) -> None:
    ((found, of, _comparator),) = figures(f"莲藕{words}。")
    assert (found, of) == (value, unit)
