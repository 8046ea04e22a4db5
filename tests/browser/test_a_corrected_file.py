"""A corrected file dropped among the plans: one click makes it the next version, another a plan of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from gongjin.ledger.models import Plan
from gongjin.ledger.tests import factory
from gongjin.ledger.tests.test_likely_versions import CORRECTED, PLAN
from gongjin.people.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page_of_plans(
    live_server: object,
    transactional_db: None,
    settings: object,
    tmp_path: Path,
    signed_in: Callable[[User], Page],
    console: list[str],
) -> Page:
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    county = factory.found()
    page = signed_in(factory.user(county, "office", "office"))
    page.goto(f"{live_server}{reverse('ledger:plans')}")
    page.set_input_files("#file", {"name": "方案.txt", "mimeType": "text/plain", "buffer": PLAN.encode()})
    expect(page.locator("[data-review]")).to_be_visible()
    version = Plan.objects.get().versions.get()
    factory.reviewed(version)
    page.goto(f"{live_server}{reverse('ledger:publish', args=[version.public_id])}")
    page.get_by_role("button", name="发布，生成任务清单").click()
    page.wait_for_url("**/ledger/**")
    page.goto(f"{live_server}{reverse('ledger:plans')}")
    return page


def drop(page: Page) -> None:
    page.set_input_files("#file", {"name": "修订.txt", "mimeType": "text/plain", "buffer": CORRECTED.encode()})


def test_one_click_makes_it_the_next_version(page_of_plans: Page, axe_clean: Callable[[Page], None]) -> None:
    page = page_of_plans
    drop(page)
    button = page.get_by_role("button", name="作为新版本导入（第 2 版）")
    expect(button).to_be_focused()
    expect(page.locator(".upload")).to_contain_text("可能是它的修订版")
    axe_clean(page)
    button.click()
    expect(page.locator("[data-review]")).to_be_visible()
    assert Plan.objects.get().versions.get(number=2).file_name == "修订.txt"


def test_another_click_makes_it_a_plan_of_its_own(page_of_plans: Page) -> None:
    page = page_of_plans
    drop(page)
    page.get_by_role("button", name="作为另一个方案导入").click()
    expect(page.locator("[data-review]")).to_be_visible()
    assert Plan.objects.count() == 2


def test_it_can_be_left_alone_and_at_390_px_nothing_scrolls_sideways(page_of_plans: Page) -> None:
    page = page_of_plans
    page.set_viewport_size({"width": 390, "height": 844})
    drop(page)
    expect(page.get_by_role("button", name="作为新版本导入（第 2 版）")).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="取消，不导入").click()
    expect(page.get_by_role("button", name="选择文件")).to_be_focused()
    assert Plan.objects.get().versions.count() == 1
