"""Pages that list rows or plans never load the documents: a long one's text and compiled form are megabytes a copy."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongjin.ledger.tests.rows import clerk, small_ledger

PAGES = ["/desk/", "/plans/", "/ledger/", "/ledger/rows.json?page=1&size=50", "/ledger/print/", "/units/"]


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_no_query_brings_a_document_along(page: str) -> None:
    ledger = small_ledger()
    client = Client()
    client.force_login(clerk(ledger.of, "reader"))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.get(page)
    assert answer.status_code == 200
    columns = [f'"ledger_planversion"."{name}"' for name in ("compiled", "text")]
    heavy = [query["sql"] for query in queries if any(column in query["sql"] for column in columns)]
    assert heavy == []
