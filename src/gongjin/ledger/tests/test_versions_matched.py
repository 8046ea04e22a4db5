"""The proposals of what became of each row, on texts alone."""

from __future__ import annotations

from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from gongjin.compiler.compare.match import Item, Proposal, match

SENTENCES = (
    "新建水厂两座并改造老旧管网", "加强水源地巡查管护", "建设寄宿制学校一所", "改造农村公路三十公里",
    "培育规模以上工业企业六家",
    "推广测土配方施肥技术", "完成危房改造任务", "开展河道清淤整治行动",
)  # fmt: skip


def items(texts: list[str], first: int = 0, kind: str = "measure") -> list[Item]:
    return [Item(first + n, kind, text, order=n) for n, text in enumerate(texts)]


def kinds(found: list[Proposal]) -> dict[tuple[int | None, int | None], str]:
    return {(proposal.old, proposal.new): proposal.kind for proposal in found}


@given(st.lists(st.sampled_from(SENTENCES)), st.lists(st.sampled_from(SENTENCES)))
def test_every_row_of_both_sides_is_proposed_and_equal_words_are_kept(old: list[str], new: list[str]) -> None:
    found = match(items(old), items(new, 100))
    assert {proposal.old for proposal in found} - {None} == set(range(len(old)))
    assert {proposal.new for proposal in found} - {None} == set(range(100, 100 + len(new)))
    kept = [proposal for proposal in found if proposal.kind == "kept"]
    assert all(old[p.old or 0] == new[(p.new or 0) - 100] and p.score == 1 for p in kept)
    assert len(kept) == sum(min(old.count(text), new.count(text)) for text in set(old))


@given(st.permutations(SENTENCES))
def test_a_new_order_keeps_every_row(order: list[str]) -> None:
    assert {proposal.kind for proposal in match(items(list(SENTENCES)), items(order, 100))} == {"kept"}


def test_a_changed_figure_is_a_rewording() -> None:
    found = kinds(match(items(["改造供水管网35公里"]), items(["改造供水管网42公里"], 100)))
    assert found == {(0, 100): "reworded"}


def test_other_words_are_dropped_and_new() -> None:
    found = kinds(match(items(["改造供水管网35公里"]), items(["培育规模以上工业企业六家"], 100)))
    assert found == {(0, None): "dropped", (None, 100): "new"}


def test_a_row_that_became_two_is_split() -> None:
    old = ["开展河道清淤整治行动，建设沿河生态步道和亲水平台，推广测土配方施肥技术"]
    new = ["开展河道清淤整治行动，建设沿河生态步道和亲水平台", "推广测土配方施肥技术"]
    assert kinds(match(items(old), items(new, 100))) == {(0, 100): "split", (0, 101): "split"}


def test_two_rows_that_became_one_are_merged() -> None:
    old = ["开展河道清淤整治行动，建设沿河生态步道和亲水平台", "推广测土配方施肥技术"]
    new = ["开展河道清淤整治行动，建设沿河生态步道和亲水平台，推广测土配方施肥技术"]
    assert kinds(match(items(old), items(new, 100))) == {(0, 100): "merged", (1, 100): "merged"}


def test_of_equal_words_the_row_in_the_same_task_goes_on() -> None:
    old = [
        Item(1, "task", "甲项任务", "甲"),
        Item(2, "task", "乙项工作", "乙"),
        Item(3, "measure", "定期会商", place=2),
    ]
    new = [
        Item(11, "task", "甲项任务", "甲"), Item(12, "task", "乙项工作", "乙"),
        Item(13, "measure", "定期会商", place=11), Item(14, "measure", "定期会商", place=12),
    ]  # fmt: skip
    found = kinds(match(old, new))
    assert found[3, 14] == "kept"
    assert found[None, 13] == "new"


def test_rows_of_two_kinds_are_never_matched() -> None:
    found = kinds(match(items(["完成危房改造任务"]), items(["完成危房改造任务"], 100, "target")))
    assert found == {(0, None): "dropped", (None, 100): "new"}


def test_five_thousand_rows_take_seconds() -> None:
    old = [f"推进第{n}号片区改造，完成入户调查与签约{n * 7 % 997}户" for n in range(5000)]
    new = [text.replace("完成", "全面完成") if n % 3 == 0 else text for n, text in enumerate(old)]
    start = perf_counter()
    found = kinds(match(items(old), items(new, 10**6)))
    assert perf_counter() - start < 20
    assert all(found.get((n, 10**6 + n)) in ("kept", "reworded") for n in range(5000))
