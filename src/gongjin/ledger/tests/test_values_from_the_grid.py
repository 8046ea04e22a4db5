"""The grid's endpoints: one cell, a pasted block after its preview, the way back, refusals as JSON."""

from __future__ import annotations

import html
import json
import re
from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from gongjin.audit.errors import Invalid
from gongjin.audit.models import Record
from gongjin.audit.verify import verify
from gongjin.ledger.models import OfficeValues
from gongjin.ledger.tests.rows import Ledger, clerk, county, small_ledger
from gongjin.ledger.typed_values import FIELDS, parse_date

SETTLE, PASTE = "/ledger/rows/settle/", "/ledger/rows/paste/"


@pytest.fixture
def ledger(db: None) -> Ledger:
    return small_ledger()


@pytest.fixture
def office(ledger: Ledger, client: Client) -> Client:
    client.force_login(ledger.office)
    return client


def post(client: Client, address: str, body: object) -> tuple[int, dict[str, object]]:
    answer = client.post(address, json.dumps(body), "application/json", headers={"Accept": "application/json"})
    return answer.status_code, answer.json()


def change(ledger: Ledger, code: str, **values: str) -> dict[str, object]:
    row = ledger.fresh(code)
    return {"row": str(row.public_id), "revision": row.revision, "values": values, "seen": {}}


def test_a_cell_is_settled_and_taken_back_by_a_second_act(ledger: Ledger, office: Client) -> None:
    status, body = post(office, SETTLE, {"rows": [change(ledger, "1.2", due="2024/11/30")]})
    assert status == 200
    assert [(row["due"], row["due_o"]) for row in body["rows"]] == [("2024-11-30", "office")]  # type: ignore[attr-defined]
    records = Record.objects.count()
    status, body = post(office, SETTLE, {"rows": body["undo"]})
    assert (status, OfficeValues.objects.get().due, Record.objects.count()) == (200, None, records + 1)
    assert list(verify()) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("no json", 422),
        ({"rows": "all"}, 422),
        ({"rows": []}, 422),
        ({"rows": [{"row": "x", "values": {"due": "2024-11-30"}}]}, 422),
        ({"rows": [{"row": "00000000-0000-4000-8000-000000000000", "values": {"due": "2024-11-30"}}]}, 422),
    ],
)
def test_a_request_that_makes_no_sense_is_refused(ledger: Ledger, office: Client, body: object, status: int) -> None:
    answered, said = post(office, SETTLE, body)
    assert answered == status
    assert said["message"]
    assert not OfficeValues.objects.exists()


def test_a_refusal_says_why_and_which_field(ledger: Ledger, office: Client) -> None:
    status, said = post(office, SETTLE, {"rows": [change(ledger, "1.2", due="月底")]})
    assert (status, said["field"]) == (422, "due")
    stale = change(ledger, "1.2", due="2024-11-30")
    post(office, SETTLE, {"rows": [change(ledger, "1.2", note="先改")]})
    status, said = post(office, SETTLE, {"rows": [stale]})
    assert (status, said["kind"]) == (409, "Conflict")
    office.force_login(clerk(ledger.of, "root", "administrator"))
    assert post(office, SETTLE, {"rows": [change(ledger, "1.2", due="2024-11-30")]})[0] == 403
    stranger = clerk(county("990002", "远山县"), "stranger")
    office.force_login(stranger)
    assert post(office, SETTLE, {"rows": [change(ledger, "1.2", due="2024-11-30")]})[0] == 422
    assert OfficeValues.objects.get().due is None


