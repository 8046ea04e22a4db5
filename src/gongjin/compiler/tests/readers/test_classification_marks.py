"""A document with a classification mark is refused; one that speaks of secrets is not."""

from __future__ import annotations

import pytest

from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.files import read_document
from gongjin.compiler.tests.readers.samples import bare, paragraph, word

BODY = ["青禾县共进行动实施方案", "一、总体要求", "新建充电桩80个。"]


def code(data: bytes, name: str = "") -> str | None:
    try:
        read_document(data, name)
    except RefusedFile as refused:
        return refused.code
    return None


MARKS = [
    "绝密", "机密", "秘密", "秘　密", "机密★5年", "绝密★启用前", "秘密★长期", "机密 ★ 1年", "★机密", "000012 机密★10年",
    "份号：0012 秘密", "机密★3年　特急", "秘密　　青政办发〔2024〕6号", "密级：秘密", "密级:机密★5年", "密　级：绝密",
    "【机密】", "（秘密）", "秘密☆6个月", "密级：秘密 保密期限：3年", "青禾县人民政府办公室　机密★1年",
]  # fmt: skip
INTERNAL = [
    "内部", "内部资料", "内部文件　注意保存", "内部资料，不得外传", "【内部使用】", "密级：内部", "内部材料 请勿外传。",
    "工作秘密",
]  # fmt: skip
ORDINARY = [
    "各单位应当保守商业秘密和个人隐私。", "保守国家秘密是公民的义务", "严格执行机密文件管理制度",
    "密级：公开", "密级：普通", "内部控制", "内部审计", "（一）内部管理", "完善内部监督机制。",
    "机密性、完整性、可用性",
    "秘密、机密、绝密级文件按规定管理",
    "在首页标明“秘密★”字样的文件不得上网", "加强内部资料性出版物管理", "密级：□绝密　□机密　□秘密　□公开",
]  # fmt: skip


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_in_the_first_lines_is_refused(mark: str) -> None:
    assert code(word([mark, *BODY])) == "classified"
    assert code("\r\n".join([mark, *BODY]).encode("gb18030")) == "classified"


@pytest.mark.parametrize("mark", INTERNAL)
def test_an_internal_mark_is_refused(mark: str) -> None:
    assert code(word([mark, *BODY])) == "internal"


@pytest.mark.parametrize("sentence", ORDINARY)
def test_a_sentence_that_speaks_of_secrets_is_no_mark(sentence: str) -> None:
    assert code(word([sentence, *BODY])) is None
    assert code(word([*BODY, sentence])) is None


def test_a_mark_in_a_header_a_text_box_or_a_watermark_is_refused() -> None:
    body = "".join(paragraph(text) for text in BODY)
    boxed = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('机密')}</w:txbxContent></v:textbox></w:pict></w:r>"
    watermark = "<w:p><w:r><w:pict><v:shape><v:textpath string='绝密'/></v:shape></w:pict></w:r></w:p>"
    assert code(bare(body)) is None
    assert code(bare(body, header1=paragraph("秘密★1年"))) == "classified"
    assert code(bare(body, footer1=paragraph("内部资料 不得外传"))) == "internal"
    assert code(bare(body, header1=watermark)) == "classified"
    assert code(bare(body + f"<w:p>{boxed}</w:p>")) == "classified"
    assert code(bare(body, header1=paragraph("青禾县共进行动实施方案"))) is None


def test_a_mark_in_the_table_at_the_head_is_refused() -> None:
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("密级", "秘密"))
    assert code(bare(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + "".join(map(paragraph, BODY)))) == "classified"


def test_a_starred_mark_on_a_later_attachment_is_refused() -> None:
    assert code(word([*BODY * 20, "机密★5年", "附件2"])) == "classified"
    assert code(word([*BODY * 20, "秘密", "附件2"])) is None


@pytest.mark.parametrize("name", ["【机密】实施方案.docx", "实施方案（秘密）.docx", "机密★方案.txt", "绝密.docx"])
def test_a_mark_in_the_name_is_refused(name: str) -> None:
    assert code(word(BODY), name) == "classified"


@pytest.mark.parametrize("name", ["保密工作方案.docx", "商业秘密保护实施方案.docx", "机密文件管理办法.docx"])
def test_a_name_that_speaks_of_secrets_is_no_mark(name: str) -> None:
    assert code(word(BODY), name) is None


def test_a_marked_file_says_that_nothing_was_stored() -> None:
    with pytest.raises(RefusedFile, match="未保存任何内容"):
        read_document(word(["机密★5年", *BODY]))
