"""The forms of a row's measure and of settings in a real browser: asked on by the answer, by keyboard, on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from gongjin.audit.actions import run
from gongjin.core import clock
from gongjin.ledger.models import Row
from gongjin.ledger.tests import factory
from gongjin.people.models import User
from gongjin.tracking.actions.data_sets import AddDataSet
from gongjin.tracking.models import DataSet, Tracker
from gongjin.tracking.tests.rows.build import d, noon, ready, target

pytestmark = pytest.mark.usefixtures("console", "transactional_db")
SignIn = Callable[[User], Page]


@pytest.fixture
def row() -> Row:
    return target("县水利局", ("培育省级节水型企业12家", "省级节水型企业", "12", "家")).row


@pytest.fixture
def office(row: Row) -> User:
    return factory.user(row.plan.jurisdiction, "office", "office")


def data_set(row: Row, kind: str, template: str, name: str) -> DataSet:
    made = ready(kind, template)
    with clock.at(noon(d(1, 3))):
        return run(AddDataSet(row.plan.jurisdiction, kind, name, settings=made.settings), actor=factory.SYSTEM)


@pytest.mark.parametrize("width", [1440, 390])
def test_only_what_belongs_to_the_answer_is_asked(
    signed_in: SignIn, office: User, live_server: object, row: Row, axe_clean: Callable[[Page], None], width: int
) -> None:
    series = data_set(row, "indicator", "growth_rate", "生产总值增速")
    page = signed_in(office)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server}/progress/rows/{row.public_id}/tracker/?data_set={series.public_id}")
    expect(page.get_by_label("与哪个指标比较")).to_be_hidden()
    page.get_by_label("读什么").select_option("difference")
    expect(page.get_by_label("与哪个指标比较")).to_be_visible()
    expect(page.get_by_label("基期")).to_be_hidden()
    expect(page.get_by_label("一季度比重")).to_be_hidden()
    page.get_by_label("进度安排", exact=True).select_option("quarters")
    expect(page.get_by_label("一季度比重")).to_be_visible()
    axe_clean(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_registers_rule_is_settled_by_keyboard_alone(
    signed_in: SignIn, office: User, live_server: object, row: Row
) -> None:
    register = data_set(row, "register", "recognition", "节水型企业名录")
    page = signed_in(office)
    page.goto(f"{live_server}/progress/rows/{row.public_id}/tracker/?data_set={register.public_id}")
    page.get_by_label("到哪个阶段算数").focus()
    page.keyboard.press("ArrowUp")  # from recognised to published
    page.locator("summary", has_text="只数其中一部分").first.focus()
    page.keyboard.press("Enter")
    page.get_by_label("省级").first.focus()
    page.keyboard.press("Space")
    page.get_by_label("进度安排", exact=True).focus()
    page.keyboard.press("ArrowDown")
    for number, weight in enumerate(("1", "2", "3", "4"), 1):
        page.locator(f"[name=quarter{number}]").fill(weight)
    page.get_by_role("button", name="看看应完成多少").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".expected-table")).to_contain_text("1.2")
    expect(page.get_by_label("省级").first).to_be_checked()
    page.get_by_role("button", name="确定计量方式").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/progress/rows/{row.public_id}/")
    kept = Tracker.objects.get()
    assert kept.rule["where"] == {"level": "省级"}
    assert kept.rule["stage"] == "published"
    assert kept.asked["schedule"]["kind"] == "quarters"


@pytest.mark.parametrize("width", [1440, 390])
def test_a_field_is_added_to_a_register_by_keyboard(
    signed_in: SignIn, office: User, live_server: object, row: Row, axe_clean: Callable[[Page], None], width: int
) -> None:
    register = data_set(row, "register", "recognition", "节水型企业名录")
    page = signed_in(office)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server}/data/{register.public_id}/settings/")
    axe_clean(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    number = len(register.settings["fields"])
    line = page.locator(".set-line").filter(has=page.locator(f"[name='own_fields-{number}-label']"))
    expect(line.get_by_label("计量单位")).to_be_hidden()
    line.get_by_label("字段名称").focus()
    page.keyboard.type("用水量")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(line.get_by_label("计量单位")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.type("吨")
    page.keyboard.press("Enter")
    expect(page.locator(".set-line").filter(has=page.locator("[value='用水量']"))).to_be_visible()
    register.refresh_from_db()
    made = register.settings["fields"][-1]
    assert (made["label"], made["type"], made["unit"]) == ("用水量", "figure", "吨")
