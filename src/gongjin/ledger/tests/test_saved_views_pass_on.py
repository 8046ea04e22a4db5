"""Saved views go to whoever takes over a post; what the successor saved under the same name stays."""

from __future__ import annotations

import pytest

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.ledger.models import SavedView
from gongjin.ledger.tests import factory
from gongjin.people.handover_actions import HandOver


@pytest.mark.django_db
def test_the_successor_finds_the_saved_views_and_keeps_the_own_ones() -> None:
    county = factory.found()
    giver, taker = factory.user(county, "giver", "reporter"), factory.user(county, "taker", "reporter")
    SavedView.objects.create(user=giver, page="rows", name="本单位", query="unit=a")
    SavedView.objects.create(user=giver, page="rows", name="本月", query="due=a")
    SavedView.objects.create(user=taker, page="rows", name="本月", query="due=b")
    run(HandOver(taker, tuple(giver.posts.all())), actor=SystemActor(), on=giver)
    views = SavedView.objects.filter(user=taker).order_by("name").values_list("name", "query")
    assert sorted(views) == sorted([("本单位", "unit=a"), ("本月", "due=b")])
    assert SavedView.objects.filter(user=giver).count() == 2
