"""From the bytes of an .xlsx to its visible sheets."""

from __future__ import annotations

import re
from typing import Final

from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.readers.docx.package import Package, parse
from gongjin.compiler.readers.xlsx.parts import SheetPart, damaged, formats, local, shared_texts
from gongjin.compiler.readers.xlsx.sheet import Workbook
from gongjin.core.texts import gettext as _

_TYPES: Final = "[Content_Types].xml"
_MAIN: Final = "xl/workbook.xml"
_MACROS: Final = ("vbaproject.bin", "vbadata.xml")
_ON: Final = ("1", "true")
_BOXED: Final = re.compile(rb"<a:t(?: [^>]*)?>([^<]+)</a:t>")
_COMMENT: Final = re.compile(rb"<(?:\w+:)?(?:comment|threadedComment)\b")
_MOST_SHEETS: Final = 500


def read_new(data: bytes) -> Workbook:
    """The workbook; raises `RefusedFile`: damaged, encrypted, macro, zip-bomb, unsafe-xml, too-complex."""
    try:
        return _read(Package(data))
    except RefusedFile as refused:
        raise _for_workbooks(refused) from refused


def refuse_macros() -> RefusedFile:
    """The refusal of a workbook with macros."""
    return RefusedFile(
        "macro", _("工作簿含有宏，为安全起见不予读取。请在 Excel 或 WPS 里另存为不含宏的 .xlsx 后再上传。")
    )


def _read(package: Package) -> Workbook:
    macro = any(name.lower().endswith(_MACROS) or "/macrosheets/" in name.lower() for name in package.names)
    if macro or (_TYPES in package.names and b"macroEnabled" in package.part(_TYPES)):
        raise refuse_macros()
    main = next(iter(package.related("").get("officeDocument", [])), _MAIN)
    if main not in package.names:
        raise damaged()
    root = parse(package.part(main))
    related = package.related(main)
    targets = _targets(package, main)
    sheets = set(related.get("worksheet", []))
    texts = [text for part in related.get("sharedStrings", [])[:1] for text in shared_texts(package, part)]
    styles = [code for part in related.get("styles", [])[:1] for code in formats(package, part)]
    book = Workbook()
    since_1904 = any(local(each) == "workbookPr" and each.get("date1904") in _ON for each in root)
    reader = SheetPart(texts, styles, since_1904)
    for entry in [each for group in root if local(group) == "sheets" for each in group][:_MOST_SHEETS]:
        part = targets.get(next((str(value) for key, value in entry.items() if str(key).endswith("}id")), ""))
        name = entry.get("name") or ""
        if part not in sheets:
            continue  # a chart on a sheet of its own, a dialogue
        if entry.get("state") in ("hidden", "veryHidden"):
            book.hidden.append(name)
        else:
            book.sheets.append(reader.read(name, package.part(part)))
    _aside(package, book)
    return book


def _targets(package: Package, main: str) -> dict[str, str]:
    """The parts that the workbook points at, by the id of the relation."""
    folder, _slash, name = main.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels".lstrip("/")
    found: dict[str, str] = {}
    if rels in package.names:
        for relation in parse(package.part(rels)):
            target = (relation.get("Target") or "").replace("\\", "/")
            path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
            if relation.get("TargetMode") != "External":
                found[relation.get("Id") or ""] = path.replace("/./", "/")
    return found


def _aside(package: Package, book: Workbook) -> None:
    """Count the comments, and take the words of text boxes: they are checked for marks and not kept."""
    for name in sorted(package.names):
        low = name.lower()
        if low.startswith("xl/") and "comments" in low and low.endswith(".xml"):
            book.comments += len(_COMMENT.findall(package.part(name)))
        elif low.startswith("xl/drawings/") and low.endswith(".xml"):
            words = _BOXED.findall(package.part(name))
            book.boxes += [word.decode("utf-8", "replace") for word in words]


def _for_workbooks(refused: RefusedFile) -> RefusedFile:
    """The same refusal in words that fit a workbook."""
    messages = {
        "encrypted": _("工作簿设有打开密码。请在 Excel 或 WPS 里去掉密码，另存后再上传。"),
        "zip-bomb": _("工作簿解压后大得不合常理，已停止读取。请另存为新的 .xlsx 后再上传。"),
        "unsafe-xml": _(
            "工作簿内含外部实体声明，可能不安全，已停止读取。请用 Excel 或 WPS 另存为新的 .xlsx 后再上传。"
        ),
    }
    if refused.code == "damaged":
        return damaged()
    return RefusedFile(refused.code, messages.get(refused.code, refused.message))
