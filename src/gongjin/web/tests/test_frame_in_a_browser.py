"""The frame in a real browser: nothing on the console, nothing sideways, usable by keyboard and by screen readers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from gongjin.core.rooms import MenuItem
from gongjin.web import context, views

WORDS = ("工作台", "方案", "任务清单", "进度", "调度", "督办", "文件", "考核", "单位", "系统")
WIDTHS = (390, 768, 1024, 1440, 1920)


@pytest.fixture
def console(page: Page) -> list[str]:
    """What the browser complained about."""
    lines: list[str] = []
    page.on("console", lambda message: lines.append(message.text))
    page.on("pageerror", lambda error: lines.append(str(error)))
    return lines


@pytest.fixture
def home(
    page: Page, console: list[str], live_server: LiveServer, signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Page]:
    """The empty home page inside the full menu, signed in."""
    items = tuple(MenuItem(word, "home", order) for order, word in enumerate(WORDS))
    monkeypatch.setattr(context, "menu_items", lambda: items)
    monkeypatch.setattr(views, "menu_for", lambda roles, path: [])
    session = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page.emulate_media(reduced_motion="reduce")  # colours are measured as they are, not on their way
    page.goto(live_server.url)
    yield page
    assert console == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_serious(home: Page, theme: str, width: int) -> None:
    home.set_viewport_size({"width": width, "height": 900})
    if width < 992:
        home.locator("[data-bs-target='#menu']").click()
        home.locator("#menu.show").wait_for()
    if theme == "dark":
        home.locator("[data-theme-switch]").click()
    found = Axe().run(home).response["violations"]
    assert [(item["id"], item["nodes"][0]["html"]) for item in found if item["impact"] in {"serious", "critical"}] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_hints_and_quiet_buttons_can_be_read_on_every_ground(home: Page, theme: str) -> None:
    if theme == "dark":
        home.locator("[data-theme-switch]").click()
    home.evaluate(
        """() => {
          const field = '<input class="form-control" aria-label="填写"><p class="form-hint">栏目下的提示</p>';
          const hint = `<p class="form-hint">提示文字</p>${field}`;
          const button = '<button type="button" class="btn btn-sm btn-ghost-secondary">清除筛选</button>';
          const card = `<div class="card card-body">${hint}${button}</div>`;
          document.getElementById("content").insertAdjacentHTML("beforeend", hint + button + card);
        }"""
    )
    pale = Axe().run(home, options={"runOnly": ["color-contrast"]}).response["violations"]
    assert [node["html"] for item in pale for node in item["nodes"]] == []
    home.locator(".btn-ghost-secondary").first.hover()
    pale = Axe().run(home, options={"runOnly": ["color-contrast"]}).response["violations"]
    assert [node["html"] for item in pale for node in item["nodes"]] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_width_scrolls_sideways(home: Page, width: int) -> None:
    home.set_viewport_size({"width": width, "height": 900})
    assert home.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_tab_offers_to_skip_the_menu(home: Page) -> None:
    home.keyboard.press("Tab")
    assert home.evaluate("document.activeElement.className") == "skip-link"
    home.keyboard.press("Enter")
    assert home.evaluate("document.activeElement.id") == "content"


def test_control_k_goes_to_the_search_box(home: Page) -> None:
    if not home.locator("#search").count():
        pytest.skip("the room that searches is not installed")
    home.keyboard.press("Control+k")
    assert home.evaluate("document.activeElement.id") == "search"
    home.keyboard.press("Escape")
    assert home.evaluate("document.activeElement.id") != "search"


def test_the_chosen_theme_is_kept_and_set_before_the_first_paint(home: Page) -> None:
    home.locator("[data-theme-switch]").click()
    assert home.locator("html").get_attribute("data-bs-theme") == "dark"
    home.reload()
    assert home.locator("html").get_attribute("data-bs-theme") == "dark"
    assert home.locator("[data-theme-switch]").get_attribute("aria-pressed") == "true"


def test_a_browser_installed_in_english_sees_chinese_until_the_user_chooses(home: Page) -> None:
    assert home.evaluate("navigator.language").startswith("en")
    assert home.locator("html").get_attribute("lang") == "zh-CN"
    home.locator(".user-button").click()
    home.get_by_text("English").click()
    assert home.locator("html").get_attribute("lang") == "en"


def test_a_request_that_does_not_get_through_is_said(home: Page, console: list[str]) -> None:
    home.context.set_offline(True)
    home.evaluate("void gongjin.htmx.ajax('GET', '/healthz', {target: '#content'}).catch(() => {})")
    message = home.locator(".message-danger")
    message.wait_for()
    assert "网络不通" in message.inner_text()
    home.context.set_offline(False)
    message.get_by_role("button").click()
    assert home.locator(".message-danger").count() == 0
    console.clear()  # the browser's own note on the lost connection


def test_an_old_browser_is_sent_to_the_plain_page(page: Page, live_server: LiveServer, client: Client) -> None:
    page.add_init_script("delete window.structuredClone")
    page.goto(f"{live_server.url}/sign-in/")
    page.wait_for_url("**/old-browser")
    assert "浏览器版本过低" in page.inner_text("h1")
    assert page.locator("script, link[rel=stylesheet]").count() == 0
