"""Progress in a real browser: overview and a row's page, wide and narrow, light and dark; saved charts, big screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from lxml import etree
from playwright.sync_api import Page, expect

from gongjin.core import clock
from gongjin.people.models import User
from gongjin.tracking import kinds
from gongjin.tracking.tests.conftest import Tracked, tracked_ledger
from gongjin.tracking.tests.counted import Counted

SignIn = Callable[[User], Page]
WIDTHS = (1440, 390)


@pytest.fixture
def tracked(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tracked]:
    """The tracked ledger on 10 July 2024, for the server's threads too."""
    now = datetime(2024, 7, 10, 9, tzinfo=clock.SHANGHAI)
    monkeypatch.setitem(kinds.all_kinds(), "counted", Counted())
    monkeypatch.setattr(clock, "now", lambda: now)
    yield tracked_ledger()


@pytest.fixture
def opened(tracked: Tracked, signed_in: SignIn, live_server: object, console: list[str]) -> Callable[[str, int], Page]:
    """A page of the office's clerk at a width."""

    def open_page(path: str, width: int) -> Page:
        page = signed_in(tracked.ledger.office)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{live_server}{path}")
        return page

    return open_page


def paths(tracked: Tracked) -> list[str]:
    row = tracked.ledger.rows["1.1.2"].public_id
    return [
        "/progress/", f"/progress/rows/{row}/", "/progress/rows/", "/progress/units/", "/progress/sections/",
        "/progress/compare/", "/progress/map/", "/data/", f"/data/{tracked.banks.public_id}/",
        f"/progress/rows/{row}/tracker/", "/progress/screen/", "/progress/screen/?i=1",
    ]  # fmt: skip


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_clean_quiet_and_fits(
    opened: Callable[[str, int], Page],
    page: Page,
    tracked: Tracked,
    axe_clean: Callable[[Page], None],
    width: int,
    scheme: str,
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    for path in paths(tracked):
        opened(path, width)
        if page.locator("[data-chart]").count():
            page.locator("[data-chart]").first.scroll_into_view_if_needed()
            expect(page.locator("[data-chart][data-drawn] canvas")).to_be_visible()
        axe_clean(page)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{path} scrolls sideways at {width} px"


def test_the_overview_leads_to_the_row_and_the_row_back_to_the_ledger(
    opened: Callable[[str, int], Page], tracked: Tracked
) -> None:
    page = opened("/progress/", 1440)
    page.get_by_role("link", name="新建生态护岸").click()
    expect(page.locator(".verdict-why")).to_contain_text("落后")
    page.get_by_role("link", name="条目", exact=True).click()
    expect(page).to_have_url(f"{page.url.split('/ledger')[0]}/ledger/rows/{tracked.ledger.rows['1.1.2'].public_id}/")


@pytest.mark.parametrize(("kind", "begins"), [("png", b"\x89PNG"), ("svg", b"<svg"), ("csv", b"\xef\xbb\xbf")])
def test_a_chart_is_saved(opened: Callable[[str, int], Page], tracked: Tracked, kind: str, begins: bytes) -> None:
    page = opened(f"/progress/rows/{tracked.ledger.rows['1.1.2'].public_id}/", 1440)
    expect(page.locator("[data-chart][data-drawn]")).to_be_visible()
    with page.expect_download() as saved:
        page.locator(f'[data-chart-get="{kind}"]').click()
    data = saved.value.path().read_bytes()
    assert data.startswith(begins)
    assert saved.value.suggested_filename.endswith(f".{kind}")
    if kind == "svg":
        assert "实际" in "".join(etree.fromstring(data).itertext())
    if kind == "csv":
        assert "2024-06-30,0.9," in data.decode("utf-8-sig")


def test_the_screen_turns_by_the_arrow_keys(opened: Callable[[str, int], Page]) -> None:
    page = opened("/progress/screen/", 1920)
    page.keyboard.press("ArrowRight")
    expect(page.locator("h1")).to_contain_text("新建生态护岸")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("h1")).to_contain_text("总体进度")
    page.keyboard.press("Escape")
    expect(page).to_have_url(f"{page.url.split('/progress')[0]}/progress/?")
