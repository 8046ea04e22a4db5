"""Drawers, dialogs and menus take the keyboard when they open, keep it, and give it back with Escape."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from gongjin.ledger.models import Plan, PlanVersion
from gongjin.ledger.tests import factory
from gongjin.people.models import User

pytestmark = pytest.mark.django_db(transaction=True)
Walk = Callable[[Page], list[str]]
SignIn = Callable[[User], Page]


@pytest.fixture
def plan(transactional_db: None, settings: object, tmp_path: Path) -> Plan:
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    jurisdiction = factory.found()
    factory.enter_units(jurisdiction)
    return factory.published(jurisdiction)


@pytest.fixture
def version(plan: Plan) -> PlanVersion:
    return factory.imported(plan.jurisdiction, factory.small_plan(pipes="36"))[1]


@pytest.fixture
def clerk(plan: Plan, signed_in: SignIn, console: list[str]) -> Page:
    page = signed_in(factory.user(plan.jurisdiction, "office", "office"))
    page.set_viewport_size({"width": 1440, "height": 900})
    return page


@pytest.fixture
def ledger(clerk: Page, live_server: object) -> Page:
    clerk.goto(f"{live_server}{reverse('ledger:rows')}")
    expect(clerk.locator("#rows-grid .tabulator-row").first).to_be_visible()
    return clerk


@pytest.fixture
def division(clerk: Page, plan: Plan, live_server: object) -> Page:
    clerk.goto(f"{live_server}{reverse('ledger:division', args=[plan.public_id])}")
    expect(clerk.locator("tr[data-row]").first).to_be_visible()
    return clerk


@pytest.fixture
def review(clerk: Page, version: PlanVersion, live_server: object) -> Page:
    clerk.goto(f"{live_server}{reverse('ledger:review', args=[version.public_id])}")
    expect(clerk.locator(".rv-row.is-current")).to_be_visible()
    return clerk


def keeps_the_keyboard(page: Page, overlay: Locator) -> None:
    """Tab goes round inside, whatever the number of stops."""
    handle = overlay.element_handle()
    for _step in range(12):
        page.wait_for_function("overlay => overlay.contains(document.activeElement)", arg=handle)
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            page.keyboard.press("Tab")  # the browser's own bar lies between the last stop and the first


def opened_and_left(page: Page, opener: Locator, overlay: Locator) -> None:
    """The opener opens with Enter, the overlay has the keyboard, and Escape gives it back to the opener."""
    opener.focus()
    page.keyboard.press("Enter")
    expect(overlay).to_be_visible()
    keeps_the_keyboard(page, overlay)
    page.keyboard.press("Escape")
    expect(overlay).to_be_hidden()
    expect(opener).to_be_focused()


def test_dialogs_of_the_review_take_the_keyboard_and_give_it_back(review: Page) -> None:
    for name, dialog in (("批量核定", "#rv-accept-dialog"), ("快捷键与图例", "#rv-help-dialog")):
        opened_and_left(review, review.get_by_role("button", name=name), review.locator(dialog))


def test_a_form_in_a_row_takes_the_keyboard_and_gives_it_back_to_the_row(review: Page) -> None:
    row = review.locator(".rv-row.is-current")
    row.focus()
    review.keyboard.press("e")
    expect(row.locator(".rv-form :focus")).to_have_count(1)
    review.keyboard.press("Escape")
    expect(review.locator(".rv-form")).to_have_count(0)
    expect(review.locator(".rv-row.is-current")).to_be_focused()


def test_asking_before_an_import_is_given_up(clerk: Page, version: PlanVersion, live_server: object) -> None:
    clerk.goto(f"{live_server}{reverse('ledger:publish', args=[version.public_id])}")
    opened_and_left(clerk, clerk.get_by_role("button", name="放弃本次导入").first, clerk.locator("dialog"))


def test_dialogs_of_the_division_take_the_keyboard_and_give_it_back(division: Page) -> None:
    opened_and_left(division, division.get_by_role("button", name="确定分工").first, division.locator("#dv-fix"))
    opened_and_left(division, division.get_by_role("button", name="采用建议汇总…"), division.locator("#dv-preview"))


def test_a_field_in_a_cell_gives_the_keyboard_back_to_the_cell(division: Page) -> None:
    # Sections come as they come: the first cell is the first once nothing is missing above it.
    expect(division.locator(".dv-block").first.locator("[data-row]").first).to_be_visible()
    cell = division.locator("td.dv-value[data-name='due']").first
    cell.click()
    for key in ("Escape", "Tab"):
        division.keyboard.press("Enter")
        expect(cell.locator("input")).to_be_focused()
        division.keyboard.press(key)
        expect(cell).to_be_focused()


def test_the_drawer_takes_the_keyboard_and_gives_it_back_to_the_grid(ledger: Page, keyboard_clean: Walk) -> None:
    rows = ledger.locator(".tabulator-tableholder")
    rows.focus()
    ledger.keyboard.press("ArrowDown")
    ledger.keyboard.press("Enter")
    drawer = ledger.locator("#drawer")
    expect(drawer.locator(".row-title")).to_be_focused()
    assert keyboard_clean(ledger)[:2] == ["看方案原文", "概况"], "the drawer is walked first"
    drawer.locator(".row-title").focus()
    ledger.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(rows).to_be_focused()


def test_menus_open_with_enter_and_escape_goes_back_to_their_buttons(ledger: Page) -> None:
    for button in (
        ledger.get_by_role("button", name="视图"),
        ledger.get_by_role("button", name="列", exact=True),
        ledger.get_by_role("button", name="Excel"),
        ledger.locator(".user-button"),
    ):
        menu = button.locator("xpath=following-sibling::*[contains(@class, 'dropdown-menu')]")
        button.focus()
        ledger.keyboard.press("Enter")
        expect(menu).to_be_visible()
        ledger.keyboard.press("Tab")
        expect(menu.locator(":focus")).to_have_count(1)
        ledger.keyboard.press("Escape")
        expect(menu).to_be_hidden()
        expect(button).to_be_focused()


def test_the_preview_of_a_paste_gives_the_keyboard_back_to_the_grid(ledger: Page) -> None:
    rows = ledger.locator(".tabulator-tableholder")
    rows.focus()
    ledger.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/plain", "编号\\t备注\\n2024-9.9\\t没有这一条\\n");
          const options = { clipboardData: data, bubbles: true, cancelable: true };
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
        }"""
    )
    dialog = ledger.locator("#paste-dialog")
    expect(dialog).to_be_visible()
    keeps_the_keyboard(ledger, dialog)
    ledger.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(rows).to_be_focused()


