"""What is taken as evidence and what is refused: content, size and name, and no word of the name is believed."""

from __future__ import annotations

import struct

import pytest

from gongjin.audit.errors import Invalid
from gongjin.evidence import checks
from gongjin.evidence.checks import checked_name, media_type_of
from gongjin.evidence.pictures import size_of
from gongjin.evidence.tests.samples import PDF, bmp, gif, heic, jpeg, png, tiff, webp, zipped

OFFICE = "application/vnd.openxmlformats-officedocument"
PICTURES = {"png": png, "jpg": jpeg, "tif": tiff, "heic": heic, "bmp": bmp, "webp": webp, "gif": gif}


@pytest.mark.parametrize("ending", PICTURES)
def test_a_picture_is_known_and_measured_by_its_content(ending: str) -> None:
    media_type = media_type_of(f"现场.{ending}", PICTURES[ending]())
    assert media_type.startswith("image/")
    assert size_of(media_type, PICTURES[ending](640, 480)) == (640, 480)


@pytest.mark.parametrize("ending", PICTURES)
def test_a_picture_of_absurd_size_is_refused(ending: str) -> None:
    with pytest.raises(Invalid, match="过大"):
        media_type_of(f"现场.{ending}", PICTURES[ending](60_000, 60_000))


@pytest.mark.parametrize("ending", PICTURES)
def test_a_picture_that_is_cut_off_is_refused(ending: str) -> None:
    with pytest.raises(Invalid):
        media_type_of(f"现场.{ending}", PICTURES[ending]()[: 8 if ending == "gif" else 14])


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("批复.PDF", PDF, "application/pdf"),
        ("说明.docx", zipped({"word/document.xml": "<w/>"}), f"{OFFICE}.wordprocessingml.document"),
        ("台账.xlsx", zipped({"xl/workbook.xml": "<w/>"}), f"{OFFICE}.spreadsheetml.sheet"),
        ("公文.ofd", zipped({"OFD.xml": "<w/>"}), "application/ofd"),
        ("照片.zip", zipped({"一/1.jpg": jpeg(), "一/2.jpg": jpeg()}), "application/zip"),
        ("名单.csv", "单位,户数\n白石镇,3\n".encode("gb18030"), "text/plain"),
        ("名单.txt", "白石镇\t3".encode("utf-16"), "text/plain"),
    ],
)  # fmt: skip
def test_what_offices_hand_in_is_taken(name: str, data: bytes, media_type: str) -> None:
    assert media_type_of(name, data) == media_type


REFUSED = {
    "empty": ("空.pdf", b"", "空文件"),
    "too large": ("大.pdf", PDF + b"\0" * checks.MAX_BYTES, "超过 50 MB"),
    "a program": ("工具.exe", b"MZ\x90\0", "程序、脚本或网页"),
    "a program called a document": ("批复.pdf", b"MZ\x90\0", "程序、脚本或网页"),
    "another system's program": ("批复", b"\x7fELF\x02", "程序、脚本或网页"),
    "a script": ("run.bat", b"@echo off", "程序、脚本或网页"),
    "a page called a text": ("说明.txt", b" <!DOCTYPE html><p>", "程序、脚本或网页"),
    "a drawing with script": ("图.svg", b"<svg/>", "程序、脚本或网页"),
    "bytes called a text": ("说明.txt", b"a\0b", "不是可以阅读的文本"),
    "a picture called a document": ("批复.pdf", png(), "内容与扩展名不符"),
    "a document called a picture": ("现场.jpg", PDF, "内容与扩展名不符"),
    "a sheet called a document": ("台账.docx", zipped({"xl/workbook.xml": "x"}), "内容与扩展名不符"),
    "an archive called a document": ("说明.docx", zipped({"1.txt": "x"}), "内容与扩展名不符"),
    "an unknown format": ("录音.mp3", b"ID3\x03", "格式不能作为佐证"),
    "a document with macros": ("说明.docx", zipped({"word/document.xml": "x", "word/vbaProject.bin": "x"}), "带有宏"),
    "a document that may hold macros": ("说明.docm", zipped({"word/document.xml": "x"}), "程序、脚本或网页"),
    "a script in a PDF": ("表.pdf", PDF + b"/S /JavaScript /JS (x)", "内有脚本"),
    "a program in an archive": ("照片.zip", zipped({"1.jpg": jpeg(), "a/看.exe": "x"}), "程序或脚本“看.exe”"),
    "a program by another name in an archive": ("照片.zip", zipped({"1.jpg": b"MZ\x90\0"}), "程序或脚本"),
    "an archive in an archive": ("照片.zip", zipped({"x.rar": "x"}), "还有压缩包"),
    "a way out of the archive": ("照片.zip", zipped({"../../etc/x.jpg": "x"}), "指向别处"),
    "an absolute name in the archive": ("照片.zip", zipped({"/etc/x.jpg": "x"}), "指向别处"),
    "a bomb": ("照片.zip", zipped({"1.txt": b"\0" * 3_000_000}), "解压后过大"),
    "very many parts": ("照片.zip", zipped({f"{n}.txt": "" for n in range(2_001)}), "解压后过大"),
    "a broken archive": ("照片.zip", b"PK\x03\x04" + b"\1" * 60, "已损坏"),
    "a broken older document": ("表.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\1" * 600, "已损坏"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused(what: str) -> None:
    name, data, words = REFUSED[what]
    with pytest.raises(Invalid, match=words) as refusal:
        media_type_of(name, data)
    assert refusal.value.field == "file"


def test_a_locked_archive_is_refused() -> None:
    data = bytearray(zipped({"1.txt": "x"}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    with pytest.raises(Invalid, match="设有密码"):
        media_type_of("照片.zip", bytes(data))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\用户\\桌面\\批复.pdf", "批复.pdf"),
        ("批\x00复\r\n.pdf", "批复.pdf"),
        ("批复\u202efdp.exe", "批复fdp.exe"),
        ("  批复.pdf. ", "批复.pdf"),
        ("长" * 400 + ".pdf", "长" * 200 + "长" * 51 + ".pdf"),
    ],
)
def test_of_a_name_only_the_last_part_and_what_can_be_read_is_kept(given: str, kept: str) -> None:
    assert checked_name(given) == kept


@pytest.mark.parametrize("given", ["", "..", "../", "\x00\x01", " . "])
def test_a_file_without_a_name_is_refused(given: str) -> None:
    with pytest.raises(Invalid, match="没有可用的名称"):
        checked_name(given)


@pytest.mark.parametrize("cut", range(0, 40, 3))
def test_no_cut_of_a_picture_raises_anything_but_a_refusal(cut: int) -> None:
    for ending, made in PICTURES.items():
        try:
            media_type_of(f"x.{ending}", made()[:cut] + struct.pack(">I", 0xFFFFFFFF))
        except Invalid as refusal:
            assert refusal.message
