"""Two who act at the same moment: one act is done, the other is refused and changes nothing, on both databases."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.db import connection

from gongjin.audit.actions import run
from gongjin.audit.errors import Refused
from gongjin.audit.verify import verify
from gongjin.core import clock
from gongjin.delivery.actions.assignments import Decline, Sign
from gongjin.delivery.actions.batches import SendBatch
from gongjin.delivery.models import Assignment, Batch
from gongjin.delivery.tests.handed import divided_office, fresh, instruction, sent
from gongjin.people.actors import actor_of

AT_ONCE = 6


@pytest.fixture(autouse=True)
def morning(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads do not see the clock of the test's own."""
    now = datetime(2024, 3, 6, 9, tzinfo=clock.SHANGHAI)
    monkeypatch.setattr(clock, "now", lambda: now)


def at_once(*acts: Callable[[], object]) -> Counter[str]:
    """Begin all at the same moment; how many were done, and how many refused by what."""
    outcome: Counter[str] = Counter()
    start = threading.Barrier(len(acts))

    def one(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        except Refused as refusal:
            outcome[type(refusal).__name__] += 1
        else:
            outcome["done"] += 1
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return outcome


def test_one_page_that_is_sent_several_times_at_once_is_one_batch() -> None:
    office = divided_office()
    action = SendBatch(office.ledger.of, uuid4(), (instruction(office.ledger.water),), 3)
    outcome = at_once(*[lambda: run(action, actor=office.actor)] * AT_ONCE)
    assert outcome == {"done": 1, "Conflict": AT_ONCE - 1}
    assert (Batch.objects.count(), Assignment.objects.count()) == (1, 1)


def test_different_batches_at_once_have_each_its_number() -> None:
    office = divided_office()
    actions = [
        SendBatch(office.ledger.of, uuid4(), (instruction(office.ledger.water, f"第{n}件工作"),), 3)
        for n in range(AT_ONCE)
    ]
    outcome = at_once(*[lambda action=action: run(action, actor=office.actor) for action in actions])
    assert outcome == {"done": AT_ONCE}
    assert {batch.code for batch in Batch.objects.all()} == {f"2024-{n}" for n in range(1, AT_ONCE + 1)}


def test_of_signing_and_declining_at_once_one_is_done() -> None:
    office = divided_office()
    target, who = sent(office), actor_of(office.water)
    both = (Sign(), Decline("不属本单位职责"))
    outcome = at_once(*[lambda action=action: run(action, actor=who, on=target, expect=1) for action in both * 3])
    assert outcome["done"] == 1
    assert sum(outcome.values()) == AT_ONCE
    assert fresh(target).revision == 2
    assert list(verify()) == []
