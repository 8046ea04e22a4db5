"""`gongjin diff`: what changed from one version of a plan to the next, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

from gongjin.cli.tests.test_compile_command import gongjin

OLD = "青禾县实施方案\n一、渠道\n新建渠道30公里以上。（县水利局负责）\n二、水厂\n改造水厂4座。（县水利局负责）\n"


def versions(tmp_path: Path, new: str) -> tuple[Path, Path]:
    old, other = tmp_path / "旧.txt", tmp_path / "新.txt"
    old.write_text(OLD, encoding="utf-8")
    other.write_text(new, encoding="utf-8")
    return old, other


def test_changes_are_listed_and_the_code_is_1(tmp_path: Path) -> None:
    new = OLD.replace("30公里", "40公里").replace("4座。（县水利局", "4座。（县住建局")
    done = gongjin("diff", *versions(tmp_path, new))
    assert done.returncode == 1
    assert "目标加严　新建渠道30公里以上 → 新建渠道40公里以上" in done.stdout
    assert "单位增加　县住建局（责任）" in done.stdout and "单位减少　县水利局（责任）" in done.stdout


def test_the_same_plan_has_code_0(tmp_path: Path) -> None:
    done = gongjin("diff", *versions(tmp_path, OLD))
    assert (done.returncode, done.stdout) == (0, "未变 2\n")


def test_a_program_reads_them_as_json(tmp_path: Path) -> None:
    done = gongjin("diff", *versions(tmp_path, OLD.replace("4座", "3座")), "--json")
    changed = [row for row in json.loads(done.stdout) if row["targets"]]
    assert [(row["old"]["title"], row["targets"][0]["turn"]) for row in changed] == [("水厂", "looser")]
    assert changed[0]["targets"][0]["new"]["value"] == "3"


def test_one_file_given_twice_is_wrong_use(tmp_path: Path) -> None:
    old, _new = versions(tmp_path, OLD)
    assert gongjin("diff", old, old).returncode == 2
    assert gongjin("diff", old).returncode == 2
