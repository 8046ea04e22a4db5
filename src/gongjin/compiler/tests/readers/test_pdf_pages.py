"""What stands on the pages of a PDF beside its text is left out, and the text keeps its order."""

from __future__ import annotations

import pytest

from gongjin.compiler.document import BlockKind
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.readers.pdf.flow import read_pages
from gongjin.compiler.tests.readers.pdfs import official, read, texts, typeset

SENTENCE = "推进环湖公路路基工程和清溪河中小河流治理，完成废弃矿山生态修复。"
SAID = [f"{number}.{SENTENCE * 4}" for number in range(1, 25)]


@pytest.mark.parametrize(
    "form",
    [
        "— #n —", "- #n -", "#n", "第 #n 页 共 9 页", "#n / 9", "第#(n)页", "－#(n)－", "~ #n ~", "·#(n)·",
        "Page #n of 9",
    ],
)  # fmt: skip
@pytest.mark.parametrize("where", ["footer", "header"])
def test_page_numbers_in_any_form_are_left_out(form: str, where: str) -> None:
    margin = f"""#set page({where}: context {{ let n = counter(page).get().first()
      align(if calc.odd(n) {{ right }} else {{ left }}, [{form}]) }})\n"""
    if where == "header":
        margin += "#set page(footer: none)\n"
    assert read(official(SAID, before=margin)) == SAID


def test_a_running_head_and_a_running_foot_are_left_out() -> None:
    margin = """#set page(
      header: [#text(10pt)[青禾县城乡共进实施方案 #h(1fr) 内容以印发稿为准] #line(length: 100%)],
      footer: context align(center)[青禾县人民政府办公室 #counter(page).display()])\n"""
    data = official(SAID, before=margin)
    assert read(data) == SAID
    (notice,) = read_pages(data).notices
    assert notice.code == "margins"
    assert "青禾县城乡共进实施方案" in notice.message


def test_heads_that_differ_on_left_and_right_pages_are_left_out() -> None:
    margin = """#set page(header: context {
      if calc.odd(counter(page).get().first()) { align(right)[青禾县实施方案] }
      else { align(left)[青禾县人民政府] } })\n"""
    assert read(official(SAID, before=margin)) == SAID


def test_a_line_that_every_page_begins_with_is_text_where_it_stands_in_the_text() -> None:
    forms = "#pagebreak()\n".join(
        f"#flush[附件{number}]\n\n#title[第{name}类任务清单]\n\n{SENTENCE}\n\n"
        for number, name in enumerate("一二三四", 1)
    )
    found = read(typeset(forms))
    assert [text for text in found if text.startswith("附件")] == ["附件1", "附件2", "附件3", "附件4"]


def test_figures_at_the_end_of_the_text_are_no_page_number() -> None:
    assert read(typeset("2025\n\n#v(1fr)\n\n#flush[2026]"))[-1] == "2026"


def test_a_watermark_across_the_page_is_left_out() -> None:
    mark = """#set page(background: rotate(-45deg, text(60pt, fill: luma(80%), tracking: 10pt)[仅供征求意见]))\n"""
    assert read(official(SAID[:6], before=mark)) == SAID[:6]


def test_a_large_pale_watermark_that_lies_level_is_left_out() -> None:
    mark = """#set page(background: text(70pt, fill: luma(85%))[青禾县人民政府])\n"""
    assert read(official(SAID[:6], before=mark)) == SAID[:6]


def test_a_mark_printed_downwards_beside_the_text_is_left_out() -> None:
    words = 'stack(spacing: 6pt, .."青禾政办发文稿纸".clusters())'
    side = f"#set page(background: place(left + top, dx: 8mm, dy: 60mm, {words}))\n"
    assert read(official(SAID[:6], before=side)) == SAID[:6]


def test_a_classification_mark_in_a_running_head_or_watermark_is_refused() -> None:
    for margin in ("header: align(left)[机密★1年]", "background: rotate(-45deg, text(60pt)[秘密])"):
        with pytest.raises(RefusedFile) as refused:
            read_pages(official(SAID, before=f"#set page({margin})\n"))
        assert refused.value.code == "classified"


def test_pages_that_are_turned_read_as_upright_ones() -> None:
    upright = official(SAID[:6])
    for turn in (90, 180, 270):
        turned = upright.replace(b"/Type/Page/", b"/Type/Page/Rotate %d/" % turn)
        assert turned != upright
        assert read(turned) == SAID[:6]


def test_text_printed_sideways_on_an_upright_page_is_read() -> None:
    sideways = """#set page(footer: none)
    #for line in lines { par(line) }
    #pagebreak()
    #rotate(90deg, reflow: true, box(width: 220mm, for line in lines { par(line) }))"""
    assert read(typeset(sideways, SAID[:3])) == SAID[:3] * 2


def test_two_columns_are_read_one_after_the_other() -> None:
    data = typeset("#title[青禾县公报]\n#columns(2)[#set text(10.5pt)\n#for line in lines { par(line) }]", SAID)
    assert read(data) == ["青禾县公报", *SAID]


def test_a_footnote_follows_its_paragraph_and_its_mark_joins_no_figure() -> None:
    data = typeset(
        "新建充电桩80#footnote[按建成并验收计。]个，建成公路25公里。\n\n#for line in lines { par(line) }", SAID[:12]
    )
    document = read_pages(data)
    assert texts(document, BlockKind.FOOTNOTE) == ["1 按建成并验收计。"]
    assert texts(document) == ["新建充电桩80个，建成公路25公里。", *SAID[:12]]
