"""The list: current versions only, filters, groups, order; its pages take the same number of queries for any size."""

from __future__ import annotations

import json
from itertools import groupby
from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongjin.audit.actions import Act, Action, run
from gongjin.ledger import states
from gongjin.ledger.actions.values import SettleValues
from gongjin.ledger.models import DivisionEntry, Plan, PlanVersion
from gongjin.ledger.queries.row_groups import Group
from gongjin.ledger.queries.rows import RowFilters, page_of_rows, rows_by_code
from gongjin.ledger.tests.rows import SYSTEM, Ledger, clerk, county, lay, many_rows, small_ledger, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def ledger() -> Ledger:
    return small_ledger()


def codes(ledger: Ledger, **filters: str) -> list[str]:
    return [line.row.code for line in page_of_rows(ledger.of, RowFilters(**filters)).lines]


ALL = ["1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "1.2.2", "1.3", "1.3.1", "1.3.2"]


def test_rows_stand_in_the_order_of_the_plan(ledger: Ledger) -> None:
    assert codes(ledger) == ALL
    assert page_of_rows(ledger.of, RowFilters(), 2, 3).total == len(ALL)
    assert [line.row.code for line in page_of_rows(ledger.of, RowFilters(), 2, 3).lines] == ALL[2:5]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"kind": "task"}, ["1.1", "1.2", "1.3"]),
        ({"kind": "target,commitment"}, ["1.1.2", "1.2.1", "1.2.2", "1.3.1", "1.3.2"]),
        ({"strength": "ensure"}, ["1.1.2"]),
        ({"section": "2024:1.2"}, ["1.2", "1.2.1", "1.2.2"]),
        ({"section": "2024:1"}, ALL),
        ({"section": "2024:"}, []),
        ({"plan": "2023"}, []),
        ({"due": "yes"}, ["1.1.1"]),
        ({"due": "no", "kind": "task"}, ["1.1", "1.2", "1.3"]),
        ({"units": "no"}, ["1.3", "1.3.1", "1.3.2"]),
        ({"units": "yes"}, ALL[:6]),
        ({"words": "充电"}, ["1.2", "1.2.1"]),
        ({"words": "5g"}, ["1.2.2"]),
        ({"words": "2024-1.3"}, ["1.3", "1.3.1", "1.3.2"]),
        ({"words": "新增 基站"}, ["1.2.2"]),
        ({"unit": "no-unit"}, []),
        ({"unit": "-" * 36}, []),
    ],
)
def test_a_filter_leaves_what_it_names(ledger: Ledger, filters: dict[str, str], expected: list[str]) -> None:
    assert codes(ledger, **filters) == expected


def test_a_units_rows_are_those_of_its_tasks_down_to_the_targets(ledger: Ledger) -> None:
    assert codes(ledger, unit=str(ledger.water.public_id)) == ["1.1", "1.1.1", "1.1.2"]
    assert codes(ledger, unit=str(ledger.towns[0].public_id)) == []


class _Divide(Action[Plan]):
    code = "ledger.plan.add_version"
    table = states.PLAN
    entries: tuple[DivisionEntry, ...] = ()

    def change(self, target: Plan, act: Act) -> Plan:
        act.create_all(_Divide.entries)
        return act.save(target)


def test_a_part_in_the_division_makes_a_row_the_units_own(ledger: Ledger) -> None:
    _Divide.entries = (DivisionEntry(row=ledger.rows["1.3"], unit=ledger.towns[0], part="sums_up"),)
    run(_Divide(), actor=SYSTEM, on=ledger.plan)
    assert codes(ledger, unit=str(ledger.towns[0].public_id)) == ["1.3"]
    assert codes(ledger, units="no") == ["1.3.1", "1.3.2"]
    line = page_of_rows(ledger.of, RowFilters(words="满意度", kind="task")).lines[0]
    assert line.responsibilities == ()
    (place,) = page_of_rows(ledger.of, RowFilters(words="满意度", kind="task", group="unit")).lines
    assert place.group == Group("柳河镇", 1, ("sums_up",))


def test_grouped_by_unit_a_row_stands_under_each_unit_that_answers_for_it_with_its_role(ledger: Ledger) -> None:
    page = page_of_rows(ledger.of, RowFilters(group="unit"))
    met = [(line.group.name, line.group.count, line.group.roles) for line in page.lines if line.group]
    assert [(group, len(list(lines))) for group, lines in groupby(met)] == [
        (("云泽县水务局", 3, ("lead",)), 3),
        (("云泽县住房和城乡建设局", 3, ("cooperate",)), 3),
        (("各乡镇", 3, ("responsible",)), 3),
        (("", 3, ()), 3),
    ]
    assert (page.total, page.places) == (9, 12)
    assert [line.row.code for line in page_of_rows(ledger.of, RowFilters(group="unit"), 3, 2).lines] == ["1.1", "1.1.1"]


def test_grouped_by_section_a_group_says_how_many_rows_it_has_beyond_the_page(ledger: Ledger) -> None:
    (line,) = page_of_rows(ledger.of, RowFilters(group="section"), 0, 1).lines
    assert line.group == Group("1.1 修复河湖岸线", 3)


