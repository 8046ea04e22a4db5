"""A second click does nothing while the first is under way, and what is refused leaves no complaint in the console."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.audit.models import Record
from gongjin.ledger.tests import factory
from gongjin.people.actions import IssueLink
from gongjin.people.models import Jurisdiction, User

pytestmark = pytest.mark.django_db(transaction=True)
REFUSED = "Failed to load resource: the server responded with a status of 4"


@pytest.fixture
def jurisdiction(transactional_db: None, settings: object, tmp_path: Path) -> Jurisdiction:
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    found = factory.found()
    factory.enter_units(found)
    return found


@pytest.fixture
def page_of_office(jurisdiction: Jurisdiction, signed_in: Callable[[User], Page]) -> Page:
    return signed_in(factory.user(jurisdiction, "office", "office"))


def sends(page: Page) -> list[str]:
    """The addresses to which the page posts from now on."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    return sent


def test_publishing_with_a_double_click_publishes_once_and_shows_the_list(
    live_server: object, page_of_office: Page, console: list[str], jurisdiction: Jurisdiction
) -> None:
    version = factory.reviewed(factory.imported(jurisdiction)[1])
    page = page_of_office
    page.goto(f"{live_server}{reverse('ledger:publish', args=[version.public_id])}")
    sent = sends(page)
    page.get_by_role("button", name="发布，生成任务清单").dblclick()
    expect(page).to_have_url(f"{live_server}{reverse('ledger:rows')}?plan=2024")
    assert len(sent) == 1
    assert Record.objects.filter(action="ledger.version.publish").count() == 1


def test_a_button_rests_while_its_form_is_under_way(
    live_server: object, page_of_office: Page, console: list[str], jurisdiction: Jurisdiction
) -> None:
    version = factory.reviewed(factory.imported(jurisdiction)[1])
    page = page_of_office
    page.goto(f"{live_server}{reverse('ledger:publish', args=[version.public_id])}")
    page.evaluate(
        """() => {
          const button = document.querySelector("button.btn-primary");
          const note = () => sessionStorage.setItem("rested", button.disabled);
          new MutationObserver(note).observe(button, { attributes: true });
        }"""
    )
    page.get_by_role("button", name="发布，生成任务清单").click()
    expect(page).to_have_url(f"{live_server}{reverse('ledger:rows')}?plan=2024")
    assert page.evaluate("() => sessionStorage.getItem('rested')") == "true"


def test_a_one_time_link_survives_a_double_click(
    live_server: object, page: Page, console: list[str], jurisdiction: Jurisdiction
) -> None:
    user = factory.user(jurisdiction, "office", "office")
    run(IssueLink(user=user, token="t" * 40), actor=SystemActor())
    page.goto(f"{live_server}{reverse('people:link', args=['t' * 40])}")
    page.get_by_role("button", name="登录").dblclick()
    expect(page).to_have_url(f"{live_server}{reverse('people:password')}")


def test_a_part_that_htmx_sends_is_sent_once(
    live_server: object, page_of_office: Page, console: list[str], jurisdiction: Jurisdiction
) -> None:
    version = factory.imported(jurisdiction)[1]
    page = page_of_office
    page.goto(f"{live_server}{reverse('ledger:review', args=[version.public_id])}")
    page.get_by_role("button", name="批量核定").click()
    page.get_by_label("把握程度").select_option("0")
    button = page.get_by_role("button", name=f"核定这 {version.drafts.filter(status='open').count()} 条")
    expect(button).to_be_enabled()
    sent = sends(page)
    button.dblclick()
    expect(page.locator("#rv-counts")).to_have_attribute("data-open", "0")
    assert len(sent) == 1


def test_a_refused_form_in_the_drawer_leaves_the_console_in_peace(
    live_server: object, page_of_office: Page, console: list[str], jurisdiction: Jurisdiction
) -> None:
    factory.published(jurisdiction)
    page = page_of_office
    page.goto(f"{live_server}{reverse('ledger:rows')}")
    page.locator(".tabulator-row .tabulator-cell[tabulator-field=text]").first.click()
    due = page.locator("#drawer").get_by_label("完成时限")
    expect(page.locator("#drawer .row-title")).to_be_focused()
    due.fill("年底")
    # What a browser leaves behind on an element that was measured or resized.
    page.evaluate("() => document.querySelectorAll('#drawer [id]').forEach((part) => { part.style.width = ''; })")
    page.locator("#drawer").get_by_role("button", name="保存", exact=True).click()
    expect(page.locator("#drawer .invalid-feedback")).to_be_visible()
    assert console and all(text.startswith(REFUSED) for text in console)
    console.clear()
