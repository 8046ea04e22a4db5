from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid, NotAllowed, WrongState
from gongjin.audit.verify import verify
from gongjin.core import clock
from gongjin.core.clock import SHANGHAI
from gongjin.evidence.actions import RevokeEvidence
from gongjin.evidence.models import Evidence
from gongjin.ledger.tests import factory
from gongjin.people.actions import AddUser
from gongjin.people.actors import actor_of
from gongjin.people.models import Unit, User
from gongjin.tracking.actions.data_sets import CloseDataSet
from gongjin.tracking.kinds.register.actions import AddEntries, MoveMany, MoveStage, NewEntry
from gongjin.tracking.kinds.register.drafts import Move
from gongjin.tracking.kinds.register.kind import KIND
from gongjin.tracking.kinds.register.tests.build import asked
from gongjin.tracking.models import DataSet, Fact, Item
from gongjin.tracking.queries.holdings import holdings

Make = Callable[..., DataSet]
Proof = Callable[[str], Evidence]
SYSTEM = factory.SYSTEM
RULE = {"count": "entries", "stage": "recognised"}


def entered(data_set: DataSet, *names: str, **more: object) -> list[Item]:
    run(AddEntries([NewEntry(name, **more) for name in names]), actor=SYSTEM, on=data_set)  # type: ignore[arg-type]
    return list(data_set.items.order_by("pk"))


def counted(data_set: DataSet, on: date = date(2024, 7, 1), at: datetime | None = None) -> object:
    return KIND.measure(RULE, asked(), holdings(data_set, on, at), on, None, frozenset()).actual


def test_an_entry_counts_from_the_day_of_the_proved_stage_on(make: Make, proof: Proof) -> None:
    register = make("recognition")
    firm = entered(register, "演示一厂", stage="applied", on=date(2024, 2, 1))[0]
    run(MoveStage(firm, "recognised", date(2024, 5, 20), (proof("认定文件"),)), actor=SYSTEM, on=register)
    assert [counted(register, day) for day in (date(2024, 5, 19), date(2024, 5, 20))] == [0, 1]
    assert list(verify()) == []


def test_revoking_the_file_lowers_the_figure_and_the_past_keeps_what_was_known(make: Make, proof: Proof) -> None:
    register, file = make("recognition"), proof("认定文件")
    entered(register, "演示一厂", stage="recognised", on=date(2024, 5, 20), proofs=(file,))
    assert counted(register) == 1
    before = clock.now()
    with clock.at(datetime(2024, 7, 2, 9, tzinfo=SHANGHAI)):
        run(RevokeEvidence("文件作废"), actor=SYSTEM, on=file)
        assert counted(register) == 0
        assert counted(register, at=before) == 1


def test_moving_back_needs_its_reason_and_is_kept(make: Make) -> None:
    register = make("recognition")
    firm = entered(register, "演示一厂", stage="reviewed", on=date(2024, 3, 1))[0]
    with pytest.raises(Invalid, match="请写明退回原因"):
        run(MoveStage(firm, "accepted", date(2024, 4, 1)), actor=SYSTEM, on=register)
    run(MoveStage(firm, "accepted", date(2024, 4, 1), why="材料不全"), actor=SYSTEM, on=register)
    assert list(Fact.objects.filter(item=firm).values_list("word", "why")) == [
        ("reviewed", ""),
        ("accepted", "材料不全"),
    ]


@pytest.mark.parametrize(
    ("stage", "on", "words"),
    [
        ("published", date(2024, 2, 1), "不可能在 2024-02-01 已"),
        ("recognised", date(2024, 7, 2), "还没有到"),
        ("recognised", date(1824, 7, 1), "请检查年份"),
        ("recognised", date(1024, 7, 1), "超出范围"),
        ("reviewed", date(2024, 5, 1), "无需重复登记"),
        ("nonsense", date(2024, 5, 1), "没有“nonsense”这个阶段"),
    ],
)
def test_an_impossible_move_is_refused_in_words_and_leaves_nothing(
    make: Make, stage: str, on: date, words: str
) -> None:
    register = make("recognition")
    firm = entered(register, "演示一厂", stage="applied", on=date(2024, 1, 10))[0]
    run(MoveStage(firm, "reviewed", date(2024, 3, 1)), actor=SYSTEM, on=register)
    with pytest.raises(Invalid, match=words):
        run(MoveStage(firm, stage, on), actor=SYSTEM, on=register)
    assert Fact.objects.count() == 2


def test_a_stage_that_may_not_be_left_out_is_asked_for(make: Make) -> None:
    register = make("rectification", unit="县水利局")
    problem = entered(register, "演示问题一", stage="assigned", on=date(2024, 3, 1))[0]
    with pytest.raises(Invalid, match="还没有经过“整改、验收”"):
        run(MoveStage(problem, "closed", date(2024, 4, 1)), actor=SYSTEM, on=register)


def test_many_moves_are_one_act_and_one_that_is_wrong_stops_all(make: Make, proof: Proof) -> None:
    register = make("recognition")
    firms = entered(register, "演示一厂", "演示二厂", stage="applied", on=date(2024, 2, 1))
    good = [Move(firm, "recognised", date(2024, 6, 1), (proof(firm.name),)) for firm in firms]
    with pytest.raises(Invalid, match="演示二厂"):
        run(MoveMany([good[0], Move(firms[1], "applied", date(2024, 3, 1))]), actor=SYSTEM, on=register)
    assert counted(register) == 0
    run(MoveMany(good), actor=SYSTEM, on=register)
    assert counted(register) == 2


def test_several_moves_of_one_entry_in_one_act_are_taken_by_day(make: Make) -> None:
    register = make("recognition")
    firm = entered(register, "演示一厂")[0]
    moves = [Move(firm, "reviewed", date(2024, 3, 1)), Move(firm, "applied", date(2024, 2, 1))]
    run(MoveMany(moves), actor=SYSTEM, on=register)
    assert list(Fact.objects.order_by("ends").values_list("word", flat=True)) == ["applied", "reviewed"]


def test_only_the_office_and_the_reporter_of_its_unit_may_and_only_while_it_is_in_use(
    make: Make, units: dict[str, Unit], office: User
) -> None:
    register = make("recognition")
    firm = entered(register, "演示一厂")[0]
    move = MoveStage(firm, "applied", date(2024, 2, 1))
    own, other = (
        run(
            AddUser(jurisdiction=register.jurisdiction, username=name, display_name=name,
                    posts=(("reporter", units[unit]),)),
            actor=SYSTEM,
        )
        for name, unit in (("own", "县科技和工业信息化局"), ("other", "县水利局"))
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        run(move, actor=actor_of(other), on=register)
    assert not Fact.objects.exists()
    run(move, actor=actor_of(own), on=register)
    run(CloseDataSet(), actor=actor_of(office), on=register)
    with pytest.raises(WrongState):
        run(MoveStage(firm, "accepted", date(2024, 3, 1)), actor=actor_of(office), on=register)
    assert Fact.objects.count() == 1
