"""交接: posts pass to another person and nothing is lost; who may, what is refused, and that nothing changed then."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.audit.errors import Conflict, Invalid, NotAllowed
from gongjin.audit.models import Record
from gongjin.audit.verify import verify
from gongjin.people.actions import AddUnit, AddUser, ChangeUser, IssueLink
from gongjin.people.actors import actor_of
from gongjin.people.handover_actions import HandOver
from gongjin.people.models import Jurisdiction, Post, SignInLink, Unit, User
from gongjin.people.tokens import new_token


@pytest.fixture
def units(county: Jurisdiction) -> list[Unit]:
    return [run(AddUnit(jurisdiction=county, name=name), actor=SystemActor()) for name in ("县水利局", "县林业局")]


@pytest.fixture
def giver(county: Jurisdiction, units: list[Unit]) -> User:
    """Reports for two units and heads one of them."""
    posts = (("reporter", units[0]), ("reporter", units[1]), ("head", units[0]))
    return run(AddUser(county, "giver", "前任", posts), actor=SystemActor())


@pytest.fixture
def taker(county: Jurisdiction, units: list[Unit]) -> User:
    """Reports for one of the units already."""
    return run(AddUser(county, "taker", "接任", (("reporter", units[0]),)), actor=SystemActor())


def held(user: User) -> list[tuple[str, str]]:
    found = Post.objects.filter(user=user).order_by("role", "unit__name").values_list("role", "unit__name")
    return [(role, str(name)) for role, name in found]


def test_the_office_hands_all_posts_of_a_person_over_on_the_page(clerk: User, giver: User, taker: User) -> None:
    client = Client()
    client.force_login(clerk)
    assert "前任" in client.get(reverse("people:hand-overs")).content.decode()
    page = client.get(reverse("people:hand-over", args=[giver.public_id])).content.decode()
    assert page.count("checked") == 3 and "离岗" not in page
    posts = [str(post.pk) for post in giver.posts.all()]
    values = {"posts": posts, "to": str(taker.pk), "revision": str(giver.revision)}
    assert client.post(reverse("people:hand-over", args=[giver.public_id]), values).status_code == 302
    assert held(giver) == []
    assert held(taker) == [("head", "县水利局"), ("reporter", "县林业局"), ("reporter", "县水利局")]
    giver.refresh_from_db()
    assert giver.is_active, "the office switches nobody off"
    assert Record.objects.filter(action="people.user.hand_over", actor=str(clerk.public_id)).count() == 1
    assert list(verify()) == []


def test_some_posts_pass_and_the_others_stay(administrator: User, giver: User, taker: User) -> None:
    head = giver.posts.get(role="head")
    run(HandOver(taker, (head,)), actor=actor_of(administrator), on=giver)
    assert ("head", "县水利局") in held(taker) and held(giver) == [("reporter", "县林业局"), ("reporter", "县水利局")]


def test_who_leaves_is_switched_off_with_the_links_and_what_they_did_stays_theirs(
    administrator: User, giver: User, taker: User, county: Jurisdiction, client: Client
) -> None:
    token = new_token()
    run(IssueLink(user=giver, token=token), actor=SystemActor())
    before = list(Record.objects.order_by("pk").values_list("pk", "actor", "digest"))
    run(HandOver(taker, tuple(giver.posts.all()), leaves=True), actor=actor_of(administrator), on=giver)
    giver.refresh_from_db()
    assert not giver.is_active and not SignInLink.objects.exists()
    assert client.post(reverse("people:link", args=[token])).status_code == 410
    assert list(Record.objects.order_by("pk").values_list("pk", "actor", "digest"))[:-1] == before
    assert actor_of(giver).roles == frozenset()
    assert list(verify()) == []


def test_the_office_hands_over_posts_of_units_only_and_switches_nobody_off(
    clerk: User, administrator: User, giver: User, taker: User
) -> None:
    for action, on in (
        (HandOver(taker, tuple(administrator.posts.all())), administrator),
        (HandOver(taker, tuple(giver.posts.all()), leaves=True), giver),
    ):
        with pytest.raises(NotAllowed):
            run(action, actor=actor_of(clerk), on=on)
    client = Client()
    client.force_login(clerk)
    assert client.get(reverse("people:hand-over", args=[administrator.public_id])).status_code == 404
    assert len(held(giver)) == 3 and held(taker) == [("reporter", "县水利局")] and len(held(administrator)) == 1


def test_nobody_takes_posts_for_themselves(giver: User, taker: User, guard: User) -> None:
    for user in (giver, taker, guard):
        with pytest.raises(NotAllowed):
            run(HandOver(taker, tuple(giver.posts.all())), actor=actor_of(user), on=giver)
        client = Client()
        client.force_login(user)
        assert client.get(reverse("people:hand-overs")).status_code == 403
        assert client.post(reverse("people:hand-over", args=[giver.public_id])).status_code == 403
    assert len(held(giver)) == 3


def test_what_makes_no_sense_is_refused_and_nothing_changes(
    administrator: User, giver: User, taker: User, guard: User, county: Jurisdiction
) -> None:
    off = run(AddUser(county, "off", "停用的"), actor=SystemActor())
    run(ChangeUser("停用的", False, ()), actor=SystemActor(), on=off)
    theirs = tuple(giver.posts.all())
    before = Record.objects.count()
    for action in (
        HandOver(giver, theirs),
        HandOver(off, theirs),
        HandOver(guard, theirs),  # a security administrator holds nothing else
        HandOver(taker, ()),
        HandOver(taker, tuple(taker.posts.all())),
    ):
        with pytest.raises(Invalid):
            run(action, actor=actor_of(administrator), on=giver)
    with pytest.raises(Conflict):
        run(HandOver(taker, theirs), actor=actor_of(administrator), on=giver, expect=99)
    with pytest.raises(Invalid):
        run(HandOver(guard, tuple(administrator.posts.all()), leaves=True), actor=SystemActor(), on=administrator)
    assert Record.objects.count() == before and len(held(giver)) == 3


def test_the_last_administrator_leaves_by_handing_over(administrator: User, county: Jurisdiction) -> None:
    heir = run(AddUser(county, "heir", "新管理员"), actor=SystemActor())
    run(HandOver(heir, tuple(administrator.posts.all()), leaves=True), actor=actor_of(administrator), on=administrator)
    assert held(heir) == [("administrator", "None")]
    administrator.refresh_from_db()
    assert not administrator.is_active


def test_a_strange_number_or_account_is_refused_on_the_page(clerk: User, giver: User, taker: User) -> None:
    client = Client()
    client.force_login(clerk)
    url = reverse("people:hand-over", args=[giver.public_id])
    for values in ({"to": ""}, {"posts": ["9" * 30], "to": "9" * 30}, {"posts": ["x"], "to": "x", "revision": "x"}):
        assert client.post(url, values).status_code == 422
    assert len(held(giver)) == 3
