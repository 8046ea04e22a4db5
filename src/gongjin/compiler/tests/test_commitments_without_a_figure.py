"""What a plan commits to without a figure: nothing bad, nobody left behind, as good as others, going the right way."""

from __future__ import annotations

import pytest

from gongjin.compiler.tests.documents import compiled


def kinds(sentence: str) -> list[str]:
    return [row.kind.value for row in compiled("青禾县竹业方案", "一、任务", sentence).commitments]


@pytest.mark.parametrize(
    "words",
    [
        "坚决遏制乱砍竹林行为",
        "坚决防范竹林火灾",
        "确保竹农不减收",
        "确保竹业位次不后移",
        "做到竹款无拖欠",
        "实现竹林无新增病害",
        "不让一户竹农掉队",
        "竹溪实现长治久清",
        "确保竹笋供应充足",
        "确保竹市价格平稳",
    ],
)
def test_nothing_bad_is_let_happen(words: str) -> None:
    assert kinds(f"{words}。") == ["compliance"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("竹农收入不低于当地职工", "relative"),
        ("竹农用水得到有效保障", "directional"),
        ("落后竹器产能基本退出", "directional"),
        ("竹林火情、虫情双下降", "directional"),
    ],
)
def test_as_good_as_others_and_the_right_way(words: str, kind: str) -> None:
    assert kinds(f"{words}。") == [kind]


@pytest.mark.parametrize(
    "words", ["实现竹器铺无障碍出入", "实现政策无缝衔接", "确保竹材不低于标准厚度", "推行无感结算"]
)
def test_words_that_only_sound_like_it(words: str) -> None:
    assert "compliance" not in kinds(f"{words}。")
