"""The wheel holds the built front end, the compiled messages and the example, and is made on a machine without Node."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_a_wheel_holds_the_front_end_the_messages_and_no_tests(names: list[str]) -> None:
    for wanted in ("main.js", "main.css", "head.js", "icons.svg", "favicon.svg"):
        assert f"gongjin/web/static/gongjin/{wanted}" in names
    assert "gongjin/locale/en/LC_MESSAGES/django.mo" in names
    assert "gongjin/web/templates/web/base.html" in names
    assert [name for name in names if "/tests/" in name or "node_modules" in name or name.endswith(".po")] == []


def test_a_wheel_holds_the_example_once_and_nothing_beside_it(names: list[str]) -> None:
    held = sorted(name.rpartition("/")[2] for name in names if name.startswith("gongjin/examples/"))
    plans = [file.name for ending in ("*.docx", "*.txt", "*.geojson") for file in EXAMPLES.glob(ending)]
    assert len(plans) >= 2
    assert held == sorted(["units.csv", *plans])
