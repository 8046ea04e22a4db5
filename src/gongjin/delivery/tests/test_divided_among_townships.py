"""A unit divides what it signed for among townships, takes parts back; figures make the whole."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gongjin.audit.errors import Invalid, NotAllowed, WrongState
from gongjin.audit.verify import verify
from gongjin.delivery.actions.assignments import Decline, Reassign, Sign, Withdraw
from gongjin.delivery.actions.parts import Divide, Share, TakeBack
from gongjin.delivery.models import Assignment
from gongjin.delivery.tests.handed import Office, acts, fresh, picture, sent

pytestmark = pytest.mark.django_db


def shares(office: Office, *figures: str | None) -> tuple[Share, ...]:
    towns = office.ledger.towns
    return tuple(Share(town, Decimal(value) if value else None) for town, value in zip(towns, figures, strict=False))


def signed(office: Office, code: str = "1.1") -> Assignment:
    return acts(sent(office, code), Sign(), office.water)


def test_townships_get_their_parts_with_the_wholes_authority(office: Office) -> None:
    whole = signed(office, "1.1.2")
    acts(whole, Divide(shares(office, "5", "4", "3"), date(2024, 10, 31)), office.water)
    children = list(whole.children.order_by("pk"))
    assert [(child.code, child.unit.name, child.value, child.state) for child in children] == [
        ("2024-1-1.1", "柳河镇", Decimal(5), "sent"),
        ("2024-1-1.2", "莲塘镇", Decimal(4), "sent"),
        ("2024-1-1.3", "青石乡", Decimal(3), "sent"),
    ]
    assert {(child.due, child.authority_text) for child in children} == {(date(2024, 10, 31), "方案原文")}
    assert acts(children[0], Sign(), office.town).state == "signed"
    assert list(verify()) == []


@pytest.mark.parametrize(
    ("figures", "match"), [(("5", "4", "2"), "少 1 公里"), (("5", "4", None), "每个乡镇的数额"), (("5",), "少 7 公里")]
)
def test_figures_that_do_not_make_the_whole_are_refused(
    office: Office, figures: tuple[str | None, ...], match: str
) -> None:
    whole = signed(office, "1.1.2")
    before = picture()
    with pytest.raises(Invalid, match=match):
        acts(whole, Divide(shares(office, *figures)), office.water)
    assert picture() == before


def test_what_has_no_figure_is_divided_without(office: Office) -> None:
    whole = signed(office)
    acts(whole, Divide(shares(office, None, None)), office.water)
    assert whole.children.count() == 2


def test_who_may_not_be_given_a_part_is_named(office: Office) -> None:
    whole = signed(office)
    acts(whole, Divide(shares(office, None)), office.water)
    before = picture()
    housing, town = office.ledger.housing, office.ledger.towns[0]
    wrong = (((), "请选择"), ((Share(housing),), "住房和城乡建设局"), ((Share(town),), "已经分解过"))
    for given, match in wrong:
        with pytest.raises(Invalid, match=match):
            acts(whole, Divide(given), office.water)
    others = shares(office, None, None)[1:]
    for due, match in ((date(2025, 1, 1), "不能晚于"), (date(2024, 3, 1), "已经过去"), (date(2024, 3, 7), "不足两个")):
        with pytest.raises(Invalid, match=match):
            acts(whole, Divide(others, due), office.water)
    assert picture() == before


def test_a_part_is_not_divided_further_and_an_unsigned_whole_not_at_all(office: Office) -> None:
    with pytest.raises(WrongState):
        acts(sent(office, "1.1.2"), Divide(shares(office, "12")), office.water)
    whole = signed(office)
    acts(whole, Divide(shares(office, None)), office.water)
    part = acts(whole.children.get(), Sign(), office.town)
    with pytest.raises(Invalid, match="不再往下"):
        acts(part, Divide(shares(office, None, None)[1:]), office.town)
    for user in (office.housing, office.town, office.actor):
        with pytest.raises(NotAllowed):
            acts(whole, Divide(shares(office, None, None)[1:]), user)


def test_a_declined_part_is_taken_back_and_given_to_another(office: Office) -> None:
    whole = signed(office)
    acts(whole, Divide(shares(office, None)), office.water)
    part = acts(whole.children.get(), Decline("不涉及本镇"), office.town)
    with pytest.raises(Invalid, match="收回的原因"):
        acts(whole, TakeBack(part, ""), office.water)
    with pytest.raises(NotAllowed):
        acts(whole, TakeBack(part, "不涉及"), office.housing)
    acts(whole, TakeBack(part, "不涉及"), office.water)
    assert fresh(part).state == "withdrawn"
    with pytest.raises(Invalid, match="已经收回"):
        acts(whole, TakeBack(part, "不涉及"), office.water)
    acts(whole, Divide(shares(office, None)), office.water)
    assert [child.code for child in whole.children.order_by("pk")] == ["2024-1-1.1", "2024-1-1.2"]


def test_a_part_of_another_whole_is_not_taken_back(office: Office) -> None:
    first, second = signed(office), signed(office, "1.1.2")
    acts(first, Divide(shares(office, None)), office.water)
    with pytest.raises(Invalid, match="不在本事项"):
        acts(second, TakeBack(first.children.get(), "收回"), office.water)


def test_the_office_sends_a_declined_part_to_another_township_only(office: Office) -> None:
    whole = signed(office)
    acts(whole, Divide(shares(office, None, None)), office.water)
    part = acts(whole.children.order_by("pk")[0], Decline("不涉及本镇"), office.town)
    for to, match in ((office.ledger.housing, "只能改派给乡镇"), (office.ledger.towns[1], "已有这一事项")):
        with pytest.raises(Invalid, match=match):
            acts(part, Reassign(to, "更合适"), office.actor)
    new = acts(part, Reassign(office.ledger.towns[2], "更合适"), office.actor)
    assert (new.parent, new.code) == (whole, "2024-1-1.3")


def test_a_whole_is_withdrawn_with_its_parts(office: Office) -> None:
    whole = signed(office)
    acts(whole, Divide(shares(office, None, None)), office.water)
    acts(whole, Withdraw("任务取消"), office.actor)
    assert set(Assignment.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert list(verify()) == []
