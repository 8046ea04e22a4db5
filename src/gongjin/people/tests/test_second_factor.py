"""A second factor: a code of an app that is used once, recovery codes, a wait, a reset, and whose it must be."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.audit.errors import Invalid, NotAllowed
from gongjin.audit.models import Payload, Record
from gongjin.audit.verify import verify
from gongjin.core import clock
from gongjin.people import second_factor
from gongjin.people.actions import ChangeUser, IssueLink
from gongjin.people.actors import actor_of
from gongjin.people.factor_actions import RequireFactor, ResetSecondFactor, SetSecondFactor
from gongjin.people.guessing import WAIT
from gongjin.people.models import Jurisdiction, PasswordTries, SecondFactor, UsedCode, User
from gongjin.people.tests.conftest import PASSWORD
from gongjin.people.tokens import new_token

CODE, SET_UP, SIGN_IN = "/sign-in/code/", "/account/second-factor/", "/sign-in/"
SEED = "5e" * 32


def shown(seed: str = SEED) -> str:
    """What the app shows now."""
    return pyotp.TOTP(second_factor.secret_of(seed)).at(clock.now())


def password(client: Client, name: str = "clerk") -> HttpResponse:
    answer = client.post(SIGN_IN, {"username": name, "password": PASSWORD})
    assert isinstance(answer, HttpResponse)
    return answer


def inside(client: Client) -> bool:
    return client.get(reverse("people:password")).status_code == 200


@pytest.fixture
def codes() -> tuple[str, ...]:
    return tuple(second_factor.new_codes())


@pytest.fixture
def factor(clerk: User, codes: tuple[str, ...]) -> SecondFactor:
    """The clerk's app, set up some time ago."""
    with clock.at(clock.now() - timedelta(hours=1)):
        return run(SetSecondFactor(clerk, SEED, shown(), codes), actor=actor_of(clerk))


def test_the_password_alone_signs_nobody_in_who_has_an_app(client: Client, factor: SecondFactor) -> None:
    assert password(client).headers["Location"] == CODE
    assert not inside(client)
    assert client.post(CODE, {"code": shown()}).status_code == 302
    assert inside(client)


def test_a_one_time_link_does_not_go_round_the_code(client: Client, factor: SecondFactor) -> None:
    token = new_token()
    run(IssueLink(user=factor.user, token=token), actor=SystemActor())
    assert client.post(reverse("people:link", args=[token])).headers["Location"] == CODE
    assert not inside(client)


def test_after_the_code_one_is_where_one_wanted_to_go(client: Client, factor: SecondFactor) -> None:
    client.post(SIGN_IN, {"username": "clerk", "password": PASSWORD, "next": "/units/"})
    assert client.post(CODE, {"code": shown()}).headers["Location"] == "/units/"


@pytest.mark.parametrize("wrong", ["12345", "abcdefg", "１２３", " ", "9" * 40])
def test_what_is_no_code_is_refused(client: Client, factor: SecondFactor, wrong: str) -> None:
    password(client)
    assert client.post(CODE, {"code": wrong}).status_code == 422
    assert not inside(client)


def test_a_code_in_full_width_digits_with_a_space_is_the_same_code(client: Client, factor: SecondFactor) -> None:
    password(client)
    typed = shown().translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert client.post(CODE, {"code": f"{typed[:3]} {typed[3:]}"}).status_code == 302


def test_a_code_is_used_once_and_the_next_one_fits(factor: SecondFactor) -> None:
    now = clock.now()
    with clock.at(now):
        first, second = Client(), Client()
        password(first)
        password(second)
        assert first.post(CODE, {"code": shown()}).status_code == 302
        assert second.post(CODE, {"code": shown()}).status_code == 422
        assert not inside(second)
    with clock.at(now + timedelta(seconds=30)):
        assert second.post(CODE, {"code": shown()}).status_code == 302


def test_a_code_of_long_ago_no_longer_fits_and_one_of_a_slow_clock_does(factor: SecondFactor) -> None:
    now = clock.now()
    with clock.at(now - timedelta(seconds=30)):
        slow = shown()
    with clock.at(now - timedelta(seconds=90)):
        old = shown()
    with clock.at(now):
        assert not second_factor.take_code(factor.user, SEED, old)
        assert second_factor.take_code(factor.user, SEED, slow)


