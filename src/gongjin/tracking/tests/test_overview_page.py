"""总览: counts, what is behind, what turned, what is coming; the same number of queries for any number of rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongjin.ledger.models import Row
from gongjin.ledger.queries.rows import RowFilters
from gongjin.ledger.tests.rows import Laying, Ledger, lay
from gongjin.people.models import User
from gongjin.tracking.models import Standing
from gongjin.tracking.queries.overview import overview
from gongjin.tracking.rules.light import Light
from gongjin.tracking.tests.conftest import Tracked
from gongjin.tracking.tests.counted import add, counted_set, track

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25


def client(user: User) -> Client:
    signed = Client()
    signed.force_login(user)
    return signed


def test_lights_are_counted_and_what_nobody_settled_stands_apart(tracked: Tracked) -> None:
    shown = overview(tracked.ledger.of, RowFilters(), date(2024, 7, 10))
    assert {light.value: shown.counts.of(light) for light in Light} == {
        "red": 1, "yellow": 0, "grey": 1, "green": 1, "blue": 1,
    }  # fmt: skip
    assert (shown.counts.total, shown.counts.measured, shown.counts.unquantified) == (4, 3, 1)
    assert [(item.plan.code, item.count) for item in shown.unsettled] == [("2024", 4)]  # three tasks, one commitment
    assert [entry.row.code for entry in shown.worst] == ["1.1.2"]


def test_what_turned_since_the_end_of_last_month_is_told_worse_first(tracked: Tracked) -> None:
    turned = overview(tracked.ledger.of, RowFilters(), date(2024, 6, 15)).turned
    assert turned.since == date(2024, 5, 31)
    assert (turned.worse, turned.better) == (0, 0)
    turned = overview(tracked.ledger.of, RowFilters(), date(2024, 7, 10)).turned
    assert (turned.since, turned.worse, turned.better) == (date(2024, 6, 30), 0, 0)
    turned = overview(tracked.ledger.of, RowFilters(), date(2024, 5, 31)).turned
    assert (turned.since, turned.worse, turned.better) == (date(2024, 4, 30), 1, 2)
    assert [(entry.row.code, entry.before, entry.better) for entry in turned.entries] == [
        ("1.1.2", Light.GREY, False),
        ("1.2.1", Light.YELLOW, True),
        ("1.2.2", Light.GREY, True),
    ]


def test_what_is_due_within_thirty_days_is_coming_unless_it_is_done(tracked: Tracked) -> None:
    of, on = tracked.ledger.of, date(2024, 7, 10)
    assert overview(of, RowFilters(), on).coming == []
    track(tracked.ledger.fresh("1.2.1"), tracked.chargers, due="2024-07-31")
    track(tracked.ledger.fresh("1.2.2"), tracked.stations, due="2024-07-31")
    shown = overview(of, RowFilters(), on)
    assert [entry.row.code for entry in shown.coming] == ["1.2.1"]
    assert shown.coming[0].progress.near


@pytest.mark.parametrize(
    ("filters", "codes"),
    [
        ({"section": "2024:1.1"}, ["1.1.2"]),
        ({"section": "2024:1.2"}, []),
        ({"plan": "2023"}, []),
    ],
)
def test_filters_narrow_everything(tracked: Tracked, filters: dict[str, str], codes: list[str]) -> None:
    shown = overview(tracked.ledger.of, RowFilters(**filters), date(2024, 7, 10))
    assert [entry.row.code for entry in shown.worst] == codes


def test_the_unit_that_answers_is_a_filter(tracked: Tracked) -> None:
    unit = str(tracked.ledger.water.public_id)
    assert overview(tracked.ledger.of, RowFilters(unit=unit), date(2024, 7, 10)).counts.total == 1


def test_the_page_says_why_and_who(tracked: Tracked) -> None:
    html = client(tracked.ledger.office).get("/progress/").content.decode()
    assert "落后" in html
    assert "县水务局" in html
    assert "light-red" in html
    assert f"/progress/plans/{tracked.ledger.plan.public_id}/settle/" in html


def test_without_any_row_the_page_says_what_to_do(midyear: None, tracked: Tracked) -> None:
    html = client(tracked.ledger.office).get("/progress/?plan=none").content.decode()
    assert "没有符合条件的条目" in html


def test_the_list_of_one_light_leads_on_page_by_page(tracked: Tracked) -> None:
    html = client(tracked.ledger.office).get("/progress/rows/?light=blue").content.decode()
    assert "新增５Ｇ基站" in html
    assert "生态护岸" not in html
    assert client(tracked.ledger.office).get("/progress/rows/?light=purple&page=x").status_code == 200


def many(ledger: Ledger, count: int, code: str) -> None:
    """A plan with targets, each with its data set and a value."""
    made: list[Row] = []

    def build(laying: Laying) -> None:
        section = laying.section("1", "许多目标")
        for n in range(count):
            made.append(
                laying.row("target", f"1.{n}", section, f"建成{n}", title=f"建成{n}", comparator="ge",
                           value=Decimal(100), unit_of_measure="个", target_kind="count", period="2024")
            )  # fmt: skip

    lay(ledger.of, build, code)
    for row in made:
        data_set = counted_set(ledger.of, f"{code} {row.code}")
        track(row, data_set)
        add(data_set, m2024_06="5")


def queries(user: User, url: str) -> int:
    signed = client(user)
    assert signed.get(url).status_code == 200  # standings are there from now on
    with CaptureQueriesContext(connection) as caught:
        assert signed.get(url).status_code == 200
    return len(caught)


@pytest.mark.parametrize(
    "url",
    ["/progress/", "/progress/rows/", "/progress/sections/", "/progress/units/", "/progress/compare/", "/data/",
     "/progress/townships/", "/progress/map/", "/progress/screen/"],
)  # fmt: skip
def test_queries_stay_few_and_do_not_grow_with_rows(tracked: Tracked, url: str) -> None:
    many(tracked.ledger, 3, "2022")
    few = queries(tracked.ledger.office, url)
    many(tracked.ledger, 12, "2023")
    assert queries(tracked.ledger.office, url) <= few <= MOST_QUERIES


def test_a_change_is_seen_at_once(tracked: Tracked) -> None:
    of, on = tracked.ledger.of, date(2024, 7, 10)
    assert overview(of, RowFilters(), on).counts.of(Light.RED) == 1
    assert Standing.objects.filter(on=on).count() == 4
    add(tracked.banks, m2024_07="11.1")
    assert overview(of, RowFilters(), date(2024, 7, 31)).counts.of(Light.RED) == 0
