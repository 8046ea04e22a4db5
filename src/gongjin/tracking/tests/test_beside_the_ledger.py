"""The ledger shows each row's light and progress without knowing who counts: in its list, cards, page and drawer."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongjin.people.models import User
from gongjin.tracking.tests.conftest import Tracked
from gongjin.tracking.tests.counted import counted_set, track

pytestmark = pytest.mark.django_db


def client(user: User) -> Client:
    signed = Client()
    signed.force_login(user)
    return signed


def test_the_list_has_a_light_for_each_row_that_is_measured(tracked: Tracked) -> None:
    data = client(tracked.ledger.office).get("/ledger/rows.json").json()["data"]
    lights = {line["code"]: (line["light"], line["light_word"]) for line in data}
    assert lights["2024-1.1.2"] == ("red", "严重滞后")
    assert lights["2024-1.2.2"] == ("blue", "已完成")
    assert lights["2024-1.1"] == ("", "")
    note = next(line["light_note"] for line in data if line["code"] == "2024-1.1.2")
    assert "落后" in note


def test_the_light_is_a_column_and_stands_on_cards(tracked: Tracked) -> None:
    signed = client(tracked.ledger.office)
    assert '"field": "light"' in signed.get("/ledger/").content.decode()
    assert "light-red" in signed.get("/ledger/cards/").content.decode()


@pytest.mark.parametrize("code", ["1.1.2", "1.3.1", "1.3.2"])
def test_the_rows_page_and_drawer_have_its_progress_and_lead_on(tracked: Tracked, code: str) -> None:
    row = tracked.ledger.rows[code]
    for query, headers in (("", {}), ("?drawer=1", {"HX-Request": "true"})):
        html = client(tracked.ledger.office).get(f"/ledger/rows/{row.public_id}/{query}", headers=headers)
        assert f'href="/progress/rows/{row.public_id}/"' in html.content.decode()
        assert 'id="pane-progress"' in html.content.decode()


def test_lights_in_the_list_cost_the_same_queries_for_any_number_of_rows(tracked: Tracked) -> None:
    signed = client(tracked.ledger.office)

    def asked() -> int:
        signed.get("/ledger/rows.json")  # standings are there from now on
        with CaptureQueriesContext(connection) as caught:
            signed.get("/ledger/rows.json")
        return len(caught)

    few = asked()
    for code in ("1.1", "1.1.1", "1.2", "1.3", "1.3.2"):
        track(tracked.ledger.fresh(code), counted_set(tracked.ledger.of, f"数据 {code}"), value="10")
    assert asked() == few
