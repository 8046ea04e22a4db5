"""Five wrong passwords for a name from an address, then a wait; who is let in all the same, and who may lift it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.audit.errors import NotAllowed
from gongjin.audit.models import Record
from gongjin.audit.verify import verify
from gongjin.core import clock
from gongjin.people.actions import IssueLink, LiftWait, SetPassword
from gongjin.people.actors import actor_of
from gongjin.people.guessing import MOST_WRONG, WAIT, client_address, take_try, waits_until
from gongjin.people.models import PasswordTries, User
from gongjin.people.tests.conftest import PASSWORD
from gongjin.people.tokens import new_token

HERE, ELSEWHERE = "192.0.2.7", "192.0.2.8"
Answer = Callable[..., HttpResponse]


@pytest.fixture
def sign_in() -> Answer:
    """One try to sign in, by a browser without a session, from an address."""

    def attempt(password: str, name: str = "clerk", address: str = HERE) -> HttpResponse:
        values = {"username": name, "password": password}
        return Client(REMOTE_ADDR=address).post(reverse("people:sign-in"), values)  # type: ignore[return-value]

    return attempt


@pytest.fixture
def waiting(clerk: User, sign_in: Answer) -> User:
    """The clerk after five wrong passwords from one address."""
    for number in range(MOST_WRONG):
        sign_in(f"wrong {number}")
    return clerk


def test_the_fifth_wrong_password_is_answered_with_the_waiting_time(clerk: User, sign_in: Answer) -> None:
    for number in range(MOST_WRONG - 1):
        answer = sign_in(f"wrong {number}")
        assert answer.status_code == 422
        assert "用户名或密码不对" in answer.content.decode()
    answer = sign_in("wrong again")
    assert answer.status_code == 429
    assert "密码已连续输错 5 次，请 15 分钟后再试" in answer.content.decode()
    assert 890 <= int(answer.headers["Retry-After"]) <= 900


def test_even_the_right_password_is_not_looked_at_while_one_waits(waiting: User, sign_in: Answer) -> None:
    assert sign_in(PASSWORD).status_code == 429
    assert sign_in(PASSWORD, name=" Clerk ").status_code == 429, "the same name, written otherwise"


def test_the_waiting_time_runs_down_and_tries_do_not_prolong_it(waiting: User, sign_in: Answer) -> None:
    began = clock.now()
    with clock.at(began + timedelta(minutes=10)):
        assert "请 5 分钟后再试" in sign_in("wrong").content.decode()
    with clock.at(began + WAIT):
        assert sign_in(PASSWORD).status_code == 302


def test_the_right_password_begins_the_count_anew(clerk: User, sign_in: Answer) -> None:
    for password in (*["wrong"] * 4, PASSWORD, *["wrong"] * 4, PASSWORD):
        assert sign_in(password).status_code == (302 if password == PASSWORD else 422)
    assert not PasswordTries.objects.exists()


def test_other_names_and_other_addresses_need_not_wait(waiting: User, administrator: User, sign_in: Answer) -> None:
    assert sign_in(PASSWORD, name="administrator").status_code == 302
    assert sign_in(PASSWORD, address=ELSEWHERE).status_code == 302
    assert sign_in(PASSWORD).status_code == 429, "signing in elsewhere lets nobody guess on here"


def test_a_name_that_nobody_has_waits_like_any_other(clerk: User, sign_in: Answer) -> None:
    statuses = [sign_in("wrong", name="nobody").status_code for _number in range(6)]
    assert statuses == [422, 422, 422, 422, 429, 429]


def test_a_one_time_link_signs_in_while_one_waits_and_a_new_password_ends_the_wait(
    waiting: User, sign_in: Answer
) -> None:
    token = new_token()
    run(IssueLink(user=waiting, token=token), actor=SystemActor())
    client = Client(REMOTE_ADDR=HERE)
    assert client.post(reverse("people:link", args=[token])).status_code == 302
    assert client.get("/account/password/").status_code == 200
    run(SetPassword(password="another good one 8"), actor=actor_of(waiting), on=waiting)
    assert sign_in("another good one 8").status_code == 302


def test_the_security_administrator_lifts_the_wait_on_the_page_of_the_account(
    waiting: User, guard: User, sign_in: Answer
) -> None:
    client = Client()
    client.force_login(guard)
    account = reverse("people:user", args=[waiting.public_id])
    assert "解除等待" in client.get(account).content.decode()
    assert client.post(reverse("people:user-lift", args=[waiting.public_id])).headers["Location"] == account
    page = client.get(account).content.decode()
    assert "已解除“clerk”的登录等待" in page and "解除等待</button>" not in page
    assert sign_in(PASSWORD).status_code == 302
    assert Record.objects.filter(action="people.user.lift", actor=str(guard.public_id)).count() == 1
    assert list(verify()) == []


def test_nobody_else_lifts_it(waiting: User, administrator: User, sign_in: Answer) -> None:
    for user in (waiting, administrator):
        with pytest.raises(NotAllowed):
            run(LiftWait(), actor=actor_of(user), on=waiting)
        client = Client()
        client.force_login(user)
        assert client.post(reverse("people:user-lift", args=[waiting.public_id])).status_code == 403
    assert sign_in(PASSWORD).status_code == 429
    assert not Record.objects.filter(action="people.user.lift").exists()


def test_a_try_is_counted_before_the_password_is_looked_at(db: None) -> None:
    """Many requests at once, none of them answered yet, get five looks at the password and not more."""
    looks = [take_try("clerk", HERE) for _request in range(8)]
    assert [until is None for until in looks] == [True] * 5 + [False] * 3


def test_neither_names_nor_addresses_are_kept_and_what_no_longer_counts_goes(db: None) -> None:
    take_try("clerk", HERE)
    kept = PasswordTries.objects.get()
    assert "clerk" not in kept.key + kept.name_key and HERE not in kept.key
    with clock.at(clock.now() + WAIT):
        take_try("administrator", HERE)
    assert PasswordTries.objects.count() == 1
    assert waits_until("clerk") is None


@pytest.mark.parametrize(
    ("trusted", "remote", "forwarded", "address"),
    [
        (False, HERE, ELSEWHERE, HERE),
        (True, "127.0.0.1", f"203.0.113.9, {ELSEWHERE}", ELSEWHERE),
        (True, HERE, "", HERE),
        (False, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        (False, "::ffff:192.0.2.7", "", HERE),
        (False, "", "", ""),
    ],
)
def test_an_address_is_what_a_trusted_proxy_saw_and_never_what_a_visitor_claims(
    settings: object, trusted: bool, remote: str, forwarded: str, address: str
) -> None:
    settings.GONGJIN_TRUST_PROXY = trusted  # type: ignore[attr-defined]
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address


def test_the_time_to_wait_is_the_latest_of_all_addresses(waiting: User, sign_in: Answer) -> None:
    first: datetime | None = waits_until("clerk")
    with clock.at(clock.now() + timedelta(minutes=3)):
        for _number in range(MOST_WRONG):
            sign_in("wrong", address=ELSEWHERE)
        last = waits_until("clerk")
    assert first is not None and last is not None and last > first
