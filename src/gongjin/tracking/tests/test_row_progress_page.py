"""A row's progress page: figure and reason, how it is counted, facts with corrections, judgement, what was known."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongjin.audit.actions import run
from gongjin.audit.verify import verify
from gongjin.core import clock
from gongjin.ledger.tests.rows import SYSTEM
from gongjin.people.actions import AddUser
from gongjin.people.models import User
from gongjin.tracking.actions.facts import CorrectFact, VoidFact
from gongjin.tracking.models import Fact, Judgement
from gongjin.tracking.tests.conftest import Tracked
from gongjin.tracking.tests.counted import add

pytestmark = pytest.mark.django_db
LATER = datetime(2024, 7, 12, 9, tzinfo=clock.SHANGHAI)


def client(user: User) -> Client:
    signed = Client()
    signed.force_login(user)
    return signed


def page(tracked: Tracked, code: str = "1.1.2", query: str = "") -> str:
    row = tracked.ledger.rows[code]
    answer = client(tracked.ledger.office).get(f"/progress/rows/{row.public_id}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_the_figure_the_reason_and_how_it_is_counted(tracked: Tracked) -> None:
    html = page(tracked)
    assert "落后" in html
    assert "各月新增之和" in html
    assert f'href="/data/{tracked.banks.public_id}/"' in html
    assert f'href="/ledger/rows/{tracked.ledger.rows["1.1.2"].public_id}/"' in html
    assert "这个数由 2 条数据得出" in html


def test_the_chart_has_its_numbers_in_a_table(tracked: Tracked) -> None:
    html = page(tracked)
    assert '"actual": [["2024-05-31", "0.5"' in html
    assert '<td class="figure-cell">0.9</td>' in html


def test_a_correction_shows_what_it_replaced_and_why(tracked: Tracked) -> None:
    fact = Fact.objects.get(data_set=tracked.banks, period="2024-06")
    with clock.at(LATER):
        run(CorrectFact(fact, "漏记一段", Decimal("0.8")), actor=SYSTEM, on=tracked.banks)
        html = page(tracked)
        assert "更正：漏记一段" in html
        assert '<tr class="is-replaced">' in html
        assert "1.3" in html
        before = page(tracked, query="?known=2024-07-11")
    assert "漏记一段" not in before
    assert "终了时所知" in before
    assert '<td class="figure-cell">0.9</td>' in before


def test_a_day_before_any_figure_was_known_has_no_figure(tracked: Tracked) -> None:
    html = page(tracked, query="?known=2024-07-09")
    assert "light-grey" in html
    assert '<td class="figure-cell">0.9</td>' not in html


@pytest.mark.parametrize("query", ["?on=yesterday", "?known=9999-99-99", "?on=3000-01-01", "?on=2024-05-31"])
def test_any_day_that_is_typed_gives_a_page(tracked: Tracked, query: str) -> None:
    assert "verdict" in page(tracked, query=query)


def test_what_is_left_unquantified_says_why(tracked: Tracked) -> None:
    assert "未量化：由年终测评得出" in page(tracked, "1.3.1")
    assert "还没有确定这一行由什么数据计量" in page(tracked, "1.3.2")


def test_the_office_may_judge_and_a_reporter_may_not(tracked: Tracked) -> None:
    url = f"/progress/rows/{tracked.ledger.rows['1.3.1'].public_id}/judge/"
    posts = (("reporter", tracked.ledger.water),)
    add_user = AddUser(jurisdiction=tracked.ledger.of, username="reporter", display_name="填报人", posts=posts)
    reporter = run(add_user, actor=SYSTEM)
    assert client(reporter).post(url, {"words": "好"}).status_code == 403
    assert client(tracked.ledger.office).post(url, {"words": " "}).status_code == 422
    assert not Judgement.objects.exists()
    assert client(tracked.ledger.office).post(url, {"words": "群众反映平稳"}).status_code == 302
    html = page(tracked, "1.3.1")
    assert "群众反映平稳" in html
    assert "light-grey" in html  # a judgement gives no colour
    assert list(verify()) == []


def test_its_queries_do_not_grow_with_facts(tracked: Tracked) -> None:
    url = f"/progress/rows/{tracked.ledger.rows['1.1.2'].public_id}/"
    signed = client(tracked.ledger.office)
    signed.get(url)
    with CaptureQueriesContext(connection) as few:
        signed.get(url)
    add(tracked.banks, m2024_01="0.1", m2024_02="0.1", m2024_03="0.1", m2024_04="0.1")
    with CaptureQueriesContext(connection) as many:
        signed.get(url)
    assert len(many) == len(few) <= 45


def test_a_voided_fact_no_longer_counts(tracked: Tracked) -> None:
    fact = Fact.objects.get(data_set=tracked.banks, period="2024-06")
    run(VoidFact(fact, "重复上报"), actor=SYSTEM, on=tracked.banks)
    assert "这个数由 1 条数据得出" in page(tracked)


def test_another_countys_row_is_not_found(tracked: Tracked) -> None:
    stranger = client(tracked.ledger.office)
    assert stranger.get("/progress/rows/00000000-0000-0000-0000-000000000007/").status_code == 404
