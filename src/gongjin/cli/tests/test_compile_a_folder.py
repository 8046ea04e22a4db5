"""A folder is compiled on all cores: a result a file, refusals at the end, and a second run goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongjin.cli.batch import LOG
from gongjin.cli.tests.test_compile_command import gongjin

TEXT = "青禾县实施方案\n一、渠道\n新建渠道{number}公里。（县水利局负责）\n"
COUNT = 24


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "方案"
    folder.mkdir()
    for number in range(1, COUNT + 1):
        (folder / f"{number}.txt").write_text(TEXT.format(number=number), encoding="utf-8")
    return folder


def values(results: Path) -> dict[str, list[int]]:
    return {
        path.stem: [target["value"] for target in json.loads(path.read_text(encoding="utf-8"))["targets"]]
        for path in results.glob("*.json")
    }


def test_each_file_has_its_result(plans: Path, tmp_path: Path) -> None:
    results = tmp_path / "结果"
    done = gongjin("compile", plans, "--json", results)
    assert (done.returncode, done.stdout) == (0, "")
    assert values(results) == {str(number): [number] for number in range(1, COUNT + 1)}


def test_what_cannot_be_compiled_is_listed_at_the_end(plans: Path, tmp_path: Path) -> None:
    (plans / "空.txt").write_bytes(b"")
    done = gongjin("compile", plans, "--json", tmp_path / "结果")
    assert done.returncode == 1
    assert len(values(tmp_path / "结果")) == COUNT
    assert "空.txt" in done.stderr.splitlines()[-1] and "文件是空的" in done.stderr


def test_a_second_run_compiles_only_what_is_new_changed_or_gone(plans: Path, tmp_path: Path) -> None:
    results = tmp_path / "结果"
    gongjin("compile", plans, "--json", results)
    (plans / "1.txt").write_text(TEXT.format(number=99), encoding="utf-8")
    (plans / "新.txt").write_text(TEXT.format(number=7), encoding="utf-8")
    (results / "2.json").unlink()
    done = gongjin("compile", plans, "--json", results)
    assert f"{COUNT - 2} 份上次已编译" in done.stderr
    assert values(results) == {str(n): [n] for n in range(2, COUNT + 1)} | {"1": [99], "新": [7]}


def test_a_run_that_was_cut_off_goes_on(plans: Path, tmp_path: Path) -> None:
    results = tmp_path / "结果"
    gongjin("compile", plans, "--json", results)
    log = results / LOG
    lines = log.read_text(encoding="utf-8").splitlines()
    log.write_text("\n".join(lines[:10]) + '\n{"path": "', encoding="utf-8")
    done = gongjin("compile", plans, "--json", results)
    assert done.returncode == 0 and "10 份上次已编译" in done.stderr
    assert len(values(results)) == COUNT


def test_a_file_where_the_folder_should_be_is_wrong_use(plans: Path, tmp_path: Path) -> None:
    (tmp_path / "结果").write_text("x", encoding="utf-8")
    assert gongjin("compile", plans, "--json", tmp_path / "结果").returncode == 2
