"""The example's plan is divided, handed out, signed for on a phone, declined and reassigned, in a real browser."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.audit.verify import verify
from gongjin.cli.example import examples, load, published
from gongjin.core import clock
from gongjin.delivery.models import Assignment
from gongjin.ledger.models import Plan
from gongjin.people.actions import AddUser
from gongjin.people.models import Unit, User

SHOTS = os.environ.get("GONGJIN_SHOTS", "")
"""A folder for pictures of each page, for whoever looks at them."""


@pytest.fixture
def plan(transactional_db: None, settings: object, tmp_path: Path) -> Plan:
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    folder = examples()
    assert folder is not None
    assert load(folder) == 0
    found = published()
    assert found is not None
    return found


def as_user(page: Page, url: str, user: User) -> None:
    client = Client()
    client.force_login(user)
    cookie = client.cookies["gongjin_session"].value
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "gongjin_session", "value": cookie, "url": url}])


def look(page: Page, name: str, axe_clean: Callable[[Page], None]) -> None:
    """Wide and narrow: clean, nothing beside the screen; on a phone nothing is wider than it."""
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        axe_clean(page)
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=name != "hand-out" or width > 390)


@pytest.mark.slow
def test_a_plan_is_handed_out_signed_for_declined_and_reassigned(
    plan: Plan, page: Page, live_server: object, axe_clean: Callable[[Page], None], console: list[str]
) -> None:
    url, unit = str(live_server), Unit.objects.get(name="县水利局")
    of = unit.jurisdiction
    add = AddUser(jurisdiction=of, username="water", display_name="水利局填报岗", posts=(("reporter", unit),))
    reporter = run(add, actor=SystemActor())
    office = User.objects.get(username="office")
    as_user(page, url, office)

    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{url}/plans/{plan.public_id}/division/")
    for take in ("plan", "suggestion"):
        page.click(f"[data-take={take}]")
        with page.expect_response("**/division/apply/"):
            page.click("[data-apply-sealed]")
        expect(page.locator("#dv-preview")).not_to_be_visible()
        page.reload()
    page.click("[data-open=dv-fix]")
    if page.locator("#dv-fix-note").is_visible():
        page.fill("#dv-fix-note", "其余由召集人指定")
    page.locator("#dv-fix").get_by_role("button", name="确定分工").click()
    page.get_by_role("link", name="下达任务").click()

    expect(page.get_by_role("heading", name="下达任务")).to_be_visible()
    look(page, "hand-out", axe_clean)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.fill("#due", f"{clock.today().year + 1}-12-31")
    page.get_by_role("button", name="下达所选").click()
    expect(page.get_by_role("heading", name="交办事项")).to_be_visible()
    expect(page.locator("#messages")).to_contain_text("已下达")
    handed = Assignment.objects.count()
    assert handed > 30
    look(page, "list", axe_clean)
    handed_row = Assignment.objects.order_by("pk")[0].row
    assert handed_row is not None
    page.goto(f"{url}/ledger/rows/{handed_row.public_id}/")
    page.click("#tab-delivery")
    expect(page.locator("#pane-delivery .dl-item").first).to_be_visible()
    look(page, "row", axe_clean)

    as_user(page, url, reporter)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(url)
    expect(page.get_by_role("heading", name="待签收")).to_be_visible()
    look(page, "mine-waiting", axe_clean)
    page.set_viewport_size({"width": 390, "height": 844})
    first = page.locator(".dl-cards > li").first
    declined = first.locator(".dl-facts .tabular").first.inner_text()
    first.locator("summary", has_text="退回").click()
    first.locator("textarea").fill("不属本单位职责，建议由县林业局承担")
    first.get_by_role("button", name="确定退回").click()
    expect(page.get_by_role("heading", name="已退回，等专班答复")).to_be_visible()
    page.get_by_role("button", name="全部签收").click()
    expect(page.get_by_role("heading", name="在办")).to_be_visible()
    expect(page.get_by_role("heading", name="待签收")).to_have_count(0)
    look(page, "mine-signed", axe_clean)
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator(".dl-card-title").first.click()
    expect(page.get_by_role("heading", name="来源依据")).to_be_visible()
    look(page, "assignment", axe_clean)

    as_user(page, url, office)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{url}/assignments/?state=declined")
    page.get_by_role("link", name=declined).click()
    page.locator("summary", has_text="改派").click()
    look(page, "declined", axe_clean)
    page.set_viewport_size({"width": 1440, "height": 900})
    old = Assignment.objects.get(code=declined)
    have = Assignment.objects.filter(row=old.row).values("unit")
    other = Unit.objects.filter(jurisdiction=of, active=True).exclude(pk__in=have).order_by("pk")[0]
    page.select_option("#re-unit", label=other.name)
    page.fill("#re-reason", "职责调整")
    page.get_by_role("button", name="确定改派").click()
    expect(page.get_by_text("退回后改派而来")).to_be_visible()
    page.get_by_role("link", name="交办单").click()
    expect(page.get_by_role("heading", name="交办单")).to_be_visible()
    look(page, "sheet", axe_clean)
    assert Assignment.objects.count() == handed + 1
    assert list(verify()) == []
