"""Overview, sections, units, townships, map, screen and lists tell of any day that is asked, and keep to it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from gongjin.tracking.tests.conftest import Tracked

pytestmark = pytest.mark.django_db
PAGES = ("", "sections/", "units/", "townships/", "map/", "screen/", "rows/")


def get(tracked: Tracked, page: str, query: str) -> str:
    client = Client()
    client.force_login(tracked.ledger.office)
    answer = client.get(f"/progress/{page}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def counted(html: str) -> list[str]:
    return re.findall(r'standing-number tabular">\s*(\d+)', html)


def test_the_overview_of_a_day_before_tells_what_stood_then(tracked: Tracked) -> None:
    now, then = get(tracked, "", ""), get(tracked, "", "?on=2024-03-31")
    assert "截至 2024年7月10日" in now
    assert "截至 2024年3月31日" in then
    assert counted(now) != counted(then)


def test_what_it_leads_to_keeps_to_the_day(tracked: Tracked) -> None:
    html = get(tracked, "", "?on=2024-06-30")
    links = re.findall(r'href="(/progress/(?:rows|screen)/[^"]*)"', html)
    assert links
    assert all("on=2024-06-30" in link for link in links)
    assert 'name="on" value="2024-06-30"' in html


@pytest.mark.parametrize("place", PAGES)
@pytest.mark.parametrize("day", ["2024-05-31", "2031-01-01", "yesterday", "0001-01-01"])
def test_any_day_that_is_typed_gives_a_page(tracked: Tracked, place: str, day: str) -> None:
    html = get(tracked, place, f"?on={day}")
    if place != "screen/":
        shown = "2024-05-31" if day == "2024-05-31" else "2024-07-10"
        assert f'name="on" value="{shown}"' in html
