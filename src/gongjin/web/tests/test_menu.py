"""The menu shows what the rooms offer and this user's roles can use."""

from __future__ import annotations

import pytest
from django.test import Client

from gongjin.core.rooms import MenuItem
from gongjin.web import context

ITEMS = (
    MenuItem("首页", "home", 10),
    MenuItem("旧版提示", "old-browser", 20, roles=frozenset({"office"})),
    MenuItem("健康", "health", 30, roles=frozenset({"administrator"})),
)


@pytest.fixture(autouse=True)
def offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "menu_items", lambda: ITEMS)


def test_what_a_role_cannot_use_it_does_not_see() -> None:
    assert [line.label for line in context.menu_for(frozenset({"office"}), "/")] == ["首页", "旧版提示"]
    assert [line.label for line in context.menu_for(frozenset({"administrator"}), "/")] == ["首页", "健康"]
    assert [line.label for line in context.menu_for(frozenset(), "/")] == ["首页"]


def test_the_longest_address_that_begins_the_path_is_the_current_one() -> None:
    lines = context.menu_for(frozenset({"office"}), "/old-browser")
    assert [line.label for line in lines if line.current] == ["旧版提示"]


def test_the_home_address_is_not_current_everywhere() -> None:
    assert not any(line.current for line in context.menu_for(frozenset(), "/elsewhere"))


def test_home_leads_to_the_first_line_of_the_menu(signed_in: Client) -> None:
    answer = signed_in.get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/old-browser")


def test_somebody_without_a_role_is_told_whom_to_ask(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "menu_items", lambda: ())
    page = signed_in.get("/").content.decode()
    assert "请联系专班办公室或系统管理员" in page
