"""The XML names of WordprocessingML that the reader knows (ISO/IEC 29500-1)."""

from __future__ import annotations

from typing import Final

WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL: Final = WORD[1:-1].encode()

P, R, T, TBL, TR, TC = (WORD + name for name in ("p", "r", "t", "tbl", "tr", "tc"))
PPR, RPR, PSTYLE, NUMPR, NUMID, ILVL = (WORD + n for n in ("pPr", "rPr", "pStyle", "numPr", "numId", "ilvl"))
VAL, TYPE, ID, TEXTBOX = WORD + "val", WORD + "type", WORD + "id", WORD + "txbxContent"
BOLD, VANISH, DELETED, INSERTED = WORD + "b", WORD + "vanish", WORD + "del", WORD + "ins"
MOVED_FROM, MOVED_TO = WORD + "moveFrom", WORD + "moveTo"
BREAK, SYMBOL, CHARACTER, FONT = (WORD + n for n in ("br", "sym", "char", "font"))
FOOTNOTE, ENDNOTE = WORD + "footnoteReference", WORD + "endnoteReference"
TABLE_ROW, GRID_BEFORE, TC_PR, GRID_SPAN = (WORD + n for n in ("trPr", "gridBefore", "tcPr", "gridSpan"))
V_MERGE, H_MERGE, CELL_DELETED = WORD + "vMerge", WORD + "hMerge", WORD + "cellDel"
MOST_COLUMNS: Final = 1_000
"""Beyond what Word can make (63 columns); more is nonsense in the file."""
FIELD, FIELD_TYPE, CODE = WORD + "fldChar", WORD + "fldCharType", WORD + "instrText"
FONTS, ASCII_FONT, VERTICAL = WORD + "rFonts", WORD + "ascii", WORD + "vertAlign"
COMMENT, ALT_CHUNK = WORD + "comment", WORD + "altChunk"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MATH_TEXT: Final = _MATH + "t"
MATH_BETWEEN: Final = {_MATH + "den": "/", _MATH + "sup": "^"}
"""Parts of a formula that stand beside the part before them on one line only with a sign between."""
_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATE, CHOICE, FALLBACK = (_COMPATIBILITY + n for n in ("AlternateContent", "Choice", "Fallback"))
TEXT_PATH: Final = "{urn:schemas-microsoft-com:vml}textpath"

DROPPED: Final = frozenset(
    WORD + name
    for name in (
        "del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr",
        "instrText", "delText", "delInstrText", "fldData", "rt", "rubyPr", "customXmlPr", "smartTagPr",
    )
)  # fmt: skip
"""Elements whose text is no text of the document as it stands with every revision accepted."""

MARKS: Final = {
    WORD + "tab": "\t",
    WORD + "ptab": "\t",
    WORD + "cr": "\u2028",
    WORD + "noBreakHyphen": "-",
    WORD + "softHyphen": "",
    WORD + "lastRenderedPageBreak": "",
}
"""Elements of a run that stand for one character; U+2028 is the soft break inside a block."""

OFF: Final = frozenset({"0", "false", "off"})
