"""The text of a plan is set out as it is read: its title in the middle, headings marked, each line set in once."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from gongjin.audit.actions import run
from gongjin.ledger.actions.versions import AddVersion
from gongjin.ledger.models import Plan
from gongjin.ledger.tests import factory
from gongjin.ledger.tests.divided import SYSTEM
from gongjin.ledger.views.document import DEEPEST, TITLE, heading_lines, paragraphs
from gongjin.people.models import User

TEXT = "附件1\n修渠方案\n　　为修渠，定本方案。\n一、目标\n  修渠3公里。\n1.整修。整修水渠。"


def at(words: str) -> int:
    return TEXT.index(words)


def test_a_heading_alone_on_its_line_has_its_level_and_one_that_runs_on_has_none() -> None:
    sections = [(at("一、"), at("一、") + 4, 1), (at("1.整修"), at("1.整修") + 4, 9)]
    assert heading_lines(TEXT, "修渠方案", sections) == {at("修渠方案"): TITLE, at("一、"): 1}
    whole_line = [(at("1.整修"), len(TEXT), 9)]
    assert heading_lines(TEXT, "别的方案", whole_line) == {at("1.整修"): DEEPEST}


def test_spaces_typed_before_a_line_are_not_shown_and_places_still_hold() -> None:
    shown = paragraphs(TEXT)
    assert [unescape(re.sub("<[^>]+>", "", part.html)) for part in shown] == [
        line.strip("　 ") for line in TEXT.split("\n")
    ]
    for part in shown:
        offset, words = re.findall(r'data-s="(\d+)">([^<]+)<', part.html)[0]
        assert TEXT[int(offset) :].startswith(words)


@pytest.mark.django_db
def test_the_page_of_a_published_text_has_its_headings(client: Client, office_user: User, published_plan: Plan) -> None:
    client.force_login(office_user)
    version = published_plan.versions.get()
    page = client.get(reverse("ledger:text", args=[version.public_id])).content.decode()
    spans = version.sections.values_list("start", "end", "level")
    lines = heading_lines(version.text, published_plan.title, spans)
    assert {TITLE, 2} <= set(lines.values())
    for start, level in lines.items():
        assert f'rv-level-{level}" id="par-{start}"' in page


@pytest.mark.django_db
def test_a_task_whose_text_alone_was_reworded_says_so(client: Client, office_user: User, published_plan: Plan) -> None:
    changed = factory.small_plan(pipes="42")
    run(AddVersion("修订.txt", changed.text.encode(), compiled=changed), actor=SYSTEM, on=published_plan)
    client.force_login(office_user)
    version = published_plan.versions.get(state="review")
    page = client.get(reverse("ledger:pairings", args=[version.public_id])).content.decode()
    assert page.count("标题未变，正文有改动") == 1


@pytest.mark.django_db
def test_a_units_page_belongs_to_the_menu_of_units_and_leads_back(
    client: Client, office_user: User, published_plan: Plan
) -> None:
    client.force_login(office_user)
    unit = published_plan.jurisdiction.units.order_by("pk").first()
    assert unit is not None
    page = client.get(reverse("ledger:unit", args=[unit.public_id])).content.decode()
    current = re.search(r'href="([^"]+)" aria-current="page"', page)
    assert current is not None and current[1] == reverse("people:units")
    assert f'class="btn" href="{reverse("people:units")}"' in page
    assert reverse("people:unit-change", args=[unit.public_id]) in page
