"""Figures as people type them and as pages show them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjin.core import figures
from gongjin.core.figures import (
    MAX_SCALED,
    MIN_SCALED,
    from_scaled,
    grouped,
    in_words,
    parse,
    percentages,
)

any_figure = st.integers(MIN_SCALED, MAX_SCALED).map(from_scaled)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1200", "1200"),
        ("１２００", "1200"),
        ("1,234,567.5", "1234567.5"),
        ("1，234，567", "1234567"),
        (" 12 ", "12"),
        ("\u3000３ ５\u3000", "35"),
        ("20.8万", "208000"),
        ("２０．８ 万", "208000"),
        ("3.5亿", "350000000"),
        ("1.2万亿", "1200000000000"),
        ("3千万", "30000000"),
        ("12.5%", "12.5"),
        ("12.5％", "12.5"),
        ("-0.3", "-0.3"),
        ("－0.3", "-0.3"),
        ("+7", "7"),
        (".5", "0.5"),
        ("12.", "12"),
        ("0.00005", "0.00005"),
    ],
)
def test_what_people_type_is_understood(typed: str, value: str) -> None:
    assert parse(typed) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("20.8万亩", "亩", "208000"),
        ("1040万公斤", "公斤", "10400000"),
        ("85 %", "%", "85"),
        ("0.7个百分点", "个百分点", "0.7"),
        ("3亿元", "元", "300000000"),
        ("12个", "个", "12"),
        ("0.045mg/L", "mg/L", "0.045"),
        ("5万亩", "万亩", "5"),
        ("5万", "万亩", None),
        ("50000亩", "万亩", None),
    ],
)
def test_the_unit_of_the_column_may_be_typed_too(typed: str, unit: str, value: str | None) -> None:
    if value is None:
        with pytest.raises(figures.NotAFigure, match="单位应为"):
            parse(typed, unit)
    else:
        assert parse(typed, unit) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "没有填写"),
        ("\u3000", "没有填写"),
        ("约三十五", "阿拉伯数字"),
        ("若干", "不是数值"),
        ("1,23", "逗号"),
        ("1.2.3", "小数点"),
        ("12亩", "多余"),
        ("5-8", "多余"),
        ("1e5", "多余"),
        ("1234567890123456789", "92 万亿"),
        ("0.0000001", "四舍五入"),
        ("9" * 80, "太长"),
        ("-", "不是数值"),
        ("NaN", "不是数值"),
    ],
)
def test_what_is_no_figure_is_refused_with_what_to_do(typed: str, message: str) -> None:
    with pytest.raises(figures.FigureError, match=message):
        parse(typed)


def test_another_unit_is_named_and_not_converted_unseen() -> None:
    with pytest.raises(figures.NotAFigure, match="单位应为“公顷”"):
        parse("12亩", "公顷")


@given(st.text(max_size=30))
def test_any_text_is_a_figure_or_a_figure_error(text: str) -> None:
    try:
        assert isinstance(parse(text), Decimal)
    except figures.FigureError as error:
        assert str(error)


@given(any_figure)
def test_a_figure_shown_and_typed_again_is_the_same(value: Decimal) -> None:
    assert parse(grouped(value)) == value
    assert parse(figures.canonical(value)) == value


@given(any_figure)
def test_large_words_lose_nothing(value: Decimal) -> None:
    shown = in_words(value)
    power = next(
        (p for word, p in (("万亿", 12), ("亿", 8), ("万", 4)) if shown.endswith(word)),
        0,
    )
    assert Decimal(shown.rstrip("万亿")).scaleb(power) == value


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("208000", None, "20.8万"),
        ("350000000", None, "3.5亿"),
        ("9999", None, "9999"),
        ("-12000", None, "-1.2万"),
        ("12345678", 2, "1234.57万"),
        ("1200000000000", None, "1.2万亿"),
        ("16.007", None, "16.007"),
        ("1E+4", None, "1万"),
        ("100000", 1, "10万"),
    ],
)
def test_large_figures_are_shown_as_people_say_them(value: str, places: int | None, text: str) -> None:
    assert in_words(Decimal(value), places) == text


def test_figures_are_grouped_and_rounded_half_up() -> None:
    assert grouped(Decimal("1234567.50")) == "1,234,567.5"
    assert grouped(Decimal("2.5"), 0) == "3" and grouped(Decimal("-2.5"), 0) == "-3"
    assert grouped(Decimal(1200), 2) == "1,200.00"


@given(
    st.lists(st.integers(0, 10**12).map(from_scaled), min_size=1, max_size=40),
    st.integers(0, 3),
)
def test_shares_add_up_to_a_hundred_and_keep_the_order(parts: list[Decimal], places: int) -> None:
    shares = percentages(parts, places)
    assert sum(shares) == (100 if any(parts) else 0)
    for part, share in zip(parts, shares, strict=True):
        if any(parts):
            assert abs(Fraction(share) - Fraction(part) * 100 / Fraction(sum(parts))) < Fraction(1, 10**places)
    ordered = sorted(zip(parts, shares, strict=True))
    assert all(a[1] <= b[1] for a, b in pairwise(ordered) if a[0] < b[0])


def test_shares_that_round_to_more_than_a_hundred_are_brought_back() -> None:
    assert percentages([17, 162, 10, 24, 9]) == [
        Decimal(v) for v in ("7.7", "73.0", "4.5", "10.8", "4.0")
    ]  # each rounded by itself: 100.1


def test_no_share_of_a_negative_part() -> None:
    with pytest.raises(figures.FigureError, match="非负"):
        percentages([Decimal(3), Decimal(-1)])


@pytest.mark.parametrize(
    ("value", "a", "b", "result"),
    [
        ("15", "亩", "公顷", "1"),
        ("1", "公顷", "亩", "15"),
        ("20.8", "万亩", "亩", "208000"),
        ("1040", "万公斤", "吨", "10400"),
        ("3", "吨", "公斤", "3000"),
        ("12345", "万元", "亿元", "1.2345"),
        ("16.007", "公里", "米", "16007"),
        ("3", "亩", "平方米", "2000"),
        ("50", "微克/升", "毫克/升", "0.05"),
        ("0.5", "兆瓦", "千瓦", "500"),
        ("2", "千克", "公斤", "2"),
        ("1", "平方千米", "公顷", "100"),
        ("1", "千公里", "公里", "1000"),
    ],
)
def test_units_convert_exactly(value: str, a: str, b: str, result: str) -> None:
    assert figures.convert(Decimal(value), a, b) == Decimal(result)


def test_ten_mu_are_two_thirds_of_a_hectare_and_are_rounded_only_when_asked() -> None:
    assert figures.convert_exactly(10, "亩", "公顷") == Fraction(2, 3)
    with pytest.raises(figures.InexactConversion, match="保留几位"):
        figures.convert(10, "亩", "公顷")
    assert figures.convert(10, "亩", "公顷", places=4) == Decimal("0.6667")


def test_units_of_two_kinds_and_unknown_units_are_refused() -> None:
    with pytest.raises(figures.FigureError, match="不是同类"):
        figures.convert(1, "亩", "公斤")
    with pytest.raises(figures.FigureError, match="不认识"):
        figures.convert(1, "筐", "公斤")
