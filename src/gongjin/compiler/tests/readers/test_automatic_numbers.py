"""Word's automatic numbers come back as the text that stands on paper."""

from __future__ import annotations

import pytest

from gongjin.compiler.readers.docx.reader import DocxReader
from gongjin.compiler.readers.numerals import numeral
from gongjin.compiler.tests.readers.samples import bare, paragraph


def level(depth: int, form: str, pattern: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


OUTLINE = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")


def definition(levels: str, name: str = "0", more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{more}{levels}</w:abstractNum>'


def list_(number: str, definition: str = "0", more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{more}</w:num>'


def item(text: str, depth: int = 0, number: str = "1") -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def read(body: str, numbering: str, styles: str = "") -> list[str]:
    return [block.text for block in DocxReader().read(bare(body, numbering=numbering, styles=styles)).blocks]


def test_three_levels_count_on_and_start_again_below_a_higher_one() -> None:
    body = item("目标") + item("任务") + item("甲", 1) + item("子", 2) + item("丑", 2) + item("乙", 1) + item("寅", 2)
    assert read(body + item("保障") + item("丙", 1), definition(OUTLINE) + list_("1")) == [
        "一、目标", "二、任务", "（一）甲", "1.子", "2.丑", "（二）乙", "1.寅", "三、保障", "（一）丙",
    ]  # fmt: skip


def test_two_lists_of_one_definition_count_together_unless_one_starts_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = definition(OUTLINE) + list_("1") + list_("2") + list_("3", more=anew)
    body = item("甲") + item("乙", number="2") + item("丙", number="3") + item("丁", number="3") + item("戊")
    assert read(body, numbering) == ["一、甲", "二、乙", "一、丙", "二、丁", "三、戊"]


def test_a_level_starts_anew_where_its_list_first_uses_it() -> None:
    anew = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="4"/></w:lvlOverride>'
    numbering = definition(OUTLINE) + list_("1") + list_("2", more=anew)
    body = item("甲") + item("子", 1) + item("乙", number="2") + item("丑", 1) + item("寅", 1, number="2")
    assert read(body, numbering) == ["一、甲", "（一）子", "二、乙", "（一）丑", "（四）寅"]


def test_a_level_passed_over_is_begun_all_the_same() -> None:
    numbering = definition(OUTLINE) + list_("1")
    body = item("甲", 1) + item("乙", 1) + item("丙") + item("丁", 1)
    assert read(body, numbering) == ["（一）甲", "（二）乙", "二、丙", "（一）丁"]


def test_a_level_that_never_starts_again_counts_through() -> None:
    through = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')
    body = item("甲") + item("子", 1) + item("乙") + item("丑", 1)
    assert read(body, definition(through) + list_("1")) == ["一、甲", "1.子", "二、乙", "2.丑"]


def test_a_pattern_of_several_levels_and_a_legal_one_take_arabic_figures() -> None:
    levels = level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    assert read(item("总则") + item("范围", 1), definition(levels) + list_("1")) == ["第一章 总则", "1.1 范围"]


def test_a_list_tied_to_a_style_needs_no_mark_on_the_paragraph() -> None:
    tied = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="A"/>') + level(
        1, "chineseCounting", "（%2）", '<w:pStyle w:val="B"/>'
    )
    number = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>{based}{number}</w:style>'
        for name, based in (("A", ""), ("B", '<w:basedOn w:val="A"/>'))
    )
    body = "".join(paragraph(text, f'<w:pStyle w:val="{style}"/>') for style, text in (("A", "甲"), ("B", "子")))
    cleared = paragraph("无号", '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert read(body + cleared, definition(tied) + list_("1"), styles) == ["一、甲", "（一）子", "无号"]


def test_a_definition_that_points_at_a_list_style_uses_its_levels() -> None:
    numbering = (
        definition(OUTLINE, "0", '<w:styleLink w:val="L"/>')
        + definition("", "1", '<w:numStyleLink w:val="L"/>')
        + list_("1", "1")
    )
    assert read(item("甲"), numbering) == ["一、甲"]


def test_a_level_replaced_for_one_list_is_the_one_that_counts() -> None:
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "（%1）", start=3)}</w:lvlOverride>'
    assert read(item("甲"), definition(OUTLINE) + list_("1", more=other)) == ["（3）甲"]


def test_bullets_and_unknown_lists_add_nothing() -> None:
    numbering = definition(level(0, "bullet", "\uf06c")) + list_("1")
    assert read(item("甲") + item("乙", number="9"), numbering) == ["甲", "乙"]


def test_numbers_in_a_table_are_restored() -> None:
    cells = "".join(f"<w:tr><w:tc>{item('')}</w:tc><w:tc>{paragraph(text)}</w:tc></w:tr>" for text in ("甲", "乙"))
    assert read(f"<w:tbl>{cells}</w:tbl>", definition(level(0, "decimal", "%1")) + list_("1")) == [
        "1 ", "甲", "2 ", "乙",
    ]  # fmt: skip


def test_nonsense_in_the_numbering_is_survived() -> None:
    numbering = '<w:num w:numId="1"/><w:abstractNum/>' + definition(level(0, "x", "%1.%9", start=1)) + list_("1")
    broken = '<w:numPr><w:ilvl w:val="many"/><w:numId w:val="1"/></w:numPr>'
    assert read(paragraph("甲", broken), numbering) == ["1.甲"]


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (10, "chineseCounting", "十"), (12, "chineseCounting", "十二"), (20, "chineseCounting", "二十"),
        (99, "chineseCounting", "九十九"), (100, "chineseCounting", "一〇〇"),
        (105, "chineseCountingThousand", "一百零五"), (110, "chineseCountingThousand", "一百一十"),
        (1010, "chineseCountingThousand", "一千零一十"), (3, "chineseLegalSimplified", "叁"),
        (11, "chineseLegalSimplified", "壹拾壹"), (23, "ideographLegalTraditional", "貳拾參"),
        (4, "upperRoman", "IV"), (28, "lowerLetter", "bb"),
        (3, "decimalEnclosedCircle", "③"), (21, "decimalEnclosedCircle", "㉑"), (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"), (2, "ideographTraditional", "乙"), (5, "decimalEnclosedParen", "⑸"),
        (6, "none", ""), (8, "unheardOf", "8"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_word_writes_them(number: int, form: str, written: str) -> None:
    assert numeral(number, form) == written