def preview(client: Client, cells: list[dict[str, str]]) -> str:
    answer = client.post(PASTE, json.dumps({"cells": cells}), "application/json")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_pasted_block_is_shown_with_counts_and_changes_nothing_yet(ledger: Ledger, office: Client) -> None:
    post(office, SETTLE, {"rows": [change(ledger, "1.3", due="2024-12-31")]})
    records = Record.objects.count()
    page = preview(
        office,
        [
            {"code": "2024-1.1", "field": "due", "text": "2024年11月30日"},
            {"code": "1.2", "field": "cadence", "text": "每月"},
            {"row": str(ledger.rows["1.3"].public_id), "field": "due", "text": "2024/12/31"},
            {"code": "1.2", "field": "units", "text": "不能粘贴的列"},
        ],
    )
    assert "将改动 2 处，涉及 2 条" in page
    assert "1 处与现有内容相同" in page
    assert "应用 2 处改动" in page
    assert Record.objects.count() == records
    rows = json.loads(html.unescape(re.search(r'data-rows="([^"]*)"', page)[1]))  # type: ignore[index]
    status, _body = post(office, SETTLE, {"rows": rows})
    assert (status, Record.objects.count()) == (200, records + 1)
    assert OfficeValues.objects.get(row=ledger.rows["1.2"]).cadence == "monthly"
    assert list(verify()) == []


def test_a_block_with_one_wrong_cell_cannot_be_applied(ledger: Ledger, office: Client) -> None:
    page = preview(
        office,
        [
            {"code": "1.1", "field": "due", "text": "2024-11-30"},
            {"code": "1.2", "field": "due", "text": "2024-02-30"},
            {"code": "9.9", "field": "due", "text": "2024-11-30"},
        ],
    )
    assert "2 处有误" in page
    assert "清单中没有这个编号" in page
    assert 'value="apply"' not in page


def test_a_block_that_changed_since_its_preview_is_not_applied(ledger: Ledger, office: Client) -> None:
    page = preview(
        office, [{"code": "1.1", "field": "note", "text": "甲"}, {"code": "1.2", "field": "note", "text": "乙"}]
    )
    rows = json.loads(html.unescape(re.search(r'data-rows="([^"]*)"', page)[1]))  # type: ignore[index]
    post(office, SETTLE, {"rows": [change(ledger, "1.2", note="他人先改")]})
    status, said = post(office, SETTLE, {"rows": rows})
    assert (status, said["kind"]) == (409, "Conflict")
    assert list(OfficeValues.objects.values_list("note", flat=True)) == ["他人先改"]


def test_too_large_a_block_is_refused(ledger: Ledger, office: Client) -> None:
    status, said = post(office, PASTE, {"cells": [{"code": "1.1", "field": "note", "text": "甲"}] * 20_001})
    assert status == 422
    assert "20000" in str(said["message"])


@given(st.dates(min_value=date(1949, 1, 1), max_value=date(2199, 12, 31)))
def test_a_date_is_read_in_every_way_that_offices_type_it(day: object) -> None:
    iso = str(day)
    year, month, number = iso.split("-")
    plain = f"{int(month)}", f"{int(number)}"
    for typed in (iso, f"{year}/{plain[0]}/{plain[1]}", f"{year}年{plain[0]}月{plain[1]}日", f"{year}{month}{number}"):
        assert parse_date(typed) == day
        assert parse_date(typed.translate(str.maketrans("0123456789", "０１２３４５６７８９"))) == day


@given(st.sampled_from(sorted(FIELDS)), st.text(max_size=40))
def test_what_is_shown_can_be_typed_again(name: str, text: str) -> None:
    try:
        shown = FIELDS[name].shown(text, "target")
    except Invalid:
        return
    assert FIELDS[name].shown(shown, "target") == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2024", "2024年"),
        ("２０２４年", "2024年"),
        ("2024年下半年", "2024年下半年"),
        ("2024Q3", "2024年第三季度"),
        ("2024年三季度", "2024年第三季度"),
        ("2024年1-2月", "2024年1—2月"),
        ("2024年6月上旬", "2024年6月上旬"),
        ("2023—2026年", "2023—2026年"),
        ("2023至2026", "2023—2026年"),
    ],
)
def test_a_period_is_read_as_code_and_in_words(typed: str, shown: str) -> None:
    assert FIELDS["period"].shown(typed, "target") == shown
