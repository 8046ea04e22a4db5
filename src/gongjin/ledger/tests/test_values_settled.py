"""What the office settles for a row stands beside the plan's words, and every refusal changes nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gongjin.audit.actions import Act, Action, run
from gongjin.audit.errors import Conflict, Invalid, NotAllowed, WrongState
from gongjin.audit.models import Record
from gongjin.audit.verify import verify
from gongjin.ledger import states
from gongjin.ledger.actions.values import RowValues, SettleValues
from gongjin.ledger.models import Division, OfficeValues, Plan, Reading, Row
from gongjin.ledger.queries.rows import lines_of
from gongjin.ledger.tests.rows import SYSTEM, Ledger, clerk, county, lay, many_rows, nobody, small_ledger
from gongjin.people.actors import actor_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ledger() -> Ledger:
    return small_ledger()


def stands(ledger: Ledger) -> object:
    values = list(OfficeValues.objects.order_by("pk").values())
    return values, list(Row.objects.order_by("pk").values_list("revision", "state")), Record.objects.count()


def settle(ledger: Ledger, code: str, **values: str) -> Row:
    return run(SettleValues(values), actor=ledger.actor, on=ledger.fresh(code))


def test_a_value_that_the_plan_lacks_is_settled_by_the_office_and_marked_so(ledger: Ledger) -> None:
    settle(ledger, "1.2.1", due="2024年12月20日", cadence="每月", base="1,2００", base_period="2023年", note="按镇报")
    kept = OfficeValues.objects.get(row=ledger.rows["1.2.1"])
    assert (kept.due, kept.cadence, kept.base, kept.base_period) == (
        date(2024, 12, 20),
        "monthly",
        Decimal(1200),
        "2023",
    )
    line = lines_of(ledger.of, {str(ledger.rows["1.2.1"].public_id)})[0]
    assert (line.due.text, line.due.origin, line.due.plan) == ("2024-12-20", "office", "")
    assert (line.stated("metric").text, line.stated("metric").origin) == ("新建充电桩", "plan")
    assert line.stated("note").text == "按镇报"
    assert list(verify()) == []


def test_the_plans_own_words_stay_under_what_the_office_settles(ledger: Ledger) -> None:
    before = list(Reading.objects.order_by("pk").values())
    settle(ledger, "1.1.1", due="2024-05-31")
    line = lines_of(ledger.of, {str(ledger.rows["1.1.1"].public_id)})[0]
    assert (line.due.text, line.due.origin, line.due.plan) == ("2024-05-31", "office", "6月底前")
    assert list(Reading.objects.order_by("pk").values()) == before
    settle(ledger, "1.1.1", due="")
    line = lines_of(ledger.of, {str(ledger.rows["1.1.1"].public_id)})[0]
    assert (line.due.text, line.due.origin) == ("2024-06-30", "plan")
    assert list(verify()) == []


def test_many_rows_are_settled_by_one_act(ledger: Ledger) -> None:
    rows = [ledger.fresh(code) for code in ("1.1", "1.2", "1.3")]
    records = Record.objects.count()
    others = tuple(RowValues(row, {"due": "2024-11-30"}, row.revision) for row in rows[1:])
    run(SettleValues({"due": "2024-11-30"}, others), actor=ledger.actor, on=rows[0], expect=rows[0].revision)
    assert OfficeValues.objects.filter(due=date(2024, 11, 30)).count() == 3
    assert Record.objects.count() == records + 1
    assert list(verify()) == []


def test_of_many_rows_one_wrong_value_keeps_all_as_they_were(ledger: Ledger) -> None:
    before = stands(ledger)
    others = (RowValues(ledger.fresh("1.2"), {"due": "2024-02-30"}),)
    with pytest.raises(Invalid):
        run(SettleValues({"due": "2024-11-30"}, others), actor=ledger.actor, on=ledger.fresh("1.1"))
    assert stands(ledger) == before
    assert list(verify()) == []


@pytest.mark.parametrize(
    ("code", "values", "says"),
    [
        ("1.1", {"due": "六月底"}, "不是完整的日期"),
        ("1.1", {"due": "2024年6月"}, "请写到日"),
        ("1.1", {"due": "2024-02-30"}, "不存在"),
        ("1.1", {"due": "1024-02-03"}, "年份"),
        ("1.1", {"cadence": "有空时"}, "不是填报周期"),
        ("1.2.1", {"base": "八十"}, "阿拉伯数字"),
        ("1.2.1", {"base": "0.123456"}, "小数"),
        ("1.2.1", {"period": "去年"}, "不是期间"),
        ("1.2.1", {"base_period": "2024年13月"}, "期间不存在"),
        ("1.2.1", {"unit_of_measure": "长" * 31}, "最多 30 个字"),
        ("1.1", {"base": "12"}, "没有“基数”"),
        ("1.1", {"note": "记" * 501}, "最多 500 个字"),
        ("1.1", {"state": "dropped"}, "不是可以修改的内容"),
        ("1.1", {"due": ""}, "没有需要保存的改动"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused(ledger: Ledger, code: str, values: dict[str, str], says: str) -> None:
    before = stands(ledger)
    with pytest.raises(Invalid, match=says) as refused:
        settle(ledger, code, **values)
    assert refused.value.field in {*values, None}
    assert stands(ledger) == before
    assert list(verify()) == []


def test_nobody_without_the_offices_role_settles_anything(ledger: Ledger) -> None:
    elsewhere = actor_of(clerk(county("990002", "远山县"), "stranger"))
    administrator = actor_of(clerk(ledger.of, "root", "administrator"))
    before = stands(ledger)
    for actor in (nobody(ledger.of), administrator, elsewhere):
        with pytest.raises(NotAllowed):
            run(SettleValues({"due": "2024-11-30"}), actor=actor, on=ledger.fresh("1.1"))
    assert stands(ledger)[:2] == before[:2]  # type: ignore[index]
    assert list(verify()) == []


def test_rows_of_two_governments_are_not_settled_by_one_act(ledger: Ledger) -> None:
    other = many_rows(county("990002", "远山县"), 1)
    before = stands(ledger)
    others = (RowValues(Row.objects.get(plan=other), {"due": "2024-11-30"}),)
    with pytest.raises(NotAllowed):
        run(SettleValues({"due": "2024-11-30"}, others), actor=SYSTEM, on=ledger.fresh("1.1"))
    assert stands(ledger) == before


class _Drop(Action[Row]):
    code = "ledger.row.settle"
    table = states.ROW

    def change(self, target: Row, act: Act) -> Row:
        target.state = "dropped"
        return act.save(target)


def test_a_dropped_row_is_not_settled_alone_or_among_others(ledger: Ledger) -> None:
    run(_Drop(), actor=SYSTEM, on=ledger.fresh("1.3"))
    before = stands(ledger)
    with pytest.raises(WrongState):
        settle(ledger, "1.3", due="2024-11-30")
    with pytest.raises(WrongState, match="已取消"):
        others = (RowValues(ledger.fresh("1.3"), {"due": "2024-11-30"}),)
        run(SettleValues({"due": "2024-11-30"}, others), actor=ledger.actor, on=ledger.fresh("1.1"))
    assert stands(ledger) == before
    assert list(verify()) == []


def test_who_comes_second_is_told_and_overwrites_nothing(ledger: Ledger) -> None:
    seen = ledger.fresh("1.1")
    run(SettleValues({"due": "2024-11-30"}), actor=ledger.actor, on=seen, expect=seen.revision)
    before = stands(ledger)
    with pytest.raises(Conflict):
        run(SettleValues({"due": "2024-12-31"}), actor=ledger.actor, on=seen, expect=seen.revision)
    with pytest.raises(Conflict, match=r"2024-1\.1"):
        others = (RowValues(seen, {"due": "2024-12-31"}, seen.revision),)
        run(SettleValues({"due": "2024-12-31"}, others), actor=ledger.actor, on=ledger.fresh("1.2"))
    with pytest.raises(Conflict, match="2024-11-30"):
        run(SettleValues({"due": "2024-12-31"}, seen={"due": ""}), actor=ledger.actor, on=ledger.fresh("1.1"))
    assert stands(ledger) == before
    assert list(verify()) == []


def test_the_same_row_twice_in_one_act_is_refused(ledger: Ledger) -> None:
    row = ledger.fresh("1.1")
    before = stands(ledger)
    with pytest.raises(Invalid, match="两次"):
        run(SettleValues({"due": "2024-11-30"}, (RowValues(row, {"note": "甲"}),)), actor=ledger.actor, on=row)
    assert stands(ledger) == before


class _LayDivision(Action[Plan]):
    code = "ledger.plan.add_version"
    table = states.PLAN

    def change(self, target: Plan, act: Act) -> Plan:
        act.create(Division(plan=target, state="fixed"))
        return act.save(target)


def test_dates_of_a_fixed_division_wait_until_it_is_opened_again(ledger: Ledger) -> None:
    run(_LayDivision(), actor=SYSTEM, on=ledger.plan)
    before = stands(ledger)
    with pytest.raises(WrongState, match="重新打开"):
        settle(ledger, "1.1", due="2024-11-30")
    assert stands(ledger) == before
    settle(ledger, "1.1", note="备注不属分工")
    assert OfficeValues.objects.get().note == "备注不属分工"
    assert list(verify()) == []


def test_taking_a_value_back_is_a_new_act(ledger: Ledger) -> None:
    settle(ledger, "1.1", note="第一次")
    records = Record.objects.count()
    settle(ledger, "1.1", note="")
    assert OfficeValues.objects.get().note == ""
    assert Record.objects.count() == records + 1


def test_a_plan_without_rows_shows_an_empty_list() -> None:
    of = county()
    lay(of, lambda laying: None)
    assert lines_of(of, set()) == []
