"""The example plan, its annotations, its Word file and list of units say the same, before any program reads them."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document

HERE = Path(__file__).resolve().parents[2] / "examples"
NAME = "禾川县城乡共进实施方案"
TEXT = (HERE / f"{NAME}.txt").read_text(encoding="utf-8")
EXPECTED: dict[str, Any] = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
UNITS = list(csv.DictReader((HERE / "units.csv").read_text(encoding="utf-8").splitlines()))


def at(span: list[int]) -> str:
    return TEXT[span[0] : span[1]]


@pytest.mark.parametrize("kind", ["targets", "qualitative", "measures"])
def test_every_annotation_stands_where_its_span_says(kind: str) -> None:
    assert EXPECTED[kind]
    for row in EXPECTED[kind]:
        assert at(row["span"]) == row["text"]
        if "qspan" in row:
            assert at(row["qspan"]) == row["quantity"]


def test_sections_units_and_deadlines_stand_where_their_spans_say() -> None:
    for section in EXPECTED["sections"]:
        assert at(section["heading_span"]) == section["label"] + section["title"]
    assert all(at(unit["span"]) == unit["name"] for unit in EXPECTED["units"])
    assert all(at(row["span"]) == row["expression"] for row in EXPECTED["deadlines"])
    assert EXPECTED["chars"] == len(TEXT)


def test_every_bracket_that_names_who_answers_is_annotated() -> None:
    named = [name for found in re.findall(r"（([^（）]*)等负责）", TEXT) for name in found.split("、")]
    assert [unit["name"] for unit in EXPECTED["units"]] == named


def test_documents_and_programmes_are_those_in_their_marks() -> None:
    assert EXPECTED["documents"] == re.findall("《([^》]*)》", TEXT)
    assert EXPECTED["quoted_programmes"] == re.findall("“([^”]*)”", TEXT)


def test_the_twenty_members_are_the_units_that_answer() -> None:
    members = EXPECTED["task_force"]["members"]
    assert len(members) == 20 and set(members) == {unit["name"] for unit in EXPECTED["units"]}


def test_every_member_and_twelve_townships_are_in_the_list_of_units_marked_as_made_up() -> None:
    names = [unit["name"] for unit in UNITS]
    assert set(EXPECTED["task_force"]["members"]) <= set(names) and len(set(names)) == len(names)
    assert sum(unit["kind"] == "township" for unit in UNITS) == 12
    assert {unit["remark"] for unit in UNITS} == {"演示数据"}
    assert {unit["parent"] for unit in UNITS} <= {"", *names}


def test_no_other_name_leads_to_two_units() -> None:
    others = [(name, u["name"]) for u in UNITS for name in [u["short_name"], *u["aliases"].split("、")] if name]
    assert len({name for name, _unit in others}) == len(others)
    assert not {name for name, _unit in others} & {u["name"] for u in UNITS}


def test_the_word_file_holds_the_same_text_typed_as_offices_type_it() -> None:
    document = Document(str(HERE / f"{NAME}.docx"))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert [re.sub("[\u3000\n]", "", text) for text in texts] == TEXT.splitlines()
    assert any("\n" in text for text in texts) and any(text.startswith("\u3000") for text in texts)
    assert {paragraph.style.name for paragraph in document.paragraphs if paragraph.style} == {"Normal"}
    assert "_GoBack" in document.element.xml
    assert any(run.font.bold for paragraph in document.paragraphs for run in paragraph.runs)
