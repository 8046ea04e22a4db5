"""PDF files that cannot be read are refused with a code and what to do."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from gongjin.compiler import apart
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.files import read_document
from gongjin.compiler.readers.pdf import source
from gongjin.compiler.tests.readers.pdfs import official, one_page, read, stream, typeset, written

FILES = Path(__file__).parent / "files"
SENTENCE = "推进环湖公路路基工程和清溪河中小河流治理，完成废弃矿山生态修复。"


def refusal(data: bytes) -> RefusedFile:
    with pytest.raises(RefusedFile) as refused:
        read_document(data)
    return refused.value


def scan(pages: int = 1) -> bytes:
    """Pages that are pictures of paper."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = b" ".join(b"%d 0 R" % (5 + index) for index in range(pages))
    objects.append(b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, pages))
    objects.append(stream(b"q 595 0 0 842 0 0 cm /I Do Q"))
    picture = b"/Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8"
    objects.append(stream(bytes(range(64)), picture))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</XObject<</I 4 0 R>>>>>>"
    return written(objects + [page] * pages)


def test_a_scan_is_refused_and_says_what_to_do() -> None:
    refused = refusal(scan(3))
    assert refused.code == "scanned"
    assert "扫描件" in refused.message
    assert "OCR" in refused.message


def test_text_drawn_as_outlines_is_no_text() -> None:
    drawn = b"".join(b"%d 700 m %d 720 l %d 705 l f\n" % (x, x + 5, x + 8) for x in range(0, 500, 5))
    assert refusal(one_page(drawn)).code == "scanned"


def test_a_plan_with_one_scanned_page_is_read_with_a_notice() -> None:
    # a page whose text is nothing and whose paths are many stands for a picture of one
    paths = "#set page(footer: none)\n" + "".join(
        f"#place(dx: {x}pt, polygon(fill: black, (0pt,0pt), (5pt,9pt), (3pt,1pt)))" for x in range(80)
    )
    document = read_document(typeset(f"{SENTENCE * 3}\n#pagebreak()\n{paths}\n#pagebreak()\n{SENTENCE * 3}"))
    assert [notice.code for notice in document.notices] == ["scanned-pages"]
    assert "第 2 页" in document.notices[0].message


def test_text_that_a_scanner_recognised_is_read_with_a_notice() -> None:
    hidden = one_page(b"BT 3 Tr /F 12 Tf 50 700 Td (Plan for the county, measures and targets 2025) Tj ET",
                      b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>")  # fmt: skip
    document = read_document(hidden)
    assert document.blocks[0].text.startswith("Plan for the county")
    assert [notice.code for notice in document.notices] == ["recognised-text"]


def test_a_pdf_with_a_password_is_refused() -> None:
    refused = refusal((FILES / "locked.pdf").read_bytes())
    assert refused.code == "encrypted"
    assert "去掉密码" in refused.message


def test_a_pdf_that_only_may_not_be_changed_is_read() -> None:
    assert read((FILES / "restricted.pdf").read_bytes()) == ["青禾县实施方案"]


def without_meanings(data: bytes) -> bytes:
    """The same file without the tables that say which character a code stands for."""
    bare = data.replace(b"/ToUnicode ", b"/NoUnicode ")
    assert bare != data
    return bare


def test_a_pdf_whose_codes_have_no_meaning_is_refused() -> None:
    refused = refusal(without_meanings(official([SENTENCE * 4])))
    assert refused.code == "garbled"
    assert "乱码" in refused.message
    assert "Word" in refused.message


@pytest.mark.parametrize("name", ["plan-by-libreoffice.pdf", "list-by-libreoffice.pdf"])
def test_codes_without_meaning_are_never_taken_for_text(name: str) -> None:
    assert refusal(without_meanings((FILES / name).read_bytes())).code == "garbled"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n%\xe2\xe3",
        b"%PDF-1.4\n" + b"0" * 5000,
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF",
        (FILES / "list-by-libreoffice.pdf").read_bytes()[:9000],
        written([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"]),
    ],
)
def test_a_damaged_pdf_is_refused(data: bytes) -> None:
    refused = refusal(data)
    assert refused.code in ("damaged", "no-text")
    assert "请" in refused.message


def test_an_empty_page_has_no_text() -> None:
    assert refusal(one_page(b"")).code == "no-text"


def test_a_file_with_more_pages_than_any_plan_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_PAGES", 2)
    with pytest.raises(RefusedFile) as refused:
        read(scan(3))
    assert refused.value.code == "too-long"
    assert "3 页" in refused.value.message


def test_a_file_with_more_characters_than_any_plan_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_CHARACTERS", 100)
    with pytest.raises(RefusedFile) as refused:
        read(official([SENTENCE * 10]))
    assert refused.value.code == "too-complex"


def test_a_page_with_a_monstrous_drawing_is_read_in_time() -> None:
    maze = b"".join(
        b"%d %d m %d %d l S\n" % (x % 590, x // 590 * 3 % 840, (x + 40) % 590, x // 590 * 3 % 840)
        for x in range(150_000)
    )
    words = b"BT /F 12 Tf 50 700 Td (Measures and targets of the county plan) Tj ET\n"
    font = b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    started = time.monotonic()
    assert "county plan" in read_document(one_page(words + maze, font)).text
    assert time.monotonic() - started < 20


def test_a_page_that_holds_itself_is_read_in_time() -> None:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>>>"
    again = stream(b"/X Do " * 10, form)
    started = time.monotonic()
    refusal(one_page(b"/X Do " * 10, b"<</XObject<</X 5 0 R>>>>", [again]))
    assert time.monotonic() - started < 20


def test_reading_ends_with_the_time_that_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "WAIT", 0.01)
    assert refusal(official([SENTENCE])).code == "too-complex"
