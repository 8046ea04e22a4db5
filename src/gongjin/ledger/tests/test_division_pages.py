"""The division's pages: both origins in a cell, acts over JSON, previews, printing, a constant number of queries."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from gongjin.audit.actions import run
from gongjin.audit.verify import verify
from gongjin.ledger.actions.division import FixDivision
from gongjin.ledger.models import Plan, PlanVersion, Section
from gongjin.ledger.queries.division import blocks
from gongjin.ledger.queries.division_gaps import gaps_of
from gongjin.ledger.queries.plans import current_version
from gongjin.ledger.tests import factory
from gongjin.ledger.tests.divided import SYSTEM, division, everyone_sums_up, key, part, settle, state, value
from gongjin.people.models import Jurisdiction, Unit, User

pytestmark = pytest.mark.django_db

TASK = "2.1.1"


@pytest.fixture
def office(client: Client, office_user: User) -> Client:
    client.force_login(office_user)
    return client


def address(plan: Plan, name: str, *more: object) -> str:
    return reverse(f"ledger:{name}", args=[plan.public_id, *more])


def block_of(plan: Plan, number: str) -> str:
    section = Section.objects.get(version__plan=plan, version__state="published", number=number, parent=None)
    return address(plan, "division_block", section.pk)


def picked(node: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    """Elements below a node: `tag.class` or `tag[attribute]`, steps divided by spaces, either part left out at will."""
    steps = []
    for step in path.split():
        tag, name, attribute = re.fullmatch(r"(\w*)(?:\.([\w-]+))?(?:\[([\w-]+)\])?", step).groups()  # type: ignore[union-attr]
        wanted = f"[contains(concat(' ', @class, ' '), ' {name} ')]" if name else ""
        steps.append(f"//{tag or '*'}{wanted}" + (f"[@{attribute}]" if attribute else ""))
    found = node.xpath("." + "".join(steps))
    return list(found)


def rows_of(client: Client, url: str, asked: dict[str, str | int] | None = None) -> dict[str, html.HtmlElement]:
    table = html.fromstring(f"<table>{client.get(url, asked).content.decode()}</table>")
    return {picked(row, ".dv-code")[0].text: row for row in picked(table, "tr[data-row]")}


def send(client: Client, url: str, body: object) -> HttpResponse:
    response = client.post(
        url, json.dumps(body), content_type="application/json", headers={"Accept": "application/json"}
    )
    assert isinstance(response, HttpResponse)
    return response


def test_a_cell_shows_what_the_plan_says_and_what_the_office_settled(
    office: Client, published_plan: Plan, units: dict[str, Unit]
) -> None:
    settle(published_plan, part(published_plan, "2.1.2", units["县教育局"], "does"))
    rows = rows_of(office, block_of(published_plan, "2"))
    page = html.fromstring(office.get(address(published_plan, "division")).content.decode())
    place = [head.get("title") for head in picked(page, "thead th[data-unit]")].index("县教育局") + 2
    cell = picked(rows["2.1.2"], "td")[place]
    assert picked(cell, ".dv-role")[0].text == "牵"
    assert picked(cell, ".dv-part")[0].text == "承担"
    measure = picked(rows["2.1.2-M1"], "td")[place]
    assert "dv-role-inherited" in picked(measure, ".dv-role")[0].get("class")
    assert not picked(measure, ".dv-part")


def test_a_suggestion_is_shown_as_one_until_it_is_confirmed(office: Client, published_plan: Plan) -> None:
    row = rows_of(office, block_of(published_plan, "2"))[TASK]
    (mark,) = picked(row, ".dv-suggested")
    assert "按排序首位" in mark.get("title")
    assert not picked(row, ".dv-part")


def test_settling_answers_with_counts_and_a_way_back(
    office: Client, published_plan: Plan, units: dict[str, Unit]
) -> None:
    changes = [list(part(published_plan, TASK, units["县水利局"], "sums_up"))]
    answer = send(office, address(published_plan, "division_settle"), {"changes": changes})
    assert answer.status_code == 200
    said = json.loads(answer.content)
    assert "1 格" in said["message"]
    assert state(published_plan)[0] == {(TASK, "县水利局", "sums_up")}
    undone = send(office, address(published_plan, "division_apply"), {"sealed": said["undo"]})
    assert json.loads(undone.content)["lacking"] == said["lacking"] + 1
    assert state(published_plan)[0] == set()
    assert list(verify()) == []


def test_a_conflict_is_answered_in_words_for_the_page(
    office: Client, published_plan: Plan, units: dict[str, Unit]
) -> None:
    settle(published_plan, part(published_plan, TASK, units["县水利局"], "does"))
    changes = [list(part(published_plan, TASK, units["县水利局"], "cooperates"))]
    answer = send(office, address(published_plan, "division_settle"), {"changes": changes})
    assert answer.status_code == 409
    assert TASK in json.loads(answer.content)["message"]


@pytest.mark.parametrize("body", [[], {"changes": "x"}, {"changes": [["a"]]}, {"changes": [[1, 2, 3, 4, 5]]}])
def test_a_request_that_is_none_is_refused(office: Client, published_plan: Plan, body: object) -> None:
    answer = send(office, address(published_plan, "division_settle"), body)
    assert answer.status_code == 422
    assert "无法识别" in json.loads(answer.content)["message"]


def test_who_may_not_settle_sees_the_matrix_without_its_tools(
    client: Client, published_plan: Plan, units: dict[str, Unit], admin_user: User
) -> None:
    client.force_login(admin_user)
    page = client.get(address(published_plan, "division")).content.decode()
    assert "data-editable" not in page
    assert "data-bulk" not in page
    changes = [list(part(published_plan, TASK, units["县水利局"], "does"))]
    assert send(client, address(published_plan, "division_settle"), {"changes": changes}).status_code == 403
    assert state(published_plan)[0] == set()


def test_a_bulk_act_is_previewed_with_counts_and_applied_whole(office: Client, published_plan: Plan) -> None:
    asked = {"mode": "set", "rows": [key(published_plan, TASK), key(published_plan, "2.1.2")], "due": "2024-10-31"}
    preview = send(office, address(published_plan, "division_preview"), asked)
    page = html.fromstring(preview.content.decode())
    assert [dd.text for dd in picked(page, ".dv-counts dd")] == ["2", "2", "0", "0"]
    assert state(published_plan)[1] == set()
    sealed = picked(page, "[data-apply-sealed]")[0].get("data-sealed")
    assert send(office, address(published_plan, "division_apply"), {"sealed": sealed}).status_code == 200
    assert {code for code, *_rest in state(published_plan)[1]} == {TASK, "2.1.2"}


def test_a_bulk_act_without_anything_to_set_is_refused(office: Client, published_plan: Plan) -> None:
    answer = send(office, address(published_plan, "division_preview"), {"mode": "set", "rows": None})
    assert answer.status_code == 422
    unknown = {"mode": "set", "rows": None, "part": "does", "unit": "nobody"}
    assert send(office, address(published_plan, "division_preview"), unknown).status_code == 422


def test_what_is_lacking_is_listed_with_links(office: Client, published_plan: Plan) -> None:
    response = office.post(address(published_plan, "division_fix"), {"note": ""})
    assert response.status_code == 422
    links = picked(html.fromstring(response.content.decode()), "main ul a")
    assert f"{address(published_plan, 'division')}#r-{key(published_plan, TASK)}" in [a.get("href") for a in links]
    assert division(published_plan).state == "open"


def test_fixing_and_reopening_from_the_page(office: Client, published_plan: Plan, units: dict[str, Unit]) -> None:
    everyone_sums_up(published_plan, units["县水利局"])
    office.post(address(published_plan, "division_fix"), {"revision": division(published_plan).revision})
    assert division(published_plan).state == "fixed"
    page = office.get(address(published_plan, "division")).content.decode()
    assert "data-editable" not in page and "已确定" in page
    assert office.post(address(published_plan, "division_reopen"), {"reason": ""}).status_code == 422
    office.post(address(published_plan, "division_reopen"), {"reason": "职能调整"})
    assert division(published_plan).state == "open"


def test_before_publishing_the_page_says_what_to_do_first(office: Client, version_in_review: PlanVersion) -> None:
    page = office.get(address(version_in_review.plan, "division")).content.decode()
    assert "还不能分工" in page


def test_the_printed_table_has_a_line_for_each_row(
    office: Client, published_plan: Plan, units: dict[str, Unit]
) -> None:
    settle(
        published_plan,
        part(published_plan, TASK, units["县水利局"], "sums_up"),
        value(published_plan, TASK, "due", "2024-09-30"),
    )
    page = html.fromstring(office.get(address(published_plan, "division_print")).content.decode())
    lines = [row for row in picked(page, ".dv-print tbody tr") if row.get("class") != "dv-print-section"]
    assert len(lines) == published_plan.rows.count()
    (line,) = [row for row in lines if picked(row, "td")[0].text == TASK]
    assert [cell.text_content().strip() for cell in picked(line, "td")][3:7] == ["县水利局", "", "", "2024年9月30日"]


def test_the_narrow_page_lists_the_units_of_each_row(office: Client, published_plan: Plan) -> None:
    page = html.fromstring(office.get(block_of(published_plan, "2"), {"as": "list"}).content.decode())
    (card,) = [
        card for card in picked(page, "article[data-row]") if card.get("data-row") == key(published_plan, "2.1.2")
    ]
    assert [name.text_content().split()[0] for name in picked(card, ".dv-unit-name")] == ["县教育局", "县财政局"]


def test_a_unit_beyond_those_concerned_is_shown_when_it_is_asked_for(
    office: Client, published_plan: Plan, units: dict[str, Unit]
) -> None:
    plain = rows_of(office, block_of(published_plan, "2"))[TASK]
    more = rows_of(office, block_of(published_plan, "2"), {"units": str(units["县农业农村局"].public_id)})[TASK]
    assert len(picked(more, "td")) == len(picked(plain, "td")) + 1


def test_the_number_of_queries_does_not_grow_with_the_rows(
    office: Client, jurisdiction: Jurisdiction, units: dict[str, Unit]
) -> None:
    def count(get: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as captured:
            get()
        return len(captured)

    few = factory.published(jurisdiction, factory.large_plan(3))
    many = factory.published(jurisdiction, factory.large_plan(60))
    for name, most in (("division", 20), ("division_print", 20)):
        office.get(address(few, name))
        counts = {count(lambda plan=plan, name=name: office.get(address(plan, name))) for plan in (few, many)}  # type: ignore[misc]
        assert len(counts) == 1
        assert counts.pop() <= most
    counts = {count(lambda plan=plan: office.get(block_of(plan, "1"))) for plan in (few, many)}  # type: ignore[misc]
    assert max(counts) <= 27
    assert max(counts) - min(counts) == 0


def test_a_block_comes_page_by_page_without_losing_a_row(
    office: Client, jurisdiction: Jurisdiction, units: dict[str, Unit]
) -> None:
    plan = factory.published(jurisdiction, factory.large_plan(50))
    version = current_version(plan)
    assert version is not None
    (block,) = blocks(version, gaps_of(version))
    seen: list[str] = []
    for start in range(0, block.rows, 100):
        seen += rows_of(office, block_of(plan, "1"), {"start": start})
    assert len(seen) == len(set(seen)) == plan.rows.count() == block.rows


def test_nobody_settles_a_fixed_division_from_an_old_page(
    office: Client, published_plan: Plan, units: dict[str, Unit]
) -> None:
    run(FixDivision(note="先行确定"), actor=SYSTEM, on=division(published_plan))
    changes = [list(part(published_plan, TASK, units["县水利局"], "does"))]
    answer = send(office, address(published_plan, "division_settle"), {"changes": changes})
    assert answer.status_code == 409
    assert "已确定" in json.loads(answer.content)["message"]
