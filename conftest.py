"""What every test of the project shares: the mark of those that use the database, and the browser."""

from __future__ import annotations

import os
import shutil
from typing import Any

import pytest
from playwright.sync_api import expect

# Playwright keeps an event loop in the test's thread, where Django would refuse to touch the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

expect.set_options(timeout=20_000)  # two workers share two cores with two browsers

_DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "live_server",
    "django_db_serialized_rollback",
}
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what talks to the database: `-m database` runs those again on PostgreSQL."""
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & _DATABASE_FIXTURES:
            item.add_marker("database")
        if fixtures & {"page", "browser", "context"}:
            item.add_marker("browser")
            if browser is None:
                item.add_marker(pytest.mark.skip(reason="没有 Chromium：请安装 chromium 与 fonts-noto-cjk"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium: nothing is downloaded. Root has to do without its sandbox."""
    executable = next(filter(None, map(shutil.which, _BROWSERS)), None)
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": executable, "args": arguments}
