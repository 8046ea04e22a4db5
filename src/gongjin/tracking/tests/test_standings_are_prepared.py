"""Standings are worked out ahead or slice by slice, kept only if nobody acted meanwhile, and dropped with the act."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid
from gongjin.core import clock
from gongjin.evidence.actions import AddEvidence, RevokeEvidence
from gongjin.evidence.models import Evidence
from gongjin.ledger.models import Row
from gongjin.ledger.tests.rows import SYSTEM
from gongjin.tracking.models import Standing
from gongjin.tracking.queries import ready
from gongjin.tracking.queries.progress import progress_of
from gongjin.tracking.queries.ready import Preparing, days_ahead, make_ready, prepare
from gongjin.tracking.queries.standings import acts_on, keep
from gongjin.tracking.tests.conftest import Tracked
from gongjin.tracking.tests.counted import add

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 7, 10, 2, tzinfo=UTC)
TODAY = date(2024, 7, 10)


@pytest.fixture
def office(tracked: Tracked, client: Client) -> Client:
    client.force_login(tracked.ledger.office)
    return client


def test_a_page_that_lacks_much_says_how_far_it_is_and_opens_when_it_is_there(
    tracked: Tracked, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ready, "AT_ONCE", 3)
    address = reverse("tracking:overview")
    with clock.at(NOW):
        first = office.get(address)
        assert (first.status_code, first["Refresh"], first["Retry-After"]) == (503, "1", "1")
        said = first.content.decode()
        assert "正在计算2024年7月10日各条目的进度" in said
        assert "已算好 3 条，共 4 条" in said
        assert Standing.objects.filter(on=TODAY).count() == 3
        second = office.get(address)  # what was done is kept: the rest of today, and a part of last month's end
        assert second.status_code == 503
        assert "2024年6月30日" in second.content.decode()
        assert office.get(address).status_code == 200


def test_what_was_prepared_is_no_work_for_the_page(
    tracked: Tracked, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clock.at(NOW):
        assert prepare(tracked.ledger.of, days_ahead()) == 8
        assert prepare(tracked.ledger.of, days_ahead()) == 0
        monkeypatch.setattr(ready, "AT_ONCE", 0)
        assert office.get(reverse("tracking:overview")).status_code == 200


def test_one_request_works_out_so_many_rows_and_raises_for_the_rest(
    tracked: Tracked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ready, "AT_ONCE", 1)
    with pytest.raises(Preparing) as raised:
        make_ready(tracked.ledger.of, [TODAY])
    assert (raised.value.on, raised.value.done, raised.value.rows) == (TODAY, 1, 4)


def test_what_was_worked_out_before_an_act_is_not_kept_after_it(tracked: Tracked) -> None:
    rows = list(Row.objects.filter(code="1.1.2"))
    acts = acts_on(rows)
    before = progress_of(rows, TODAY)
    add(tracked.banks, m2024_04="0.9")
    keep(before, TODAY, acts)
    assert not Standing.objects.exists()
    keep(progress_of(rows, TODAY), TODAY, acts_on(rows))
    assert Standing.objects.count() == 1


@pytest.fixture
def file(tracked: Tracked) -> Evidence:
    """What the row 1.1.2 counts by, among others."""
    found = run(AddEvidence(tracked.ledger.of, "凭据.txt", b"1"), actor=SYSTEM)
    add(tracked.banks, found, m2024_04="0.1")
    return found


def test_a_revocation_drops_the_standing_in_its_own_transaction(tracked: Tracked, file: Evidence) -> None:
    prepare(tracked.ledger.of, [TODAY])
    kept = Standing.objects.filter(row__code="1.1.2")
    with transaction.atomic():
        run(RevokeEvidence("有误"), actor=SYSTEM, on=file)
        assert not kept.exists()  # nothing that runs after a commit has run in this test
        transaction.set_rollback(True)
    assert kept.count() == 1  # what was undone drops nothing
    run(RevokeEvidence("有误"), actor=SYSTEM, on=file)
    assert not kept.exists()
    assert Standing.objects.count() == 3


def test_a_revocation_that_is_refused_drops_nothing(tracked: Tracked, file: Evidence) -> None:
    prepare(tracked.ledger.of, [TODAY])
    with pytest.raises(Invalid, match="请写明撤销原因"):
        run(RevokeEvidence(" "), actor=SYSTEM, on=file)
    assert Standing.objects.count() == 4
