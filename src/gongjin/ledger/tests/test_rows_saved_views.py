"""Saved views: a name for filters, each user's own."""

from __future__ import annotations

import pytest
from django.test import Client

from gongjin.ledger.models import SavedView
from gongjin.ledger.tests.rows import Ledger, clerk, small_ledger


@pytest.fixture
def ledger(db: None) -> Ledger:
    return small_ledger()


@pytest.fixture
def office(ledger: Ledger, client: Client) -> Client:
    client.force_login(ledger.office)
    return client


def test_a_view_keeps_filters_under_a_name_and_is_offered_again(office: Client) -> None:
    office.post("/ledger/views/", {"name": " 没有 时限 ", "query": "due=no&kind=target&junk=1"})
    view = SavedView.objects.get()
    assert (view.name, view.query) == ("没有 时限", "kind=target&due=no")
    assert "?kind=target&amp;due=no" in office.get("/ledger/").content.decode()
    office.post("/ledger/views/", {"name": "没有 时限", "query": "due=yes"})
    assert SavedView.objects.get().query == "due=yes"


@pytest.mark.parametrize("name", ["", "   ", "长" * 41])
def test_a_view_without_a_proper_name_is_not_kept(office: Client, name: str) -> None:
    answer = office.post("/ledger/views/", {"name": name, "query": "due=no"}, follow=True)
    assert "名" in answer.content.decode()
    assert not SavedView.objects.exists()


def test_no_more_than_thirty_views_are_kept(office: Client) -> None:
    for number in range(31):
        office.post("/ledger/views/", {"name": f"视图{number}", "query": "due=no"})
    assert SavedView.objects.count() == 30


def test_a_view_is_nobody_elses(ledger: Ledger, office: Client) -> None:
    office.post("/ledger/views/", {"name": "我的", "query": "due=no"})
    view = SavedView.objects.get()
    other = Client()
    other.force_login(clerk(ledger.of, "colleague"))
    assert "我的" not in other.get("/ledger/").content.decode()
    other.post(f"/ledger/views/{view.pk}/forget/")
    assert SavedView.objects.filter(pk=view.pk).exists()
    office.post(f"/ledger/views/{view.pk}/forget/")
    assert not SavedView.objects.exists()
