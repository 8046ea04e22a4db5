"""The blocks put together give the text of the file back."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from gongjin.compiler.document import BlockKind, Document
from gongjin.compiler.readers.docx.reader import DocxReader
from gongjin.compiler.readers.txt import TextReader

CHARACTERS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), include_characters="\t")
    | st.sampled_from("一二（）、。：；《》“”％0123456789亩　"),
    max_size=40,
)
PARAGRAPHS = st.lists(st.lists(CHARACTERS, max_size=4), max_size=12)


def offsets_agree(document: Document) -> bool:
    """Whether every block stands in the text where it says."""
    return all(document.text[block.start : block.span.end] == block.text for block in document.blocks)


def shown(data: bytes) -> str:
    """The text of all w:t elements, found without any of the reader's code."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode()
    return "".join(unescape(text) for text in re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml))


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS, st.lists(st.lists(CHARACTERS, min_size=3, max_size=3), max_size=3))
def test_a_word_file_gives_back_every_character_of_its_paragraphs_and_cells(
    paragraphs: list[list[str]], rows: list[list[str]]
) -> None:
    source = docx.Document()
    for runs in paragraphs:
        paragraph = source.add_paragraph()
        for index, run in enumerate(runs):
            paragraph.add_run(run).bold = index % 2 == 0
    if rows:
        table = source.add_table(len(rows), 3)
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                table.cell(row, column).text = text
    buffer = io.BytesIO()
    source.save(buffer)
    document = DocxReader().read(buffer.getvalue())
    blocks = "".join(block.text for block in document.blocks)
    # U+00AD, the soft hyphen, is layout
    assert re.sub("[\t\n\u2028-]", "", blocks) == re.sub("[\t\n\u2028\xad-]", "", shown(buffer.getvalue()))
    assert offsets_agree(document)
    plain = [block.text for block in document.blocks if block.kind is BlockKind.PARAGRAPH]
    assert plain == ["".join(runs).replace("\xad", "") for runs in paragraphs]
    assert len([block for block in document.blocks if block.kind is BlockKind.CELL]) == 3 * len(rows)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(CHARACTERS, min_size=1),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8-sig", "gb18030", "utf-16"]),
)
def test_a_text_file_gives_back_every_line(lines: list[str], line_end: str, encoding: str) -> None:
    # U+FEFF is the byte order mark itself, and plain "utf-8" may by chance be ambiguous only for GB 18030 bytes
    lines = [line.replace("\ufeff", "") for line in lines]
    written = (line_end.join(["共进行动", *lines]) + line_end).encode(encoding)
    document = TextReader().read(written)
    assert document.text == "\n".join(["共进行动", *lines]) + "\n"
    assert offsets_agree(document)
