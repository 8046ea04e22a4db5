"""How figures are kept: exact integers, the same on every database."""

from __future__ import annotations

import bisect
import sqlite3
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjin.core import figures
from gongjin.core.figures import (
    MAX_SCALED,
    MIN_SCALED,
    canonical,
    from_scaled,
    to_scaled,
)

# GB 3838-2002 table 1: upper limits (≤, mg/L) of classes Ⅰ to Ⅴ.
LAKE_PHOSPHORUS = [to_scaled(Decimal(v)) for v in ("0.01", "0.025", "0.05", "0.1", "0.2")]
RIVER_PHOSPHORUS = [to_scaled(Decimal(v)) for v in ("0.02", "0.1", "0.2", "0.3", "0.4")]
MERCURY = [to_scaled(Decimal(v)) for v in ("0.00005", "0.00005", "0.0001", "0.001", "0.001")]


@given(st.integers(MIN_SCALED, MAX_SCALED))
def test_what_is_kept_comes_back(scaled: int) -> None:
    assert to_scaled(from_scaled(scaled)) == scaled
    assert to_scaled(Decimal(canonical(from_scaled(scaled)))) == scaled


@given(st.decimals(allow_nan=True, allow_infinity=True))
def test_a_figure_is_kept_exactly_or_refused_and_never_rounded(value: Decimal) -> None:
    try:
        scaled = to_scaled(value)
    except figures.FigureError:
        return
    assert from_scaled(scaled) == value


@pytest.mark.parametrize(
    ("limits", "value", "grade"),
    [
        (LAKE_PHOSPHORUS, "0.050", "Ⅲ"),
        (LAKE_PHOSPHORUS, "0.0501", "Ⅳ"),
        (LAKE_PHOSPHORUS, "0.05001", "Ⅳ"),
        (LAKE_PHOSPHORUS, "0.06", "Ⅳ"),
        (RIVER_PHOSPHORUS, "0.06", "Ⅱ"),
        (LAKE_PHOSPHORUS, "0.2", "Ⅴ"),
        (LAKE_PHOSPHORUS, "0.20001", "劣Ⅴ"),
        (MERCURY, "0.00005", "Ⅰ"),
        (MERCURY, "0.00006", "Ⅲ"),
    ],
)
def test_a_reading_on_the_border_of_a_class_belongs_to_the_better_one(
    limits: list[int], value: str, grade: str
) -> None:
    place = bisect.bisect_left(limits, to_scaled(Decimal(value)))
    assert ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ"][place] == grade


def test_a_hundred_thousand_rows_add_up_exactly_where_floats_do_not() -> None:
    values = [Decimal(n % 997).scaleb(-3) + Decimal("0.1") for n in range(100_000)]
    exact = sum(values)
    database = sqlite3.connect(":memory:")
    database.execute("create table fact (scaled bigint, real_one real)")
    database.executemany("insert into fact values (?, ?)", [(to_scaled(v), float(v)) for v in values])
    scaled, floating = database.execute("select sum(scaled), sum(real_one) from fact").fetchone()
    database.close()
    assert from_scaled(scaled) == exact
    assert Decimal(floating) != exact


def test_three_tenths_are_reached_by_one_and_two() -> None:
    database = sqlite3.connect(":memory:")
    row = [to_scaled(Decimal(v)) for v in ("0.1", "0.2", "0.3")]
    assert database.execute("select ? + ? <= ?", row).fetchone() == (1,)
    assert database.execute("select 0.1 + 0.2 <= 0.3").fetchone() == (0,)
    database.close()


def test_the_range_holds_a_national_budget_and_no_more() -> None:
    assert to_scaled(Decimal("92e12")) == 92 * 10**17
    for value in (
        Decimal("93e12"),
        Decimal(MAX_SCALED + 1).scaleb(-5),
        Decimal("1E+999999"),
        Decimal("-93e12"),
    ):
        with pytest.raises(figures.OutOfRange, match="92 万亿"):
            to_scaled(value)


def test_a_sixth_decimal_is_refused_and_trailing_zeros_are_not() -> None:
    assert to_scaled(Decimal("16.0070000000")) == 1600700
    for value in (Decimal("0.000001"), Decimal("1.123456"), Decimal("1E-999999")):
        with pytest.raises(figures.TooManyDecimals, match="四舍五入"):
            to_scaled(value)


@pytest.mark.parametrize("value", [0.1, True, "1"])
def test_a_float_never_enters(value: object) -> None:
    with pytest.raises(TypeError):
        to_scaled(value)  # type: ignore[arg-type]


def test_no_infinite_and_no_undefined_figure_enters() -> None:
    for text in ("NaN", "Infinity", "-Infinity", "sNaN"):
        with pytest.raises(figures.NotAFigure):
            to_scaled(Decimal(text))


@pytest.mark.parametrize(
    ("value", "text"),
    [("1E+3", "1000"), ("16.0070", "16.007"), ("-0.000", "0"), ("0.00005", "0.00005"), ("-12.50", "-12.5"),
     ("208000", "208000")],
)  # fmt: skip
def test_there_is_one_text_for_a_figure(value: str, text: str) -> None:
    assert canonical(Decimal(value)) == text
