"""The funnel and the map of a register and the calendar of a duty are saved as picture and as table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from lxml import etree
from playwright.sync_api import Page

from gongjin.audit.actions import run
from gongjin.core import clock
from gongjin.ledger.tests import factory
from gongjin.people.models import User
from gongjin.tracking.actions.data_sets import AddDataSet
from gongjin.tracking.kinds.duty.actions import Occasion, RecordDuty
from gongjin.tracking.kinds.duty.readymade import template
from gongjin.tracking.kinds.register.actions import AddEntries, NewEntry
from gongjin.tracking.kinds.register.tests.build import settings

pytestmark = pytest.mark.usefixtures("transactional_db", "console")
SYSTEM = factory.SYSTEM
Open = Callable[[int], Page]


@pytest.fixture
def register(signed_in: Callable[[User], Page], live_server: object) -> Open:
    """A register with two entries, one of them on the map, opened at a width."""
    county = factory.found()
    page = signed_in(factory.user(county, "office", "office"))
    made = run(AddDataSet(county, "register", "演示名录", settings=settings("recognition")), actor=SYSTEM)
    on, place = clock.today() - timedelta(days=30), {"lon": "112.4", "lat": "29.37"}
    entries = [NewEntry("演示一厂", stage="accepted", on=on, place=place), NewEntry("演示二厂", stage="applied", on=on)]
    run(AddEntries(entries), actor=SYSTEM, on=made)

    def opened(width: int) -> Page:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{live_server}/data/{made.public_id}/register/")
        return page

    return opened


@pytest.fixture
def duty(signed_in: Callable[[User], Page], live_server: object) -> Open:
    """A duty with one record of today, opened at a width."""
    county = factory.found()
    page = signed_in(factory.user(county, "office", "office"))
    made = run(AddDataSet(county, "duty", "演示检查", settings=template("inspection").settings), actor=SYSTEM)
    run(RecordDuty([Occasion(clock.today(), 2)]), actor=SYSTEM, on=made)

    def opened(width: int) -> Page:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{live_server}/data/{made.public_id}/duty/")
        return page

    return opened


def saved(page: Page, picture: str, kind: str) -> tuple[str, bytes]:
    """Name and bytes of what a picture's button saves."""
    figure = page.locator(f"[data-drawing='{picture}']")
    with page.expect_download() as download:
        figure.get_by_role("button", name=kind.upper()).click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def looks_alone(data: bytes) -> set[str]:
    """The colours of a saved SVG, which has no style sheet any more."""
    root = etree.fromstring(data)
    assert root.get("width") and root.get("height")
    return {fill for element in root.iter() if (fill := element.get("fill"))}


@pytest.mark.parametrize("width", [1440, 390])
def test_the_funnel_is_saved_as_picture_and_table(register: Open, width: int) -> None:
    page = register(width)
    name, svg = saved(page, "演示名录 各阶段", "svg")
    assert name == "演示名录 各阶段.svg"
    assert len(looks_alone(svg)) >= 3
    assert "受理" in "".join(etree.fromstring(svg).itertext())
    assert saved(page, "演示名录 各阶段", "png")[1].startswith(b"\x89PNG")
    name, table = saved(page, "演示名录 各阶段", "csv")
    assert name == "演示名录 各阶段.csv"
    assert table.decode("utf-8-sig").splitlines()[:3] == ["阶段,达到及以上,正在此阶段", "申报,2,1", "受理,1,1"]


def test_the_map_of_a_register_is_saved_with_its_places(register: Open) -> None:
    page = register(1440)
    page.get_by_text("位置图（1 条有坐标）").click()
    assert looks_alone(saved(page, "演示名录 位置图", "svg")[1])
    assert saved(page, "演示名录 位置图", "png")[1].startswith(b"\x89PNG")
    table = saved(page, "演示名录 位置图", "csv")[1].decode("utf-8-sig").splitlines()
    assert table == ["名称,乡镇,阶段,经度,纬度", "演示一厂,,受理,112.4,29.37"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_calendar_of_a_duty_is_saved_as_it_looks_on_paper(duty: Open, page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    shown, year = duty(1440), clock.today().year
    colours = looks_alone(saved(shown, f"演示检查 {year}", "svg")[1])
    assert "rgb(169, 200, 234)" in colours, "the light shade of a day with one record"
    assert saved(shown, f"演示检查 {year}", "png")[1].startswith(b"\x89PNG")
    table = saved(shown, f"演示检查 {year}", "csv")[1].decode("utf-8-sig").splitlines()
    assert table[0].startswith("月份,应完成,按期完成,缺,记录,人次")
    assert f"{clock.today():%Y-%m}" in table[-1]
