"""OFD files for the tests, written element by element; pages of a PDF can be written over as OFD, glyph by glyph."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from xml.sax.saxutils import escape, quoteattr

from gongjin.compiler.readers.pdf.glyphs import Glyph, Page
from gongjin.compiler.tests.readers.samples import packed

_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MM = 25.4 / 72


def book(
    pages: Sequence[str],
    common: str = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>",
    parts: dict[str, str] | None = None,
    heads: Sequence[str] = (),
) -> bytes:
    """An OFD of pages, each the objects of its one layer; `heads` is what stands before a page's content."""
    files: dict[str, str | bytes] = {
        "OFD.xml": f'<ofd:OFD {_SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_SPACE}><ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>"
        + "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
        + "</ofd:Pages></ofd:Document>",
    }
    for number, objects in enumerate(pages):
        head = heads[number] if number < len(heads) else ""
        files[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f'<ofd:Page {_SPACE}>{head}<ofd:Content><ofd:Layer ID="1">{objects}</ofd:Layer></ofd:Content></ofd:Page>'
        )
    for name, inner in (parts or {}).items():
        files[name] = inner.replace(">", f" {_SPACE}>", 1)
    return packed(files)


def text(
    words: str, x: float, y: float, size: float = 5.6, more: str = "", delta: str | None = None, start: str = ""
) -> str:
    """A text object at a place in millimetres, its characters as wide as they are high."""
    steps = f"g {len(words) - 1} {size}" if delta is None else delta
    code = f'<ofd:TextCode {start or f"""X="0" Y="{size}" """} DeltaX="{steps}">{escape(words)}</ofd:TextCode>'
    return f'<ofd:TextObject ID="9" Boundary="{x} {y} 200 {size}" Size="{size}" {more}>{code}</ofd:TextObject>'


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """A stroke in millimetres."""
    return (
        f'<ofd:PathObject ID="8" Boundary="{x0} {y0} {x1 - x0} {y1 - y0}" LineWidth="0.3">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def rewritten(pages: Sequence[Page]) -> bytes:
    """The pages of a PDF as OFD."""
    names: list[str] = []
    objects = [_page(page, names) for page in pages]
    fonts = "".join(f'<ofd:Font ID="{n}" FontName={quoteattr(name)}/>' for n, name in enumerate(names))
    return book(
        objects,
        heads=[
            f"<ofd:Area><ofd:PhysicalBox>0 0 {page.width * _MM} {page.height * _MM}</ofd:PhysicalBox></ofd:Area>"
            for page in pages
        ],
        common="<ofd:PublicRes>Res.xml</ofd:PublicRes>",
        parts={"Doc_0/Res.xml": f"<ofd:Res><ofd:Fonts>{fonts}</ofd:Fonts></ofd:Res>"},
    )


def _page(page: Page, names: list[str]) -> str:
    drawn = "".join(line(*(edge * _MM for edge in rule)) for rule in page.rules)
    for (ink, y), glyphs in groupby(page.glyphs, lambda glyph: (glyph.ink, glyph.y)):
        if ink.font not in names:
            names.append(ink.font)
        drawn += _run(list(glyphs), ink.size * _MM, y * _MM, names.index(ink.font), bold=ink.bold)
    return drawn


def _run(glyphs: Sequence[Glyph], size: float, y: float, font: int, *, bold: bool) -> str:
    left = glyphs[0].x0 * _MM
    steps = " ".join(str((b.x0 - a.x0) * _MM) for a, b in pairwise(glyphs))
    more = f'Font="{font}" Weight="{700 if bold else 400}"'
    return text("".join(g.text for g in glyphs), left, y - size, size, more, delta=steps)
