"""What tests in a real browser share: a signed-in page, a console that has to stay empty, and the accessibility check.

`signed_in(user)` gives the page of that user; `complaints` collects what the console says; `axe_clean(page)` holds.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import ConsoleMessage, Page

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
