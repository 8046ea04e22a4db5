"""From the bytes of a .docx to its blocks: the pipeline of the format."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from gongjin.compiler.document import Document
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.marks import refuse_marked_lines
from gongjin.compiler.readers.docx import names as w
from gongjin.compiler.readers.docx.body import Body
from gongjin.compiler.readers.docx.notices import notices
from gongjin.compiler.readers.docx.numbering import numbering_of
from gongjin.compiler.readers.docx.package import Package, damaged, is_zip, names_of, parse
from gongjin.compiler.readers.docx.runs import marked_in
from gongjin.compiler.readers.docx.styles import Styles
from gongjin.core.texts import gettext as _

_TYPES = "[Content_Types].xml"
_MAIN = "word/document.xml"


class DocxReader:
    """Reads .docx, .dotx and what Word and WPS write in their form; macros are refused."""

    label = _("Word 文档")
    suffixes = (".docx",)

    def fits(self, data: bytes) -> int:
        """Certain when the zip has a part of Word's; a broken zip is judged by the name in its first bytes."""
        if not is_zip(data):
            return 0
        names = names_of(data)
        if any(name.startswith("word/") for name in names):
            return 100
        return 30 if not names and b"word/" in data else 0

    def read(self, data: bytes) -> Document:
        """The blocks; raises `RefusedFile`: damaged, encrypted, macro, zip-bomb, unsafe-xml, classified, image-only."""
        package = Package(data)
        _refuse_macros(package)
        main = next(iter(package.related("").get("officeDocument", [])), _MAIN)
        if main not in package.names:
            raise damaged()
        root = parse(package.part(main))
        body = root.find(w.WORD + "body")
        if body is None:
            raise damaged()
        related = package.related(main)
        margins = list(_margins(package, related))
        refuse_marked_lines(margins)
        # A part that nothing in the text points at is not parsed: offices' style sheets are larger than their plans.
        styled = _has(root, w.PSTYLE)
        styles = Styles(_part(package, related, "styles") if styled else None)
        listed = styled or _has(root, w.NUMPR)
        notes = _notes(package, related) if _has(root, w.FOOTNOTE, w.ENDNOTE) else {}
        walk = Body(
            numbering_of(_part(package, related, "numbering") if listed else None),
            styles,
            notes,
            marked_in([root, *notes.values()]),
        )
        walk.container(body)
        blocks = walk.finish()
        refuse_marked_lines(walk.boxed)
        _refuse_pictures(package, "".join(block.text for block in blocks))
        return Document(blocks, tuple(notices(package, related, root, margins)))


def _has(root: etree._Element, *tags: str) -> bool:
    return next(root.iter(*tags), None) is not None


def _part(package: Package, related: dict[str, list[str]], name: str) -> etree._Element | None:
    paths = related.get(name)
    return parse(package.part(paths[0])) if paths else None


def _refuse_macros(package: Package) -> None:
    macro = any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in package.names)
    if macro or (_TYPES in package.names and b"macroEnabled" in package.part(_TYPES)):
        raise RefusedFile(
            "macro", _("文件含有宏，为安全起见不予读取。请在 Word 或 WPS 里另存为不含宏的 .docx 后再上传。")
        )


def _refuse_pictures(package: Package, text: str) -> None:
    if not text.strip() and any(name.startswith("word/media/") for name in package.names):
        raise RefusedFile(
            "image-only", _("文件里只有图片，没有可读的文字。请用文字识别（OCR）转成文字后，存为 .docx 再上传。")
        )


def _margins(package: Package, related: dict[str, list[str]]) -> Iterator[str]:
    """The lines of headers and footers and the words of their watermarks; they are checked and not kept."""
    for path in related.get("header", []) + related.get("footer", []):
        root = parse(package.part(path))
        for paragraph in root.iter(w.P):
            yield "".join(text.text or "" for text in paragraph.iter(w.T))
        for drawn in root.iter(w.TEXT_PATH):
            yield drawn.get("string") or ""


def _notes(package: Package, related: dict[str, list[str]]) -> dict[tuple[str, str], etree._Element]:
    found: dict[tuple[str, str], etree._Element] = {}
    for name, reference in (("footnote", w.FOOTNOTE), ("endnote", w.ENDNOTE)):
        root = _part(package, related, f"{name}s")
        if root is not None:
            for note in root.iterchildren(w.WORD + name):
                # separator and continuationSeparator are the lines above the notes
                if note.get(w.TYPE, "normal") == "normal":
                    found[reference, note.get(w.ID, "")] = note
    return found
