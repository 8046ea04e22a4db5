"""Projects and files are reached from the menu and the tabs of progress, by whoever may see them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from gongjin.ledger.tests import factory
from gongjin.people.models import Jurisdiction
from gongjin.web.context import menu_for


@pytest.fixture
def county(db: None) -> Jurisdiction:
    return factory.found()


def page(county: Jurisdiction, role: str, address: str) -> str:
    client = Client()
    client.force_login(factory.user(county, role, role))
    return client.get(reverse(address)).content.decode()


@pytest.mark.parametrize("role", ["office", "reporter", "convener"])
def test_the_menu_leads_to_files_and_the_tabs_to_projects(county: Jurisdiction, role: str) -> None:
    said = page(county, role, "tracking:overview")
    assert f'href="{reverse("evidence:list")}"' in said
    assert f'href="{reverse("tracking:projects")}"' in said


def test_the_list_of_projects_stands_among_the_pages_of_progress(county: Jurisdiction) -> None:
    said = page(county, "office", "tracking:projects")
    assert f'<a href="{reverse("tracking:projects")}" aria-current="page">项目</a>' in said
    assert f'href="{reverse("tracking:overview")}"' in said


def test_who_may_not_see_files_is_not_led_there(county: Jurisdiction) -> None:
    lines = menu_for(frozenset({"self", "administrator"}), "/progress/")
    assert reverse("evidence:list") not in [line.url for line in lines]


@pytest.mark.parametrize(
    ("path", "label"), [("/progress/projects/", "进度"), ("/data/", "进度"), ("/evidence/", "佐证材料")]
)
def test_the_menu_says_where_one_is(county: Jurisdiction, path: str, label: str) -> None:
    lines = menu_for(frozenset({"self", "office"}), path)
    assert [line.label for line in lines if line.current] == [label]
