"""The control words of RTF that matter to the text (Rich Text Format 1.9.1)."""

from __future__ import annotations

from typing import Final

CHARACTERS: Final = {
    b"tab": "\t", b"line": "\u2028", b"lbr": "\u2028", b"page": "\f", b"column": "\f", b"emdash": "—", b"endash": "–",
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"emspace": "\u2003",
    b"enspace": "\u2002", b"qmspace": "\u2005", b"zwj": "\u200d", b"zwnj": "\u200c",
}  # fmt: skip
SIGNS: Final = {b"~": "\xa0", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\"}
"""Of the other signs, `-` is a soft hyphen and a line end is a paragraph's end."""

SKIPPED: Final = frozenset(
    (
        b"colortbl", b"info", b"pict", b"objdata", b"objclass", b"objname", b"filetbl", b"listtable",
        b"listoverridetable", b"revtbl", b"rsidtbl", b"generator", b"xmlnstbl", b"themedata",
        b"colorschememapping", b"latentstyles", b"datastore", b"bkmkstart", b"bkmkend", b"atnid", b"atnauthor",
        b"atntime", b"atnref", b"atnparent", b"atndate", b"atnicn", b"nonesttables", b"nesttableprops", b"nonshppict",
        b"shprslt", b"xe", b"tc", b"tcn", b"rxe", b"template", b"docvar", b"pnseclvl", b"pn", b"background", b"ftnsep",
        b"ftnsepc", b"ftncn", b"aftnsep", b"aftnsepc", b"aftncn", b"falt", b"panose", b"keywords", b"operator",
        b"fontemb", b"fontfile", b"mmathPr", b"mctrlPr", b"fname", b"userprops", b"protusertbl", b"wgrffmtfilter",
        b"passwordhash", b"datafield", b"formfield", b"ffname",
    )
)  # fmt: skip
"""Destinations whose text is no text of the document."""
TRANSPARENT: Final = frozenset(
    (b"ud", b"shppict", b"shpinst", b"moMath", b"moMathPara", b"fldrslt", b"shptxt", b"result",
     b"mmath")
)  # fmt: skip
"""Destinations of newer programs whose text is read all the same; any other one marked with a star is skipped."""
HEADERS: Final = frozenset(
    (b"header", b"headerl", b"headerr", b"headerf", b"footer", b"footerl", b"footerr", b"footerf")
)
PLACES: Final = {
    b"fonttbl": "fonts", b"stylesheet": "styles", b"listtext": "label", b"pntext": "label", b"fldinst": "code",
}  # fmt: skip
APART: Final = frozenset((b"footnote", b"shptxt", b"dptxbxtext", b"annotation"))
SWITCHES: Final = {
    b"v": "hidden", b"super": "high", b"up": "high", b"deleted": "deleted", b"revised": "inserted",
}  # fmt: skip
SCRIPTS: Final = {b"rtlch": True, b"ltrch": False, b"loch": False, b"hich": False, b"dbch": False}
