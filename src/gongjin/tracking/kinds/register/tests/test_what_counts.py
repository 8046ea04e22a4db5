from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from gongjin.tracking.kinds.register.kind import KIND
from gongjin.tracking.kinds.register.tests.build import asked, figure, register, stage, thing
from gongjin.tracking.rules.asked import Wanted
from gongjin.tracking.rules.holdings import Known

RECOGNISED = {"count": "entries", "stage": "recognised"}
ORDER = ["applied", "accepted", "reviewed", "published", "recognised"]
DAY = date(2024, 3, 1)
ON = date(2024, 6, 30)


def test_entries_at_or_past_the_stage_count_and_the_others_are_said() -> None:
    held = register(
        "recognition",
        [thing("a", level="省级"), thing("b", level="省级"), thing("c", level="省级"), thing("d", level="市级")],
        [
            stage("a", "recognised", DAY),
            stage("b", "recognised", DAY),
            stage("c", "published", DAY),
            stage("d", "recognised", DAY),
        ],
    )
    found = KIND.measure({**RECOGNISED, "where": {"level": "省级"}}, asked(), held, ON, None, frozenset())
    assert (found.actual, found.said) == (Decimal(2), "已认定 2 家，公示中 1 家")
    assert set(found.facts) == {"a-recognised-2024-03-01", "b-recognised-2024-03-01"}


def test_a_stage_without_its_evidence_does_not_count_and_is_said_to_lack_it() -> None:
    facts = [stage("a", "published", DAY, 0), stage("a", "recognised", DAY + timedelta(days=9), 0)]
    found = KIND.measure(RECOGNISED, asked(), register("recognition", [thing("a")], facts), ON, None, frozenset())
    assert (found.actual, found.said) == (Decimal(0), "已认定 0 家，另有 1 家待补佐证")


def test_what_lies_past_an_unproved_stage_does_not_count_either() -> None:
    facts = [
        stage("a", "completed", DAY),
        stage("a", "accepted", DAY + timedelta(days=30), 0),
        stage("a", "in_use", DAY + timedelta(days=60)),
    ]
    held = register("building", [thing("a")], facts)
    for wanted, count in (("accepted", 0), ("in_use", 0), ("completed", 1)):
        rule = {"count": "entries", "stage": wanted}
        assert KIND.measure(rule, asked(unit="所"), held, ON, None, frozenset()).actual == count


def test_a_move_back_takes_the_entry_out_of_the_count_from_its_day_on() -> None:
    facts = [stage("a", "recognised", DAY), stage("a", "reviewed", DAY + timedelta(days=10), 0)]
    held = register("recognition", [thing("a")], facts)
    days = (DAY - timedelta(days=1), DAY, DAY + timedelta(days=9), DAY + timedelta(days=10))
    assert [KIND.measure(RECOGNISED, asked(), held, day, None, frozenset()).actual for day in days] == [None, 1, 1, 0]


def test_since_counts_only_what_reached_the_stage_in_the_trackers_time() -> None:
    facts = [stage("a", "recognised", date(2022, 5, 1)), stage("b", "recognised", DAY)]
    held = register("recognition", [thing("a"), thing("b")], facts)
    assert KIND.measure(RECOGNISED, asked(), held, ON, None, frozenset()).actual == 2
    assert KIND.measure({**RECOGNISED, "since": True}, asked(), held, ON, None, frozenset()).actual == 1


def test_what_another_tracker_claimed_as_added_is_not_counted_again() -> None:
    facts = [stage("a", "recognised", DAY), stage("b", "recognised", DAY)]
    held = register("recognition", [thing("a", level="省级"), thing("b", level="市级")], facts)
    narrow = {**RECOGNISED, "added": True, "since": True, "where": {"level": "省级"}}
    wide = {**RECOGNISED, "added": True, "since": True}
    claimed = KIND.claims(narrow, asked(), held, ON)
    assert claimed == {"a"}
    found = KIND.measure(wide, asked(), held, ON, None, claimed)
    assert (found.actual, found.said) == (Decimal(1), "已认定 1 家")
    assert KIND.claims(RECOGNISED, asked(), held, ON) == frozenset()


