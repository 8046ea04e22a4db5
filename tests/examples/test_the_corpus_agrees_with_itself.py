"""Each plan of the corpus and what a reader found in it say the same, before any program reads them."""

from __future__ import annotations

import json
import re
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parents[2] / "examples" / "corpus"
PLANS = sorted(path.stem for path in HERE.glob("*.txt"))
assert PLANS, f"no plans in {HERE}"
TARGET = {
    "comparator": {"eq", "ge", "gt", "le", "lt", "about", "range"},
    "kind": {"level", "change", "rank", "coverage", "count"},
    "binding": {"ensure", "strive", "plain"},
}
COMMITMENT = {"kind": {"relative", "directional", "compliance", "rank"}, "binding": TARGET["binding"]}
ROLES = {"lead", "responsible", "cooperate", "supervise"}
DEADLINES = {"date", "period", "cadence", "relative", "open", "reference"}
pytestmark = pytest.mark.parametrize("name", PLANS)


def text_of(name: str) -> str:
    return (HERE / f"{name}.txt").read_text(encoding="utf-8")


def gold_of(name: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    return gold


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_text_is_short_and_made_up_of_whole_lines(name: str) -> None:
    text = text_of(name)
    assert 600 <= len(text) <= 1500 and text.endswith("\n") and "\r" not in text
    assert not set("{|}") & set(text), "marks of the annotator were left in the text"
    assert gold_of(name)["chars"] == len(text)
    assert bare(gold_of(name)["title"]) in bare(text)


def test_headings_stand_in_order_where_their_spans_say(name: str) -> None:
    text, sections = text_of(name), gold_of(name)["sections"]
    assert sections
    for section in sections:
        start, end = section["heading_span"]
        assert bare(text[start:end]) == bare(section["label"] + section["title"])
        assert section["title"] == section["title"].strip("。 \u3000") and "。" not in section["title"]
    bodies = [section["body_span"] for section in sections]
    assert all(one[1] == other[0] for one, other in pairwise(bodies))
    assert len({section["title"] for section in sections}) == len(sections)


def test_levels_are_depths_in_the_outline(name: str) -> None:
    open_titles: list[str] = []
    for section in gold_of(name)["sections"]:
        level = section["level"]
        assert 1 <= level <= len(open_titles) + 1
        assert section["parent"] == (open_titles[level - 2] if level > 1 else None)
        open_titles[level - 1 :] = [section["title"]]


def test_rows_stand_inside_their_own_section(name: str) -> None:
    gold = gold_of(name)
    bodies = {section["title"]: section["body_span"] for section in gold["sections"]}
    for kind in ("targets", "qualitative", "deadlines"):
        for row in gold[kind]:
            start, end = bodies[row["section"]]
            assert start <= row["span"][0] < row["span"][1] <= end, row


def test_targets_and_commitments_quote_the_text(name: str) -> None:
    text, gold = text_of(name), gold_of(name)
    for row in gold["targets"] + gold["qualitative"]:
        assert text[slice(*row["span"])] == row["text"]
        assert not re.search("[。；\n]", row["text"]), row
    for row in gold["targets"]:
        assert text[slice(*row["qspan"])] == row["quantity"] and row["quantity"] in row["text"]
    for row in gold["deadlines"]:
        assert text[slice(*row["span"])] == row["expression"] and row["expression"] in row["text"]


def test_figures_are_those_of_the_words_with_wan_and_yi_multiplied_out(name: str) -> None:
    for row in gold_of(name)["targets"]:
        written = re.findall(r"(\d+(?:\.\d+)?)(万亿|万|亿)?", unicodedata.normalize("NFKC", row["quantity"]))
        if not written:
            continue  # 全覆盖, 八成, 两家: no digits to compare with
        times = {"": 1, "万": 10_000, "亿": 100_000_000, "万亿": 1_000_000_000_000}
        values = [round(float(number) * times[many], 6) for number, many in written]
        assert round(float(row["value"]), 6) in values, row
        assert (row["comparator"] == "range") == (row["value2"] is not None)
        if row["value2"] is not None:
            assert values == [row["value"], row["value2"]]


def test_comparators_agree_with_the_words(name: str) -> None:
    signs = {
        "ge": "以上|不低于|不少于|至少|不小于|及以上|两位数",
        "le": "以下|内|不超过|不高于|前|至多",
        "gt": "超过|突破|高于",
        "lt": "低于|不到|少于",
        "about": "左右|约",
        "range": "[—～至-]",
    }
    for row in gold_of(name)["targets"]:
        if row["comparator"] in signs:
            assert re.search(signs[row["comparator"]], row["quantity"]), row


def test_words_come_from_the_lists(name: str) -> None:
    gold = gold_of(name)
    for row in gold["targets"]:
        assert all(row[key] in allowed for key, allowed in TARGET.items()), row
        assert row["metric"] and not set(row["unit"]) & set("万亿")
        assert bool(row.get("optional")) == bool(row.get("why_optional")), row
    for row in gold["qualitative"]:
        assert all(row[key] in allowed for key, allowed in COMMITMENT.items()), row
    assert {unit["role"] for unit in gold["units"]} <= ROLES
    assert {row["type"] for row in gold["deadlines"]} <= DEADLINES


def test_units_are_named_in_the_section_that_they_answer_for(name: str) -> None:
    text, gold = text_of(name), gold_of(name)
    bodies = {section["title"]: section["body_span"] for section in gold["sections"]}
    levels = {section["title"]: section["level"] for section in gold["sections"]}
    for unit in gold["units"]:
        assert text[slice(*unit["span"])] == unit["name"]
        if unit.get("inherited_from"):
            assert unit["optional"] and unit["inherited_from"] in bodies
            continue
        start, end = bodies[unit["section"]]
        inside = [title for title in bodies if bodies[title][0] > start]
        stop = next((bodies[t][0] for t in inside if levels[t] <= levels[unit["section"]]), max(end, len(text)))
        assert start <= unit["span"][0] < stop, unit


def test_no_section_has_two_leads_unless_the_text_says_so(name: str) -> None:
    gold = gold_of(name)
    for section in gold["sections"]:
        leads = [u for u in gold["units"] if u["section"] == section["title"] and u["role"] == "lead"]
        leads = [u for u in leads if not u.get("optional")]
        assert len(leads) <= 1 or all(u.get("for") for u in leads), leads


def test_deadlines_say_no_year_that_the_document_does_not_say(name: str) -> None:
    text, gold = text_of(name), gold_of(name)
    said = set(re.findall(r"(?:19|20)\d\d", unicodedata.normalize("NFKC", text)))
    said |= {"2021", "2025"} if "十四五" in text else set()
    for row in gold["deadlines"]:
        assert set(re.findall(r"(?:19|20)\d\d", row["period"] or "")) <= said, row
        assert row["period"] or row["type"] in {"cadence", "open", "relative"}, row


def test_documents_are_those_in_their_marks(name: str) -> None:
    assert gold_of(name)["documents"] == list(dict.fromkeys(re.findall("《([^》]*)》", text_of(name))))


def test_the_task_force_is_named_in_its_section(name: str) -> None:
    text, gold = text_of(name), gold_of(name)
    force = gold["task_force"]
    if not force["members"]:
        return
    body = text[slice(*next(s["body_span"] for s in gold["sections"] if s["title"] == force["section"]))]
    assert len(set(force["members"])) == len(force["members"])
    for words in [*force["members"], force["office_in"], *force.get("deputy_conveners", [])]:
        assert words in body, words


def test_decoys_are_in_the_text_and_are_no_targets(name: str) -> None:
    text, gold = text_of(name), gold_of(name)
    quantities = {(row["quantity"], row["span"][0]) for row in gold["targets"]}
    assert gold["non_targets"]
    for decoy in gold["non_targets"]:
        assert decoy["text"] in text
        assert decoy["text"] not in {quantity for quantity, _start in quantities}
