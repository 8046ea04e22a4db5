"""The characters of a PDF come out as they were typed, whatever a program made of their spaces and forms."""

from __future__ import annotations

import pytest

from gongjin.compiler.readers.pdf.flow import read_pages
from gongjin.compiler.readers.pdf.glyphs import LOST, plain
from gongjin.compiler.tests.readers.pdfs import official, one_page, read, typeset

HELVETICA = b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"


@pytest.mark.parametrize(
    ("code", "character"),
    [
        ("⽅", "方"), ("⻅", "见"), ("⻓", "长"), ("⼀", "一"), ("豈", "豈"), ("︵", "("), ("ﬁ", "fi"),
        ("\xad", ""), ("\u200b", ""), ("\t", " "), ("\ue000", LOST), ("\x07", LOST), ("\ud800", LOST), ("方", "方"),
    ],
)  # fmt: skip
def test_forms_of_one_character_become_the_one_that_is_typed(code: str, character: str) -> None:
    assert plain(ord(code)) == character


def test_letters_that_are_spread_out_are_one_word() -> None:
    assert read(official([], after="#title[实 施 方 案]\n\n#align(center)[主#h(2em)任#h(2em)令]"))[0] == "实施方案"
    assert read(typeset("#align(center, text(tracking: 12pt)[青禾县人民政府令])"))[0] == "青禾县人民政府令"


def test_words_parted_by_a_wide_gap_stay_parted() -> None:
    assert read(typeset("责任单位：县水利局#h(3em)完成时限：年底前")) == ["责任单位：县水利局 完成时限：年底前"]


def test_an_ideographic_space_between_words_is_kept() -> None:
    assert read(typeset('#"责任单位：县水利局　时限：年底前"')) == ["责任单位：县水利局　时限：年底前"]


@pytest.mark.parametrize("typed", ["改造公路 25.5 公里", "改造公路25.5 公里", "改造公路25.5公里"])
def test_blanks_between_words_and_figures_are_left_out(typed: str) -> None:
    assert read(typeset(typed)) == ["改造公路25.5公里"]


def test_a_blank_after_a_number_at_the_start_is_kept() -> None:
    assert read(typeset('#"附件 1"')) == ["附件1"]
    assert read(typeset('#"1 总体要求"')) == ["1 总体要求"]


def test_raised_figures_do_not_join_the_figure_before_them() -> None:
    assert read(typeset("新建水厂20#super[2]座，面积30m#super[2]，PM#sub[2.5]浓度下降。"))[0] == (
        "新建水厂20²座，面积30m²，PM2.5浓度下降。"
    )


def test_words_printed_twice_to_look_bold_are_read_once() -> None:
    content = b"BT /F 12 Tf 50 700 Td (Targets of the plan) Tj 0.3 0 Td (Targets of the plan) Tj ET"
    assert read(one_page(content, HELVETICA)) == ["Targets of the plan"]


def test_words_placed_letter_by_letter_in_any_order_are_one_line() -> None:
    places = zip((50, 57, 64, 68, 75, 82, 85), b"Targets", strict=True)
    placed = [b"BT /F 12 Tf %d 700 Td (%c) Tj ET" % place for place in places]
    assert read(one_page(b"\n".join(reversed(placed)), HELVETICA)) == ["Targets"]


def test_bold_paragraphs_and_large_ones_are_set_apart() -> None:
    head = "#title[青禾县实施方案]\n\n#strong[一、总体要求]\n\n"
    data = official(["推进各项任务落实到位，年底前完成。"] * 3, before=head)
    assert [block.emphasis for block in read_pages(data).blocks] == [True, True, False, False, False]


def test_bold_says_nothing_where_all_of_the_text_is_bold() -> None:
    data = typeset('#set text(weight: "bold")\n一、总体要求\n\n推进各项任务落实到位，年底前完成。')
    assert [block.emphasis for block in read_pages(data).blocks] == [False, False]