def test_a_figure_is_summed_over_those_at_the_stage_and_partial_work_only_where_asked() -> None:
    held = register(
        "farmland",
        [thing("a"), thing("b")],
        [
            stage("a", "accepted", DAY), figure("a", "area", "1200.5", DAY),
            stage("b", "started", DAY), figure("b", "area", "800", DAY), figure("b", "area_done", "300.25", DAY),
        ],
    )  # fmt: skip
    rule = {"count": "figure:area", "stage": "accepted"}
    whole = asked("2000", "亩")
    found = KIND.measure(rule, whole, held, ON, None, frozenset())
    assert (found.actual, found.said) == (Decimal("1200.5"), "已验收 1 处、1,200.5 亩，实施中 1 处")
    assert KIND.measure({**rule, "partial": True}, whole, held, ON, None, frozenset()).actual == Decimal("1500.75")


def test_partial_work_never_gives_more_than_the_whole_entry() -> None:
    facts = [stage("b", "started", DAY), figure("b", "area", "800", DAY), figure("b", "area_done", "900", DAY)]
    held = register("farmland", [thing("b")], facts)
    rule = {"count": "figure:area", "stage": "accepted", "partial": True}
    assert KIND.measure(rule, asked("1", "亩"), held, ON, None, frozenset()).actual == 800


def test_amounts_of_periods_add_up_within_the_trackers_time() -> None:
    facts = [
        stage("a", "reporting", date(2023, 1, 1)),
        figure("a", "persons", "50", date(2023, 12, 31)),
        figure("a", "persons", "20", date(2024, 1, 31)),
        figure("a", "persons", "15", date(2024, 2, 29)),
    ]
    held = register("households", [thing("a")], facts)
    rule = {"count": "figure:persons", "stage": "reporting"}
    assert KIND.measure(rule, asked("100", "人"), held, ON, None, frozenset()).actual == 85
    assert KIND.measure({**rule, "since": True}, asked("100", "人"), held, ON, None, frozenset()).actual == 35


def test_coverage_is_n_of_all_and_says_how_many_are_known() -> None:
    things = [thing(key, township="白石镇" if key < "c" else "河口镇") for key in "abcd"]
    held = register("coverage", things, [stage("a", "opened", DAY), stage("b", "building", DAY)])
    rule = {"count": "entries", "stage": "opened", "of": "all"}
    found = KIND.measure(rule, asked("100", "%"), held, ON, None, frozenset())
    assert (found.actual, found.known, found.target) == (Decimal(25), (2, 4), None)
    assert found.said == "4 个中已开通 1 个，建设中 1 个"
    count = KIND.measure(rule, asked(None, "个"), held, ON, None, frozenset())
    assert (count.actual, count.target) == (Decimal(1), Decimal(4))
    town = {**rule, "where": {"township": "白石镇"}, "of": {"where": {"township": "白石镇"}}}
    assert KIND.measure(town, asked("100", "%"), held, ON, None, frozenset()).actual == 50


def test_coverage_of_a_figure_is_its_share_of_the_figure_of_all() -> None:
    facts = [
        stage("a", "accepted", DAY), figure("a", "area", "300", DAY),
        stage("b", "started", DAY), figure("b", "area", "900", DAY),
    ]  # fmt: skip
    held = register("farmland", [thing("a"), thing("b")], facts)
    rule = {"count": "figure:area", "stage": "accepted", "of": "all"}
    assert KIND.measure(rule, asked("100", "%"), held, ON, None, frozenset()).actual == 25


def test_without_entries_or_stages_nothing_is_known_and_it_says_so() -> None:
    empty = KIND.measure(RECOGNISED, asked(), register("recognition", [], []), ON, None, frozenset())
    silent = KIND.measure(RECOGNISED, asked(), register("recognition", [thing("a")], []), ON, None, frozenset())
    assert (empty.actual, empty.missing) == (None, "名录中还没有条目")
    assert (silent.actual, silent.missing) == (None, "名录中的条目还没有阶段记录")


moves = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(ORDER), st.integers(0, 40), st.integers(0, 1)),
    max_size=12,
    unique_by=lambda move: (move[0], move[2]),
)


