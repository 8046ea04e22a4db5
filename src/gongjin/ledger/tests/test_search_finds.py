"""Search: two-character words, widths and capitals folded, signs of LIKE taken literally, grouped answers."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from gongjin.ledger.queries.search import around, fold, search
from gongjin.ledger.tests.rows import Laying, Ledger, clerk, county, lay, many_rows, small_ledger, unit


@pytest.fixture
def ledger(db: None) -> Ledger:
    return small_ledger()


def codes(ledger: Ledger, typed: str) -> list[str]:
    found = search(ledger.of, typed)
    return [reading.row.code for reading in (*found.tasks, *found.targets)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("充电", ["1.2", "1.2.1"]),
        ("5G", ["1.2.2"]),
        ("５ｇ", ["1.2.2"]),
        ("5G基站", ["1.2.2"]),
        ("新建 80个", ["1.2.1"]),
        ("12公里", ["1.1.2"]),
        ("2024-1.3.1", ["1.3.1"]),
        ("没有的词", []),
        ("", []),
        ("   ", []),
        ("_", []),
        ("%", ["1.3.1"]),
        ("9_", []),
    ],
)
def test_rows_are_found_by_words_however_they_are_typed(ledger: Ledger, typed: str, expected: list[str]) -> None:
    assert codes(ledger, typed) == expected


def test_units_are_found_by_any_of_their_names(ledger: Ledger) -> None:
    for name in ("水务", "水利", "县住建", "住房和城乡"):
        assert len(search(ledger.of, name).units) == 1


def test_words_of_the_plan_are_found_with_their_place(ledger: Ledger) -> None:
    found = search(ledger.of, "5g")
    text = ledger.plan.versions.get().text
    assert [(passage.hit, text[passage.start : passage.end]) for passage in found.passages] == [("５Ｇ", "５Ｇ")]
    assert "\n" not in found.passages[0].before + found.passages[0].after
    assert len(search(ledger.of, "水务").passages) == 1


def test_places_are_right_behind_characters_that_fold_to_several(ledger: Ledger) -> None:
    text = "整治㎡与㎞各项，普及ＡＢ级设施"
    lay(ledger.of, lambda laying: None, "2026", text)
    passage = search(ledger.of, "ab级").passages[0]
    assert text[passage.start : passage.end] == passage.hit == "ＡＢ级"
    assert search(ledger.of, "km各").passages[0].hit == "㎞各"


def test_percent_and_underscore_are_characters_like_others(ledger: Ledger) -> None:
    def build(laying: Laying) -> None:
        section = laying.section("1", "编号")
        laying.row("task", "1.1", section, "整理A_1号库")
        laying.row("task", "1.2", section, "整理AB1号库")
        laying.row("task", "1.3", section, "整理100%库")

    lay(ledger.of, build, "2027")
    assert codes(ledger, "a_1") == ["1.1"]
    assert codes(ledger, "100%库") == ["1.3"]


def test_another_governments_words_are_not_found(ledger: Ledger) -> None:
    other = county("990002", "远山县")
    many_rows(other, 2, unit(other, "远山县水利局"))
    found = search(ledger.of, "水利工程")
    assert found.nothing


@given(st.text(max_size=60), st.text(min_size=1, max_size=3))
def test_an_excerpt_is_a_part_of_its_text(text: str, typed: str) -> None:
    before, hit, after = around(text, typed)
    assert before.removeprefix("…") + hit + after.removesuffix("…") in text
    if hit:
        assert typed.split()
        assert fold(typed).split()[0] in fold(hit) or any(word in fold(hit) for word in fold(typed).split())


def test_the_pages_of_results_take_the_same_queries_for_any_number_of_hits(db: None) -> None:
    counts: dict[str, list[int]] = {"": [], "&box=1": []}
    for code, count in (("990011", 10), ("990012", 800)):
        of = county(code, f"第{count}县")
        many_rows(of, count, unit(of, f"第{count}县水利局"))
        client = Client()
        client.force_login(clerk(of, f"clerk{count}"))
        for more, taken in counts.items():
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/search/?q=水利{more}").status_code == 200
            taken.append(len(queries))
    assert all(one == other <= 14 for one, other in counts.values())


def test_the_box_and_the_page_group_what_was_found(ledger: Ledger, client: Client) -> None:
    client.force_login(ledger.office)
    box = client.get("/search/?q=充电&box=1").content.decode()
    assert "任务与举措" in box
    assert "<html" not in box
    page = client.get("/search/?q=充电").content.decode()
    assert all(head in page for head in ("任务与举措", "目标与要求", "方案原文"))
    assert "没有找到" in client.get("/search/?q=没有的词").content.decode()
    assert "&lt;b&gt;" in client.get("/search/?q=<b>").content.decode()
