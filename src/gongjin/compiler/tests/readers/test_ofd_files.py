"""OFD, the national fixed-layout format, gives what the same pages give as PDF."""

from __future__ import annotations

import socket

import pytest

from gongjin.compiler.document import Document
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.files import read_document
from gongjin.compiler.readers.ofd import book as ofd
from gongjin.compiler.readers.ofd.content import taken
from gongjin.compiler.readers.ofd.flow import read_book
from gongjin.compiler.readers.pdf.flow import read_pages
from gongjin.compiler.readers.pdf.source import pages
from gongjin.compiler.tests.readers.ofds import book, line, rewritten, text
from gongjin.compiler.tests.readers.pages import LINES
from gongjin.compiler.tests.readers.pdfs import official, typeset
from gongjin.compiler.tests.readers.samples import changed

TABLE = """#table(columns: 3, [任务], table.cell(colspan: 2)[单位], table.cell(rowspan: 2)[修渠], [牵头], [县水利局],
[配合], [县财政局])"""


def code(data: bytes) -> str:
    with pytest.raises(RefusedFile) as refused:
        read_document(data)
    return refused.value.code


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def page(objects: str) -> list[str]:
    return texts(read_book(book([objects])))


@pytest.mark.parametrize(
    "source",
    [official(LINES * 3), official(LINES, after=TABLE), typeset("#flush[= 标题] 正文10#super[4]亩。\n\n另一段。")],
)
def test_pages_read_as_they_do_in_pdf(source: bytes) -> None:
    found = read_book(rewritten(list(pages(source))))
    assert found == read_pages(source)
    assert found.blocks


def test_a_file_is_known_by_its_content_and_read_in_a_process_of_its_own() -> None:
    assert texts(read_document(rewritten(list(pages(official(LINES)))), "方案.pdf")) == LINES


def test_steps_between_characters_may_be_counted_or_spelled_out() -> None:
    one = text("青禾县共进方案", 30, 40, 5.6, delta="g 3 5.6 5.6 g 2 5.6")
    two = text("一二三四五六七", 30, 60, 5.6, delta="5.6 5.6 5.6 5.6 5.6 5.6")
    assert page(one + two) == ["青禾县共进方案", "一二三四五六七"]


def test_characters_without_steps_follow_by_their_own_width() -> None:
    plain = '<ofd:TextObject Boundary="30 40 100 6" Size="5.6"><ofd:TextCode X="0" Y="5">青禾县2024年</ofd:TextCode>'
    assert page(plain + "</ofd:TextObject>") == ["青禾县2024年"]


def test_a_matrix_and_a_box_place_what_they_hold() -> None:
    moved = text("乙", 0, 0, 2.8, 'CTM="2 0 0 2 30 60"') + text("甲", 30, 40)
    assert page(moved) == ["甲", "乙"]
    sheet = next(ofd.sheets(book([text("甲", 30, 40, 5.6)])))
    (glyph,) = taken(0, sheet).glyphs
    assert (round(glyph.x0, 1), round(glyph.y, 1), glyph.ink.size) == (85.0, 129.3, 15.87)


def test_a_page_that_lies_on_its_side_is_read_upright() -> None:
    turned = "".join(
        text(words, x, 40, 5.6, 'CTM="0 1 -1 0 0 0"') for words, x in (("第一行文字", 100), ("第二行文字", 90))
    )
    assert page(turned) == ["第一行文字第二行文字"] or page(turned) == ["第一行文字", "第二行文字"]


def test_ruling_lines_make_a_table() -> None:
    edges = [line(30, y, 130, y) for y in (40, 52, 64)] + [line(x, 40, x, 64) for x in (30, 80, 130)]
    words = [
        text(t, x + 4, y + 3) for t, x, y in (("任务", 30, 40), ("单位", 80, 40), ("修渠", 30, 52), ("水利局", 80, 52))
    ]
    found = read_book(book(["".join(edges + words)])).blocks
    assert [(b.text, b.row, b.column) for b in found] == [
        ("任务", 0, 0), ("单位", 0, 1), ("修渠", 1, 0), ("水利局", 1, 1),
    ]  # fmt: skip


