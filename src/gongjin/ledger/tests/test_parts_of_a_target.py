"""A target's parts under a stated rule: the sum is exact, the comparator is minded, nothing is kept in part."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import cast

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from gongjin.audit.actions import Act, Action, run
from gongjin.audit.errors import Conflict, Invalid, NotAllowed, WrongState
from gongjin.audit.models import Record
from gongjin.audit.verify import verify
from gongjin.ledger import states
from gongjin.ledger.actions.parts import SetParts
from gongjin.ledger.models import Part, Parts, Reading, Row
from gongjin.ledger.parts_check import check_parts, default_rule, even_parts
from gongjin.ledger.tests.rows import SYSTEM, Ledger, clerk, county, nobody, small_ledger, unit
from gongjin.people.actors import actor_of
from gongjin.people.models import Unit


@pytest.fixture
def ledger(db: None) -> Ledger:
    return small_ledger()


def stands() -> object:
    rows = list(Row.objects.order_by("pk").values_list("revision", flat=True))
    return rows, list(Parts.objects.values("rule", "row")), list(Part.objects.order_by("pk").values("unit", "value"))


def divide(ledger: Ledger, code: str, rule: str, *values: str, units: list[Unit] | None = None) -> Row:
    items = tuple(zip(units or ledger.towns, values, strict=False))
    return run(SetParts(rule, items), actor=ledger.actor, on=ledger.fresh(code))


def test_parts_that_make_the_whole_are_kept(ledger: Ledger) -> None:
    divide(ledger, "1.2.2", "sum", "2", "２", "1个")
    assert list(Part.objects.order_by("pk").values_list("value", flat=True)) == [2, 2, 1]
    assert list(verify()) == []


def test_parts_may_add_up_to_more_where_the_target_says_at_least(ledger: Ledger) -> None:
    divide(ledger, "1.2.1", "sum", "30", "30", "25")
    assert sum(Part.objects.values_list("value", flat=True)) == 85
    assert list(verify()) == []


def test_parts_are_restated_as_a_whole(ledger: Ledger) -> None:
    divide(ledger, "1.2.2", "sum", "2", "2", "1")
    divide(ledger, "1.2.2", "sum", "5", units=ledger.towns[1:2])
    assert list(Part.objects.values_list("unit__name", "value")) == [("莲塘镇", 5)]
    run(SetParts("sum", ()), actor=ledger.actor, on=ledger.fresh("1.2.2"))
    assert not Part.objects.exists()
    assert not Parts.objects.exists()
    assert list(verify()) == []


@pytest.mark.parametrize(
    ("code", "rule", "values", "says"),
    [
        ("1.2.2", "sum", ("2", "2"), "合计 4 个，比目标 5 个少 1 个"),
        ("1.2.2", "sum", ("3", "3"), "多 1 个"),
        ("1.2.1", "sum", ("30", "30", "19.5"), "少 0.5 个"),
        ("1.2.2", "each", ("5", "4"), "1 个不符合"),
        ("1.2.2", "sum", ("2", "三"), "阿拉伯数字"),
        ("1.2.2", "sum", ("2", "3家"), "单位应为"),
        ("1.2.2", "sum", ("6", "-1"), "不能小于 0"),
        ("1.2.2", "halves", ("2", "3"), "请选择分解规则"),
        ("1.3.1", "sum", ("40", "55"), "不能相加"),
        ("1.3.2", "none", ("1",), "只有现行方案中的量化目标"),
        ("1.1", "none", ("1",), "只有现行方案中的量化目标"),
        ("1.2.2", "sum", (), "没有需要保存的改动"),
    ],
)
def test_parts_that_do_not_hold_together_are_refused(
    ledger: Ledger, code: str, rule: str, values: tuple[str, ...], says: str
) -> None:
    before = stands()
    with pytest.raises(Invalid, match=says):
        divide(ledger, code, rule, *values)
    assert stands() == before
    assert list(verify()) == []


def test_a_unit_named_twice_or_of_another_government_is_refused(ledger: Ledger) -> None:
    before = stands()
    with pytest.raises(Invalid, match="填了两次"):
        divide(ledger, "1.2.2", "sum", "2", "3", units=[ledger.towns[0], ledger.towns[0]])
    stranger = unit(county("990002", "远山县"), "远山镇")
    with pytest.raises(Invalid, match="不是本辖区"):
        divide(ledger, "1.2.2", "sum", "5", units=[stranger])
    assert stands() == before


def test_nobody_without_the_offices_role_divides_a_target(ledger: Ledger) -> None:
    before = stands()
    action = SetParts("sum", ((ledger.towns[0], "5"),))
    for actor in (nobody(ledger.of), actor_of(clerk(ledger.of, "root", "administrator"))):
        with pytest.raises(NotAllowed):
            run(action, actor=actor, on=ledger.fresh("1.2.2"))
    assert stands() == before
    assert list(verify()) == []


class _Drop(Action[Row]):
    code = "ledger.row.settle"
    table = states.ROW

    def change(self, target: Row, act: Act) -> Row:
        target.state = "dropped"
        return act.save(target)


def test_a_dropped_target_is_not_divided(ledger: Ledger) -> None:
    run(_Drop(), actor=SYSTEM, on=ledger.fresh("1.2.2"))
    before = stands()
    with pytest.raises(WrongState):
        divide(ledger, "1.2.2", "sum", "5")
    assert stands() == before
    assert list(verify()) == []


def test_who_divides_second_is_told(ledger: Ledger) -> None:
    seen = ledger.fresh("1.2.2")
    divide(ledger, "1.2.2", "sum", "5")
    before, records = stands(), Record.objects.count()
    with pytest.raises(Conflict):
        action = SetParts("sum", ((ledger.towns[1], "5"),))
        run(action, actor=ledger.actor, on=seen, expect=seen.revision)
    assert (stands(), Record.objects.count()) == (before, records)


def target(comparator: str, value: str, unit: str = "个", value2: str | None = None, **said: object) -> Reading:
    said = {"each": False, "target_kind": "count", **said}
    return cast(
        "Reading",
        SimpleNamespace(
            comparator=comparator,
            value=Decimal(value),
            value2=None if value2 is None else Decimal(value2),
            unit_of_measure=unit,
            **said,
        ),
    )


@pytest.mark.parametrize(
    ("comparator", "value", "parts", "holds", "sentence"),
    [
        ("eq", "5", ("2", "3"), True, "合计 5 个，与目标 5 个一致"),
        ("eq", "0.3", ("0.1", "0.2"), True, "合计 0.3 个，与目标 0.3 个一致"),
        ("ge", "80", ("50", "30"), True, "合计 80 个，与目标 80 个以上一致"),
        ("ge", "80", ("50", "31"), True, "合计 81 个，符合目标 80 个以上"),
        ("gt", "80", ("50", "30"), False, "合计 80 个，恰在界限上，不算达到“超过 80 个”"),
        ("le", "80", ("50", "31"), False, "合计 81 个，比目标 80 个以内多 1 个"),
        ("lt", "80", ("50", "29"), True, "合计 79 个，符合目标 低于 80 个"),
        ("about", "80", ("50", "29"), True, "合计 79 个，目标为 80 个左右，请自行核对是否相符"),
    ],
)
def test_the_check_says_in_one_sentence_whether_the_sum_fits(
    comparator: str, value: str, parts: tuple[str, ...], holds: bool, sentence: str
) -> None:
    check = check_parts("sum", target(comparator, value), [Decimal(part) for part in parts])
    assert (check.holds, check.sentence) == (holds, sentence)


def test_a_range_holds_between_its_ends() -> None:
    asked = target("range", "5", value2="8")
    assert check_parts("sum", asked, [Decimal(3), Decimal(5)]).holds
    assert "多 1 个" in check_parts("sum", asked, [Decimal(4), Decimal(5)]).sentence
    assert "少 1 个" in check_parts("sum", asked, [Decimal(4)]).sentence


def test_the_rule_that_fits_is_proposed() -> None:
    assert default_rule(target("eq", "5")) == "sum"
    assert default_rule(target("eq", "5", each=True)) == "each"
    assert default_rule(target("eq", "95", "%")) == "none"
    assert default_rule(target("eq", "3", "位", target_kind="rank")) == "none"


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.integers(1, 200))
def test_even_parts_add_up_exactly_and_differ_by_one_step_at_most(value: Decimal, count: int) -> None:
    parts = even_parts(value, count)
    assert sum(parts) == value
    assert len(parts) == count
    step = next(step for step in (Decimal(1), Decimal("0.1"), Decimal("0.01")) if value % step == 0)
    assert max(parts) - min(parts) <= step
    assert all(part % step == 0 for part in parts)


def test_nothing_divided_is_not_shown_as_right(ledger: Ledger, client: Client) -> None:
    client.force_login(ledger.office)
    address = f"/ledger/rows/{ledger.rows['1.3.1'].public_id}/parts/"
    for query in ("", "?edit=1"):
        page = client.get(address + query).content.decode()
        assert "is-right" not in page
    assert not check_parts("sum", target("ge", "5"), []).divided
