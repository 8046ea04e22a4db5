"""Passwords, one-time links, and what happens to sessions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.audit.verify import verify
from gongjin.core import clock
from gongjin.people.actions import AddUser, ChangeUser, IssueLink
from gongjin.people.models import Jurisdiction, SignInLink, User
from gongjin.people.tests.conftest import PASSWORD
from gongjin.people.tokens import new_token

PAGE = "/account/password/"  # any page that wants a signed-in user


def sign_in(client: Client, username: str, password: str, **more: str) -> int:
    response = client.post(reverse("people:sign-in"), {"username": username, "password": password, **more})
    return response.status_code


def signed_in(client: Client) -> bool:
    return client.get(PAGE).status_code == 200


def test_a_page_leads_a_stranger_to_the_sign_in_page(client: Client, db: None) -> None:
    response = client.get(PAGE)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("people:sign-in"))


def test_the_right_password_signs_in_and_changes_no_audited_object(client: Client, clerk: User) -> None:
    assert sign_in(client, "clerk", PASSWORD) == 302
    assert signed_in(client)
    assert list(verify()) == []


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client: Client, clerk: User) -> None:
    page = [
        client.post(reverse("people:sign-in"), {"username": name, "password": "wrong"}).content.decode()
        for name in ("clerk", "nobody")
    ]
    assert "用户名或密码不对" in page[0]
    assert "用户名或密码不对" in page[1]
    assert not signed_in(client)


def test_a_new_account_has_no_password_that_signs_in(client: Client, county: Jurisdiction) -> None:
    run(AddUser(jurisdiction=county, username="fresh", display_name="新岗"), actor=SystemActor())
    for password in ("", "fresh", "password", "admin"):
        assert sign_in(client, "fresh", password) == 422


def test_a_switched_off_account_cannot_sign_in_and_its_session_ends(client: Client, clerk: User) -> None:
    sign_in(client, "clerk", PASSWORD)
    run(ChangeUser(display_name="clerk", active=False, posts=()), actor=SystemActor(), on=clerk)
    assert not signed_in(client)
    assert sign_in(client, "clerk", PASSWORD) == 422


def test_after_signing_in_only_a_page_of_ours_is_shown(client: Client, clerk: User) -> None:
    answer = client.post(
        reverse("people:sign-in"), {"username": "clerk", "password": PASSWORD, "next": "https://elsewhere.example/"}
    )
    assert answer.headers["Location"] == reverse("home")


def issue(user: User) -> tuple[str, SignInLink]:
    token = new_token()
    link = run(IssueLink(user=user, token=token), actor=SystemActor())
    return reverse("people:link", args=[token]), link


def test_looking_at_a_link_does_not_use_it_up(client: Client, clerk: User) -> None:
    url, _link = issue(clerk)
    assert client.get(url).status_code == 200
    assert client.get(url).status_code == 200
    assert not signed_in(client)


def test_a_link_signs_in_once(client: Client, clerk: User) -> None:
    url, _link = issue(clerk)
    assert client.post(url).status_code == 302
    assert signed_in(client)
    again = Client()
    assert again.post(url).status_code == 410
    assert not signed_in(again)
    assert list(verify()) == []


def test_a_link_is_too_old_after_a_day(client: Client, clerk: User) -> None:
    url, _link = issue(clerk)
    with clock.at(clock.now() + timedelta(hours=24, seconds=1)):
        assert client.get(url).status_code == 410
        assert client.post(url).status_code == 410
    assert not signed_in(client)


def test_an_invented_link_is_refused(client: Client, db: None) -> None:
    assert client.post(reverse("people:link", args=["made-up"])).status_code == 410


def test_only_a_digest_of_a_link_is_kept(clerk: User) -> None:
    url, link = issue(clerk)
    assert link.token_digest not in url
    assert len(link.token_digest) == 64


def test_somebody_without_a_password_is_asked_to_set_one(client: Client, county: Jurisdiction) -> None:
    user = run(AddUser(jurisdiction=county, username="fresh", display_name="新岗"), actor=SystemActor())
    url, _link = issue(user)
    assert client.post(url).headers["Location"] == reverse("people:password")
    answer = client.post(reverse("people:password"), {"new": PASSWORD, "again": PASSWORD})
    assert answer.status_code == 302
    assert signed_in(client), "the session that set the password goes on"
    assert sign_in(Client(), "fresh", PASSWORD) == 302


@pytest.mark.parametrize(
    ("new", "again", "message"),
    [
        ("short", "short", "太短|至少"),
        ("1234567890", "1234567890", "纯数字|全都是数字|常见"),
        (PASSWORD + "x", PASSWORD + "y", "不一致"),
    ],
)
def test_a_weak_or_mistyped_password_is_refused(
    client: Client, clerk: User, new: str, again: str, message: str
) -> None:
    sign_in(client, "clerk", PASSWORD)
    page = client.post(reverse("people:password"), {"old": PASSWORD, "new": new, "again": again})
    assert page.status_code == 422
    assert any(part in page.content.decode() for part in message.split("|"))
    clerk.refresh_from_db()
    assert clerk.check_password(PASSWORD)


def test_changing_a_password_takes_the_present_one(client: Client, clerk: User) -> None:
    sign_in(client, "clerk", PASSWORD)
    values = {"old": "guessed", "new": "another good one 8", "again": "another good one 8"}
    assert client.post(reverse("people:password"), values).status_code == 422


def test_signing_out_ends_the_session(client: Client, clerk: User) -> None:
    sign_in(client, "clerk", PASSWORD)
    client.post(reverse("people:sign-out"))
    assert not signed_in(client)
