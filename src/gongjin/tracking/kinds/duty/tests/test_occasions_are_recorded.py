from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid, NotAllowed, WrongState
from gongjin.audit.verify import verify
from gongjin.evidence.models import Evidence
from gongjin.ledger.tests import factory
from gongjin.people.actions import AddUser
from gongjin.people.actors import actor_of
from gongjin.people.models import Unit, User
from gongjin.tracking.actions.data_sets import AddItems, CloseDataSet, NewItem
from gongjin.tracking.kinds.duty.actions import Occasion, RecordDuty
from gongjin.tracking.kinds.duty.findings import Finding
from gongjin.tracking.kinds.duty.kind import KIND
from gongjin.tracking.kinds.duty.tests.build import asked
from gongjin.tracking.models import DataSet, Fact, Item
from gongjin.tracking.queries.holdings import holdings

Make = Callable[..., DataSet]
SYSTEM = factory.SYSTEM
JUNE_3 = date(2024, 6, 3)


def place(data_set: DataSet, name: str = "演示湖东线") -> Item:
    point = {"lon": "112.4", "lat": "29.37"}
    run(AddItems([NewItem(name, place=point)]), actor=SYSTEM, on=data_set)
    return data_set.items.get(name=name)


def test_an_occasion_keeps_place_time_people_and_counts(make: Make) -> None:
    duty = make("survey")
    spot = place(duty)
    done = Occasion(
        JUNE_3, 4, spot, "8:30-11:05", "演示甲", "晴", {"swan_goose": "1,200只", "mallard": "0", "other": " "}
    )
    run(RecordDuty([done]), actor=SYSTEM, on=duty)
    fact = Fact.objects.get()
    assert (fact.aspect, fact.period, fact.value, fact.item) == ("record", "2024-06-03", 4, spot)
    assert fact.detail == {
        "count.swan_goose": "1200", "count.mallard": "0", "time": "08:30—11:05", "by": "演示甲", "note": "晴",
    }  # fmt: skip
    assert list(verify()) == []


def test_what_is_recorded_is_what_is_measured(make: Make) -> None:
    duty = make("patrol")
    spot = place(duty)
    run(RecordDuty([Occasion(JUNE_3, 2, spot), Occasion(date(2024, 6, 18), 2, spot)]), actor=SYSTEM, on=duty)
    june = asked(JUNE_3, date(2024, 6, 30))
    found = KIND.measure({"read": "completeness"}, june, holdings(duty, date(2024, 7, 1)), date(2024, 7, 1), None,
                         frozenset())  # fmt: skip
    assert (found.actual, found.target, found.said) == (
        Decimal(2),
        Decimal(4),
        "应完成 4 次，按期完成 2 次，缺 6月24日—30日、6月10日—16日",
    )


def test_a_finding_enters_the_register_in_the_same_act(
    make: Make, rectification: DataSet, units: dict[str, Unit], proof: Callable[[str], Evidence]
) -> None:
    duty = make("patrol", findings_into=str(rectification.public_id))
    spot = place(duty)
    found = Finding("堤脚有垃圾", units["县水利局"], units["白石镇"], date(2024, 6, 30), proofs=(proof("现场照片"),))
    run(RecordDuty([Occasion(JUNE_3, 2, spot, findings=(found,))]), actor=SYSTEM, on=duty)
    entry = rectification.items.get()
    assert (entry.name, entry.unit, entry.township) == (
        "演示湖东线 2024-06-03 堤脚有垃圾", units["县水利局"], units["白石镇"],
    )  # fmt: skip
    assert entry.fields == {
        "problem": "堤脚有垃圾", "found": "2024-06-03", "due": "2024-06-30", "source": "日常巡查",
    }  # fmt: skip
    assert entry.place == {"lon": "112.4", "lat": "29.37"}
    stage = Fact.objects.get(data_set=rectification)
    assert (stage.word, stage.period, stage.proofs.count()) == ("assigned", "2024-06-03", 1)
    assert Fact.objects.get(data_set=duty).detail["findings"] == entry.code
    assert list(verify()) == []


