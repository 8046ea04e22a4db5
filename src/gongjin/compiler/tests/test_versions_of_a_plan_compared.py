"""What changed from one version of a plan to the next: tasks, targets, units, dates."""

from __future__ import annotations

import pytest

from gongjin.compiler.compare.plans import Fate, TaskChange, compare
from gongjin.compiler.compare.turns import Turn
from gongjin.compiler.tests.documents import compiled

OLD = (
    "青禾县水利实施方案（2026年）",
    "一、工程建设",
    "（一）整修渠道。2026年10月底前整修渠道30公里以上，清理沿线淤积和杂物。（县水利局牵头，县财政局配合）",
    "（二）改造水厂。力争改造水厂4座，更换老旧管道和阀门。（县水利局负责）",
    "二、管护机制",
    "（一）落实巡护。健全渠道巡护制度，漏损率控制在9%以下。（县农业农村局负责）",
    "（二）培训人员。举办管护人员培训班，编印管护手册。（县农业农村局负责）",
)


def changes(was: str = "", now: str = "") -> list[TaskChange]:
    whole = "\n".join(OLD)
    assert not was or whole.count(was) == 1
    return compare(compiled(*OLD), compiled(*whole.replace(was, now).split("\n") if was else OLD))


def different(was: str, now: str) -> TaskChange:
    (change,) = [change for change in changes(was, now) if change.differs]
    return change


def test_the_same_plan_has_no_change() -> None:
    assert {change.fate for change in changes()} == {Fate.KEPT}
    assert not any(change.differs for change in changes())


def test_other_numbers_of_headings_are_no_change() -> None:
    assert not any(change.differs for change in changes("（二）培训人员", "（三）培训人员"))


@pytest.mark.parametrize(
    ("was", "now", "turn"),
    [
        ("30公里以上", "36公里以上", Turn.TIGHTER),
        ("30公里以上", "24公里以上", Turn.LOOSER),
        ("9%以下", "8%以下", Turn.TIGHTER),
        ("9%以下", "12%以下", Turn.LOOSER),
        ("力争改造", "确保改造", Turn.TIGHTER),
        ("30公里以上", "30公里左右", Turn.LOOSER),
        ("2026年10月底前整修", "2026年8月底前整修", Turn.TIGHTER),
        ("力争改造水厂4座", "确保改造水厂3座", Turn.CHANGED),
        ("9%以下", "9%以上", Turn.CHANGED),
        ("，漏损率控制在9%以下", "", Turn.DROPPED),
        ("编印管护手册", "编印管护手册500本", Turn.NEW),
    ],
)
def test_a_target_turns(was: str, now: str, turn: Turn) -> None:
    assert [target.turn for target in different(was, now).targets] == [turn]


def test_units_come_go_and_change_roles() -> None:
    change = different("（县水利局牵头，县财政局配合）", "（县财政局牵头，县林业局配合）")
    assert {(unit.unit, unit.old, unit.new) for unit in change.units} == {
        ("县水利局", "lead", None), ("县财政局", "cooperate", "lead"), ("县林业局", None, "cooperate"),
    }  # fmt: skip
    assert change.fate is Fate.KEPT


def test_a_date_changes() -> None:
    change = different("编印管护手册", "9月底前编印管护手册")
    assert change.dates is not None
    assert (change.dates.old, change.dates.new) == ((), ("9月底前",))


def test_a_task_is_dropped_and_another_is_new() -> None:
    found = {(c.fate, (c.new or c.old).title) for c in changes(OLD[6], "（二）筹措资金。申报专项债券。") if c.differs}  # type: ignore[union-attr]
    assert found == {(Fate.DROPPED, "培训人员"), (Fate.NEW, "筹措资金")}


def test_a_task_moves_under_another_part() -> None:
    texts = [*OLD[:4], OLD[6].replace("（二）", "（三）"), *OLD[4:6]]
    found = {c.new.title: c.fate for c in compare(compiled(*OLD), compiled(*texts)) if c.new}
    assert found["培训人员"] is Fate.MOVED
    assert [title for title, fate in found.items() if fate is not Fate.KEPT] == ["培训人员"]


def test_a_task_split_in_two() -> None:
    one = "（二）改造水厂。力争改造水厂4座。（县水利局负责）"
    two = "（三）更换管网。更换老旧管道和阀门。（县水利局负责）"
    found = compare(compiled(*OLD), compiled(*OLD[:3], one, two, *OLD[4:]))
    assert {c.fate for c in found if c.old and c.old.title == "改造水厂"} <= {Fate.SPLIT, Fate.REWORDED}
    assert {c.new.title for c in found if c.new and c.fate in (Fate.SPLIT, Fate.NEW, Fate.REWORDED)} == {
        "改造水厂", "更换管网",
    }  # fmt: skip
