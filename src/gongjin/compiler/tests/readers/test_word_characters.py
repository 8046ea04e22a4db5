"""Characters that Word keeps in other ways than as text: fields, symbols, raised figures, readings, formulas."""

from __future__ import annotations

import pytest

from gongjin.compiler.readers.docx.reader import DocxReader
from gongjin.compiler.readers.fields import shown
from gongjin.compiler.tests.readers.samples import bare, paragraph


def texts(body: str) -> list[str]:
    return [block.text for block in DocxReader().read(bare(body)).blocks]


def one(inner: str) -> str:
    (text,) = texts(f"<w:p>{inner}</w:p>")
    return text


def run(text: str, props: str = "") -> str:
    return f"<w:r><w:rPr>{props}</w:rPr><w:t>{text}</w:t></w:r>"


def mark(kind: str) -> str:
    return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def field(instruction: str, result: str) -> str:
    return mark("begin") + instruction + mark("separate") + result + mark("end")


def test_a_field_shows_its_result_and_never_its_code() -> None:
    assert one(run("见第") + field(code(" PAGEREF a "), run("7")) + run("页")) == "见第7页"
    assert one("<w:fldSimple w:instr='PAGE'>" + run("7") + "</w:fldSimple>") == "7"


def test_the_result_of_a_field_inside_the_code_of_another_is_no_text() -> None:
    inner = field(code(" MERGEFIELD x "), run("3"))
    assert one(field(code(" IF ") + inner + code(' = 1 "a" "b"'), run("乙"))) == "乙"


def test_a_field_inside_the_result_of_another_is_text() -> None:
    assert one(field(code(" HYPERLINK "), run("第") + field(code(" PAGE "), run("7")) + run("页"))) == "第7页"


def test_a_field_over_several_paragraphs_is_read() -> None:
    first = f"<w:p>{mark('begin')}{code(' TOC ')}{mark('separate')}{run('一、总则')}</w:p>"
    assert texts(f"{first}{paragraph('二、附则')}<w:p>{mark('end')}{run('正文')}</w:p>") == [
        "一、总则", "二、附则", "正文",
    ]  # fmt: skip


def test_a_field_that_never_ends_takes_no_further_paragraph_with_it() -> None:
    assert texts(f"<w:p>{run('甲')}{mark('begin')}{code(' X ')}</w:p>" + paragraph("乙")) == ["甲", "乙"]


@pytest.mark.parametrize(
    ("instruction", "text"),
    [
        (r" eq \o\ac(○,1) ", "①"), (r"EQ \o\ac(○,21)", "㉑"), (r"EQ \o\ac(○,50)", "㊿"), (r"EQ \o\ac(○,三)", "㊂"),
        (r"EQ \o\ac(○,正)", "㊣"), (r"EQ \o\ac(□,密)", "密"), (r"EQ \f(1,2)", "1/2"), ("PAGE", ""),
        (r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(qu),渠)', "渠"), (r"EQ \o(", ""),
        (r"EQ " + r"\o(" * 500, ""),
    ],
)  # fmt: skip
def test_a_figure_in_a_circle_stands_in_the_code_of_its_field(instruction: str, text: str) -> None:
    assert shown(instruction) == text


def test_a_figure_in_a_circle_is_read_in_its_place() -> None:
    assert one(mark("begin") + code(r" eq \o\ac(○,") + code("2)") + mark("end") + run("植树")) == "②植树"


def test_the_characters_of_a_formula_keep_their_strokes() -> None:
    half = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    power = "<m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>4</m:t></m:r></m:sup></m:sSup>"
    assert one(f"<m:oMath>{half}</m:oMath>{run('、')}<m:oMath>{power}</m:oMath>") == "1/2、10^4"


def test_a_raised_figure_does_not_run_into_the_one_before_it() -> None:
    high = "<w:vertAlign w:val='superscript'/>"
    assert one(run("10") + run("4", high) + run("亩、") + run("km") + run("2", high)) == "10⁴亩、km²"
    assert one(run("见注") + run("[1]", high)) == "见注[1]"


def test_a_reading_above_a_character_is_left_out() -> None:
    ruby = f"<w:ruby><w:rubyPr/><w:rt>{run('qú')}</w:rt><w:rubyBase>{run('渠')}</w:rubyBase></w:ruby>"
    assert one(run("修") + f"<w:r>{ruby}</w:r>") == "修渠"


@pytest.mark.parametrize(
    ("font", "character", "shown"),
    [
        ("Symbol", "F0B3", "≥"), ("Wingdings", "F0FC", "✓"), ("Wingdings", "F081", "①"), ("Wingdings", "F08A", "⑩"),
        ("Wingdings 2", "F052", "☑"), ("Wingdings 2", "0052", "☑"), ("宋体", "4E00", "一"), ("Symbol", "zz", ""),
        ("Wingdings", "F001", "\uf001"), ("宋体", "D800", ""), ("宋体", "0007", ""),
    ],
)  # fmt: skip
def test_a_symbol_is_the_character_that_is_seen(font: str, character: str, shown: str) -> None:
    assert one(f"<w:r><w:t>a</w:t><w:sym w:font='{font}' w:char='{character}'/></w:r>") == f"a{shown}"


def test_text_in_a_symbol_font_is_what_is_seen() -> None:
    assert one(run("\uf0b3", "<w:rFonts w:ascii='Symbol'/>") + run("3")) == "≥3"


def test_soft_hyphens_of_both_kinds_are_layout() -> None:
    assert one("<w:r><w:t>共\xad进</w:t><w:softHyphen/><w:t>会</w:t></w:r>") == "共进会"