def _wrong() -> str:
    """Six digits that do not fit."""
    return next(code for code in ("000000", "111111") if second_factor.step_of(SEED, code) is None)


def test_five_wrong_codes_and_the_account_waits_wherever_they_come_from(factor: SecondFactor) -> None:
    for number in range(5):
        client = Client(REMOTE_ADDR=f"192.0.2.{number}")
        password(client)
        answer = client.post(CODE, {"code": _wrong()})
    assert answer.status_code == 429 and int(answer.headers["Retry-After"]) > 800
    client = Client(REMOTE_ADDR="192.0.2.99")
    password(client)
    assert client.post(CODE, {"code": shown()}).status_code == 429
    assert not inside(client)
    with clock.at(clock.now() + WAIT):
        late = Client()
        password(late)
        assert late.post(CODE, {"code": shown()}).status_code == 302


def test_the_security_administrator_lifts_this_wait_too(factor: SecondFactor, guard: User) -> None:
    client = Client()
    password(client)
    for _number in range(5):
        client.post(CODE, {"code": _wrong()})
    looking = Client()
    looking.force_login(guard)
    assert "解除等待" in looking.get(reverse("people:user", args=[factor.user.public_id])).content.decode()
    looking.post(reverse("people:user-lift", args=[factor.user.public_id]))
    assert client.post(CODE, {"code": shown()}).status_code == 302


def test_the_time_for_a_code_runs_out(client: Client, factor: SecondFactor) -> None:
    password(client)
    with clock.at(clock.now() + timedelta(minutes=11)):
        assert client.post(CODE, {"code": shown()}).headers["Location"] == SIGN_IN


def test_without_a_password_there_is_nothing_to_ask(client: Client, factor: SecondFactor) -> None:
    for url in (CODE, SET_UP):
        assert client.get(url).headers["Location"] == SIGN_IN


def test_an_account_switched_off_meanwhile_is_not_let_in(client: Client, factor: SecondFactor) -> None:
    password(client)
    run(ChangeUser("x", False, (("office", None),)), actor=SystemActor(), on=factor.user)
    assert client.post(CODE, {"code": shown()}).headers["Location"] == SIGN_IN


def test_each_recovery_code_signs_in_once_and_is_told_to_the_chain(
    client: Client, factor: SecondFactor, codes: tuple[str, ...]
) -> None:
    password(client)
    assert client.post(CODE, {"code": codes[3].upper()}).status_code == 302
    assert inside(client)
    again = Client()
    password(again)
    assert again.post(CODE, {"code": codes[3]}).status_code == 422
    assert again.post(CODE, {"code": codes[4]}).status_code == 302
    factor.refresh_from_db()
    assert len(factor.recovery) == 8
    assert Record.objects.filter(action="people.factor.recover").count() == 2
    assert list(verify()) == []


def test_neither_secrets_nor_codes_are_kept(client: Client, factor: SecondFactor, codes: tuple[str, ...]) -> None:
    password(client)
    client.post(CODE, {"code": shown()})
    secret = second_factor.secret_of(SEED)
    told = [str(payload.body) for payload in Payload.objects.all()]
    kept = [str(vars(factor)), *(used.key for used in UsedCode.objects.all()), *told]
    for text in kept:
        assert secret not in text and not any(code in text for code in codes)
    assert not any(SEED in text for text in told)


def test_used_codes_are_forgotten_when_they_no_longer_fit(factor: SecondFactor) -> None:
    with clock.at(clock.now() + timedelta(minutes=6)):
        assert second_factor.take_code(factor.user, SEED, shown())
    assert UsedCode.objects.count() == 1


