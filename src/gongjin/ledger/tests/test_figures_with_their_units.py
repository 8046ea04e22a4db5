"""A figure stands with its unit as people write it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongjin.ledger.figure_words import amount_text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [("7", "%", "7%"), ("80", "个", "80 个"), ("208000", "亩", "20.8万亩"), ("350000000", "元", "3.5亿元"),
     ("12345", "户", "12,345 户"), ("80", "", "80")],
)  # fmt: skip
def test_large_figures_are_told_in_wan_and_yi_without_a_gap(value: str, unit: str, text: str) -> None:
    assert amount_text(Decimal(value), unit) == text
