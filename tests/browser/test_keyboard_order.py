"""Each main page with nothing but Tab: in reading order, at every stop a visible outline and a name, to the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from gongjin.ledger.models import Plan, PlanVersion, Row
from gongjin.ledger.tests import factory
from gongjin.people.models import Unit, User

pytestmark = pytest.mark.django_db(transaction=True)
Walk = Callable[[Page], list[str]]
Open = Callable[..., Page]
Addresses = Callable[["Office"], str]


@dataclass(frozen=True)
class Office:
    """A plan that is published, another that is under review, and somebody with both roles."""

    user: User
    plan: Plan
    version: PlanVersion


@pytest.fixture
def office(transactional_db: None, settings: object, tmp_path: Path) -> Office:
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    jurisdiction = factory.found()
    factory.enter_units(jurisdiction)
    plan = factory.published(jurisdiction)
    _plan, version = factory.imported(jurisdiction, factory.small_plan(pipes="36"))
    return Office(factory.user(jurisdiction, "me", "office", "administrator"), plan, version)


@pytest.fixture
def page_at(office: Office, signed_in: Callable[[User], Page], live_server: object, console: list[str]) -> Open:
    """Opens an address as the user of the office; on a wide screen, unless a width in pixels is given."""
    page = signed_in(office.user)

    def open_page(address: str, width: int = 1440) -> Page:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{live_server}{address}")
        page.wait_for_load_state("networkidle")
        return page

    return open_page


def _of_version(name: str) -> Addresses:
    return lambda office: reverse(f"ledger:{name}", args=[office.version.public_id])


def _of_plan(name: str) -> Addresses:
    return lambda office: reverse(f"ledger:{name}", args=[office.plan.public_id])


def _row(office: Office) -> str:
    row = Row.objects.filter(plan=office.plan, kind="target").order_by("code")[0]
    return reverse("ledger:row", args=[row.public_id])


PAGES: dict[str, Addresses] = {
    "desk": lambda office: reverse("home"),
    "plans": lambda office: reverse("ledger:plans"),
    "next version": _of_plan("version-add"),
    "review": _of_version("review"),
    "names": _of_version("names"),
    "publish": _of_version("publish"),
    "text": _of_version("text"),
    "list": lambda office: reverse("ledger:rows"),
    "row": _row,
    "unit": lambda office: reverse("ledger:unit", args=[Unit.objects.earliest("pk").public_id]),
    "division": _of_plan("division"),
    "read back": _of_plan("read_back"),
    "search": lambda office: reverse("ledger:search") + "?q=水",
    "units": lambda office: reverse("people:units"),
    "new unit": lambda office: reverse("people:unit-add"),
    "users": lambda office: reverse("people:users"),
    "user": lambda office: reverse("people:user", args=[office.user.public_id]),
    "permissions": lambda office: reverse("people:permissions"),
    "chain": lambda office: reverse("people:chain"),
}


@pytest.mark.parametrize("name", PAGES)
def test_tab_goes_from_the_skip_link_by_the_header_to_the_end_of_the_page(
    name: str, office: Office, page_at: Open, keyboard_clean: Walk
) -> None:
    names = keyboard_clean(page_at(PAGES[name](office)))
    assert names[:4] == ["跳到正文", "共进", "工作台", "方案"]
    assert len(names) > 10, "something in the main part"


@pytest.mark.parametrize("name", ["desk", "plans", "review", "list", "row", "division", "user"])
def test_on_a_phone_tab_goes_from_the_skip_link_to_the_end_of_the_page(
    name: str, office: Office, page_at: Open, keyboard_clean: Walk
) -> None:
    page = page_at(PAGES[name](office), 390)
    assert keyboard_clean(page)[:3] == ["跳到正文", "共进", "打开或收起菜单"]


def test_the_way_back_goes_by_the_same_stops(office: Office, page_at: Open, keyboard_clean: Walk) -> None:
    for address in (reverse("ledger:rows"), PAGES["division"](office), PAGES["review"](office)):
        page = page_at(address)
        there = keyboard_clean(page)
        page.goto(page.url)
        page.wait_for_load_state("networkidle")
        back = 0
        page.keyboard.press("Shift+Tab")
        while page.evaluate("document.activeElement !== document.body") and back <= len(there):
            back += 1
            if page.evaluate("document.activeElement.matches('.skip-link')"):
                break
            page.keyboard.press("Shift+Tab")
        assert abs(back - len(there)) <= 1, address


def test_signing_in_begins_at_the_user_name_and_goes_on_to_the_button(
    page: Page, live_server: object, console: list[str], keyboard_clean: Walk, transactional_db: None
) -> None:
    page.goto(f"{live_server}{reverse('people:sign-in')}")
    expect(page.get_by_label("用户名")).to_be_focused()
    assert keyboard_clean(page) == ["密码", "登录"]


def test_the_skip_link_leads_past_the_header(page_at: Open) -> None:
    page = page_at(reverse("people:units"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
