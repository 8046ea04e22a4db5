"""The table of GB 3838-2002: its figures, and classes at their borders."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjin.core.figures import to_scaled
from gongjin.tracking.kinds.monitoring.standards.gb3838 import (
    PARAMETERS,
    WORSE,
    WaterBody,
    class_name,
    class_number,
    worst,
)

LAKE, RIVER = WaterBody.LAKE, WaterBody.RIVER
STEP = Decimal("0.00001")
LIMITED = [(row, body) for row in PARAMETERS.values() for body in WaterBody if row.limits_in(body)]


@pytest.mark.parametrize(
    ("text", "number"),
    [("0.01", 1), ("0.0101", 2), ("0.025", 2), ("0.0251", 3), ("0.05", 3), ("0.0501", 4), ("0.1", 4), ("0.1001", 5),
     ("0.2", 5), ("0.20001", 6)],
)  # fmt: skip
def test_total_phosphorus_of_a_lake(text: str, number: int) -> None:
    assert PARAMETERS["tp"].class_of(Decimal(text), LAKE) == number


@pytest.mark.parametrize(("text", "number"), [("0.02", 1), ("0.1", 2), ("0.2", 3), ("0.3", 4), ("0.4", 5), ("0.41", 6)])
def test_total_phosphorus_of_a_river(text: str, number: int) -> None:
    assert PARAMETERS["tp"].class_of(Decimal(text), RIVER) == number


def test_the_table_has_its_23_rows_with_a_class_and_five_limits_each() -> None:
    assert len(PARAMETERS) == 23
    assert {len(row.limits) for row in PARAMETERS.values() if row.band is None} == {5}
    assert {code for code, row in PARAMETERS.items() if not row.judged} == {"tn", "fc"}


@pytest.mark.parametrize(("row", "body"), LIMITED, ids=lambda item: getattr(item, "code", str(item)))
def test_a_limit_belongs_to_its_class_and_the_next_step_does_not(row: object, body: WaterBody) -> None:
    parameter = PARAMETERS[row.code]  # type: ignore[attr-defined]
    limits = parameter.limits_in(body)
    beyond = -STEP if parameter.at_least else STEP
    assert list(limits) == sorted(limits, reverse=parameter.at_least)
    for number, limit in enumerate(limits, 1):
        to_scaled(limit)  # nothing of the table is finer than what is kept
        first = limits.index(limit) + 1
        last = (
            WORSE
            if limit == limits[-1]
            else next(n for n, other in enumerate(limits, 1) if other != limit and n > number)
        )
        assert parameter.class_of(limit, body) == first
        assert parameter.class_of(limit + beyond, body) == last


def test_dissolved_oxygen_wants_more_and_ph_wants_its_band() -> None:
    oxygen, ph = PARAMETERS["do"], PARAMETERS["ph"]
    assert [oxygen.class_of(Decimal(text), RIVER) for text in ("7.5", "7.49", "5", "2", "1.9")] == [1, 2, 3, 5, 6]
    assert [ph.class_of(Decimal(text), RIVER) for text in ("6", "9", "5.99", "9.01")] == [1, 1, 6, 6]


def test_total_nitrogen_has_no_class_in_a_river() -> None:
    assert PARAMETERS["tn"].class_of(Decimal(9), RIVER) is None
    assert PARAMETERS["tn"].class_of(Decimal("1.0"), LAKE) == 3


def test_exceedance_is_told_above_the_limit_only() -> None:
    phosphorus = PARAMETERS["tp"]
    assert phosphorus.exceedance(Decimal("0.061"), 3, LAKE) == Fraction(22, 100)
    assert phosphorus.exceedance(Decimal("0.05"), 3, LAKE) is None
    assert PARAMETERS["do"].exceedance(Decimal(1), 3, RIVER) is None
    assert PARAMETERS["ph"].exceedance(Decimal(10), 3, RIVER) is None


@given(st.sampled_from(LIMITED), st.integers(0, 10**10), st.integers(0, 10**10))
def test_the_worse_water_never_has_the_better_class(pair: tuple[object, WaterBody], one: int, other: int) -> None:
    row, body = pair
    parameter = PARAMETERS[row.code]  # type: ignore[attr-defined]
    better, worse = sorted((one, other), reverse=parameter.at_least)
    classes = [parameter.class_of(Decimal(value).scaleb(-5), body) for value in (better, worse)]
    assert classes[0] is not None
    assert classes[1] is not None
    assert classes[0] <= classes[1]


def test_classes_are_read_and_written_in_the_ways_people_write_them() -> None:
    assert [class_number(text) for text in ("Ⅲ类", "III", "3", "Ⅴ", "六", "")] == [3, 3, 3, 5, None, None]
    assert [class_name(number) for number in (1, 5, 6)] == ["Ⅰ类", "Ⅴ类", "劣Ⅴ类"]


def test_the_worst_decides() -> None:
    assert worst([2, None, 4, 1]) == 4
    assert worst([None]) is None