@settings(deadline=None)
@given(moves, st.randoms(use_true_random=False), st.integers(0, 45))
def test_the_order_of_facts_does_not_matter_and_the_count_is_that_of_brute_force(
    made: list[tuple[str, str, int, int]], random: object, after: int
) -> None:
    facts = [stage(item, word, DAY + timedelta(days=n), proofs) for item, word, n, proofs in made]
    things = [thing(key) for key in "abc"]
    on = DAY + timedelta(days=after)
    first = KIND.measure(RECOGNISED, asked(), register("recognition", things, facts), on, None, frozenset())
    random.shuffle(facts)  # type: ignore[attr-defined]
    second = KIND.measure(RECOGNISED, asked(), register("recognition", things, facts), on, None, frozenset())
    assert (first.actual, first.said, set(first.facts)) == (second.actual, second.said, set(second.facts))
    known = [fact for fact in facts if fact.day <= on]
    assert (first.actual or 0) == sum(_recognised(known, key) for key in "abc")


def _recognised(facts: list[Known], key: str) -> bool:
    """Brute force: only the last stage needs evidence, so an entry counts if its last move is that stage and some
    move to it since it last stood lower has a file."""
    mine = sorted((fact for fact in facts if fact.item == key), key=lambda fact: fact.day)
    run: list[Known] = []
    for fact in mine:
        run = [*run, fact] if fact.word == "recognised" else []
    return any(fact.proofs for fact in run)


@settings(deadline=None)
@given(moves)
def test_the_course_ends_where_the_figure_stands(made: list[tuple[str, str, int, int]]) -> None:
    facts = [stage(item, word, DAY + timedelta(days=n), proofs) for item, word, n, proofs in made]
    held = register("recognition", [thing(key) for key in "abc"], facts)
    for point in KIND.points(RECOGNISED, asked(), held, None):
        assert point.value == KIND.measure(RECOGNISED, asked(), held, point.day, None, frozenset()).actual


def test_a_sum_is_in_the_unit_asked_and_a_unit_of_another_sort_is_no_figure() -> None:
    facts = [stage("a", "mapped", DAY), figure("a", "area", "32500", DAY)]
    held = register("farmland", [thing("a")], facts)
    rule = {"count": "figure:area", "stage": "mapped"}
    assert KIND.measure(rule, asked("3", "万亩"), held, ON, None, frozenset()).actual == Decimal("3.25")
    assert KIND.points(rule, asked("3", "万亩"), held, None)[-1].value == Decimal("3.25")
    wrong = KIND.measure(rule, asked("3", "万户"), held, ON, None, frozenset())
    assert (wrong.actual, "不是同类" in wrong.missing) == (None, True)


def test_a_rise_is_told_from_what_stood_before_the_time_asked() -> None:
    facts = [stage("a", "recognised", date(2023, 5, 4)), stage("b", "recognised", DAY)]
    held = register("recognition", [thing("a"), thing("b")], facts)
    found = KIND.measure(RECOGNISED, asked(wanted=Wanted.RISE), held, ON, None, frozenset())
    assert (found.actual, found.base) == (Decimal(2), Decimal(1))
    share = {"stage": "recognised", "of": "all"}
    found = KIND.measure(share, asked(wanted=Wanted.RISE, unit="%"), held, ON, None, frozenset())
    assert (found.actual, found.base) == (Decimal(100), Decimal(50))


def test_a_rise_of_amounts_is_told_from_the_same_time_of_the_year_before() -> None:
    rule = {"count": "figure:persons", "stage": "reporting", "since": True}
    come = [stage("a", "reporting", date(2023, 1, 2))]
    now = [figure("a", "persons", "40", DAY), figure("a", "persons", "5", date(2024, 5, 1))]
    year_before = [figure("a", "persons", "30", date(2023, 3, 1)), figure("a", "persons", "99", date(2023, 9, 1))]
    rise = asked(wanted=Wanted.RISE, unit="人")
    alone = register("households", [thing("a")], [*come, *now])
    found = KIND.measure(rule, rise, alone, ON, None, frozenset())
    assert (found.actual, found.base) == (Decimal(45), None)
    both = register("households", [thing("a")], [*come, *now, *year_before])
    found = KIND.measure(rule, rise, both, ON, None, frozenset())
    assert (found.actual, found.base) == (Decimal(45), Decimal(30))
