"""Who sees which address: a rule for each, and nothing without one. Every address of every room is asked."""

from __future__ import annotations

import pytest
from django.test import Client

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.audit.page_rules import SIGNED_IN, PageRule, has_rule, may_see, page_rules, roles_by_address
from gongjin.people.actions import AddUser, ChangeUser
from gongjin.people.models import User
from gongjin.people.roles import Role
from gongjin.web.context import menu_for, menu_items
from gongjin.web.tests.addresses import Address, addresses

OWN_ACCOUNT = {"home", "people:password", "people:second-factor-codes", "people:sign-out"}
FOR_STRANGERS = {
    "health", "old-browser", "set-language", "people:sign-in", "people:link", "people:second-factor",
    "people:second-factor-set",
}  # fmt: skip
FOR_USERS = [address for address in addresses() if not address.for_strangers]
ROLES = {SIGNED_IN, *Role.values}


@pytest.fixture
def without_role(clerk: User) -> User:
    """Somebody whose account nobody has given a role."""
    add = AddUser(jurisdiction=clerk.jurisdiction, username="fresh", display_name="新来的")
    return run(add, actor=SystemActor())


def test_every_address_for_users_has_one_rule_and_every_rule_has_its_addresses() -> None:
    wanted = {address.name for address in FOR_USERS}
    named = [name for rule in page_rules() for name in rule.addresses]
    assert wanted - set(named) == set(), "add these to `pages.py` of their room: nobody can see them"
    assert set(named) - wanted == set(), "there are no such addresses"
    assert len(named) == len(set(named))


def test_strangers_see_only_the_ways_in() -> None:
    assert {address.name for address in addresses() if address.for_strangers} == FOR_STRANGERS


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", FOR_USERS, ids=lambda address: address.name)
def test_somebody_without_a_role_gets_nothing_but_the_own_account(
    without_role: User, address: Address, method: str
) -> None:
    for headers in ({}, {"HX-Request": "true"}, {"Accept": "application/json"}):
        client = Client(headers=headers)
        client.force_login(without_role)
        answer = getattr(client, method)(address.url())
        if address.name in OWN_ACCOUNT:
            assert answer.status_code in (200, 302, 405, 422) or address.name == "people:sign-out"
        else:
            assert answer.status_code == 403


def test_the_own_account_is_all_that_the_rules_open_to_everybody() -> None:
    assert {name for rule in page_rules() if SIGNED_IN in rule.roles for name in rule.addresses} == OWN_ACCOUNT


def test_rules_name_only_roles_that_there_are() -> None:
    assert all(rule.roles and rule.roles <= ROLES for rule in page_rules())


def test_an_address_without_a_rule_is_closed_to_every_role() -> None:
    assert not has_rule("ledger:nowhere")
    assert not may_see(ROLES, "ledger:nowhere")


def test_an_address_in_two_rules_is_a_fault() -> None:
    twice = [PageRule("甲", frozenset({"office"}), ("home",)), PageRule("乙", frozenset({SIGNED_IN}), ("home",))]
    with pytest.raises(ValueError, match="home"):
        roles_by_address(twice)


def test_a_view_that_no_rule_names_is_refused_and_logged(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("gongjin.web.access.may_see", lambda roles, address: False)
    monkeypatch.setattr("gongjin.web.access.has_rule", lambda address: False)
    assert signed_in.get("/").status_code == 403
    assert "No page rule names home" in caplog.text


def test_an_account_that_was_switched_off_is_asked_to_sign_in(signed_in: Client, clerk: User) -> None:
    run(ChangeUser(display_name="x", active=False, posts=(("office", None),)), actor=SystemActor(), on=clerk)
    assert signed_in.get("/").headers["Location"].startswith("/sign-in/")


def test_a_role_taken_away_counts_from_the_next_request_on(signed_in: Client, clerk: User) -> None:
    assert signed_in.get("/units/").status_code == 200
    run(ChangeUser(display_name="x", active=True, posts=()), actor=SystemActor(), on=clerk)
    assert signed_in.get("/units/").status_code == 403


@pytest.mark.parametrize("role", Role.values)
def test_every_line_of_the_menu_leads_to_a_page_that_the_role_may_see(role: str) -> None:
    offered = [item for item in menu_items() if not item.roles or role in item.roles]
    assert all(may_see({role}, item.url_name) for item in offered), "menu and page rules differ"
    assert len(menu_for(frozenset({role}), "/")) == len(offered)
