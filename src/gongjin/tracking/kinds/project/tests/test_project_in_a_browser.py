"""A milestone reported in a real browser: each file is sent as it is chosen, and taken or refused in its place."""

from __future__ import annotations

from datetime import date

from django.test import Client
from playwright.sync_api import FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from gongjin.people.models import User
from gongjin.tracking.kinds.project.queries import project_page
from gongjin.tracking.kinds.project.tests.conftest import item
from gongjin.tracking.models import DataSet


def test_files_are_taken_or_refused_in_their_place_and_go_with_the_form(
    transactional_db: None, live_server: LiveServer, page: Page, office_user: User, road: DataSet
) -> None:
    client = Client()
    client.force_login(office_user)
    cookie = client.cookies["gongjin_session"].value
    page.context.add_cookies([{"name": "gongjin_session", "value": cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}/progress/projects/{road.public_id}/{item(road, '开工').public_id}/report/")
    page.set_input_files(
        "input[type=file]",
        files=[
            FilePayload(name="开工报告.pdf", mimeType="application/pdf", buffer=b"%PDF-1.4 x"),
            FilePayload(name="工具.exe", mimeType="application/octet-stream", buffer=b"MZ"),
        ],
    )
    expect(page.locator("input[name=proofs]")).to_have_count(1)
    expect(page.locator(".proofs-list .text-danger")).to_contain_text("程序、脚本或网页")
    page.fill("input[name=day]", "2024-01-02")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="环城公路")).to_be_visible()
    done = [line.name for line in project_page(road, date(2024, 1, 2)).milestones if line.counts]
    assert done == ["开工"]
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
