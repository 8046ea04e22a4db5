"""Several targets out of one clause are told apart by what they count, in the list and in the text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from gongjin.ledger.models import DraftRow
from gongjin.ledger.queries.spoken import spoken
from gongjin.ledger.tests.rows import Laying, Ledger, lay, small_ledger

pytestmark = pytest.mark.django_db

CLAUSE = "新增示范企业2家以上、示范车间5家以上、示范基地1家以上"
FIGURES = {"示范企业": "2家以上", "示范车间": "5家以上", "示范基地": "1家以上"}


@pytest.fixture
def ledger() -> Ledger:
    made = small_ledger()

    def build(laying: Laying) -> None:
        section = laying.section("1", "示范")
        for place, (metric, figure) in enumerate(FIGURES.items(), 1):
            at, value = CLAUSE.index(figure), Decimal(figure[0])
            laying.row("target", f"1.{place}", section, CLAUSE, title=metric, value=value, unit_of_measure="家")
            values = {"metric": metric, "quantity": [at, at + len(figure)]}
            common = {"version": laying.version, "kind": "target", "start": 0, "end": len(CLAUSE), "confidence": 0.9}
            DraftRow.objects.create(order=place, key=f"t{place}", values=values, **common)

    lay(made.of, build, "2025", CLAUSE)
    return made


def test_the_list_the_cards_and_the_printed_page_name_what_each_target_counts(ledger: Ledger, client: Client) -> None:
    client.force_login(ledger.office)
    rows = client.get("/ledger/rows.json?plan=2025").json()["data"]
    assert [row["lead"] for row in rows] == list(FIGURES)
    for address in ("cards/", "print/"):
        page = client.get(f"/ledger/{address}?plan=2025").content.decode()
        assert all(f'<strong class="row-metric">{metric}</strong>' in page for metric in FIGURES)


def test_each_target_has_its_own_figure_in_the_text(ledger: Ledger) -> None:
    version = ledger.of.plans.get(code="2025").versions.get()
    targets = [said for said in spoken(version) if said.kind == "target"]
    assert [CLAUSE[slice(*said.figure)] for said in targets if said.figure] == list(FIGURES.values())
