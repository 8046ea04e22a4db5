"""RTF as Word, WPS and WordPad write it, under whatever name it comes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from gongjin.compiler.document import BlockKind, Document
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.files import read_document
from gongjin.compiler.readers.docx.reader import DocxReader
from gongjin.compiler.readers.rtf import tokens
from gongjin.compiler.readers.rtf.reader import RtfReader
from gongjin.compiler.tests.readers.sources import features, kept

FONTS = (
    r"{\fonttbl{\f0\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\fcharset2 Symbol;}{\f2\fcharset0 Times;}{\f3\fcharset136 x;}}"
)


def read(body: str, head: str = r"\ansi\ansicpg936\deff0" + FONTS) -> Document:
    return RtfReader().read(f"{{\\rtf1{head}{body}}}".encode("latin-1"))


def texts(body: str) -> list[str]:
    return [block.text for block in read(body).blocks]


def hexed(text: str, encoding: str = "gb18030") -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode(encoding))


def test_every_feature_reads_as_in_word_s_own_format() -> None:
    # LibreOffice, which wrote the file, leaves text boxes out.
    rich, word = read_document(kept("features.rtf")), DocxReader().read(features())
    boxless = [block for block in word.blocks if block.text != "框内文字"]
    assert [replace(block, start=0) for block in rich.blocks] == [replace(block, start=0) for block in boxless]
    assert rich.notices == word.notices


def test_the_example_plan_reads_the_same(request: pytest.FixtureRequest) -> None:
    (plan,) = (request.config.rootpath / "examples").glob("*.docx")
    assert read_document(kept("plan.rtf"), "方案.doc").text == DocxReader().read(plan.read_bytes()).text


def test_bytes_are_read_by_the_code_page_of_their_font() -> None:
    assert texts(hexed("一、总体要求") + r"\par{\f3 " + hexed("總體", "cp950") + r"}\par") == ["一、总体要求", "總體"]
    raw = read("", head=r"\ansi\ansicpg936 ").blocks
    assert raw == ()
    data = b"{\\rtf1\\ansi\\ansicpg936 " + "青禾县".encode("gb18030") + b"\\par}"
    assert RtfReader().read(data).text == "青禾县\n"


def test_a_character_cut_over_two_groups_of_bytes_is_whole() -> None:
    first, second = hexed("县")[:4], hexed("县")[4:]
    assert texts(f"{first}\r\n{second}\\par") == ["县"]


def test_characters_of_unicode_replace_those_for_old_programs() -> None:
    assert texts(r"\uc1\u21439?\uc2\u27700\'cb\'ae{\uc0\u21033}x\par") == ["县水利x"]
    assert texts(r"\uc1\u-10174?\u-8265?\u23433?\par") == ["𠮷安"]


def test_the_group_for_old_programs_in_a_pair_is_left_out() -> None:
    assert texts(r"{\upr{??}{\*\ud{\u21439?}}}\par") == ["县"]


def test_special_characters_are_characters() -> None:
    assert texts(r"\'b2\'bb a\tab b\line c\~d\_e\-f\{\}\\\emdash\ldblquote\rdblquote\page\par") == [
        "不 a\tb\u2028c\xa0d-ef{}\\—“”"
    ]


def test_symbols_raised_figures_and_figures_in_circles_are_what_is_seen() -> None:
    assert texts(r"{\f1\'b3}3 10{\super 4}\par") == ["≥3 10⁴"]
    assert texts(r"{\field{\*\fldinst eq \\o\\ac(\u9675?,2)}{\fldrslt}}a\par") == ["②a"]
    assert texts(r"{\field{\*\fldinst PAGE}{\fldrslt 7}}a\par") == ["7a"]


def test_numbers_stand_before_their_paragraphs_and_bullets_do_not() -> None:
    body = r"{\listtext\pard " + hexed("一、") + r"\tab}" + hexed("目标") + r"\par{\listtext 1\tab}a\par"
    assert texts(body + r"{\pntext\f1\'b7\tab}b\par") == ["一、目标", "1 a", "b"]


def test_revisions_are_accepted_and_counted() -> None:
    document = read(r"a{\revised b}{\deleted c}d{\deleted\par}e\par")
    assert [block.text for block in document.blocks] == ["abde"]
    assert "插入 1 处、删除 2 处" in document.notices[0].message


def test_notes_and_text_boxes_follow_their_paragraph() -> None:
    box = r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt box\par}}{\shprslt{\*\do box\par}}}"
    document = read(r"a{\footnote\pard note\par}" + box + r"\par b\par")
    assert [(b.text, b.kind) for b in document.blocks] == [
        ("a", BlockKind.PARAGRAPH), ("note", BlockKind.FOOTNOTE), ("box", BlockKind.PARAGRAPH),
        ("b", BlockKind.PARAGRAPH),
    ]  # fmt: skip


def test_comments_headers_and_unknown_destinations_are_no_text() -> None:
    document = read(
        r"{\header " + hexed("青禾县文件") + r"\par}{\*\unheard of}{\info{\title x}}{\stylesheet{\s1 heading 1;}}"
        r"{\*\atnid a}{\*\annotation remark}{\pict 0a0b}{\object{\*\objdata 00ff}{\result r}}t\par"
    )
    assert [block.text for block in document.blocks] == ["rt"]
    assert [notice.code for notice in document.notices] == ["comments", "margins"]


def test_styles_bold_and_outline_set_a_paragraph_apart() -> None:
    head = r"{\stylesheet{\s0 Normal;}{\s1 heading 1;}{\s2\b Strong;}}"
    body = r"\pard\s1 a\par\pard b\par{\b c}\par\pard\outlinelevel0 d\par\pard\s2 e\par"
    assert [block.emphasis for block in read(head + body).blocks] == [True, False, True, True, True]


def row(cells: str, edges: str) -> str:
    return rf"\trowd{edges}\pard\intbl {cells}\row"


def test_merged_cells_say_how_far_they_reach() -> None:
    first = row(r"a\cell b\par c\cell\cell", r"\clvmgf\cellx100\clmgf\cellx2000\clmrg\cellx3000")
    second = row(r"\cell d\cell e\cell", r"\clvmrg\cellx100\cellx2000\cellx3000")
    document = read(first + second + r"\pard f\par")
    assert [(b.text, b.row, b.column, b.row_span, b.column_span) for b in document.blocks] == [
        ("a", 0, 0, 2, 1), ("b\u2028c", 0, 1, 1, 2), ("d", 1, 1, 1, 1), ("e", 1, 2, 1, 1), ("f", None, None, 1, 1),
    ]  # fmt: skip


def test_a_frame_of_one_cell_is_ordinary_paragraphs() -> None:
    assert [b.kind for b in read(row(r"a\par b\cell", r"\cellx900")).blocks] == [BlockKind.PARAGRAPH] * 2


def test_a_mark_of_classification_in_a_header_or_a_watermark_is_refused() -> None:
    for hidden in (
        r"{\header " + hexed("秘密★1年") + r"\par}",
        r"{\headerr{\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv " + hexed("绝密") + "}}}}}",
    ):
        with pytest.raises(RefusedFile) as refused:
            read(hidden + r"a\par")
        assert refused.value.code == "classified"


@pytest.mark.parametrize(
    "body",
    ["{" * 5000, "}" * 50, r"\u", r"\cell\row\cell\row", r"\trowd\cellx-5\cellx9 a\cell\row", r"\bin99999999 x",
     r"\'zz\'4", "\\", r"{\field{\fldrslt}}{\upr}{\*}{\*\*\x}", r"{\shptxt{\footnote a\par}\par}"],
)  # fmt: skip
def test_broken_rtf_is_read_or_refused(body: str) -> None:
    try:
        read(body)
    except RefusedFile as refused:
        assert refused.code == "damaged"


def test_a_file_of_endless_tokens_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "MOST", 1000)
    with pytest.raises(RefusedFile) as refused:
        read(r"\par" * 2000)
    assert refused.value.code == "too-complex"


def test_no_control_word_shows_in_the_text() -> None:
    assert not re.search(r"\\[a-z]|[{}]", read_document(kept("features.rtf")).text)
