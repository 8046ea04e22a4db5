"""力争 and 确保: of their own clause, and at a sentence's head of the list that follows."""

from __future__ import annotations

import pytest

from gongjin.compiler.tests.documents import strengths


def test_a_bare_figure_is_plain() -> None:
    assert strengths("新建货栈3座。") == ["plain"]


@pytest.mark.parametrize(
    ("word", "strength"),
    [
        ("力争", "strive"),
        ("争取", "strive"),
        ("力求", "strive"),
        ("确保", "ensure"),
        ("务必", "ensure"),
        ("必须", "ensure"),
    ],
)
def test_its_own_word(word: str, strength: str) -> None:
    assert strengths(f"{word}新建货栈3座。") == [strength]


@pytest.mark.parametrize("word", ["力争", "到2027年底，力争", "力争到2027年底，"])
def test_a_word_at_a_sentences_head_governs_the_list_after_it(word: str) -> None:
    assert strengths(f"{word}新建货栈3座、渡槽2处，良种率达到90%，产值突破2亿元。") == ["strive"] * 4


def test_it_ends_with_its_sentence() -> None:
    assert strengths("力争新建货栈3座。渡槽达到2处。") == ["strive", "plain"]


def test_a_word_in_the_middle_holds_for_its_own_clause_only() -> None:
    assert strengths("新建货栈3座，其中莲藕货栈力争2座，渡槽达到5处。")[0] == "plain"


def test_a_second_word_takes_over() -> None:
    assert strengths("确保新建货栈3座，力争达到5座。") == ["ensure", "strive"]


@pytest.mark.parametrize("words", ["争创国家森林县", "争取专项资金5000万元"])
def test_striving_for_a_title_or_for_money_governs_nothing_after_it(words: str) -> None:
    assert strengths(f"{words}，新建货栈3座。")[-1] == "plain"


def test_striving_at_the_head_governs_what_follows_it() -> None:
    assert strengths("争取全年新建货栈3座，改造冷库5座。") == ["strive", "strive"]
