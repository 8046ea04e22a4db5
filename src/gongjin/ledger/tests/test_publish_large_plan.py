"""A long plan is imported and published while one waits, and a step of its review stays short."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from time import perf_counter

import pytest

from gongjin.ledger import review
from gongjin.ledger.models import Reading, Row
from gongjin.ledger.tests import factory
from gongjin.ledger.tests.test_versions_published import publish, second
from gongjin.people.models import Jurisdiction, Unit

Limit = Callable[[int], AbstractContextManager[object]]


TASKS = 1000


@pytest.mark.slow
def test_a_thousand_tasks_take_seconds(jurisdiction: Jurisdiction, units: dict[str, Unit]) -> None:
    start = perf_counter()
    plan = factory.published(jurisdiction, factory.large_plan(TASKS))
    version = second(plan, factory.large_plan(TASKS, changed=10))
    publish(version)
    # Linear in length: five times as much has to stay well under a minute for each of the two versions.
    assert perf_counter() - start < 40
    assert Row.objects.filter(kind="task", state="current").count() == TASKS
    assert Reading.objects.count() == 2 * 5 * TASKS
    assert not Row.objects.filter(state="dropped").exists()


def test_one_correction_does_not_read_the_whole_review(
    jurisdiction: Jurisdiction, units: dict[str, Unit], django_assert_max_num_queries: Limit
) -> None:
    _plan, version = factory.imported(jurisdiction, factory.large_plan(60))
    row = version.drafts.filter(kind="measure").first()
    assert row is not None
    with django_assert_max_num_queries(10):
        review.correct(version, None, row.public_id, row.revision, {"text": "改过的一句"})


def test_the_number_of_statements_does_not_grow_with_the_steps_rows(
    jurisdiction: Jurisdiction, units: dict[str, Unit], django_assert_max_num_queries: Limit
) -> None:
    _plan, version = factory.imported(jurisdiction, factory.large_plan(60))
    with django_assert_max_num_queries(12):
        review.accept_section(version, None, None)