def test_the_grid_gets_a_key_for_each_place_of_a_row(ledger: Ledger, client: Client) -> None:
    client.force_login(ledger.office)
    answer = client.get("/ledger/rows.json?group=unit&size=5").json()
    assert (answer["last_row"], answer["last_page"]) == (9, 3)
    assert len({row["key"] for row in answer["data"]}) == 5
    assert {row["group_role"] for row in answer["data"]} == {"牵头", "配合"}


def test_due_dates_sort_with_the_offices_word_before_the_plans(ledger: Ledger) -> None:
    run(SettleValues({"due": "2024-03-01"}), actor=ledger.actor, on=ledger.fresh("1.3"))
    assert codes(ledger, sort="due")[:2] == ["1.3", "1.1.1"]
    assert codes(ledger, sort="-due")[:2] == ["1.1.1", "1.3"]
    run(SettleValues({"due": "2024-01-01"}), actor=ledger.actor, on=ledger.fresh("1.1.1"))
    assert codes(ledger, sort="due")[:2] == ["1.1.1", "1.3"]


def test_only_the_current_version_is_listed(ledger: Ledger) -> None:
    _supersede(ledger.plan.versions.get())
    assert codes(ledger) == []


def _supersede(version: PlanVersion) -> None:
    class Supersede(Action[PlanVersion]):
        code = "ledger.plan.import"
        table = states.PLAN

        def change(self, target: PlanVersion, act: Act) -> PlanVersion:
            target.state = "superseded"
            return act.save(target)

    run(Supersede(), actor=SYSTEM, on=version)


def test_another_governments_rows_are_not_listed(ledger: Ledger) -> None:
    many_rows(county("990002", "远山县"), 3)
    assert codes(ledger) == ALL


def test_filters_survive_the_way_through_the_address() -> None:
    filters = RowFilters(words="水 利&", plan="2024", unit="x", due="no", group="unit", sort="-due")
    query = {name: values[0] for name, values in parse_qs(filters.query()).items()}
    assert RowFilters.read(query) == filters
    assert not RowFilters(group="unit").active()


def test_a_printed_code_finds_its_row_and_a_bare_number_only_where_one_plan_has_it(ledger: Ledger) -> None:
    found = rows_by_code(ledger.of, {"2024-1.1", "1.1", "9.9"})
    assert {code: row.code for code, row in found.items()} == {"2024-1.1": "1.1", "1.1": "1.1"}
    lay(ledger.of, lambda laying: laying.row("task", "1.1", laying.section("1", "别的"), "别的任务"), "2024-B")
    assert set(rows_by_code(ledger.of, {"2024-1.1", "2024-B-1.1", "1.1"})) == {"2024-1.1", "2024-B-1.1"}


@pytest.mark.parametrize("query", ["", "?group=unit", "?due=yes&units=yes&q=水利", "?sort=due"])
@pytest.mark.parametrize("address", ["rows.json", "cards/", "print/"])
def test_a_page_of_rows_takes_the_same_queries_for_ten_and_for_a_thousand_rows(address: str, query: str) -> None:
    counts = []
    for code, count in (("990011", 10), ("990012", 1000)):
        of = county(code, f"第{count}县")
        many_rows(of, count, unit(of, f"第{count}县水利局"))
        client = Client()
        client.force_login(clerk(of, f"clerk{count}"))
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(f"/ledger/{address}{query}")
        assert answer.status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 16


def test_the_grid_gets_pages_with_the_total(ledger: Ledger, client: Client) -> None:
    client.force_login(ledger.office)
    answer = json.loads(client.get("/ledger/rows.json?size=4&page=3").content)
    assert (answer["last_page"], answer["last_row"]) == (3, 9)
    assert [row["code"] for row in answer["data"]] == ["2024-1.3.2"]
    named = client.get(f"/ledger/rows.json?row={ledger.rows['1.2.1'].public_id}&row=x").json()["data"]
    assert [(row["figure"], row["units"], row["inherited"]) for row in named] == [("80 个以上", "责任 各乡镇", True)]


def test_a_value_says_in_the_grid_where_it_comes_from(ledger: Ledger, client: Client) -> None:
    run(SettleValues({"due": "2024-05-31", "note": "甲"}), actor=ledger.actor, on=ledger.fresh("1.1.1"))
    client.force_login(ledger.office)
    rows = {row["code"]: row for row in client.get("/ledger/rows.json").json()["data"]}
    cleaned = rows["2024-1.1.1"]
    assert (cleaned["due"], cleaned["due_o"], cleaned["due_p"]) == ("2024-05-31", "office", "6月底前")
    assert (cleaned["cadence"], cleaned["cadence_o"]) == ("每月25日前", "plan")
    assert (rows["2024-1.2"]["due"], rows["2024-1.2"]["due_o"]) == ("", "")


def test_the_list_is_behind_sign_in(ledger: Ledger, client: Client) -> None:
    for address in ("", "rows.json", "cards/", "print/"):
        assert client.get(f"/ledger/{address}").status_code == 302
