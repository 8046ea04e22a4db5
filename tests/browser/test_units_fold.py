"""单位 folds and unfolds by mouse and by keyboard, keeps what was folded, and is whole at 390 px."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.ledger.tests import factory
from gongjin.people.actions import AddUnit
from gongjin.people.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page_of_units(
    live_server: object,
    transactional_db: None,
    settings: object,
    tmp_path: Path,
    signed_in: Callable[[User], Page],
    console: list[str],
) -> Page:
    settings.GONGJIN_HOME = tmp_path  # type: ignore[attr-defined]
    county = factory.found()
    top = run(AddUnit(jurisdiction=county, name="安河县人民政府", kind="other"), actor=SystemActor())
    water = run(AddUnit(jurisdiction=county, name="县水利局", parent=top), actor=SystemActor())
    for name in ("县水政大队", "县水库管理站"):
        run(AddUnit(jurisdiction=county, name=name, parent=water), actor=SystemActor())
    page = signed_in(factory.user(county, "office", "office"))
    page.goto(f"{live_server}{reverse('people:units')}")
    return page


def shown(page: Page) -> list[str]:
    return page.locator(".un-row:visible .un-name a").all_inner_texts()


def test_a_unit_folds_away_what_stands_below_it_and_stays_so(page_of_units: Page) -> None:
    page = page_of_units
    assert shown(page) == ["安河县人民政府", "县水利局", "县水库管理站", "县水政大队"]
    toggle = page.get_by_role("button", name="县水利局的下级单位")
    toggle.click()
    expect(toggle).to_have_attribute("aria-expanded", "false")
    assert shown(page) == ["安河县人民政府", "县水利局"]
    page.reload()
    assert shown(page) == ["安河县人民政府", "县水利局"]
    page.get_by_role("button", name="全部收起").click()
    assert shown(page) == ["安河县人民政府"]
    page.get_by_role("button", name="全部展开").click()
    assert len(shown(page)) == 4


def test_arrows_move_fold_and_unfold(page_of_units: Page) -> None:
    page = page_of_units
    page.get_by_role("link", name="安河县人民政府", exact=True).focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="县水利局", exact=True)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    assert shown(page) == ["安河县人民政府", "县水利局"]
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("link", name="县水库管理站", exact=True)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("link", name="县水利局", exact=True)).to_be_focused()
    page.keyboard.press("End")
    expect(page.get_by_role("link", name="县水政大队", exact=True)).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    assert shown(page) == ["安河县人民政府"]


def test_what_was_looked_for_is_not_folded_away(page_of_units: Page) -> None:
    page = page_of_units
    page.get_by_role("button", name="全部收起").click()
    page.get_by_label("按名称查找").fill("水政")
    page.get_by_role("button", name="查找").click()
    expect(page.locator(".un-row:visible .un-name a")).to_have_text(["安河县人民政府", "县水利局", "县水政大队"])


def test_at_390_px_nothing_scrolls_sideways_and_everything_is_there(
    page_of_units: Page, axe_clean: Callable[[Page], None]
) -> None:
    page = page_of_units
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert len(shown(page)) == 4
    expect(page.get_by_role("link", name="修改县水政大队")).to_be_visible()
    axe_clean(page)