def test_a_finding_that_cannot_be_entered_leaves_no_record_either(make: Make, rectification: DataSet) -> None:
    duty = make("patrol", findings_into=str(rectification.public_id))
    spot = place(duty)
    early = Finding("堤脚有垃圾", due=date(2024, 6, 1))
    with pytest.raises(Invalid, match="整改时限不能早于发现日期"):
        run(RecordDuty([Occasion(JUNE_3, 2, spot, findings=(early,))]), actor=SYSTEM, on=duty)
    run(CloseDataSet(), actor=SYSTEM, on=rectification)
    with pytest.raises(Invalid, match="已停用"):
        run(RecordDuty([Occasion(JUNE_3, 2, spot, findings=(Finding("垃圾"),))]), actor=SYSTEM, on=duty)
    assert not Fact.objects.exists()
    assert not Item.objects.filter(data_set=rectification).exists()


def test_without_a_register_a_finding_is_refused_and_says_who_sets_one(make: Make) -> None:
    duty = make("patrol")
    spot = place(duty)
    with pytest.raises(Invalid, match="没有指定接收问题的整改名录"):
        run(RecordDuty([Occasion(JUNE_3, 2, spot, findings=(Finding("垃圾"),))]), actor=SYSTEM, on=duty)
    assert not Fact.objects.exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"on": date(2024, 7, 2)}, "还没有到"),
        ({"on": date(1024, 7, 2)}, "请检查年份"),
        ({"people": 0}, "参加人数"),
        ({"people": 10_001}, "参加人数"),
        ({"place": None}, "请选择地点或路线"),
        ({"time": "25:00"}, "应写成 9:30"),
        ({"time": "11:00-09:00"}, "应晚于开始时间"),
        ({"counts": {"goose": "3"}}, "没有“goose”这个计数项目"),
        ({"counts": {"swan_goose": "1.5"}}, "应为整数"),
        ({"counts": {"swan_goose": "-1"}}, "不能是负数"),
        ({"counts": {"swan_goose": "三只"}}, "阿拉伯数字"),
        ({"note": "长" * 2001}, "不超过 2000 字"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_leaves_nothing(
    make: Make, changed: dict[str, object], words: str
) -> None:
    duty = make("survey")
    given: dict[str, object] = {"on": JUNE_3, "people": 2, "place": place(duty), **changed}
    with pytest.raises(Invalid, match=words):
        run(RecordDuty([Occasion(**given)]), actor=SYSTEM, on=duty)  # type: ignore[arg-type]
    assert not Fact.objects.exists()


def test_the_same_occasion_is_recorded_once(make: Make) -> None:
    duty = make("patrol")
    spot = place(duty)
    run(RecordDuty([Occasion(JUNE_3, 2, spot, "9:00")]), actor=SYSTEM, on=duty)
    with pytest.raises(Invalid, match="请勿重复登记"):
        run(RecordDuty([Occasion(JUNE_3, 3, spot, "09:00")]), actor=SYSTEM, on=duty)
    run(RecordDuty([Occasion(JUNE_3, 3, spot, "15:00")]), actor=SYSTEM, on=duty)
    assert Fact.objects.count() == 2


def test_only_the_office_and_the_reporter_of_its_unit_may_and_only_while_it_is_in_use(
    make: Make, units: dict[str, Unit], office: User
) -> None:
    duty = make("patrol")
    act = RecordDuty([Occasion(JUNE_3, 2, place(duty))])
    own, other = (
        run(
            AddUser(
                jurisdiction=duty.jurisdiction, username=name, display_name=name, posts=(("reporter", units[unit]),)
            ),
            actor=SYSTEM,
        )
        for name, unit in (("own", "县农业农村局"), ("other", "县水利局"))
    )
    with pytest.raises(NotAllowed):
        run(act, actor=actor_of(other), on=duty)
    run(act, actor=actor_of(own), on=duty)
    run(CloseDataSet(), actor=actor_of(office), on=duty)
    with pytest.raises(WrongState):
        run(RecordDuty([Occasion(date(2024, 6, 10), 2, duty.items.get())]), actor=actor_of(office), on=duty)
    assert Fact.objects.count() == 1
