"""Every text of the examples, set in print in several ways, gives its paragraphs back."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongjin.compiler.files import read_document
from gongjin.compiler.tests.documents import PLAN_FILES
from gongjin.compiler.tests.readers.pdfs import OFFICIAL, read, typeset

SET = "#for line in lines { par(line) }"
SMALL = OFFICIAL.replace("16pt", "10.5pt").replace("13pt", "8pt")
FLAT = OFFICIAL.replace("amount: 2em", "amount: 0em")
WAYS = {
    "official": OFFICIAL,
    "ragged": OFFICIAL.replace("justify: true", "justify: false"),
    "small": SMALL,
    "on wide pages": f"{OFFICIAL}\n#set page(flipped: true)\n",
}


def paragraphs(file: Path) -> list[str]:
    return ["".join(line.split()) for line in read_document(file.read_bytes()).text.split("\n") if line.strip()]


@pytest.mark.parametrize("file", PLAN_FILES, ids=lambda file: file.stem)
def test_a_plan_in_print_gives_its_paragraphs_back(file: Path) -> None:
    said = paragraphs(file)
    for way, head in WAYS.items():
        assert ["".join(text.split()) for text in read(typeset(SET, said, head))] == said, way


def test_without_indents_few_paragraphs_run_together() -> None:
    # Where a last line happens to fill its line nothing tells that its paragraph ends: about one in twenty-eight.
    lost = total = 0
    for file in PLAN_FILES:
        said = paragraphs(file)
        found = {"".join(text.split()) for text in read(typeset(SET, said, FLAT))}
        total += len(said)
        lost += sum(1 for text in said if text not in found)
    assert total > 400
    assert lost <= 0.05 * total
