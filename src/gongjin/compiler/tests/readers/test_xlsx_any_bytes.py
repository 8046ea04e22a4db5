"""Whatever is done to a workbook, it is read or refused: nothing else comes out, and nothing hangs."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.readers.xlsx.flow import read_workbook
from gongjin.compiler.tests.readers.books import HEADER, bare, workbook
from gongjin.compiler.tests.readers.samples import changed
from gongjin.compiler.tests.readers.test_pdf_any_bytes import mutated

FILES = Path(__file__).parent / "files"
NEW, OLD = (FILES / "list.xlsx").read_bytes(), (FILES / "list.xls").read_bytes()
SEEDS = [NEW, OLD, OLD, workbook([HEADER, [1, "新建充电桩", 0.5, None]])]
ROW = '<row r="1" hidden="0"><c r="A1" s="1" t="n"><f>A2</f><v>0.5</v></c><c r="B1" t="s"><v>0</v></c></row>'
PARTS = {
    "sheet1": f'<sheetData>{ROW}</sheetData><cols><col min="1" max="3" hidden="1"/></cols>'
    '<mergeCells><mergeCell ref="A1:B2"/></mergeCells><headerFooter><oddHeader>&amp;C页眉</oddHeader></headerFooter>',
    "styles": '<numFmts><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>',
    "texts": "<si><t>新建</t></si><si><r><t>甲</t></r></si>",
}
NAMES = ("row", "c", "v", "f", "t", "is", "col", "mergeCell", "si", "r", "xf", "numFmt", "headerFooter", "sheetData")
VALUES = st.sampled_from(
    ["A1", "XFD1048576", "B2:A1", "A1:XFD1048576", "0", "1", "-1", "1e308", "nan", "s", "str", "b", "e", "d",
     "inlineStr", "2024-06-30", "99999999999", "yyyy/m/d", "0.0%", "", "&#9;", "true", "_x0000_", "甲"]
)  # fmt: skip
ATTRIBUTES = st.lists(
    st.tuples(
        st.sampled_from(["r", "s", "t", "ref", "min", "max", "hidden", "numFmtId", "formatCode", "ht", "customHeight"]),
        VALUES,
    ),
    max_size=4, unique_by=lambda pair: pair[0],
)  # fmt: skip


def element(parts: tuple[str, list[tuple[str, str]], list[str]]) -> str:
    name, attributes, inner = parts
    return f"<{name} {' '.join(f'{key}={value!r}' for key, value in attributes)}>{''.join(inner)}</{name}>"


ELEMENTS = st.recursive(
    VALUES,
    lambda inner: st.tuples(st.sampled_from(NAMES), ATTRIBUTES, st.lists(inner, max_size=4)).map(element),
    max_leaves=12,
)


def read_or_refused(data: bytes) -> None:
    try:
        read_workbook(data)
    except RefusedFile as refused:
        assert refused.message


@settings(max_examples=150, deadline=None)
@given(mutated(SEEDS))
def test_a_workbook_with_any_bytes_changed_is_read_or_refused(data: bytes) -> None:
    read_or_refused(data)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(PARTS)), st.data())
def test_a_workbook_with_its_xml_torn_is_read_or_refused(part: str, data: st.DataObject) -> None:
    whole = bare(PARTS["sheet1"], PARTS["styles"], PARTS["texts"])
    xml = PARTS[part].encode()
    start = data.draw(st.integers(0, len(xml)))
    torn = xml[:start] + data.draw(st.binary(max_size=6)) + xml[start + data.draw(st.integers(0, 30)) :]
    read_or_refused(changed(whole, {f"xl/{part}.xml": b"<x>" + torn + b"</x>"}))


@settings(max_examples=150, deadline=None)
@given(st.lists(ELEMENTS, max_size=4), st.lists(ELEMENTS, max_size=2), st.lists(ELEMENTS, max_size=2))
def test_a_workbook_of_any_elements_is_read_or_refused(sheet: list[str], styles: list[str], texts: list[str]) -> None:
    read_or_refused(bare("".join(sheet), "".join(styles), "".join(texts)))
