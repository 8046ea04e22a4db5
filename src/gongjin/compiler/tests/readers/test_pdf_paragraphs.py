"""Lines of a PDF are put together to the paragraphs that were typed."""

from __future__ import annotations

from gongjin.compiler.tests.readers.pdfs import official, read, typeset

LONG = "推进环湖公路路基工程和清溪河中小河流治理，完成白石岭废弃矿山生态修复，" * 3
SECTION = "（一）守护好清溪湖水源地"


def test_a_paragraph_of_many_lines_is_one_block() -> None:
    assert read(official([LONG + "年底前完工。"])) == [LONG + "年底前完工。"]


def test_a_first_line_indented_by_two_characters_begins_a_paragraph() -> None:
    full = "全县新建充电桩八十个并在年底前全部投入使用确保群众出行便"
    assert read(official([full, full, LONG])) == [full, full, LONG]


def test_a_line_that_ends_short_ends_its_paragraph_where_nothing_is_indented() -> None:
    flat = "#set par(first-line-indent: 0em)\n#for line in lines { par(line) }"
    said = ["一、总体要求", LONG + "到年底建成二十个。", "二、重点任务", LONG + "责任单位按分工落实到位。"]
    assert read(typeset(flat, said)) == said


def test_a_number_at_a_lines_start_begins_a_paragraph_even_after_a_full_line() -> None:
    flat = "#set par(first-line-indent: 0em)\n#for line in lines { par(line) }"
    # 28 characters fill a line
    full = "1.新建改造农村公路二十五公里并于年底前全部完工确保通车。"
    second = "2.建成充电桩八十个。"
    assert read(typeset(flat, [full, second])) == [full, second]


def test_a_page_break_does_not_end_a_paragraph() -> None:
    said = [f"{number}.{LONG}第{number}项任务完成。" for number in range(1, 13)]
    assert read(official(said)) == said


def test_page_numbers_inside_a_sentence_are_left_out() -> None:
    sentence = "改造低产茶园，新增加工产能，" * 120 + "到年底完成。"
    assert read(official([sentence])) == [sentence]


def test_a_title_of_two_lines_is_one_block_and_set_apart() -> None:
    data = official([LONG], before="#title[青禾县人民政府办公室\\ 关于印发《城乡共进实施方案》的通知]")
    assert read(data)[0] == "青禾县人民政府办公室关于印发《城乡共进实施方案》的通知"


def test_the_red_head_the_number_and_the_receivers_are_blocks_of_their_own() -> None:
    head = """
    #mark[青禾县人民政府文件]
    #align(center)[青禾政发〔2025〕3号]
    #line(length: 100%, stroke: 1pt + red)
    #title[关于印发实施方案的通知]
    #flush[各乡镇人民政府，县直有关单位：]
    """
    assert read(official([LONG], before=head)) == [
        "青禾县人民政府文件", "青禾政发〔2025〕3号", "关于印发实施方案的通知", "各乡镇人民政府，县直有关单位：", LONG,
    ]  # fmt: skip


def test_signature_and_imprint_are_kept_as_text() -> None:
    foot = """
    #align(right)[青禾县人民政府#h(2em)]
    #align(right)[2025年3月6日#h(2em)]
    #line(length: 100%)
    #flush[#h(1em)抄送：县委办公室，县人大常委会办公室，县政协办公室，县人武部，县人民法院，县人民检察院。]
    #line(length: 100%)
    #flush[#h(1em)青禾县人民政府办公室#h(1fr)2025年3月6日印发#h(1em)]
    """
    assert read(official([LONG + "执行。"], after=foot))[1:] == [
        "青禾县人民政府",
        "2025年3月6日",
        "抄送：县委办公室，县人大常委会办公室，县政协办公室，县人武部，县人民法院，县人民检察院。",
        "青禾县人民政府办公室 2025年3月6日印发",
    ]


def test_a_bracket_on_a_line_of_its_own_stays_with_its_paragraph_by_a_soft_break() -> None:
    data = official([], after=f"{LONG}到年底前全部完工通车。\\ （县水利局、县林业局等负责）\n\n{SECTION}")
    assert read(data) == [LONG + "到年底前全部完工通车。\u2028（县水利局、县林业局等负责）", SECTION]


def test_a_section_heading_that_is_not_indented_is_no_such_bracket() -> None:
    data = official([], after=f"{LONG}年底前完工。\n\n#flush[{SECTION}]\n\n{LONG}")
    assert read(data) == [LONG + "年底前完工。", SECTION, LONG]


def test_attachments_named_below_each_other_are_blocks_of_their_own() -> None:
    data = official([LONG], after="附件：1.重点任务清单\n\n#par(first-line-indent: 5em)[2.责任单位名单]")
    assert read(data)[1:] == ["附件：1.重点任务清单", "2.责任单位名单"]


def test_words_of_latin_letters_are_parted_and_hyphens_at_line_ends_go() -> None:
    words = "推进 smart county platform 建设，" * 8 + "建成。"
    assert read(official([words])) == [words.replace("进 s", "进s").replace("m 建", "m建")]
