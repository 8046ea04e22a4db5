"""What tests in a real browser share: a signed-in page, a console that has to stay empty, and the accessibility check.

`signed_in(user)` gives the page of that user; `console` collects what the console says; `axe_clean(page)` holds;
`keyboard_clean(page)` walks the page with Tab.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypedDict

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import CDPSession, ConsoleMessage, Page

from gongjin.people.models import User

# Playwright keeps an event loop in this thread; the database is used by the test alone between its steps.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

REFUSED = "Failed to load resource: the server responded with a status of 4"
"""The browser's own note of a refused request; a test that refuses on purpose takes it out of the complaints."""


@pytest.fixture
def signed_in(page: Page, live_server: object) -> Callable[[User], Page]:
    """The page with the session of a user."""

    def sign_in(user: User) -> Page:
        client = Client()
        client.force_login(user)
        cookie = client.cookies["gongjin_session"].value
        page.context.add_cookies([{"name": "gongjin_session", "value": cookie, "url": str(live_server)}])
        return page

    return sign_in


@pytest.fixture
def console(page: Page) -> Iterator[list[str]]:
    """Errors and warnings of the console and uncaught errors; at the end of the test there must be none."""
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            said.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield said
    assert said == []


@pytest.fixture
def axe_clean() -> Callable[[Page], None]:
    """Fails with the rules and elements that axe-core finds serious or critical on a page."""

    def check(page: Page) -> None:
        found = Axe().run(page).response["violations"]
        serious = [item for item in found if item["impact"] in {"serious", "critical"}]
        assert [(item["id"], item["nodes"][0]["html"]) for item in serious] == []

    return check


class Stop(TypedDict):
    """An element that has the keyboard, as focused.js tells it; positions in pixels on the whole page."""

    stop: int
    what: str
    region: str
    tabindex: int
    left: float
    top: float
    right: float
    bottom: float
    pinned: bool
    shown: bool
    lit: bool


FOCUSED = Path(__file__).with_name("focused.js").read_text(encoding="utf-8")
REGIONS = ("skip", "header", "main", "overlay", "after")
MOST_STOPS = 200
PARTS_OF_A_DATE = 4  # year, month, day and the calendar are stops within one field
SAME_PX = 4
# A cell is read with the headers of its row and column, and an empty one has nothing else to say.
NAMED_BY_HEADERS = {"gridcell"}


def _name(session: CDPSession) -> tuple[str, str]:
    """Role and accessible name of what has the keyboard, as the browser tells them to a screen reader."""
    found = session.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]["objectId"]
    asked = {"objectId": found, "fetchRelatives": False}
    node = session.send("Accessibility.getPartialAXTree", asked)["nodes"][0]
    return str(node.get("role", {}).get("value", "")), str(node.get("name", {}).get("value", ""))


def _backwards(before: Stop, now: Stop) -> bool:
    """Whether the eye has to go back: to an earlier part of the page, up in the same column, or left on the line."""
    if REGIONS.index(now["region"]) != REGIONS.index(before["region"]):
        return REGIONS.index(now["region"]) < REGIONS.index(before["region"])
    if before["pinned"] or now["pinned"]:
        return False  # it stands where it is whatever was scrolled
    if now["bottom"] <= before["top"] + SAME_PX:
        return now["left"] < before["right"]
    on_one_line = now["top"] < before["bottom"] - SAME_PX and now["bottom"] > before["top"] + SAME_PX
    return on_one_line and now["right"] <= before["left"] + SAME_PX


def _faults(stop: Stop, role: str, name: str, before: Stop | None) -> list[str]:
    faults = {
        "not visible": not stop["shown"],
        "no visible outline": not stop["lit"],
        "no accessible name": not name.strip() and role not in NAMED_BY_HEADERS,
        "a positive tabindex": stop["tabindex"] > 0,
        "out of reading order": before is not None and _backwards(before, stop),
    }
    return [f"{fault}: {stop['what']} ({role} “{name}”)" for fault, found in faults.items() if found]


@pytest.fixture
def keyboard_clean() -> Callable[[Page], list[str]]:
    """Walks a page with Tab from where the keyboard is to the end; fails with what one does not see, cannot name or
    finds in the wrong order, and when the end is never reached. Gives the names of the stops in their order.
    """

    def walk(page: Page) -> list[str]:
        page.emulate_media(reduced_motion="reduce")  # scrolling that takes time would be measured half-way
        session = page.context.new_cdp_session(page)
        page.evaluate(FOCUSED)
        names: list[str] = []
        faults: list[str] = []
        seen: set[int] = set()
        before: Stop | None = None
        pressed = 0
        while len(seen) < MOST_STOPS:
            page.keyboard.press("Tab")
            stop: Stop | None = page.evaluate(FOCUSED)
            if stop is not None and before is not None and stop["stop"] == before["stop"]:
                pressed += 1
                assert pressed <= PARTS_OF_A_DATE, f"Tab does not leave {stop['what']}"
                continue
            if stop is None or stop["stop"] in seen:
                break
            pressed = 0
            role, name = _name(session)
            faults += _faults(stop, role, name, before)
            names.append(name)
            seen.add(stop["stop"])
            before = stop
        else:
            faults.append(f"no end after {MOST_STOPS} stops")
        assert not faults, "\n".join(faults)
        return names

    return walk
