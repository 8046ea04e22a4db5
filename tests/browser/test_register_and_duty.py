"""Registers and duties in a browser: an entry opens in the drawer and is moved there; the console says nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from gongjin.audit.actions import run
from gongjin.core import clock
from gongjin.ledger.tests import factory
from gongjin.people.models import User
from gongjin.tracking.actions.data_sets import AddDataSet, AddItems, NewItem
from gongjin.tracking.kinds.duty.actions import Occasion, RecordDuty
from gongjin.tracking.kinds.duty.readymade import template
from gongjin.tracking.kinds.register.actions import AddEntries, NewEntry
from gongjin.tracking.kinds.register.tests.build import settings

SYSTEM = factory.SYSTEM


@pytest.mark.django_db(transaction=True)
def test_an_entry_is_moved_in_the_drawer_and_the_calendar_shows_what_was_missed(
    live_server: object,
    signed_in: Callable[[User], Page],
    console: list[str],
    axe_clean: Callable[[Page], None],
) -> None:
    county = factory.found()
    page = signed_in(factory.user(county, "office", "office"))
    today = clock.today()
    register = run(AddDataSet(county, "register", "演示名录", settings=settings("recognition")), actor=SYSTEM)
    place = {"lon": "112.4", "lat": "29.37"}
    entry = NewEntry("演示一厂", stage="applied", on=today - timedelta(days=30), place=place)
    run(AddEntries([entry, NewEntry("演示二厂")]), actor=SYSTEM, on=register)
    duty = run(AddDataSet(county, "duty", "演示巡护", settings=template("patrol").settings), actor=SYSTEM)
    run(AddItems([NewItem("演示湖东线")]), actor=SYSTEM, on=duty)
    run(RecordDuty([Occasion(today, 2, duty.items.get())]), actor=SYSTEM, on=duty)

    page.goto(f"{live_server}/data/{register.public_id}/register/")
    page.get_by_role("link", name="演示一厂").click()
    drawer = page.locator("#rg-drawer")
    expect(drawer.get_by_role("heading", name="演示一厂")).to_be_visible()
    drawer.get_by_text("登记阶段", exact=True).first.click()
    drawer.get_by_role("combobox", name="阶段", exact=True).select_option("accepted")
    drawer.get_by_role("button", name="登记阶段").click()
    expect(page.locator(".rg-steps .is-here")).to_have_text("受理")
    axe_clean(page)

    page.goto(f"{live_server}/data/{duty.public_id}/duty/")
    expect(page.locator("svg.du-calendar .du-cell.is-1")).to_have_count(1)
    expect(page.get_by_role("heading", name="记录")).to_be_visible()
    axe_clean(page)
