"""Printed codes: the places of a clean document, and unique in any other."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongjin.audit.verify import verify
from gongjin.ledger.models import DraftKind, DraftRow, Plan, Reading, Row, RowKind
from gongjin.ledger.review.outline import chinese_number, label_number, letters, numbers
from gongjin.ledger.review.result import Codes, Result
from gongjin.ledger.tests import factory
from gongjin.people.models import Jurisdiction

LABELS = (
    "一、",
    "二、",
    "三、",
    "（一）",
    "（三）",
    "1.",
    "2.",
    "2．",
    "7.",
    "①",
    "第二章",
    "",
    "附",
    "（十二）",
    "99999.",
)


def section(key: str, label: str, parent: str = "") -> DraftRow:
    values = {"label": label, "title": key, "parent": parent, "task": True, "body_start": 0, "body_end": 0}
    return DraftRow(kind=DraftKind.SECTION, key=key, section=key, order=0, start=0, end=0, values=values)


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("一、", 1), ("十、", 10), ("十二、", 12), ("二十三、", 23), ("（三）", 3), ("４．", 4), ("1.2", 2), ("⑤", 5),
        ("第一百零二条", 102), ("Ⅳ", 4), ("", None), ("附件", None),
    ],
)  # fmt: skip
def test_a_label_is_read_as_its_number(label: str, number: int | None) -> None:
    assert label_number(label) == number


def test_places_are_those_printed_in_a_clean_document() -> None:
    outline = [
        section("a", "一、"), section("b", "二、"), section("c", "（一）", "b"), section("d", "1.", "c"),
        section("e", "2.", "c"), section("f", "（二）", "b"), section("g", "1.", "f"),
    ]  # fmt: skip
    assert list(numbers(outline).values()) == ["1", "2", "2.1", "2.1.1", "2.1.2", "2.2", "2.2.1"]


def test_skipped_repeated_and_missing_labels_still_give_places() -> None:
    outline = [section(str(n), label) for n, label in enumerate(["一、", "三、", "三、", "", "二、", "九、"])]
    assert list(numbers(outline).values()) == ["1", "3", "4", "5", "6", "9"]


@st.composite
def outlines(draw: st.DrawFn) -> list[DraftRow]:
    rows: list[DraftRow] = []
    for n in range(draw(st.integers(0, 25))):
        parent = draw(st.sampled_from(["", "nowhere", *(row.key for row in rows)]))
        rows.append(section(f"s{n}", draw(st.sampled_from(LABELS)), parent))
    return rows


@given(outlines())
def test_every_section_of_any_outline_has_a_place_of_its_own_below_its_parent(rows: list[DraftRow]) -> None:
    places = numbers(rows)
    assert len(set(places.values())) == len(rows)
    for row in rows:
        parent = str(row.values["parent"])
        above = places[row.key].rpartition(".")[0]
        assert above == places.get(parent, "")


@given(outlines(), st.lists(st.sampled_from(["measure", "target", "commitment"]), max_size=20), st.data())
def test_everything_that_is_promised_has_a_row_wherever_it_stands(
    rows: list[DraftRow], kinds: list[str], data: st.DataObject
) -> None:
    sections = [row.key for row in rows]
    for n, kind in enumerate(kinds):
        measures = [row.key for row in rows if row.kind == "measure"]
        values = {"text": "一件事", "measure": data.draw(st.sampled_from(["", "gone", *measures]))}
        place = data.draw(st.sampled_from(["", "gone", *sections]))
        rows.append(DraftRow(kind=kind, key=f"k{n}", section=place, order=n, start=0, end=0, values=values))
    result = Result(rows)
    assert {(kind, f"k{n}") for n, kind in enumerate(kinds)} <= set(result.lasting)
    for future in result.future:
        top = future
        while top.parent is not None:
            top = top.parent
        assert top.kind == RowKind.TASK
    codes = Codes(())
    for future in sorted(result.future, key=lambda item: item.kind != RowKind.TASK):
        if future.kind == RowKind.TASK:
            future.row = Row(code=codes.of_task(result.places[future.section]))
        else:
            future.row = Row(code=codes.inside(result.task_of(future).lasting.code, future.kind))
    given_codes = [future.lasting.code for future in result.future]
    assert len(set(given_codes)) == len(given_codes)


@given(st.lists(st.sampled_from(["1", "1a", "2.1", "1-M1", "1-M7", "1a-T2"])), st.integers(1, 30))
def test_no_code_is_given_twice(given_before: list[str], count: int) -> None:
    codes = Codes(given_before)
    new = [codes.of_task("1") for _ in range(count)] + [codes.inside("1", RowKind.MEASURE) for _ in range(count)]
    assert len(set(new)) == 2 * count
    assert not set(new) & set(given_before)


def test_letters_count_on_after_z() -> None:
    assert [letters(n) for n in (1, 26, 27, 52, 53)] == ["a", "z", "aa", "az", "ba"]


@given(st.integers(1, 9999))
def test_chinese_numerals_are_read(number: int) -> None:
    digits, text = "零一二三四五六七八九", ""
    for power, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += digits[digit] + mark
        elif text and not text.endswith("零"):
            text += "零"
    assert chinese_number(text.rstrip("零")) == number


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_plan_of_any_shape_is_published_whole(jurisdiction: Jurisdiction, data: st.DataObject) -> None:
    # Numbered, so that no example is refused as the plan of the one before.
    composer = factory.Composer(title=f"安河县第{Plan.objects.count()}号方案")
    keys: list[str] = []
    targets = 0
    for n in range(data.draw(st.integers(1, 8))):
        parent = data.draw(st.sampled_from([None, *keys]))
        count = data.draw(st.integers(0, 3))
        words = [f"第{n}节新建第{m}类设施{m + 1}座" for m in range(count)]
        label, task = data.draw(st.sampled_from(LABELS)), data.draw(st.booleans())
        keys.append(composer.section(label, f"第{n}节", parent, task=task, rest=f"。{'，'.join(words)}。"))
        for m, text in enumerate(words):
            measure = composer.measure(text) if data.draw(st.booleans()) else None
            composer.target(text, f"第{m}类设施", str(m + 1), "座", measure=measure)
        targets += count
    if not targets:
        composer.target(f"第{len(keys) - 1}节", "节", "1", "个")
        targets = 1
    plan = factory.published(jurisdiction, composer.compiled())
    assert plan.rows.filter(kind="target").count() == targets
    assert Reading.objects.filter(row__plan=plan, row__kind="target", parent=None).count() == 0
    assert list(verify()) == []
