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
        "确保竹款专款专用",
        "杜绝私占竹道行为",
        "竹溪污水不反弹",
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
        ("竹林管护取得明显成效", "directional"),
        ("竹农融资成本力争较上年有所下降", "directional"),
        ("力争竹器出口实现正增长", "directional"),
        ("竹林退化速度持续减缓", "directional"),
        ("竹林病害持续处于低流行水平", "directional"),
        ("全面压减竹仓火险", "directional"),
        ("竹业满意度力争居全省前列", "rank"),
    ],
)
def test_as_good_as_others_and_the_right_way(words: str, kind: str) -> None:
    assert kinds(f"{words}。") == [kind]


@pytest.mark.parametrize(
    "words", ["实现竹器铺无障碍出入", "实现政策无缝衔接", "确保竹材不低于标准厚度", "推行无感结算"]
)
def test_words_that_only_sound_like_it(words: str) -> None:
    assert "compliance" not in kinds(f"{words}。")


def test_a_heading_that_is_a_whole_sentence_commits_to_keeping_up() -> None:
    plan = compiled(
        "青禾县竹业方案", "1.竹农收入增长与竹业增长基本同步。（牵头单位：县林业局）", "2.竹业与旅游同步推进。"
    )
    assert [(row.text, row.kind.value) for row in plan.commitments] == [("竹农收入增长与竹业增长基本同步", "relative")]
