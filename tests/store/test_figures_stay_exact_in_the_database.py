"""Exact figures on the database that the suite runs on: sums, borders, order, what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.db import connection, models
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongjin.core.figures import FigureError
from gongjin.store.fields import FigureField


class Measured(models.Model):
    """A table that exists for these tests only."""

    value = FigureField(null=True)

    class Meta:
        app_label = "store"
        managed = False
        db_table = "store_test_measured"


@pytest.fixture
def table(transactional_db: None) -> Iterator[None]:
    with connection.schema_editor() as editor:
        editor.create_model(Measured)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Measured)


def test_a_tenth_and_two_tenths_are_three_tenths(table: None) -> None:
    Measured.objects.bulk_create(Measured(value=Decimal(text)) for text in ("0.1", "0.2"))
    total = Measured.objects.aggregate(total=Sum("value"))["total"]
    assert total == Decimal("0.3")
    assert Measured.objects.filter(value__lte=Decimal("0.3")).count() == 2


def test_the_sum_of_a_hundred_thousand_rows_is_exact(table: None) -> None:
    figures = [Decimal(number % 977).scaleb(-5) + Decimal("0.00001") for number in range(100_000)]
    Measured.objects.bulk_create((Measured(value=figure) for figure in figures), batch_size=2000)
    assert Measured.objects.aggregate(total=Sum("value"))["total"] == sum(figures)


@pytest.mark.parametrize(
    ("border", "reading", "within"),
    [
        # GB 3838-2002, total phosphorus of lakes and reservoirs, mg/L: Ⅲ 0.05; mercury Ⅰ 0.00005.
        ("0.05", "0.05", True),
        ("0.05", "0.050", True),
        ("0.05", "0.0501", False),
        ("0.025", "0.02501", False),
        ("0.00005", "0.00005", True),
        ("0.00005", "0.00006", False),
        ("0.3", "0.3", True),
    ],
)
def test_a_reading_at_the_border_of_a_class_is_on_its_right_side(
    table: None, border: str, reading: str, within: bool
) -> None:
    Measured.objects.create(value=Decimal(reading))
    assert Measured.objects.filter(value__lte=Decimal(border)).exists() is within


def test_rows_are_in_the_order_of_their_figures(table: None) -> None:
    typed = ["10", "9.99999", "-0.00001", "0", "100000000", "2"]
    Measured.objects.bulk_create(Measured(value=Decimal(text)) for text in typed)
    stored = list(Measured.objects.order_by("value").values_list("value", flat=True))
    assert stored == sorted(Decimal(text) for text in typed)


def test_nothing_is_kept_as_nothing(table: None) -> None:
    Measured.objects.create(value=None)
    assert Measured.objects.get().value is None


@pytest.mark.parametrize("text", ["0.000001", "1e14", "-1e14"])
def test_what_does_not_fit_is_refused_and_not_rounded(table: None, text: str) -> None:
    with pytest.raises(FigureError):
        Measured.objects.create(value=Decimal(text))
    assert not Measured.objects.exists()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.decimals(min_value=Decimal("-9e13"), max_value=Decimal("9e13"), places=5))
def test_every_figure_comes_back_as_it_went_in(table: None, figure: Decimal) -> None:
    stored = Measured.objects.create(value=figure)
    assert Measured.objects.get(pk=stored.pk).value == figure
