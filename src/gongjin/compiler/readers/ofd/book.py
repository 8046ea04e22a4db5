"""The parts of an OFD: documents, pages, the templates under them, fonts (GB/T 33190-2016 chapters 7 and 8)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.readers.docx.package import Package, damaged, encrypted, parse
from gongjin.core.texts import gettext as _

MAX_PAGES: Final = 600
"""The longest plan that is read; a plan with all its annexes has about 200 pages."""
_ROOT: Final = "OFD.xml"
_A4: Final = (0.0, 0.0, 210.0, 297.0)

Box = tuple[float, float, float, float]
"""Left, top, width, height, in millimetres from the top left corner."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font by its name, and whether it is a bold one."""

    name: str = ""
    bold: bool = False


@dataclass(slots=True)
class Sheet:
    """A page to be read: its box, and what is drawn on it, the templates under it first."""

    box: Box
    contents: list[etree._Element]
    fonts: dict[str, Font]


@dataclass(slots=True)
class _Book:
    """What the pages of one document share."""

    path: str
    box: Box = _A4
    fonts: dict[str, Font] = field(default_factory=dict)
    templates: dict[str, str] = field(default_factory=dict)


def sheets(data: bytes) -> Iterator[Sheet]:
    """The pages of every document in the file. Raises `RefusedFile`: damaged, encrypted, zip-bomb, too-long."""
    package = Package(data)
    if _ROOT not in package.names:
        raise damaged()
    root = parse(package.part(_ROOT))
    if any(posixpath.basename(name).lower() == "encryptions.xml" for name in package.names):
        raise encrypted()
    count = 0
    for place in named(root, "DocRoot"):
        book, pages = _opened(package, place.text or "")
        for page in pages:
            count += 1
            if count > MAX_PAGES:
                raise RefusedFile(
                    "too-long",
                    _("文件超过 %(limit)d 页的上限。请只保留方案正文和附件后再上传。") % {"limit": MAX_PAGES},
                )
            sheet = _sheet(package, book, page)
            if sheet is not None:
                yield sheet


def named(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Every element below of that name, whatever its namespace; producers differ in theirs."""
    return parent.iter(f"{{*}}{name}")


def child(parent: etree._Element, name: str) -> etree._Element | None:
    """The first child of that name, whatever its namespace."""
    return next(parent.iterchildren(f"{{*}}{name}"), None)


def numbers(text: str | None) -> list[float]:
    """The numbers of an attribute, without what is none."""
    found: list[float] = []
    for word in (text or "").split():
        try:
            number = float(word)
        except ValueError:
            continue
        if abs(number) < 1e6:
            found.append(number)
    return found


def box_of(text: str | None) -> Box | None:
    """A box of four numbers."""
    found = numbers(text)
    return (found[0], found[1], found[2], found[3]) if len(found) == 4 else None


def _opened(package: Package, place: str) -> tuple[_Book, list[str]]:
    path = _at("", place)
    if path not in package.names:
        raise damaged()
    root = parse(package.part(path))
    book = _Book(path)
    common = child(root, "CommonData")
    if common is not None:
        book.box = _area(common) or _A4
        for template in common.iterchildren("{*}TemplatePage"):
            book.templates[template.get("ID", "")] = _at(path, template.get("BaseLoc", ""))
        for kind in ("PublicRes", "DocumentRes"):
            for resource in common.iterchildren(f"{{*}}{kind}"):
                book.fonts |= _fonts(package, _at(path, resource.text or ""))
    pages = child(root, "Pages")
    places = [] if pages is None else [page.get("BaseLoc", "") for page in pages.iterchildren("{*}Page")]
    return book, [_at(path, place) for place in places]


def _sheet(package: Package, book: _Book, path: str) -> Sheet | None:
    if path not in package.names:
        return None
    page = parse(package.part(path))
    contents: list[etree._Element] = []
    for template in page.iterchildren("{*}Template"):
        under = book.templates.get(template.get("TemplateID", ""))
        if under in package.names and under is not None:
            contents += parse(package.part(under)).iterchildren("{*}Content")
    contents += page.iterchildren("{*}Content")
    return Sheet(_area(page) or book.box, contents, book.fonts)


def _area(parent: etree._Element) -> Box | None:
    """The visible box of a page: what is printed on, else the paper."""
    area = next((found for name in ("PageArea", "Area") if (found := child(parent, name)) is not None), None)
    if area is None:
        return None
    for name in ("ApplicationBox", "PhysicalBox"):
        found = child(area, name)
        box = box_of(found.text) if found is not None else None
        if box is not None and box[2] > 0 and box[3] > 0:
            return box
    return None


def _fonts(package: Package, path: str) -> dict[str, Font]:
    if path not in package.names:
        return {}
    return {
        font.get("ID", ""): Font(
            f"{font.get('FontName', '')} {font.get('FamilyName', '')}".strip(), font.get("Bold") == "true"
        )
        for font in named(parse(package.part(path)), "Font")
    }


def _at(part: str, place: str) -> str:
    """The part that a place names: from the root with a stroke before it, else beside the part that names it."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), place.strip())).lstrip("/")
