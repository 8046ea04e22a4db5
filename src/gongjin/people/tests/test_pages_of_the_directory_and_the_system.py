"""Units, accounts, the permission matrix and the chain on pages: who sees them, what they do, how many queries."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.audit.errors import Invalid
from gongjin.audit.models import Record
from gongjin.audit.states import tables
from gongjin.audit.verify import verify
from gongjin.people.actions import AddUnit, AddUser
from gongjin.people.models import Jurisdiction, SignInLink, Unit, User

Queries = Callable[[int], object]


@pytest.fixture
def as_administrator(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


@pytest.fixture
def as_clerk(clerk: User) -> Client:
    client = Client()
    client.force_login(clerk)
    return client


@pytest.fixture
def unit(county: Jurisdiction) -> Unit:
    return run(AddUnit(jurisdiction=county, name="县水利局", aliases=("县水务局",)), actor=SystemActor())


ADMINISTRATORS_PAGES = ("people:users", "people:user-add", "people:chain")


@pytest.mark.parametrize("page", ADMINISTRATORS_PAGES)
def test_only_an_administrator_sees_the_pages_of_the_system(as_clerk: Client, page: str) -> None:
    answer = as_clerk.get(reverse(page))
    assert answer.status_code == 403
    assert "您的角色不能查看本页" in answer.content.decode()


@pytest.mark.parametrize("page", ADMINISTRATORS_PAGES)
def test_an_administrator_sees_them(as_administrator: Client, page: str) -> None:
    assert as_administrator.get(reverse(page)).status_code == 200


def test_somebody_without_a_role_sees_no_directory(client: Client, county: Jurisdiction) -> None:
    user = run(AddUser(jurisdiction=county, username="nobody", display_name="无"), actor=SystemActor())
    client.force_login(user)
    assert client.get(reverse("people:units")).status_code == 403
    assert client.get(reverse("people:unit-add")).status_code == 403


@pytest.mark.parametrize("words", ["水利", "水务"])
def test_a_unit_is_found_by_its_name_and_by_another_name(as_clerk: Client, unit: Unit, words: str) -> None:
    run(AddUnit(jurisdiction=unit.jurisdiction, name="县教育局"), actor=SystemActor())
    page = as_clerk.get(reverse("people:units"), {"q": words}).content.decode()
    assert "县水利局" in page
    assert "县教育局" not in page


def test_the_clerk_adds_a_unit(as_clerk: Client, county: Jurisdiction) -> None:
    values = {
        "name": "青石镇人民政府",
        "short_name": "青石镇",
        "kind": "township",
        "aliases": "青石乡\n青石乡",
        "active": "on",
    }
    assert as_clerk.post(reverse("people:unit-add"), values).status_code == 302
    added = Unit.objects.get()
    assert (added.name, added.kind, [alias.name for alias in added.aliases.all()]) == (
        "青石镇人民政府",
        "township",
        ["青石乡"],
    )
    assert list(verify()) == []


def test_a_name_that_is_taken_is_refused_at_its_field_and_what_was_typed_stays(as_clerk: Client, unit: Unit) -> None:
    answer = as_clerk.post(reverse("people:unit-add"), {"name": "县水利局", "short_name": "水利", "kind": "department"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "已在名录中" in page
    assert 'value="水利"' in page
    assert Unit.objects.count() == 1


def test_a_unit_changed_by_somebody_else_meanwhile_is_a_conflict_on_the_page(as_clerk: Client, unit: Unit) -> None:
    url = reverse("people:unit-change", args=[unit.public_id])
    values = {
        "name": "县水务局",
        "short_name": "",
        "kind": "department",
        "active": "on",
        "revision": str(unit.revision),
    }
    assert as_clerk.post(url, {**values, "aliases": ""}).status_code == 302
    answer = as_clerk.post(url, {**values, "name": "县水电局", "aliases": ""})
    assert answer.status_code == 422
    assert "他人修改" in answer.content.decode()
    unit.refresh_from_db()
    assert unit.name == "县水务局"


def test_a_unit_cannot_stand_below_itself(as_clerk: Client, unit: Unit) -> None:
    add = AddUnit(jurisdiction=unit.jurisdiction, name="县水政大队", parent=unit)
    child = run(add, actor=SystemActor())
    values = {"name": "县水利局", "kind": "department", "active": "on", "parent": str(child.pk), "revision": "1"}
    answer = as_clerk.post(reverse("people:unit-change", args=[unit.public_id]), values)
    assert answer.status_code == 422
    assert "上级单位不能是" in answer.content.decode()


def test_an_administrator_adds_an_account_and_hands_out_a_link_that_is_shown_once(as_administrator: Client) -> None:
    values = {"username": "liaison", "display_name": "联络员", "roles": ["office"], "active": "on"}
    added = as_administrator.post(reverse("people:user-add"), values)
    account = User.objects.get(username="liaison")
    assert added.status_code == 302
    assert account.role_names == {"office"}
    shown = as_administrator.post(reverse("people:user-link", args=[account.public_id])).content.decode()
    assert "/sign-in/link/" in shown
    assert SignInLink.objects.get().user == account
    assert list(verify()) == []


def test_an_account_reports_only_for_units_that_are_chosen(as_administrator: Client, unit: Unit) -> None:
    values = {"username": "reporter", "display_name": "填报员", "roles": ["reporter"], "active": "on"}
    refused = as_administrator.post(reverse("people:user-add"), values)
    assert refused.status_code == 422
    assert "“单位填报人”要选择单位" in refused.content.decode()
    assert not User.objects.filter(username="reporter").exists()

    as_administrator.post(reverse("people:user-add"), {**values, "reports_for": [str(unit.pk)]})
    account = User.objects.get(username="reporter")
    assert [(post.role, post.unit) for post in account.posts.all()] == [("reporter", unit)]
    shown = as_administrator.get(reverse("people:user", args=[account.public_id])).content.decode()
    assert f'<option value="{unit.pk}" selected>' in shown
    assert "仅本单位、本人" in as_administrator.get(reverse("people:permissions")).content.decode()


def test_nobody_reports_for_no_unit_or_for_one_of_another_county(county: Jurisdiction) -> None:
    elsewhere = Jurisdiction(code="elsewhere", name="邻县")
    Jurisdiction._base_manager.bulk_create([elsewhere])
    theirs = run(AddUnit(jurisdiction=elsewhere, name="邻县水利局"), actor=SystemActor())
    for unit in (None, theirs):
        add = AddUser(jurisdiction=county, username="r", display_name="r", posts=(("reporter", unit),))
        with pytest.raises(Invalid):
            run(add, actor=SystemActor())
    assert not User.objects.filter(username="r").exists()


def test_the_last_administrator_cannot_be_switched_off(as_administrator: Client, administrator: User) -> None:
    values = {"display_name": "x", "roles": [], "revision": str(administrator.revision)}
    answer = as_administrator.post(reverse("people:user", args=[administrator.public_id]), values)
    assert answer.status_code == 422
    assert "至少要保留一名" in answer.content.decode()
    administrator.refresh_from_db()
    assert administrator.is_active


def test_the_account_of_another_county_is_not_found(as_administrator: Client) -> None:
    elsewhere = Jurisdiction(code="elsewhere", name="邻县")
    Jurisdiction._base_manager.bulk_create([elsewhere])
    other = run(AddUser(jurisdiction=elsewhere, username="other", display_name="邻"), actor=SystemActor())
    assert as_administrator.get(reverse("people:user", args=[other.public_id])).status_code == 404
    assert as_administrator.post(reverse("people:user-link", args=[other.public_id])).status_code == 404


def test_every_action_of_every_table_is_on_the_page_of_the_matrix(as_clerk: Client) -> None:
    page = as_clerk.get(reverse("people:permissions")).content.decode()
    for table in tables():
        for rule in table.rules:
            assert str(rule.label) in page


def test_the_chain_is_shown_with_names_and_can_be_verified_on_the_page(as_administrator: Client, unit: Unit) -> None:
    page = as_administrator.get(reverse("people:chain")).content.decode()
    assert "新增单位" in page and "县水利局" in page
    assert "审计链完整" in as_administrator.post(reverse("people:verify")).content.decode()
    Record.objects.filter(action="people.unit.add").update(actor="x")
    assert "被改动" in as_administrator.post(reverse("people:verify")).content.decode()


@pytest.mark.parametrize("page", ["people:units", "people:users", "people:chain"])
def test_the_number_of_queries_does_not_grow_with_rows(
    as_administrator: Client, county: Jurisdiction, page: str, django_assert_max_num_queries: Queries
) -> None:
    for number in range(30):
        run(AddUnit(jurisdiction=county, name=f"县第{number}局", aliases=(f"{number}局",)), actor=SystemActor())
        add = AddUser(jurisdiction=county, username=f"u{number}", display_name="某岗", posts=(("office", None),))
        run(add, actor=SystemActor())
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        assert as_administrator.get(reverse(page)).status_code == 200
