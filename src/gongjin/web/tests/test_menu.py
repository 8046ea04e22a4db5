"""The menu shows what the rooms offer and this user's roles can use."""

from __future__ import annotations

import pytest
from django.test import Client

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.core.rooms import MenuItem
from gongjin.people.actions import AddUser
from gongjin.people.models import User
from gongjin.people.roles import Role
from gongjin.web import context

ITEMS = (
    MenuItem("首页", "home", 10),
    MenuItem("方案", "ledger:plans", 20, roles=frozenset({"office"})),
    MenuItem("系统", "people:users", 30),
)


@pytest.fixture(autouse=True)
def offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "menu_items", lambda: ITEMS)


def test_what_a_role_cannot_use_it_does_not_see() -> None:
    """The room's word and the page rules both count: 系统 names no roles here, and its page is the administrator's."""
    assert [line.label for line in context.menu_for(frozenset({"self", "office"}), "/")] == ["首页", "方案"]
    assert [line.label for line in context.menu_for(frozenset({"self", "administrator"}), "/")] == ["首页", "系统"]
    assert [line.label for line in context.menu_for(frozenset({"self"}), "/")] == ["首页"]


def test_the_longest_address_that_begins_the_path_is_the_current_one() -> None:
    lines = context.menu_for(frozenset({"self", "office"}), "/plans/import")
    assert [line.label for line in lines if line.current] == ["方案"]


def test_further_addresses_of_a_line_make_it_current_too(monkeypatch: pytest.MonkeyPatch) -> None:
    items = (MenuItem("首页", "home", 10), MenuItem("方案", "ledger:plans", 20, also=("/data/",)))
    monkeypatch.setattr(context, "menu_items", lambda: items)
    lines = context.menu_for(frozenset({"self", "office"}), "/data/7/register/")
    assert [line.label for line in lines if line.current] == ["方案"]
    assert not any(line.current for line in context.menu_for(frozenset({"self", "office"}), "/databases/"))


def test_the_home_address_is_not_current_everywhere() -> None:
    assert not any(line.current for line in context.menu_for(frozenset(), "/elsewhere"))


def test_home_leads_to_the_first_line_of_the_menu(signed_in: Client) -> None:
    answer = signed_in.get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/plans/")


def test_somebody_whose_menu_is_empty_is_told_whom_to_ask_and_can_sign_out(
    signed_in: Client, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "menu_items", lambda: ())
    posts = ((Role.ADMINISTRATOR, None),)
    run(AddUser(clerk.jurisdiction, "root", "信息中心值班岗", posts), actor=SystemActor())
    page = signed_in.get("/").content.decode()
    assert "请联系系统管理员（信息中心值班岗）分配角色" in page
    assert page.count('action="/sign-out/"') == 2, "in the menu of the user and on the page itself"