def test_the_search_box_is_reached_and_left_by_keyboard(ledger: Page) -> None:
    box, found = ledger.locator("#search"), ledger.locator("#search-found")
    opener = ledger.get_by_role("button", name="视图")
    opener.focus()
    ledger.keyboard.press("Control+k")
    expect(box).to_be_focused()
    ledger.keyboard.type("水厂")
    expect(found).to_be_visible()
    ledger.keyboard.press("Escape")
    expect(found).to_be_hidden()
    expect(box).to_be_focused()
    ledger.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_the_list_below_the_search_box_closes_when_tab_goes_on(ledger: Page) -> None:
    ledger.keyboard.press("Control+k")
    ledger.keyboard.type("水厂")
    expect(ledger.locator("#search-found")).to_be_visible()
    ledger.keyboard.press("Tab")
    expect(ledger.get_by_role("button", name="深色显示")).to_be_focused()
    expect(ledger.locator("#search-found")).to_be_hidden()


def test_on_a_phone_the_menu_and_the_filters_are_opened_and_left_by_keyboard(clerk: Page, live_server: object) -> None:
    clerk.set_viewport_size({"width": 390, "height": 844})
    clerk.goto(f"{live_server}{reverse('ledger:rows')}")
    expect(clerk.locator(".row-card").first).to_be_visible()
    menu = clerk.get_by_role("button", name="打开或收起菜单")
    menu.focus()
    clerk.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(clerk.locator("#menu")).to_have_class("navbar-collapse collapse show")
    clerk.keyboard.press("Tab")
    expect(clerk.get_by_role("link", name="工作台")).to_be_focused()
    menu.focus()
    clerk.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "false")
    opened_and_left(clerk, clerk.get_by_role("button", name="筛选").first, clerk.locator("#filter-sheet"))
