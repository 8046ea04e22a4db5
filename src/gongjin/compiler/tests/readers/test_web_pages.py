"""Pages saved from government sites: the article is read, the site around it is not, and nothing is fetched."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable, Iterator

import pytest

from gongjin.compiler.document import Block, BlockKind, Document
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.files import read_document
from gongjin.compiler.tests.readers import pages
from gongjin.compiler.tests.readers.pages import LINES, TITLE

PROSE = "".join(f"<p>{line}</p>" for line in LINES)


def read(body: str, head: str = "") -> Document:
    return read_document(f"<html><head>{head}</head><body>{body}</body></html>".encode())


def texts(body: str, head: str = "") -> list[str]:
    return [block.text for block in read(body, head).blocks]


def codes(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]


@pytest.mark.parametrize("page", [pages.trs, pages.tables, pages.zoomed])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_the_article_of_a_page_is_read_and_nothing_else(page: Callable[[], str], encoding: str) -> None:
    """Also where a browser saved the page in another character set than the page declares."""
    document = read_document(page().encode(encoding), "方案.doc")
    assert [block.text for block in document.blocks] == [TITLE, *LINES]
    assert codes(document)[-1] == "page-furniture"


def test_a_page_inside_a_form_is_read_and_a_search_form_is_not() -> None:
    document = read_document(pages.form().encode())
    assert [block.text for block in document.blocks] == ["青禾县城乡共进行动\u2028实施方案", *LINES]
    assert "搜索" not in document.text


def test_a_modern_page_gives_its_table_its_list_and_no_hidden_copy() -> None:
    blocks = read_document(pages.modern().encode()).blocks
    assert [block.text for block in blocks[: len(LINES) + 2]] == [TITLE, *LINES, "附表"]
    assert [(b.text, b.row, b.column, b.row_span, b.column_span) for b in blocks if b.kind is BlockKind.CELL] == [
        ("任务", 0, 0, 1, 1), ("单位", 0, 1, 1, 2),
        ("供水工程", 1, 0, 2, 1), ("牵头", 1, 1, 1, 1), ("县水利局", 1, 2, 1, 1),
        ("配合", 2, 1, 1, 1), ("县财政局\u2028县住房和城乡建设局", 2, 2, 1, 1),
    ]  # fmt: skip
    assert [block.text for block in blocks[-2:]] == ["1.各单位每月5日前报送进展。", "2.县政府办按季度通报。"]


def test_a_page_that_word_wrote_is_read_with_its_numbers_and_revisions_accepted() -> None:
    document = read_document(pages.by_word().encode("gb18030"), "方案.doc")
    assert [block.text for block in document.blocks] == [TITLE, *LINES, "三、保障措施"]
    assert codes(document) == ["revisions"]


@pytest.mark.parametrize("page", [pages.trs, pages.tables])
def test_a_page_saved_in_one_file_is_read(page: Callable[[], str]) -> None:
    assert [block.text for block in read_document(pages.archive(page())).blocks] == [TITLE, *LINES]


def test_the_particulars_of_the_site_and_the_files_it_links_to_are_told() -> None:
    notices = {notice.code: notice.message for notice in read_document(pages.trs().encode("gb18030")).notices}
    assert list(notices) == ["particulars", "linked-files", "page-furniture"]
    for key, value in pages.PARTICULARS.items():
        assert f"{key}：{value}" in notices["particulars"]
    assert "2 个附件" in notices["linked-files"]
    assert "青禾县城乡共进任务分工表.docx" in notices["linked-files"]


def test_a_title_that_stands_outside_the_article_comes_first_and_one_inside_comes_once() -> None:
    window = f"<title>{TITLE}-青禾县人民政府网</title>"
    assert texts(f"<div><h1>{TITLE}</h1></div><div id='zoom'>{PROSE}</div>", window) == [TITLE, *LINES]
    assert texts(f"<div id='zoom'><p>{TITLE}</p>{PROSE}</div>", window) == [TITLE, *LINES]
    assert texts(f"<h1>青禾县人民政府</h1><div id='zoom'>{PROSE}</div>", window) == [TITLE, *LINES]
    assert texts(f"<h1>青禾县人民政府</h1><div id='zoom'>{PROSE}</div>", "<title>青禾县人民政府</title>") == LINES


@pytest.mark.parametrize(
    "line",
    [
        "【字体：大 中 小】", "字体：[大 中 小]　打印", "字号：A+ A A-", "【大】【中】【小】", "[打印本页] [关闭窗口]",
        "当前位置：首页 > 政务公开 > 政府文件", "您现在的位置：网站首页 → 公告", "首页>政务公开>政府文件",
        "分享到：微信 微博", "上一篇：青禾县关于印发工作要点的通知", "下一条：没有了", "扫一扫在手机打开当前页",
        "浏览次数：123",
        "来源：县政府办 发布时间：2024-03-05 浏览量：15 字体：[大 中 小]", "发布日期：2024-03-05", "政策解读：",
        "责任编辑：佚名",
    ],
)  # fmt: skip
def test_the_lines_of_a_site_are_left_out(line: str) -> None:
    if line != "【大】【中】【小】":
        assert texts(f"<div><p>{line}</p>{PROSE}</div>") == LINES
    assert texts(f"<div>{PROSE}<p>{line}</p></div>")[: len(LINES)] == LINES


@pytest.mark.parametrize(
    "line",
    [
        "打印设备更新工程投入30万元。", "分享到户的收益不低于40%。", "首页公开率达到100%。", "位置偏远的村优先安排。",
        "字体清晰、标识规范。", "名称：青禾县第一水厂", "有效期：三年",
    ],
)  # fmt: skip
def test_the_document_s_own_lines_stay(line: str) -> None:
    assert line in texts(f"<div>{PROSE}<p>{line}</p>{PROSE}</div>")


def test_names_of_furniture_inside_the_article_s_own_container_say_nothing() -> None:
    body = f"<div class='TRS_Editor'>{PROSE}<div class='top'>文末一段</div></div><div class='top'>站点</div>"
    assert texts(body) == [*LINES, "文末一段"]


def test_a_container_named_as_furniture_that_holds_the_article_is_none() -> None:
    assert texts(f"<div class='main-nav content-share' id='print'>{PROSE}</div>") == LINES


def test_an_introduction_before_a_long_table_or_a_long_part_stays() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>整修渠道{n}公里，由县水利局牵头；年底前完成。</td></tr>" for n in range(60))
    foot = "<div>主办：青禾县人民政府办公室 联系电话：0000-0000000</div>"
    body = f"<div><div><p>引言一句，说明来由。</p><table>{rows}</table><p>落款</p></div></div>{foot}"
    found = texts(body)
    assert (found[0], found[-1], len(found)) == ("引言一句，说明来由。", "落款", 122)
    long_part = f"<div><p>引言一句，说明来由，占全文的一成以上，不应丢失。</p><div>{PROSE}</div></div>{foot}"
    assert texts(long_part) == ["引言一句，说明来由，占全文的一成以上，不应丢失。", *LINES]


def test_lines_end_at_breaks_and_not_where_the_source_does() -> None:
    body = "<p>为推动公共服务\n  向乡村延伸，A\n B<br>第二行<br/><br/>&nbsp;　第三行</p><pre>甲\n乙</pre>"
    assert texts(body) == ["为推动公共服务向乡村延伸，A B", "第二行", "第三行", "甲", "乙"]


@pytest.mark.parametrize(
    "declared", ["iso-8859-1", "punycode", "unicode_escape", "\\0", "utf-7", "gbk", "utf-16", "none"]
)
def test_a_character_set_that_is_none_or_wrong_is_found_by_the_bytes(declared: str) -> None:
    page = f"<html><head><meta charset='{declared}'></head><body><p>青禾县共进方案</p></body></html>"
    for encoding in ("utf-8", "gb18030"):
        assert read_document(page.encode(encoding)).text == "青禾县共进方案\n"


def test_an_archive_whose_character_set_holds_a_zero_is_read() -> None:
    """Found by fuzzing: the name of a codec may not hold one."""
    data = pages.archive(pages.tables()).replace(b'charset="gb2312"', b'charset="gb\x002312"')
    assert [block.text for block in read_document(data).blocks] == [TITLE, *LINES]


def test_ordered_lists_are_numbered_as_browsers_do() -> None:
    body = (
        "<ol start='3'><li>甲</li><li value='7'>乙</li><li>丙</li></ol><ul><li>丁</li></ul>"
        "<ol style='list-style-type: simp-chinese-informal'><li>戊<ol type='a'><li>己</li></ol></li><li>庚</li></ol>"
        "<ol style='list-style:none'><li>辛</li></ol><ol><li>一、壬</li></ol>"
    )
    assert texts(body) == ["3.甲", "7.乙", "8.丙", "丁", "一、戊", "a.己", "二、庚", "辛", "一、壬"]


def cells(blocks: tuple[Block, ...]) -> list[tuple[str, int | None, int | None, int, int]]:
    return [(b.text, b.row, b.column, b.row_span, b.column_span) for b in blocks if b.kind is BlockKind.CELL]


def test_cells_that_reach_over_rows_push_the_others_aside() -> None:
    body = (
        "<table><tr><td rowspan=3>甲<td colspan=2>乙<tr><td rowspan=99>丙<td>丁<tr><td>戊</table>"
        "<table><tr><td rowspan=x colspan=-2>己<td>庚</table>"
    )
    assert cells(read(body).blocks) == [
        ("甲", 0, 0, 3, 1), ("乙", 0, 1, 1, 2), ("丙", 1, 1, 2, 1), ("丁", 1, 2, 1, 1), ("戊", 2, 2, 1, 1),
        ("己", 0, 0, 1, 1), ("庚", 0, 1, 1, 1),
    ]  # fmt: skip


def test_bold_lines_and_headings_are_set_apart() -> None:
    body = f"<h2>甲</h2><p><b>乙</b></p><p><b>丙</b>丁</p><p style='font-weight: bold'><span>戊</span></p>{PROSE}"
    assert [block.emphasis for block in read(body).blocks][:5] == [True, True, False, True, False]


def test_raised_figures_stay_raised() -> None:
    assert texts("<p>10<sup>4</sup>亩</p>") == ["10⁴亩"]


def test_a_page_of_pictures_alone_is_refused() -> None:
    with pytest.raises(RefusedFile) as refused:
        read("<div id='zoom'><p><img src='1.jpg'></p><p><img src='2.jpg'></p></div>")
    assert refused.value.code == "image-only"


@pytest.mark.parametrize("body", [f"<p>密级：秘密</p><div id='zoom'>{PROSE}</div>", f"<p>机密★5年</p>{PROSE}"])
def test_a_mark_of_classification_is_refused_in_the_article_and_beside_it(body: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        read(body)
    assert refused.value.code == "classified"


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def test_nothing_that_a_page_points_at_is_fetched(listener: socket.socket) -> None:
    place = f"http://127.0.0.1:{listener.getsockname()[1]}"
    page = (
        f'<!DOCTYPE html SYSTEM "{place}/x.dtd" [<!ENTITY e SYSTEM "{place}/e">]><html><head><base href="{place}/">'
        f'<link rel="stylesheet" href="{place}/s.css"><meta http-equiv="refresh" content="0;url={place}/r">'
        f'<script src="{place}/j.js"></script></head><body><iframe src="{place}/f"></iframe><img src="{place}/i">'
        f'<object data="{place}/o"></object><p>甲&e;</p></body></html>'
    )
    assert "甲" in read_document(page.encode()).text
    with pytest.raises(BlockingIOError):
        listener.accept()


@pytest.mark.parametrize("tag", ["div", "b", "font", "table", "ol"])
def test_a_page_nested_beyond_reason_is_refused_and_one_badly_closed_is_read(tag: str) -> None:
    assert "正文" in read(f"<{tag}>" * 400 + "<p>正文</p>").text
    with pytest.raises(RefusedFile) as refused:
        read(f"<{tag} x>" * 5000 + "<p>正文</p>")
    assert refused.value.code in ("too-complex", "damaged")


@pytest.mark.parametrize(
    "text",
    ["<!---->" * 580, "<!-- --> " * 400, "<?xml?>" * 500, "<html>" + "扫一扫" * 50, "<html>" + "大|" * 79 + "x",
     f"<html><div class='{'view ' * 20_000}'>x"],
)  # fmt: skip
def test_no_text_takes_the_patterns_for_ever(text: str) -> None:
    """Found by timing the patterns: comments one after another were once tried in every grouping."""
    start = time.process_time()
    with contextlib.suppress(RefusedFile):
        read_document(text.encode())
    assert time.process_time() - start < 2


def test_a_page_of_endless_tags_is_refused() -> None:
    with pytest.raises(RefusedFile) as refused:
        read("<p>" * 400_000)
    assert refused.value.code == "too-complex"
