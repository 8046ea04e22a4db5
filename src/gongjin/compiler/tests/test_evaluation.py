"""Found rows are paired with annotated ones one to one, and the figures follow from the pairs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gongjin.compiler.evaluate.folder import NoGold, compiled, pairs
from gongjin.compiler.evaluate.forms import in_one_form
from gongjin.compiler.evaluate.score import Score, evaluate, overall
from gongjin.compiler.serialise import to_json
from gongjin.compiler.tests.documents import compiled as compiled_texts

TEXTS = (
    "一、渠道整修",
    "新建渠道30公里，整修水闸4座。（县水利局牵头，县财政局配合）",
    "二、队伍",
    "2030年6月底前办结。",
)
GOLD: dict[str, Any] = {
    "sections": [
        {"level": 1, "label": "一、", "title": "渠道整修"},
        {"level": 1, "label": "二、", "title": "队伍"},
    ],
    "units": [
        {"section": "渠道整修", "name": "县水利局", "role": "lead"},
        {"section": "渠道整修", "name": "县财政局", "role": "cooperate"},
    ],
    "targets": [
        {"section": "渠道整修", "value": 30, "unit": "公里", "comparator": "eq", "text": "新建渠道30公里"},
        {"section": "渠道整修", "value": 4, "unit": "座", "comparator": "eq", "text": "整修水闸4座"},
    ],
    "deadlines": [{"section": "队伍", "text": "2030年6月底前", "period": "2030-06"}],
    "documents": [],
}


def scores(**changes: Any) -> dict[str, Score]:
    return evaluate(compiled_texts(*TEXTS), GOLD | changes)


def test_what_is_found_as_annotated_scores_one() -> None:
    assert {name: score.f1 for name, score in scores().items()} == {
        "sections": 1, "responsibilities": 1, "targets": 1, "deadlines": 1, "citations": 1,
    }  # fmt: skip
    assert scores()["targets"].right == 2


def test_a_kind_that_was_not_annotated_says_nothing() -> None:
    gold = {key: rows for key, rows in GOLD.items() if key != "targets"}
    assert "targets" not in evaluate(compiled_texts(*TEXTS), gold)


def test_another_role_value_or_comparator_is_a_miss_and_an_invention() -> None:
    unit = GOLD["units"][0] | {"role": "responsible"}
    target = GOLD["targets"][0] | {"comparator": "ge"}
    found = scores(units=[unit, GOLD["units"][1]], targets=[target, GOLD["targets"][1]])
    for name in ("responsibilities", "targets"):
        assert (found[name].precision, found[name].recall, found[name].f1) == (0.5, 0.5, 0.5)
    assert [item.words for item in found["targets"].missed] == ["新建渠道30公里"]


def test_each_row_is_paired_once() -> None:
    twice = scores(targets=[GOLD["targets"][0]] * 2 + [GOLD["targets"][1]])
    assert (twice["targets"].right, len(twice["targets"].missed), twice["targets"].invented) == (2, 1, [])


@pytest.mark.parametrize("found", [True, False])
def test_an_optional_row_counts_neither_found_nor_missed(found: bool) -> None:
    row = GOLD["targets"][1] | {"optional": True} | ({} if found else {"value": 5})
    score = scores(targets=[GOLD["targets"][0], row])["targets"]
    assert (score.right, score.missed, len(score.invented)) == (1, [], 0 if found else 1)


@pytest.mark.parametrize(("period", "right"), [("2030", 1), ("2030-06", 1), ("2030-07", 0), ("2031", 0), (None, 0)])
def test_a_date_agrees_as_exactly_as_it_was_annotated(period: str | None, right: int) -> None:
    row = {"section": "队伍", "text": "2030年6月底前", "period": period}
    assert scores(deadlines=[row])["deadlines"].right == right


def test_how_sure_rows_are_and_how_many_of_these_are_right() -> None:
    score = scores(units=GOLD["units"][:1])["responsibilities"]
    assert (score.rated, score.sure) == (2, 2)
    assert (score.sure_share, score.sure_precision) == (1.0, 0.5)


def test_documents_together_are_their_counts_together() -> None:
    total = overall([scores(), scores(targets=[])])
    assert (total["targets"].right, len(total["targets"].invented)) == (2, 2)
    assert total["targets"].precision == 0.5


def test_a_folder_pairs_each_annotation_with_its_plan(tmp_path: Path) -> None:
    (tmp_path / "甲[1].txt").write_text("\n".join(TEXTS), encoding="utf-8")
    (tmp_path / "甲[1].json").write_text(json.dumps(GOLD), encoding="utf-8")
    (tmp_path / "无方案.json").write_text("{}", encoding="utf-8")
    ((name, plan, gold),) = compiled(tmp_path)
    assert (name, len(plan.targets), gold) == ("甲[1].txt", 2, GOLD)


def test_a_folder_without_annotations_is_refused(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text("一、甲", encoding="utf-8")
    with pytest.raises(NoGold):
        pairs(tmp_path)


def test_a_result_of_the_compiler_serves_as_annotation() -> None:
    plan = compiled_texts(*TEXTS)
    found = evaluate(plan, in_one_form(json.loads(json.dumps(to_json(plan), default=str))))
    assert all(score.f1 == 1 for score in found.values())
    assert found["responsibilities"].right == 2
