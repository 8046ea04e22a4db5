"""Data sets on pages: list, facts with corrections, frozen periods, settings; trackers and lights settled by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongjin.audit.actions import run
from gongjin.audit.verify import verify
from gongjin.ledger.tests.rows import SYSTEM
from gongjin.people.actions import AddUser
from gongjin.people.models import User
from gongjin.tracking.models import DataSet, Fact, FrozenPeriod, Outline, PlanLights, Tracker
from gongjin.tracking.tests.conftest import Tracked

pytestmark = pytest.mark.django_db
OUTLINE = Path(__file__).parents[4] / "examples" / "禾川县.geojson"


def client(user: User) -> Client:
    signed = Client()
    signed.force_login(user)
    return signed


@pytest.fixture
def office(tracked: Tracked) -> Client:
    return client(tracked.ledger.office)


@pytest.fixture
def viewer(tracked: Tracked) -> Client:
    posts = (("administrator", None),)
    add = AddUser(jurisdiction=tracked.ledger.of, username="viewer", display_name="管理员", posts=posts)
    return client(run(add, actor=SYSTEM))


def test_the_list_says_what_each_measures_and_how_fresh_it_is(tracked: Tracked, office: Client) -> None:
    html = office.get("/data/").content.decode()
    assert "生态护岸" in html
    assert "2024-06-30" in html
    assert "2024-1.1.2" in html


def test_a_fact_is_corrected_on_its_page_and_what_it_was_stays_seen(tracked: Tracked, office: Client) -> None:
    page = f"/data/{tracked.banks.public_id}/"
    fact = Fact.objects.get(data_set=tracked.banks, period="2024-06")
    url = f"{page}facts/{fact.public_id}/"
    refused = office.post(url, {"do": "correct", "value": "0.6", "why": ""})
    assert refused.status_code == 422
    assert "请写明原因" in refused.content.decode()
    assert office.post(url, {"do": "correct", "value": "零点六", "why": "漏记"}).status_code == 422
    assert Fact.objects.filter(data_set=tracked.banks).count() == 2
    assert office.post(url, {"do": "correct", "value": "0.6", "why": "漏记"}).status_code == 302
    html = office.get(page).content.decode()
    assert "更正：漏记" in html
    assert '<tr class="is-replaced">' in html
    assert list(verify()) == []


def test_a_period_is_frozen_and_reopened_with_a_reason(tracked: Tracked, office: Client) -> None:
    url = f"/data/{tracked.banks.public_id}/periods/"
    assert office.post(url, {"do": "freeze", "period": "2024-07"}).status_code == 422  # not over yet
    assert office.post(url, {"do": "freeze", "period": "nonsense"}).status_code == 422
    assert office.post(url, {"do": "freeze", "period": "2024-06"}).status_code == 302
    assert office.post(url, {"do": "reopen", "period": "2024-06", "why": ""}).status_code == 422
    assert FrozenPeriod.objects.get().reopened_at is None
    assert office.post(url, {"do": "reopen", "period": "2024-06", "why": "统计局修订"}).status_code == 302
    assert "统计局修订" in office.get(url).content.decode()


def test_settings_are_changed_by_the_office_alone(tracked: Tracked, office: Client, viewer: Client) -> None:
    url = f"/data/{tracked.banks.public_id}/settings/"
    given = {"do": "save", "name": "护岸长度", "cycle": "quarter", "lag_days": "5"}
    assert viewer.post(url, given).status_code == 403
    assert office.post(url, {**given, "cycle": "fortnight"}).status_code == 422
    assert DataSet.objects.get(pk=tracked.banks.pk).name == "生态护岸"
    assert office.post(url, given).status_code == 302
    assert DataSet.objects.get(pk=tracked.banks.pk).cycle == "quarter"


def test_who_only_looks_is_offered_no_tab_that_is_closed_to_them(tracked: Tracked, viewer: Client) -> None:
    html = viewer.get(f"/data/{tracked.banks.public_id}/").content.decode()
    assert "/items/" in html
    assert "/settings/" not in html
    assert "更正…" not in html


def test_a_data_set_is_made_from_a_template(tracked: Tracked, office: Client) -> None:
    assert office.post("/data/add/", {"template": "none:none", "name": "甲"}).status_code == 422
    made = office.post("/data/add/", {"template": "counted:plain", "name": "新增甲", "unit_of_measure": "个"})
    assert made.status_code == 302
    assert DataSet.objects.get(name="新增甲").template == "plain"


def test_a_tracker_is_settled_by_hand_with_quarters(tracked: Tracked, office: Client) -> None:
    row = tracked.ledger.rows["1.3.2"]
    url = f"/progress/rows/{row.public_id}/tracker/"
    chosen = {"data_set": str(tracked.chargers.public_id), "value": "40", "schedule": "quarters",
              "quarter1": "10", "quarter2": "20", "quarter3": "30", "quarter4": "40", "due": "2024-12-31"}  # fmt: skip
    assert office.post(url, {**chosen, "quarter4": "-1"}).status_code == 422
    assert office.post(url, {**chosen, "due": "2023-01-01"}).status_code == 422
    assert not Tracker.objects.filter(row=row).exists()
    assert office.post(url, chosen).status_code == 302
    kept = Tracker.objects.get(row=row)
    assert kept.asked["value"] == "40"
    assert kept.asked["schedule"]["points"][1] == ["2024-06-30", "3/10"]
    html = office.get(url).content.decode()
    assert 'name="quarter2" inputmode="decimal"' in html
    assert 'value="20"' in html


def test_a_row_is_left_unquantified_with_a_reason(tracked: Tracked, office: Client) -> None:
    url = f"/progress/rows/{tracked.ledger.rows['1.3.2'].public_id}/tracker/"
    assert office.post(url, {"do": "leave", "why": ""}).status_code == 422
    assert office.post(url, {"do": "leave", "why": "由省里评定"}).status_code == 302
    assert Tracker.objects.get(row=tracked.ledger.rows["1.3.2"]).data_set is None


def test_the_rule_of_lights_is_shown_in_words_and_changed(tracked: Tracked, office: Client, viewer: Client) -> None:
    url = f"/progress/plans/{tracked.ledger.plan.public_id}/lights/"
    assert "不超过 10 个百分点" in office.get(url).content.decode()
    given = {"green": "5", "yellow": "50", "near_days": "20", "fresh_cycles": "2"}
    assert viewer.post(url, given).status_code == 403
    assert office.post(url, {**given, "yellow": "3"}).status_code == 422
    assert not PlanLights.objects.exists()
    assert office.post(url, given).status_code == 302
    assert "light-yellow" in office.get(f"/progress/rows/{tracked.ledger.rows['1.1.2'].public_id}/").content.decode()


def test_the_examples_outline_is_taken_and_drawn(tracked: Tracked, office: Client, viewer: Client) -> None:
    def file() -> dict[str, SimpleUploadedFile]:
        return {"file": SimpleUploadedFile("禾川县.geojson", OUTLINE.read_bytes())}

    assert viewer.post("/progress/map/outline/", file()).status_code == 403
    assert office.post("/progress/map/outline/").status_code == 422
    bad = SimpleUploadedFile("x.geojson", json.dumps({"type": "Point"}).encode())
    assert office.post("/progress/map/outline/", {"file": bad}).status_code == 422
    assert not Outline.objects.exists()
    assert office.post("/progress/map/outline/", file()).status_code == 302
    html = office.get("/progress/map/").content.decode()
    assert html.count('<g class="town') == 12
    assert "石桥镇" in html