def test_what_a_template_puts_under_a_page_is_read_with_it() -> None:
    data = book(
        [text("正文一行", 30, 80)],
        common='<ofd:TemplatePage ID="7" BaseLoc="Tpls/T/Content.xml"/>',
        parts={
            "Doc_0/Tpls/T/Content.xml": "<ofd:Page><ofd:Content><ofd:Layer>"
            + text("青禾县文件", 30, 40)
            + "</ofd:Layer></ofd:Content></ofd:Page>"
        },
        heads=['<ofd:Template TemplateID="7" ZOrder="Background"/>'],
    )
    assert texts(read_book(data)) == ["青禾县文件", "正文一行"]


def test_a_mark_of_classification_is_refused() -> None:
    lines = "".join(text(words, 30, 40 + 12 * n) for n, words in enumerate(["机密★1年", "青禾县方案", "一、总体要求"]))
    assert code(book([lines])) == "classified"


def test_a_scan_a_garbled_an_encrypted_and_a_broken_file_are_refused() -> None:
    picture = '<ofd:ImageObject ID="3" Boundary="0 0 210 297" ResourceID="4"/>'
    assert code(book([picture])) == "scanned"
    assert code(book(["".join(text("\ue123\ue124\ue125" * 10, 20, 20 + 8 * n) for n in range(20))])) == "garbled"
    good = book([text("甲乙丙", 30, 40)])
    assert code(changed(good, {"Encryptions.xml": b"<a/>"})) == "encrypted"
    assert code(changed(good, {"Doc_0/Document.xml": None})) == "damaged"
    assert code(changed(good, {"OFD.xml": b"<ofd"})) == "damaged"
    assert code(changed(good, {"OFD.xml": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'})) == (
        "unsafe-xml"
    )
    assert code(changed(good, {"Doc_0/Pages/Page_0/Content.xml": b" " * (30 << 20)})) == "zip-bomb"


def test_the_message_speaks_of_ofd() -> None:
    with pytest.raises(RefusedFile, match="OFD"):
        read_document(changed(book([""]), {"Doc_0/Pages/Page_0/Content.xml": None}))


def test_more_pages_than_any_plan_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ofd, "MAX_PAGES", 2)
    with pytest.raises(RefusedFile) as refused:
        read_book(book([text("甲", 30, 40)] * 3))
    assert refused.value.code == "too-long"


@pytest.mark.parametrize(
    "objects",
    [
        text("甲乙", 30, 40, delta="g 999999999 1"), text("甲乙", 30, 40, delta="g"),
        text("甲乙", 30, 40, delta="nan inf x"),
        text("甲", 30, 40, more='CTM="1 2 3"'), '<ofd:TextObject Boundary="1 2"/>',
        '<ofd:PathObject Boundary="0 0 1 1"><ofd:AbbreviatedData>M L 1 C B 1</ofd:AbbreviatedData></ofd:PathObject>',
        '<ofd:TextObject Boundary="0 0 1 1" Size="1e308"><ofd:TextCode X="1e308">甲</ofd:TextCode></ofd:TextObject>',
    ],
)  # fmt: skip
def test_nonsense_on_a_page_is_survived(objects: str) -> None:
    assert "正文" in read_book(book([objects + text("正文", 30, 90)])).text


def test_what_lies_outside_the_file_is_never_followed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        place = f"http://127.0.0.1:{server.getsockname()[1]}/a.xml"
        good = book([text("甲乙丙", 30, 40)], common=f"<ofd:PublicRes>{place}</ofd:PublicRes>")
        assert texts(read_document(good)) == ["甲乙丙"]
        with pytest.raises(BlockingIOError):
            server.accept()
