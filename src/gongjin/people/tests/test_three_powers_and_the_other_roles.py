"""系统管理、安全管理、审计管理 are three accounts; who oversees reads all and changes nothing; a post is a unit's."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.audit.errors import Invalid, NotAllowed
from gongjin.audit.models import Record
from gongjin.audit.page_rules import page_rules
from gongjin.people.actions import AddUnit, AddUser, ChangeUser, IssueLink, RevokeLinks
from gongjin.people.actors import actor_of
from gongjin.people.models import Jurisdiction, SignInLink, User
from gongjin.people.roles import OVERSEERS, Role, clash
from gongjin.people.tokens import new_token


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("roles", "together"),
    [
        (("administrator", "office"), True),
        (("convener", "head"), True),
        (("administrator", "security"), False),
        (("administrator", "auditor"), False),
        (("security", "auditor"), False),
        (("security", "office"), False),
        (("auditor", "reporter"), False),
    ],
)
def test_which_roles_one_account_may_hold_together(
    county: Jurisdiction, roles: tuple[str, ...], together: bool
) -> None:
    assert (clash(roles) is None) is together
    unit = run(AddUnit(jurisdiction=county, name="县水利局"), actor=SystemActor())
    posts = tuple((role, unit if role in {"head", "reporter"} else None) for role in roles)
    add = AddUser(county, "several", "几个角色", posts)
    if together:
        assert run(add, actor=SystemActor()).posts.count() == len(roles)
        return
    with pytest.raises(Invalid, match="不能与"):
        run(add, actor=SystemActor())
    assert not User.objects.filter(username="several").exists()


def test_an_administrator_cannot_take_the_auditors_post_as_well(administrator: User) -> None:
    values = {
        "display_name": "x", "roles": ["administrator", "auditor"], "active": "on",
        "revision": str(administrator.revision),
    }  # fmt: skip
    answer = as_user(administrator).post(reverse("people:user", args=[administrator.public_id]), values)
    assert answer.status_code == 422
    assert "“系统管理员”不能与“安全审计员”由同一账号担任" in answer.content.decode()
    assert User.objects.get(pk=administrator.pk).role_names == {"administrator"}


def test_a_post_for_a_unit_wants_one_and_the_others_take_none(county: Jurisdiction) -> None:
    unit = run(AddUnit(jurisdiction=county, name="县水利局"), actor=SystemActor())
    for post in (("head", None), ("reporter", None), ("office", unit), ("auditor", unit)):
        with pytest.raises(Invalid):
            run(AddUser(county, "x", "x", (post,)), actor=SystemActor())


def test_one_person_heads_two_units_and_reports_for_a_third(administrator: User, county: Jurisdiction) -> None:
    units = [run(AddUnit(jurisdiction=county, name=name), actor=SystemActor()) for name in ("甲局", "乙局", "丙局")]
    values = {
        "username": "many", "display_name": "多任", "roles": ["head", "reporter"], "active": "on",
        "heads": [str(units[0].pk), str(units[1].pk)], "reports_for": [str(units[2].pk)],
    }  # fmt: skip
    assert as_user(administrator).post(reverse("people:user-add"), values).status_code == 302
    posts = User.objects.get(username="many").posts.order_by("pk").values_list("role", "unit__name")
    assert list(posts) == [("head", "甲局"), ("head", "乙局"), ("reporter", "丙局")]


def test_the_auditor_reads_the_chain_and_nothing_else(auditor: User) -> None:
    client = as_user(auditor)
    seen = {name for rule in page_rules() if rule.roles & {"auditor"} for name in rule.addresses}
    assert seen == {"people:chain", "people:record", "people:verify", "people:system"}
    assert client.get("/").headers["Location"] == reverse("people:system")
    assert client.get(reverse("people:system")).headers["Location"] == reverse("people:chain")
    assert client.get(reverse("people:chain")).status_code == 200
    assert "审计链完整" in client.post(reverse("people:verify")).content.decode()
    for page in ("people:users", "people:units", "people:permissions", "ledger:rows", "tracking:overview"):
        assert client.get(reverse(page)).status_code == 403


def test_the_security_administrator_sees_accounts_and_no_plan_and_changes_no_account(
    guard: User, clerk: User, county: Jurisdiction
) -> None:
    client = as_user(guard)
    account = reverse("people:user", args=[clerk.public_id])
    page = client.get(account).content.decode()
    assert page.count(">保存</button>") == 0 and "签发链接" not in page
    values = {"display_name": "改名", "roles": ["office"], "active": "on", "revision": str(clerk.revision)}
    assert client.post(account, values).status_code == 403
    assert client.post(reverse("people:user-link", args=[clerk.public_id])).status_code == 403
    assert client.get(reverse("people:user-add")).status_code == 403
    for page_name in ("people:units", "people:chain", "ledger:rows", "ledger:plans", "tracking:overview"):
        assert client.get(reverse(page_name)).status_code == 403
    assert User.objects.get(pk=clerk.pk).display_name == "clerk"
    with pytest.raises(NotAllowed):
        run(ChangeUser("改名", True, ()), actor=actor_of(guard), on=clerk)


def test_links_are_revoked_by_who_looks_after_security_and_no_longer_sign_in(guard: User, clerk: User) -> None:
    tokens = [new_token(), new_token()]
    for token in tokens:
        run(IssueLink(user=clerk, token=token), actor=SystemActor())
    assert (
        "还有 2 个链接没有使用" in as_user(guard).get(reverse("people:user", args=[clerk.public_id])).content.decode()
    )
    url = reverse("people:links-revoke", args=[clerk.public_id])
    assert as_user(clerk).post(url).status_code == 403
    assert as_user(guard).post(url).status_code == 302
    assert not SignInLink.objects.exists()
    for token in tokens:
        assert Client().post(reverse("people:link", args=[token])).status_code == 410
    assert Record.objects.filter(action="people.links.revoke", actor=str(guard.public_id)).count() == 1
    with pytest.raises(Invalid):
        run(RevokeLinks(), actor=actor_of(guard), on=clerk)


@pytest.mark.parametrize("role", sorted(OVERSEERS))
def test_who_oversees_reads_what_the_office_reads_and_is_offered_no_act(county: Jurisdiction, role: str) -> None:
    user = run(AddUser(county, "chief", "召集人", ((role, None),)), actor=SystemActor())
    client = as_user(user)
    for page in ("ledger:desk", "ledger:plans", "ledger:rows", "tracking:overview", "tracking:data", "evidence:list"):
        answer = client.get(reverse(page))
        assert answer.status_code == 200, page
        shown = answer.content.decode()
        assert "导入方案</a>" not in shown and 'type="file"' not in shown
    for page in ("ledger:plan-import", "evidence:upload", "people:unit-add", "tracking:data-add", "people:users"):
        assert client.post(reverse(page)).status_code == 403, page


def test_the_page_of_users_says_which_of_the_three_powers_nobody_holds(
    administrator: User, county: Jurisdiction
) -> None:
    client = as_user(administrator)
    page = client.get(reverse("people:users")).content.decode()
    assert "还没有启用的“安全管理员”" in page and "还没有启用的“安全审计员”" in page
    run(AddUser(county, "guard", "安全", ((Role.SECURITY.value, None),)), actor=SystemActor())
    assert "还没有启用的“安全管理员”" not in client.get(reverse("people:users")).content.decode()


def test_the_permission_page_says_for_every_role_what_it_sees(clerk: User) -> None:
    page = as_user(clerk).get(reverse("people:permissions")).content.decode()
    for role in Role:
        assert str(role.label) in page
    for rule in page_rules():
        assert str(rule.label) in page
