"""What a unit would be asked twice is found before it is sent, and sent only with a reason."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjin.audit.errors import Invalid
from gongjin.delivery.actions.assignments import Withdraw
from gongjin.delivery.models import Assignment
from gongjin.delivery.queries.doubles import Double, doubles_of
from gongjin.delivery.queries.ready import ready
from gongjin.delivery.rules.likeness import alike
from gongjin.delivery.tests.handed import Office, acts, asked, instruction, send
from gongjin.tracking import kinds
from gongjin.tracking.tests.counted import Counted, counted_set, track

pytestmark = pytest.mark.django_db


def found(office: Office, *items: object) -> dict[int, list[Double]]:
    return doubles_of(office.ledger.of, [item.candidate for item in items])  # type: ignore[attr-defined]


def test_a_row_that_the_unit_has_in_hand_is_found_and_sent_only_with_a_reason(office: Office) -> None:
    item = asked(office, "1.1", office.ledger.water, "sums_up")
    first = send(office, item).assignments.get()
    assert found(office, item) == {0: [Double("row", "", first.code, first.title)]}
    with pytest.raises(Invalid, match="可能重复"):
        send(office, item)
    assert Assignment.objects.count() == 1
    again = asked(office, "1.1", office.ledger.water, "sums_up", why="上次依据有误，重新下达")
    assert send(office, again).assignments.get().why == "上次依据有误，重新下达"


def test_what_was_withdrawn_is_asked_no_longer(office: Office) -> None:
    item = asked(office, "1.1", office.ledger.water, "sums_up")
    acts(send(office, item).assignments.get(), Withdraw("误发"), office.actor)
    assert found(office, item) == {}


def test_the_same_row_for_another_unit_is_no_double(office: Office) -> None:
    send(office, asked(office, "1.1", office.ledger.water, "sums_up"))
    assert found(office, asked(office, "1.1", office.ledger.housing, "cooperates")) == {}


def test_a_data_set_that_another_row_asks_of_the_unit_is_found(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(kinds.all_kinds(), "counted", Counted())
    shared = counted_set(office.ledger.of, "护岸和清淤台账", office.ledger.housing)
    track(office.row("1.2.1"), shared)
    track(office.row("1.2.2"), shared)
    housing = office.ledger.housing
    send(office, asked(office, "1.2.1", housing, "does"))
    assert found(office, asked(office, "1.2", housing, "sums_up")) == {}, "a row and one in it ask together"
    track(office.row("1.1.2"), shared)
    double = found(office, asked(office, "1.1", housing, "does"))[0][0]
    assert (double.kind, double.what) == ("data", "护岸和清淤台账")
    assert found(office, asked(office, "1.1", housing, "cooperates")) == {}, "who cooperates gives no figures"


def test_a_similar_title_from_elsewhere_is_found_and_a_different_figure_tells_apart(office: Office) -> None:
    water = office.ledger.water
    send(office, instruction(water, "报送全县防汛物资储备清单"))
    assert found(office, instruction(water, "报送全县防汛物资清单"))[0][0].kind == "title"
    assert found(office, instruction(office.ledger.housing, "报送全县防汛物资清单")) == {}
    assert found(office, instruction(water, "开展河湖岸线巡查")) == {}
    assert alike("第1批河道清淤工程", "第１批河道清淤工程")
    assert not alike("第1批河道清淤工程", "第2批河道清淤工程")
    assert not alike("", "…")


def test_two_of_one_batch_are_compared_too(office: Office) -> None:
    water = office.ledger.water
    twice = (instruction(water, "报送防汛物资清单"), instruction(water, "报送防汛物资清单"))
    assert list(found(office, *twice)) == [1]
    with pytest.raises(Invalid, match="可能重复"):
        send(office, *twice)


def test_what_is_ready_says_by_when_how_often_and_what_is_in_hand(office: Office) -> None:
    send(office, asked(office, "1.1", office.ledger.water, "sums_up"))
    now = ready(office.ledger.plan)
    told = {(item.row.code, item.unit.name): (item.due, item.cadence, item.sent) for item in now.items}
    water, housing, town = office.ledger.water.name, office.ledger.housing.name, "柳河镇"
    assert told == {
        ("1.1", water): (date(2024, 12, 31), "monthly", True),
        ("1.1", housing): (date(2024, 12, 31), "monthly", False),
        ("1.1.2", water): (date(2024, 11, 30), "monthly", False),
        ("1.2", housing): (None, "monthly", False),
        ("1.2", town): (None, "monthly", False),
        ("1.2.1", housing): (date(2024, 12, 31), "monthly", False),
    }
    assert [(line.row.code, str(line.why)) for line in now.lacking] == [("1.3", "没有单位负责")]


def test_the_queries_do_not_grow_with_what_is_in_hand(office: Office) -> None:
    plan = office.ledger.plan
    send(office, asked(office, "1.1", office.ledger.water, "sums_up"))
    with CaptureQueriesContext(connection) as few:
        ready(plan)
    send(office, asked(office, "1.2", office.ledger.housing, "sums_up"))
    for number in range(1, 8):
        send(office, instruction(office.ledger.water, f"第{number}件事"))
    with CaptureQueriesContext(connection) as many:
        ready(plan)
    assert len(many) == len(few) <= 24