def test_a_role_may_ask_for_it_and_then_it_is_set_up_before_anything_is_seen(
    client: Client, clerk: User, guard: User
) -> None:
    asking = Client()
    asking.force_login(guard)
    assert asking.post(reverse("people:sign-in-rules"), {"roles": ["office"]}).status_code == 302
    assert password(client).headers["Location"] == SET_UP
    assert not inside(client)
    page = client.get(SET_UP).content.decode()
    assert "<svg" in page and "您的角色须用二次验证登录" in page
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
    assert found is not None
    app = pyotp.TOTP(found[1].replace(" ", ""))
    assert client.post(SET_UP, {"code": "12345"}).status_code == 422
    assert not inside(client) and not SecondFactor.objects.exists()
    page = client.post(SET_UP, {"code": app.at(clock.now())}).content.decode()
    assert len(re.findall(r"<li><code>[a-z0-9-]{17}</code></li>", page)) == 10
    assert inside(client)
    assert "还有 10 个恢复码" in client.get(SET_UP).content.decode()
    assert password(Client(), "guard").headers["Location"] == "/", "other roles are not asked"


def test_who_was_asked_and_has_no_app_yet_cannot_go_round_by_another_page(
    client: Client, clerk: User, county: Jurisdiction
) -> None:
    run(RequireFactor(("office",)), actor=SystemActor(), on=county)
    password(client)
    assert client.get(CODE).headers["Location"] == SIGN_IN
    assert client.post(reverse("people:second-factor-codes")).status_code == 302
    assert not inside(client)


def test_a_half_signed_in_stranger_cannot_set_up_a_second_app(client: Client, factor: SecondFactor) -> None:
    password(client)
    assert client.get(SET_UP).headers["Location"] == CODE
    assert client.post(SET_UP, {"code": shown()}).headers["Location"] == CODE
    with pytest.raises(Invalid):
        run(SetSecondFactor(factor.user, "77" * 32, shown("77" * 32), ()), actor=actor_of(factor.user))


def test_the_session_from_before_the_password_is_not_the_one_after_the_code(factor: SecondFactor) -> None:
    client = Client()
    password(client)
    half = client.cookies["gongjin_session"].value
    client.post(CODE, {"code": shown()})
    assert client.cookies["gongjin_session"].value != half


def test_new_recovery_codes_make_the_old_ones_worthless(
    client: Client, factor: SecondFactor, codes: tuple[str, ...]
) -> None:
    client.force_login(factor.user)
    page = client.post(reverse("people:second-factor-codes")).content.decode()
    fresh = re.findall(r"<li><code>([a-z0-9-]{17})</code></li>", page)
    assert len(fresh) == 10 and not set(fresh) & set(codes)
    half = Client()
    password(half)
    assert half.post(CODE, {"code": codes[0]}).status_code == 422
    assert half.post(CODE, {"code": fresh[0]}).status_code == 302


def test_a_lost_app_is_reset_by_the_security_administrator_alone(
    client: Client, factor: SecondFactor, guard: User, administrator: User
) -> None:
    url = reverse("people:factor-reset", args=[factor.user.public_id])
    for user in (factor.user, administrator):
        with pytest.raises(NotAllowed):
            run(ResetSecondFactor(), actor=actor_of(user), on=factor)
        theirs = Client()
        theirs.force_login(user)
        assert theirs.post(url).status_code == 403
    looking = Client()
    looking.force_login(guard)
    assert looking.post(url).status_code == 302
    assert looking.post(url).status_code == 404
    assert not SecondFactor.objects.exists() and not PasswordTries.objects.exists()
    assert password(client).headers["Location"] == "/"
    assert inside(client)
    assert list(verify()) == []


def test_only_the_security_administrator_says_whose_sign_in_takes_it(
    administrator: User, guard: User, county: Jurisdiction
) -> None:
    client = Client()
    client.force_login(administrator)
    url = reverse("people:sign-in-rules")
    assert "由安全管理员设定" in client.get(url).content.decode()
    assert client.post(url, {"roles": ["office"]}).status_code == 403
    client.force_login(guard)
    for roles in (["administrator", "nothing"], ["administrator", "office"], ["office"]):
        client.post(url, {"roles": roles})
    assert list(county.required_factors.values_list("role", flat=True)) == ["office"]
    with pytest.raises(Invalid):
        run(RequireFactor(("nothing",)), actor=SystemActor(), on=county)
    assert list(verify()) == []


def test_the_rules_of_passwords_are_written_on_the_page(client: Client, clerk: User) -> None:
    client.force_login(clerk)
    page = client.get(reverse("people:password")).content.decode()
    assert "密码至少要 10 个字符" in page and page.count("<li>") >= 4
