"""`gongjin lint`: findings in order of weight, and an exit code that a script can use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongjin.cli import lint
from gongjin.cli.tests.plans import plan
from gongjin.cli.tests.test_compile_command import gongjin
from gongjin.compiler.plan import CompiledPlan


def test_findings_are_printed_with_place_words_and_advice(capsys: pytest.CaptureFixture[str]) -> None:
    lint.report(plan())
    assert capsys.readouterr().out.splitlines() == [
        "严重　第 4 段　任务没有责任单位  [no-unit]",
        "      “（二）加强宣传”",
        "      → 请写明责任单位",
        "提示　第 2 段　一处说明  [style]",
        "      “一、重点任务”",
        "共 2 处：严重 1、提示 1",
    ]


def test_only_findings_that_weigh_count_for_the_exit_code() -> None:
    whole = plan()
    assert lint.serious(whole)
    assert not lint.serious(CompiledPlan(text=whole.text, findings=whole.findings[1:]))


def test_a_task_without_units_is_found_and_the_code_is_1(tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_text("青禾县实施方案\n一、重点任务\n（一）加快建设。新建充电桩80个。\n", encoding="utf-8")
    done = gongjin("lint", path)
    assert done.returncode == 1
    assert "共 " in done.stdout


def test_a_refused_file_has_code_1_and_a_message(tmp_path: Path) -> None:
    path = tmp_path / "方案.docx"
    path.write_bytes(b"")
    done = gongjin("lint", path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "文件是空的" in done.stderr


def _found(tmp_path: Path, *options: str) -> str:
    path = tmp_path / "方案 1.txt"
    path.write_text("青禾县实施方案\n一、重点任务\n（一）加快建设。新建充电桩80个。\n", encoding="utf-8")
    done = gongjin("lint", path, *options)
    assert done.returncode == 1
    return str(done.stdout)


def test_a_program_reads_each_finding_as_json(tmp_path: Path) -> None:
    (line,) = _found(tmp_path, "--json").splitlines()
    (finding,) = [row for row in json.loads(line)["findings"] if row["rule"] == "no-unit"]
    assert (finding["line"], finding["column"], finding["text"]) == (3, 1, "（一）加快建设")
    assert finding["severity"] == "medium" and finding["why"] and finding["suggestion"]


def test_an_editor_reads_them_as_sarif(tmp_path: Path) -> None:
    log = json.loads(_found(tmp_path, "--sarif", "-"))
    (run,) = log["runs"]
    result = next(row for row in run["results"] if row["ruleId"] == "no-unit")
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "no-unit"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("%E6%96%B9%E6%A1%88%201.txt")
    assert {key: place["region"][key] for key in ("startLine", "startColumn", "endLine", "endColumn")} == {
        "startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 8,
    }  # fmt: skip
    assert (log["version"], result["level"]) == ("2.1.0", "warning")
