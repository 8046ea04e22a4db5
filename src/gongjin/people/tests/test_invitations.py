"""Invitations: links of a week for many at once, on a list that is shown once, and revocable."""

from __future__ import annotations

import re
from datetime import timedelta

from django.test import Client
from django.urls import reverse

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.audit.models import Payload, Record
from gongjin.audit.verify import verify
from gongjin.core import clock
from gongjin.people.actions import AddUser
from gongjin.people.models import Jurisdiction, SignInLink, User


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _invited(client: Client, *users: User) -> list[str]:
    answer = client.post(reverse("people:invite"), {"user": [str(user.public_id) for user in users]})
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    return list(dict.fromkeys(re.findall(r"http://testserver(/sign-in/link/[\w-]+/)", answer.content.decode())))


def _fresh(county: Jurisdiction, count: int) -> list[User]:
    return [run(AddUser(county, f"new{n}", f"新岗{n}"), actor=SystemActor()) for n in range(count)]


def test_many_are_invited_at_once_and_each_link_signs_its_own_user_in(
    administrator: User, county: Jurisdiction
) -> None:
    client = as_user(administrator)
    users = _fresh(county, 3)
    page = client.get(reverse("people:invite")).content.decode()
    assert page.count(" checked") == 3, "those without a password are chosen already"
    links = _invited(client, *users)
    assert len(links) == 3
    for user, link in zip(users, links, strict=True):
        theirs = Client()
        assert user.display_name in theirs.get(link).content.decode()
        assert theirs.post(link).headers["Location"] == reverse("people:password")
        assert theirs.post(link).status_code == 410
    assert Record.objects.filter(action="people.link.issue").count() == 3
    tokens = [link.split("/")[-2] for link in links]
    assert not any(token in str(payload.body) for payload in Payload.objects.all() for token in tokens)
    assert list(verify()) == []


def test_an_invitation_lives_seven_days(administrator: User, county: Jurisdiction) -> None:
    (link,) = _invited(as_user(administrator), *_fresh(county, 1))
    with clock.at(clock.now() + timedelta(days=7, minutes=1)):
        assert Client().get(link).status_code == 410
        assert Client().post(link).status_code == 410
    with clock.at(clock.now() + timedelta(days=6, hours=23)):
        assert Client().get(link).status_code == 200


def test_an_invitation_sent_to_the_wrong_person_is_revoked(administrator: User, county: Jurisdiction) -> None:
    client = as_user(administrator)
    (user,) = _fresh(county, 1)
    (link,) = _invited(client, user)
    revoke = reverse("people:links-revoke", args=[user.public_id])
    client.post(revoke)
    assert Client().post(link).status_code == 410
    assert not SignInLink.objects.exists()
    assert "没有未使用的登录链接" in client.post(revoke, follow=True).content.decode()


def test_nobody_chosen_and_strange_ids_invite_nobody(administrator: User, clerk: User, guard: User) -> None:
    client = as_user(administrator)
    for ids in ([], ["x"], ["00000000-0000-0000-0000-000000000000"]):
        answer = client.post(reverse("people:invite"), {"user": ids})
        assert answer.status_code == 422 and "请先勾选" in answer.content.decode()
    for user in (clerk, guard):
        answer = as_user(user).post(reverse("people:invite"), {"user": [str(clerk.public_id)]})
        assert answer.status_code == 403
    assert not SignInLink.objects.exists()
