"""`gongjin eval`: the figures of annotated plans, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

from gongjin.cli.tests.test_compile_command import gongjin


def folder(tmp_path: Path) -> Path:
    (tmp_path / "甲.txt").write_text("青禾县实施方案\n一、渠道\n新建渠道30公里。（县水利局负责）\n", encoding="utf-8")
    gold = {
        "sections": [{"level": 1, "label": "一、", "title": "渠道"}],
        "targets": [{"section": "渠道", "value": 31, "unit": "公里", "comparator": "eq", "text": "新建渠道31公里"}],
    }
    (tmp_path / "甲.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path


def test_each_miss_and_invention_is_shown_with_its_sentence(tmp_path: Path) -> None:
    done = gongjin("eval", folder(tmp_path))
    assert done.returncode == 0
    assert "漏 量化目标　新建渠道31公里" in done.stdout
    assert "误 量化目标　新建渠道30公里" in done.stdout
    assert "合计（1 份）" in done.stdout


def test_a_program_reads_the_figures_as_json(tmp_path: Path) -> None:
    done = gongjin("eval", folder(tmp_path), "--json")
    result = json.loads(done.stdout)
    assert result["overall"]["sections"]["f1"] == 1.0
    assert result["overall"]["targets"] == {
        "precision": 0.0, "recall": 0.0, "f1": 0.0, "annotated": 1, "found": 1,
        "sure_share": 1.0, "sure_precision": 0.0,
    }  # fmt: skip
    assert result["documents"]["甲.txt"]["targets"]["missed"][0]["text"] == "新建渠道31公里"


def test_brief_shows_the_sum_only(tmp_path: Path) -> None:
    done = gongjin("eval", folder(tmp_path), "--brief")
    assert "甲.txt" not in done.stdout and "合计" in done.stdout


def test_a_folder_without_annotations_is_wrong_use(tmp_path: Path) -> None:
    done = gongjin("eval", tmp_path)
    assert done.returncode == 2
    assert "没有带标注的方案" in done.stderr
