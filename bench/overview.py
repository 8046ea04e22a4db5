"""How fast the overview answers on a large site: 5,000 targets, each with five years of monthly values.

    python bench/overview.py [--small] [--queries]

Everything runs on SQLite in a folder of its own, through Django's test client: sign-in, page rules, queries, template.
The hand-written SQL counts the same lights from the same facts in one statement. Last line: one JSON object.
    p95_ms      the overview, as asked for again and again on one day; goal < 300
    queries     how many queries it takes; goal <= 25
    ratio_sql   the median page / the median of the SQL; goal < 3
    growth      time for ten times the targets / (ten times the time); linear is 1, goal <= 1
    rebuild_s   working all lights out anew from the facts, as `gongjin standings` does before the first visitor comes
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from statistics import median, quantiles

FOLDER = tempfile.TemporaryDirectory(prefix="gongjin-bench-")
os.environ["GONGJIN_TEST_HOME"] = FOLDER.name
os.environ.pop("DATABASE_URL", None)
os.environ["DJANGO_SETTINGS_MODULE"] = "gongjin.web.settings_for_tests"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from gongjin.audit.inserts import insert_entities  # noqa: E402
from gongjin.core import clock  # noqa: E402
from gongjin.core.figures import SCALE  # noqa: E402
from gongjin.core.periods import Period  # noqa: E402
from gongjin.ledger.models import Plan, Row, RowKind  # noqa: E402
from gongjin.ledger.tests import factory  # noqa: E402
from gongjin.people.models import Jurisdiction  # noqa: E402
from gongjin.tracking.kinds import kind  # noqa: E402
from gongjin.tracking.models import DataSet, Fact, Standing, Tracker  # noqa: E402
from gongjin.tracking.queries.ready import days_ahead, prepare  # noqa: E402

NOW = datetime(2024, 7, 20, 1, 0, tzinfo=UTC)
YEARS, YEAR = 5, 2024
TARGET = 1200
BY_HAND = """
WITH latest AS (
    SELECT data_set_id, MAX(ends) AS ends FROM tracking_fact WHERE aspect = 'value' AND ends <= %s GROUP BY data_set_id
), now AS (
    SELECT tracker.row_id, fact.value AS value FROM latest
    JOIN tracking_fact AS fact ON fact.data_set_id = latest.data_set_id AND fact.ends = latest.ends
    JOIN tracking_tracker AS tracker ON tracker.data_set_id = latest.data_set_id AND tracker.replaced_at IS NULL
)
SELECT CASE WHEN value >= %s THEN 'blue' WHEN value >= %s THEN 'green' WHEN value >= %s THEN 'yellow' ELSE 'red' END,
       COUNT(*) FROM now GROUP BY 1
"""


def fill(jurisdiction: Jurisdiction, plan: Plan, months: list[Period]) -> list[Row]:
    """A series of its own for each target of a plan, and its tracker; rows are stored as acts would store them."""
    draw = random.Random(plan.pk)
    rows = list(Row.objects.filter(plan=plan, kind=RowKind.TARGET).order_by("pk"))
    settings = dict(kind("indicator").checked_settings({"measure": "flow", "accumulates": True}))
    first = DataSet.objects.count()
    sets = [
        DataSet(
            jurisdiction=jurisdiction,
            code=f"D{first + n:05}",
            kind="indicator",
            name=f"第{first + n}号",
            settings=settings,
        )
        for n in range(len(rows))
    ]
    insert_entities(sets)
    rule = dict(kind("indicator").checked_rule({"read": "latest"}, settings))
    asked = {
        "value": str(TARGET),
        "starts": f"{YEAR}-01-01",
        "due": f"{YEAR}-12-31",
        "mode": "accumulate",
        "wanted": "ge",
    }
    insert_entities(
        [
            Tracker(row=row, data_set=item, rule=rule, asked=asked, made_at=NOW)
            for row, item in zip(rows, sets, strict=True)
        ]
    )
    facts = []
    for item in sets:
        pace, reached = draw.randint(20, 130), 0
        for month in months:
            reached = pace + (0 if month.number == 1 else reached)
            fact = Fact(
                data_set=item, aspect="value", period=str(month), ends=month.end, recorded_at=NOW, recorded_by="bench"
            )
            fact.value = Decimal(reached)
            facts.append(fact)
    insert_entities(facts)
    return rows


def timed(call: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of each of some calls."""
    found = []
    for _turn in range(times):
        began = time.perf_counter()
        call()
        found.append(1000 * (time.perf_counter() - began))
    return found


def by_hand() -> dict[str, int]:
    """The lights counted by one statement."""
    share = TARGET * SCALE * 182 // 366
    points = TARGET * SCALE // 100
    with connection.cursor() as cursor:
        cursor.execute(BY_HAND, [NOW.date(), TARGET * SCALE, share - 10 * points, share - 30 * points])
        return dict(cursor.fetchall())


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", action="store_true", help="a tenth of the targets, to see that it works")
    parser.add_argument("--queries", action="store_true", help="print the queries of the page")
    arguments = parser.parse_args()
    small, show = arguments.small, arguments.queries
    few, many, times = (20, 200, 5) if small else (500, 5000, 40)
    call_command("migrate", verbosity=0)
    months = [Period.of_month(YEAR - YEARS + 1 + n // 12, n % 12 + 1) for n in range(12 * (YEARS - 1) + 6)]
    with clock.at(NOW):
        jurisdiction = factory.found()
        factory.enter_units(jurisdiction)
        client = Client()
        client.force_login(factory.user(jurisdiction, "office", "office"))

        def page() -> None:
            answer = client.get("/progress/")
            assert answer.status_code == 200, answer.status_code

        taken: list[float] = []
        rebuilt = 0.0
        for count in (few, many - few):
            rows = fill(jurisdiction, factory.published(jurisdiction, factory.large_plan(count // 2)), months)
            Standing.objects.all().delete()
            began = time.perf_counter()
            prepare(jurisdiction, [clock.today()])
            rebuilt = time.perf_counter() - began
            prepare(jurisdiction, days_ahead())
            page()
            page()
            taken.append(median(timed(page, times)))
            print(
                f"{Row.objects.filter(kind=RowKind.TARGET).count()} targets, median {taken[-1]:.0f} ms", file=sys.stderr
            )
            del rows
        ours = timed(page, times)
        with CaptureQueriesContext(connection) as caught:
            page()
        if show:
            for query in caught:
                print(query["sql"][:160], file=sys.stderr)
        hand = timed(by_hand, times)
        counted = by_hand()
        shown = {
            light: Standing.objects.filter(on=clock.today(), light=light, tracker__isnull=False).count()
            for light in counted
        }
        assert counted == shown, (counted, shown)
    print(
        json.dumps(
            {
                "p95_ms": round(quantiles(ours, n=20)[-1], 1),
                "queries": len(caught),
                "ratio_sql": round(median(ours) / median(hand), 2),
                "growth": round(taken[1] / (taken[0] * many / few), 2),
                "rebuild_s": round(rebuilt, 1),
            }
        )
    )


if __name__ == "__main__":
    main()
    connection.close()
    FOLDER.cleanup()
