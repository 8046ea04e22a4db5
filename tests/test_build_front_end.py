"""What the build makes: a front end for Chromium 109 without anything from elsewhere, and no more than is used."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import hatch_build
import pytest

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "src/gongjin/web/static/gongjin"
# Syntax and functions that Chromium 109 does not know.
TOO_NEW = re.compile(r"color-mix\(|oklch\(|oklab\(|rgb\(from |light-dark\(|@starting-style|text-wrap:\s*balance")


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    hatch_build.build_frontend(ROOT)


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Path]:
    """A checkout of what the build reads, without what it installs."""
    shutil.copytree(ROOT / "frontend", tmp_path / "frontend", ignore=shutil.ignore_patterns("node_modules"))
    templates = tmp_path / "src/gongjin/web/templates"
    shutil.copytree(ROOT / "src/gongjin/web/templates", templates)
    yield tmp_path


def test_the_style_sheet_holds_nothing_that_chromium_109_does_not_know() -> None:
    css = (BUILT / "main.css").read_text(encoding="utf-8")
    assert len(css) > 100_000
    assert TOO_NEW.findall(css) == []
    nested = re.search(r"[;{]\s*&", css)
    assert nested is None


def test_nothing_is_fetched_from_elsewhere() -> None:
    for file in BUILT.glob("*.css"):
        css = file.read_text(encoding="utf-8")
        assert re.findall(r"(?:@import|url\()\s*[\"']?(?:https?:)?//", css) == []
    for file in BUILT.glob("*.js"):
        script = file.read_text(encoding="utf-8")
        assert re.findall(r"import\s*\(?[\"']https?:", script) == []


def test_the_script_for_old_browsers_can_be_read_by_them() -> None:
    head = (BUILT / "head.js").read_text(encoding="utf-8")
    assert re.findall(r"=>|\?\.|\?\?|`|\bconst\b|\blet\b", head) == []


def test_every_icon_that_is_named_is_in_the_sprite_and_no_other() -> None:
    sprite = (BUILT / "icons.svg").read_text(encoding="utf-8")
    assert re.findall(r'<symbol id="([a-z0-9-]+)"', sprite) == hatch_build.icon_names(ROOT)
    assert "search" in hatch_build.icon_names(ROOT)


def test_the_lock_names_no_host_to_download_from() -> None:
    lock = json.loads((ROOT / "frontend/package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
    assert all(package.get("integrity") for name, package in lock["packages"].items() if name)


def test_versions_are_pinned_exactly() -> None:
    package = json.loads((ROOT / "frontend/package.json").read_text(encoding="utf-8"))
    versions = {**package["dependencies"], **package["devDependencies"]}
    assert [name for name, version in versions.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
    assert versions["htmx.org"].startswith("2.")


def test_what_stands_is_not_built_again() -> None:
    assert hatch_build.build_frontend(ROOT) is False


def test_a_change_of_a_source_or_an_icon_changes_the_digest(copy: Path) -> None:
    before = hatch_build.frontend_digest(copy)
    assert hatch_build.frontend_digest(copy) == before
    (copy / "frontend/src/rooms/new.js").write_text("export {};\n", encoding="utf-8")
    with_script = hatch_build.frontend_digest(copy)
    page = copy / "src/gongjin/web/templates/web/home.html"
    page.write_text(page.read_text(encoding="utf-8") + '{% icon "anchor" %}', encoding="utf-8")
    assert len({before, with_script, hatch_build.frontend_digest(copy)}) == 3


@pytest.mark.slow
def test_a_room_is_bundled_without_being_named_and_an_unknown_icon_stops_the_build(copy: Path) -> None:
    shutil.copytree(ROOT / "frontend/node_modules", copy / "frontend/node_modules", symlinks=True)
    (copy / "frontend/src/rooms/probe.js").write_text("window.probeOfARoom = 1;\n", encoding="utf-8")
    (copy / "frontend/src/rooms/probe.css").write_text(".probe-of-a-room { color: red; }\n", encoding="utf-8")
    assert hatch_build.build_frontend(copy) is True
    out = copy / "src/gongjin/web/static/gongjin"
    assert "probeOfARoom" in (out / "main.js").read_text(encoding="utf-8")
    assert ".probe-of-a-room" in (out / "main.css").read_text(encoding="utf-8")

    page = copy / "src/gongjin/web/templates/web/home.html"
    page.write_text('{% icon "no-such-icon" %}', encoding="utf-8")
    with pytest.raises(hatch_build.BuildFailed, match="no-such-icon"):
        hatch_build.build_frontend(copy)
    assert (out / "main.js").exists(), "the last good build was lost"
