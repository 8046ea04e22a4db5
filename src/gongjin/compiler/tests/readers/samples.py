"""Files for the tests, made on the spot: Word files from paragraphs or from bare XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

import docx

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{_WORD}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="{_OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def word(texts: Iterable[str]) -> bytes:
    """A .docx of plain paragraphs, as python-docx writes it."""
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def packed(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def bare(body: str, **parts: str) -> bytes:
    """A minimal .docx with that body; `parts` are the inner XML of numbering, styles, footnotes, header1."""
    kinds = {name: name.rstrip("0123456789") for name in parts}
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>' for name, kind in kinds.items()
    )
    roots = {"header": "hdr", "footer": "ftr"}
    files = {
        f"word/{name}.xml": f"<w:{roots.get(kinds[name], kinds[name])} {NAMESPACES}>{inner}"
        f"</w:{roots.get(kinds[name], kinds[name])}>"
        for name, inner in parts.items()
    }
    return packed(
        {
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>",
            **files,
        }
    )


def paragraph(text: str, props: str = "") -> str:
    """One paragraph of bare XML."""
    return f"<w:p><w:pPr>{props}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def changed(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """A zip with parts replaced or added, or left out where the new content is None."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        kept: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    for name, content in parts.items():
        if content is None:
            kept.pop(name, None)
        else:
            kept[name] = content
    return packed(kept)
